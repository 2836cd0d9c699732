/**
 * Loaded into the server before its program: at each SIGUSR2 it says in one line what the process holds: bytes after
 * garbage collection, objects of the kinds that leak, timers by the place that set them (`unref`'d ones, too), what
 * keeps the process alive, and what the embedded store keeps. With SOAK_SHORTEN it shortens the waits in which things are kept for those who come back, so
 * that a short soak has many rounds. With SOAK_PLANT it leaks, by which a test sees that leaks are found.
 */
const { EventEmitter } = require('node:events')
const path = require('node:path')
const timers = require('node:timers')
const v8 = require('node:v8')
const vm = require('node:vm')
const { isMainThread } = require('node:worker_threads')

/** What stays for a while after its last use: the file that sets the wait, and the milliseconds. */
const KEPT = [
  ['sockets/room/registry.js', 20_000],
  ['http/api/export/held-files.js', 10_000],
  ['engine.io/build/transports/polling.js', 30_000],
]
const shorten = Number(process.env.SOAK_SHORTEN ?? 1)
const plant = process.env.SOAK_PLANT
const dist = path.dirname(process.argv[1] ?? '')

v8.setFlagsFromString('--expose-gc')
const gc = vm.runInNewContext('gc')

/** Every timer that was set and may still run, by where it was set. */
let set = []

/** The first place outside this file that is on the stack. */
function placeOf(stack) {
  const line = stack
    .split('\n')
    .slice(1)
    .find(one => !one.includes(__filename))
  const place = /\(?((?:\/|node:)[^\s()]*):\d+\)?$/.exec(line?.trim() ?? '')?.[1] ?? '?'
  return path.isAbsolute(place) ? path.relative(dist, place) : place
}

function remember(timer, stack) {
  set.push({ timer: new WeakRef(timer), place: placeOf(stack) })
  if (set.length % 5000 === 0) forget()
  return timer
}

/** Forgets timers that have run or were cleared. */
function forget() {
  set = set.filter(({ timer }) => {
    const kept = timer.deref()
    return kept !== undefined && !kept._destroyed
  })
}

const wrap = real => {
  const wrapped = (run, wait, ...args) => {
    const { stack } = new Error()
    const isKept = KEPT.some(([file, ms]) => ms === wait && stack.includes(file))
    return remember(real(run, isKept ? wait / shorten : wait, ...args), stack)
  }
  // With its promisified form.
  return Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(real))
}
globalThis.setTimeout = timers.setTimeout = wrap(globalThis.setTimeout)
globalThis.setInterval = timers.setInterval = wrap(globalThis.setInterval)

/** Every emitter that was made and may still be there: sockets, connections, requests, answers, workers. */
let emitters = []
const { init } = EventEmitter
EventEmitter.init = function (...args) {
  emitters.push(new WeakRef(this))
  if (emitters.length % 5000 === 0) emitters = emitters.filter(emitter => emitter.deref() !== undefined)
  return init.apply(this, args)
}

/** Every room that was opened and may still be there. */
const rooms = []
function watchRooms() {
  const live = require(path.join(dist, 'sockets/room/live-room.js'))
  live.LiveRoom = new Proxy(live.LiveRoom, {
    construct(made, args, derived) {
      const room = Reflect.construct(made, args, derived)
      rooms.push(new WeakRef(room))
      return room
    },
  })
}

/** The database of the embedded store, once it is open. */
let database
function watchStore() {
  const lmdb = require('lmdb')
  const { open } = lmdb
  const watched = (...args) => (database = open(...args))
  Object.defineProperty(lmdb, 'open', { value: watched, enumerable: true })
}

/** How many entries are kept of each kind; nothing where there is no embedded store. */
function entries() {
  return database ? countBy([...database.getKeys()].map(([kind]) => kind)) : {}
}

/** How many there are of what may leak, by the names of their classes. */
function objects() {
  emitters = emitters.filter(emitter => emitter.deref() !== undefined)
  return {
    LiveRoom: rooms.filter(room => room.deref() !== undefined).length,
    ...countBy(emitters.map(emitter => emitter.deref()?.constructor.name)),
  }
}

function countBy(names) {
  const counts = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

function tell() {
  gc()
  gc()
  forget()
  const { heapUsed, external } = process.memoryUsage()
  const active = process.getActiveResourcesInfo().filter(name => name !== 'Timeout' && name !== 'Immediate')
  const told = {
    bytes: heapUsed + external,
    objects: objects(),
    timers: countBy(set.map(({ place }) => place)),
    active: countBy(active),
    entries: entries(),
  }
  process.stdout.write(`SOAK ${JSON.stringify(told)}\n`)
}

// Workers load this file, too.
if (isMainThread) {
  watchRooms()
  watchStore()
  process.on('SIGUSR2', tell)
}

/** What a connection leaves behind, as a listener, a timer or an entry would that nobody removes. */
const kept = []
const PLANTS = {
  timer: () => globalThis.setInterval(() => undefined, 60_000).unref(),
  socket: socket => kept.push(socket),
  memory: () => kept.push(new Float64Array(512)),
  entry: () => void database?.put(['planted', performance.now()], true),
  listener: () => process.setMaxListeners(0).on('planted', () => undefined),
}
if (plant) {
  const { Server } = require('node:net')
  const { emit } = Server.prototype
  Server.prototype.emit = function (event, ...args) {
    if (event === 'connection') PLANTS[plant](...args)
    return emit.call(this, event, ...args)
  }
}
