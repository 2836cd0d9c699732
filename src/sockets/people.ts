/** Owns people as others see them: names, who is online, who types, who came and went; and the counts for newcomers. */
import { decideSpeaker } from '../core/chat'
import { parseNothing, parseTakeName } from '../core/parse'
import { refuse } from '../core/refusals'
import type { Typist } from '../core/typing'
import { headCount, on, turnoutOf, type Feature, type LiveRoom, type RoomSocket } from './feature'
import type { Paces } from './paces'
import { nameOf, peopleNews, publicIdOf, speakerOf, stopTyping, takeName } from './persons'

/** Talkers above which typing is no longer told, and news come more slowly. */
const MANY_TALKERS = 100
/** People named as typing. */
const TYPING_NAMES = 4

/** What is to be told of a room's people. */
interface Told {
  /** Sockets counted as present. */
  sockets: Set<RoomSocket>
  hasNews: boolean
  /** People of whom other nodes are being asked whether they may keep their name. */
  claims: Set<string>
  /** Of the names when they were told last. */
  namesRev: number
  toldAt: number
}

/** How somebody is called, as another node is told; null: not any more. */
interface Named {
  person: string
  name: string | null
  isHere: boolean
}

/** Makes the feature of people; names are asked of other nodes where there are any. */
export function peopleFeature({ people: pace, peopleOfMany }: Paces, isAlone: boolean): Feature {
  const told = new WeakMap<LiveRoom, Told>()

  function changed(room: LiveRoom): void {
    told.get(room)!.hasNews = true
  }

  function tick(room: LiveRoom): void {
    const now = Date.now()
    const state = told.get(room)!
    tellTyping(room, now)
    if (now - state.toldAt < (room.talkers.size > MANY_TALKERS ? peopleOfMany : pace)) return
    const arrivals = room.presence.news(now, person => room.names.of(person))
    if (room.talkers.size === 0) return
    if (arrivals) room.toTalkers(['arrivals', arrivals])
    const { rev } = room.names
    if (!state.hasNews && state.namesRev === rev) return
    Object.assign(state, { hasNews: false, namesRev: rev, toldAt: now })
    room.toTalkers(['people', peopleNews(room)])
  }

  function tellTyping(room: LiveRoom, now: number): void {
    const typists = room.typing.news(now)
    if (!typists) return
    const some = typists.slice(0, TYPING_NAMES).map(({ person, name }) => ({ id: publicIdOf(person), name }))
    room.toTalkers(['typing', some, typists.length])
  }

  function types(room: LiveRoom, socket: RoomSocket): void {
    const name = nameOf(room, socket)
    const isHeard = !decideSpeaker(room.code, room.document, speakerOf(socket))
    if (name === undefined || !isHeard || !room.talkers.has(socket) || room.talkers.size > MANY_TALKERS)
      return
    noteTyping(room, { person: socket.data.person, name })
    room.tell('typing', { person: socket.data.person, name } satisfies Typist)
  }

  function noteTyping(room: LiveRoom, { person, name }: Typist): void {
    const now = Date.now()
    if (room.typing.types(person, name, now)) tellTyping(room, now)
  }

  /** Every node knows everybody who has a name, so that it can say who is online and whether a name is free. */
  function tellNamed(room: LiveRoom, person: string): void {
    const name = room.names.of(person) ?? null
    room.tell('named', { person, name, isHere: room.presence.isHere(person) } satisfies Named)
  }

  function hearNamed(room: LiveRoom, from: string, { person, name, isHere }: Named): void {
    const now = Date.now()
    if (name === null) room.names.release(person)
    else if (room.names.of(person) !== name) room.names.concede(person, name, now, other => other > person)
    room.presence.elsewhere(person, from, isHere && name !== null, now)
    room.presence.renamed(person)
    if (room.presence.isOnline(person)) room.names.came(person)
    else room.names.left(person, now)
    changed(room)
  }

  function releaseName(room: LiveRoom, person: string): void {
    if (room.names.of(person) === undefined) return
    room.names.release(person)
    tellNamed(room, person)
  }

  function tellAllNamed(room: LiveRoom): void {
    for (const { person } of room.names) tellNamed(room, person)
  }

  async function claimName(room: LiveRoom, person: string, name: string): Promise<boolean> {
    const { claims } = told.get(room)!
    claims.add(person)
    const answers = await room.ask('claimName', { person, name } satisfies Typist)
    claims.delete(person)
    const isFree = room.names.of(person) === name && answers.every(({ value }) => value !== false)
    if (isFree) tellNamed(room, person)
    return isFree
  }

  return {
    events: {
      takeName: on(parseTakeName, (room, socket, { name }) =>
        socket.data.screen ? refuse('needs-page') : takeName(room, socket, name),
      ),
      releaseName: on(parseNothing, (room, { data }) => {
        releaseName(room, data.person)
        return { ok: true }
      }),
      typing: on(parseNothing, (room, socket) => {
        types(room, socket)
        return { ok: true }
      }),
    },

    heard: {
      named: (room, named: Named, from) => hearNamed(room, from, named),
      claimName(room, { person, name }: Typist) {
        const { claims } = told.get(room)!
        return room.names.concede(person, name, Date.now(), other => claims.has(other))
      },
      namesWanted: tellAllNamed,
      typing: (room, typist: Typist) => noteTyping(room, typist),
      typingStopped: (room, person: string) => void room.typing.stopped(person),
    },

    async catchUp(room) {
      tellAllNamed(room)
      await room.ask('namesWanted')
    },

    nodeGone(room, node) {
      const now = Date.now()
      for (const person of room.presence.drop(node, now)) room.names.left(person, now)
      changed(room)
    },

    opened(room) {
      told.set(room, {
        sockets: new Set(),
        claims: new Set(),
        hasNews: false,
        namesRev: 0,
        toldAt: -Infinity,
      })
      room.peopleChanged = () => changed(room)
      room.tellNamed = person => tellNamed(room, person)
      if (!isAlone) room.claimName = (person, name) => claimName(room, person, name)
      const timer = setInterval(() => tick(room), pace).unref()
      return () => clearInterval(timer)
    },

    joined(room, socket) {
      const { screen, person } = socket.data
      // Its line may have ended while its snapshot was prepared.
      if (screen || !room.sockets.has(socket)) return
      told.get(room)!.sockets.add(socket)
      room.names.came(person)
      if (!room.presence.came(person, Date.now())) return
      changed(room)
      if (room.names.of(person) !== undefined) tellNamed(room, person)
    },

    left(room, socket) {
      const { person, classic } = socket.data
      const now = Date.now()
      if (told.get(room)!.sockets.delete(socket) && room.presence.left(person, now)) {
        changed(room)
        if (room.names.of(person) !== undefined) tellNamed(room, person)
      }
      if (room.presence.isHere(person)) return
      // Also of somebody who was gone before having come.
      stopTyping(room, person)
      // A classic socket cannot come back as who it was: its name would only be kept from its own page.
      if (classic) releaseName(room, person)
      else if (!room.presence.isOnline(person)) room.names.left(person, now)
    },

    documentChanged(room, { muted }) {
      if (room.document.muted !== muted) changed(room)
    },

    snapshot: room => ({ connected: headCount(room), ...turnoutOf(room) }),
  }
}
