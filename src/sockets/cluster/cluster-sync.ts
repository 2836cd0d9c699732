/** Owns that a room is one room on all nodes: what they tell reaches its features, and what went by unheard is made up for. */
import chunk from 'lodash/chunk'
import groupBy from 'lodash/groupBy'
import type { Logger } from 'pino'
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { HOUSE } from '../../core/room/codes'
import { RoomSetAside } from '../../store/documents'
import { StoreTrouble } from '../../store/errors'
import type { Store } from '../../store/store'
import type { Feature, Heard } from '../room/feature'
import type { LiveRoom } from '../room/live-room'
import type { Nodes } from '../room/cluster'
import type { Came } from '../room/tab-sessions'
import type { Rooms } from '../room/membership'

/** Milliseconds until what could not be made up for is tried again. */
const PAUSE = 1000
/** Milliseconds in which other nodes have found Redis again, too. */
const OTHERS_FIRST = 3000
/** Snapshots sent again before the event loop gets a turn. */
const SLICE = 100

export interface TogetherParts {
  nodes: Nodes
  rooms: Rooms
  features: readonly Feature[]
  store: Store
  logger: Logger
  /** Sees to what must be in the store before anybody can enter a room. */
  prepare(): Promise<void>
}

/** Listens to the other nodes from now on. */
export function keepTogether({ nodes, rooms, features, store, logger, prepare }: TogetherParts): void {
  const all: [string, Heard][] = [
    ...features.flatMap(({ heard = {} }) => Object.entries(heard)),
    ['document', (room, version: number) => room.catchUp(version)],
    ['came', (room, came: Came) => rooms.cameElsewhere(room, came)],
  ]
  const handlers = groupBy(all, ([event]) => event)
  let isCatchingUp = false
  let hasMissed = false

  /** As everything that comes from outside: what fails here ends nothing. */
  async function heard(from: string, code: string, event: string, message: unknown): Promise<unknown> {
    const room = rooms.live.get(code)
    if (!room) return undefined
    try {
      const answers = await Promise.all(
        (handlers[event] ?? []).map(([, handler]) => handler(room, message as never, from)),
      )
      return answers.find(answer => answer !== undefined)
    } catch (error) {
      // The store's condition tells of it; what this room has missed so is made up for.
      if (error instanceof StoreTrouble) void catchUp()
      else logger.warn({ err: error, event }, 'what another node has told could not be followed')
      return undefined
    }
  }

  /** Until it has worked for every room: the store may come back later than the line to the other nodes. */
  async function catchUp(): Promise<void> {
    hasMissed = true
    if (isCatchingUp) return
    isCatchingUp = true
    while (hasMissed) {
      hasMissed = false
      const caughtUp = await Promise.allSettled(rooms.live.all().map(makeUp))
      const isDone = caughtUp.every(({ status }) => status === 'fulfilled')
      if (isDone && (await beginAnew().catch(() => false))) continue
      hasMissed = true
      await delay(PAUSE, undefined, { ref: false })
    }
    isCatchingUp = false
  }

  async function makeUp(room: LiveRoom): Promise<void> {
    const isThere = await room.catchUp().catch(isSetAside)
    if (!isThere && !(await restored(room))) return rooms.end(room.code)
    rooms.tellAgain(room)
    for (const feature of features) await feature.catchUp?.(room)
    for (const sockets of chunk([...room.sockets], SLICE)) {
      for (const socket of sockets) socket.emit('snapshot', await rooms.snapshot(room, socket))
      await nextTurn()
    }
  }

  /** A Redis that came back empty has no house room; first it is for those nodes to bring back that know it. */
  async function beginAnew(): Promise<boolean> {
    if (!(await store.loadRoom(HOUSE).catch(isSetAside))) await delay(OTHERS_FIRST, undefined, { ref: false })
    await prepare()
    return true
  }

  /** A Redis that came back empty has the room from whoever still knows it; one that was erased stays so. */
  async function restored(room: LiveRoom): Promise<boolean> {
    if (await store.createRoom(room.code, room.document, Date.now()))
      logger.error('Redis is empty: ballots and lines are lost, and rooms in which somebody is begin anew')
    return room.catchUp()
  }

  store.onEmptied(() => void catchUp())
  nodes.listen({
    heard,
    missed: () => void catchUp(),
    gone(node) {
      for (const room of rooms.live.all()) for (const feature of features) feature.nodeGone?.(room, node)
    },
  })
}

/** A room that cannot be read any more goes on as it is known here; the store has said why. */
function isSetAside(error: unknown): true {
  if (error instanceof RoomSetAside) return true
  throw error
}
