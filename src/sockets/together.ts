/** Owns that a room is one room on all nodes: what they tell reaches its features, and what went by unheard is made up for. */
import chunk from 'lodash/chunk'
import groupBy from 'lodash/groupBy'
import type { Logger } from 'pino'
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import type { Store } from '../store/store'
import type { Feature, Heard, LiveRoom } from './feature'
import type { Nodes } from './nodes'
import type { Came } from './places'
import type { Rooms } from './room'

/** Milliseconds until what could not be made up for is tried again. */
const PAUSE = 1000
/** Snapshots sent again before the event loop gets a turn. */
const SLICE = 100

export interface TogetherParts {
  nodes: Nodes
  rooms: Rooms
  features: readonly Feature[]
  store: Store
  logger: Logger
}

/** Listens to the other nodes from now on. */
export function keepTogether({ nodes, rooms, features, store, logger }: TogetherParts): void {
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
    const room = rooms.get(code)
    if (!room) return undefined
    try {
      const answers = await Promise.all(
        (handlers[event] ?? []).map(([, handler]) => handler(room, message as never, from)),
      )
      return answers.find(answer => answer !== undefined)
    } catch (error) {
      logger.warn({ err: error, event }, 'what another node has told could not be followed')
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
      const caughtUp = await Promise.allSettled(rooms.all().map(makeUp))
      if (caughtUp.every(({ status }) => status === 'fulfilled')) continue
      hasMissed = true
      await delay(PAUSE, undefined, { ref: false })
    }
    isCatchingUp = false
  }

  async function makeUp(room: LiveRoom): Promise<void> {
    if (!(await room.catchUp()) && !(await restored(room))) return rooms.end(room.code)
    rooms.tellAgain(room)
    for (const feature of features) await feature.catchUp?.(room)
    for (const sockets of chunk([...room.sockets], SLICE)) {
      for (const socket of sockets) socket.emit('snapshot', await rooms.snapshot(room, socket))
      await nextTurn()
    }
  }

  /** A Redis that came back empty has the room from whoever still knows it; one that was erased stays so. */
  async function restored(room: LiveRoom): Promise<boolean> {
    await store.createRoom(room.code, room.document, Date.now())
    return room.catchUp()
  }

  nodes.listen({
    heard,
    missed: () => void catchUp(),
    gone(node) {
      for (const room of rooms.all()) for (const feature of features) feature.nodeGone?.(room, node)
    },
  })
}
