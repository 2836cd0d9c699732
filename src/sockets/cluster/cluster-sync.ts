/** Keeps a room in the same state on all nodes: passes their messages to its features, and fetches what was missed. */
import chunk from 'lodash/chunk'
import type { Logger } from 'pino'
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { DEFAULT_ROOM } from '../../core/room/codes'
import { withoutArchive } from '../../core/room/lessons'
import { RoomSetAside } from '../../store/documents'
import { StoreTrouble } from '../../store/errors'
import type { Store } from '../../store/store'
import type { OpenRoom } from '../open-room'
import type { Nodes } from '../room/cluster'
import type { Membership } from '../room/membership'
import { nodeHandlers } from './node-handlers'

/** Milliseconds until what could not be made up for is tried again. */
const RETRY_INTERVAL_MS = 1000
/** Milliseconds in which other nodes have found Redis again, too. */
const OTHERS_FIRST_MS = 3000
/** Snapshots sent again before the event loop gets a turn. */
const SLICE_SIZE = 100

export interface ClusterSyncParts {
  nodes: Nodes
  rooms: Membership<OpenRoom>
  store: Store
  logger: Logger
  /** Sees to what must be in the store before anybody can enter a room. */
  prepare: () => Promise<void>
}

/** Listens to the other nodes from now on. */
export function syncWithOtherNodes({ nodes, rooms, store, logger, prepare }: ClusterSyncParts): void {
  const handlers = new Map(Object.entries(nodeHandlers(rooms)))
  let isCatchingUp = false
  let hasMissed = false

  /** As everything that comes from outside: what fails here ends nothing. */
  async function received(from: string, code: string, event: string, message: unknown): Promise<unknown> {
    const room = rooms.live.get(code)
    if (!room) return undefined
    try {
      return await handlers.get(event)?.(room, message as never, from)
    } catch (error) {
      // The store's condition reports it; what this room missed is fetched again.
      if (error instanceof StoreTrouble) void catchUp()
      else logger.warn({ err: error, event }, 'what another node has told could not be followed')
      return undefined
    }
  }

  /**
   * Repeats until it has worked for every room: the store may come back later than the connection to the other nodes.
   */
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
      await delay(RETRY_INTERVAL_MS, undefined, { ref: false })
    }
    isCatchingUp = false
  }

  async function makeUp(room: OpenRoom): Promise<void> {
    const isThere = await room.refresh().catch(isSetAside)
    if (!isThere && !(await restored(room))) return rooms.end(room.code)
    rooms.publishAgain(room)
    await room.catchUp()
    for (const sockets of chunk([...room.sockets], SLICE_SIZE)) {
      for (const socket of sockets) socket.emit('snapshot', await rooms.snapshot(room, socket))
      await nextTurn()
    }
  }

  /** A Redis that came back empty has no default room; nodes that know it bring it back first. */
  async function beginAnew(): Promise<boolean> {
    if (!(await store.loadRoom(DEFAULT_ROOM).catch(isSetAside)))
      await delay(OTHERS_FIRST_MS, undefined, { ref: false })
    await prepare()
    return true
  }

  /** A Redis that came back empty has the room from whoever still knows it; one that was erased stays so. */
  async function restored(room: OpenRoom): Promise<boolean> {
    const document = { ...withoutArchive(room.document), undo: null }
    if (await store.createRoom(room.code, document, Date.now()))
      logger.error('Redis is empty: ballots and lines are lost, and rooms in which somebody is begin anew')
    return room.refresh()
  }

  store.onEmptied(() => void catchUp())
  nodes.listen({
    received,
    missed: () => void catchUp(),
    gone(node) {
      for (const room of rooms.live.all()) room.nodeGone(node)
    },
  })
}

/** A room that cannot be read any more goes on as it is known here; the store has said why. */
function isSetAside(error: unknown): true {
  if (error instanceof RoomSetAside) return true
  throw error
}
