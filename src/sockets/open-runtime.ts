/** Creates everything that needs the store: the clock, the default room, the rooms, the other nodes, the sweeper. */
import once from 'lodash/once'
import type { Logger } from 'pino'
import { agreeOnClock, clockProblem } from '../clock'
import type { Config } from '../config'
import { DEFAULT_ROOM } from '../core/room/codes'
import { prepareDefaultRoom, waitForOtherKey, type DefaultRoomKey } from '../default-room'
import type { Hub } from '../networks/hub'
import type { Misses } from '../misses'
import type { Newcomers } from '../newcomers'
import type { Observer } from './observer'
import type { SourceIntervals } from '../networks/source'
import { StoreTrouble } from '../store/errors'
import type { Store } from '../store/store'
import type { Runtime } from './accept'
import { syncWithOtherNodes } from './cluster/cluster-sync'
import { joinNodes } from './cluster/redis-cluster'
import { eventHandlers } from './handlers'
import { OpenRoom } from './open-room'
import { RoomAdmin } from './room-admin'
import { alone, type Nodes } from './room/cluster'
import type { Intervals } from './room/intervals'
import type { RoomServer } from './room/live-room'
import { Membership } from './room/membership'
import { Registry } from './room/registry'
import { sharedParts } from './shared-parts'
import { lastSeen, Sweeper } from './sweep'

/** Milliseconds between two checks for unused rooms. */
const SWEEP_INTERVAL_MS = 3600 * 1000

export interface RuntimeParts {
  config: Config
  logger: Logger
  store: Promise<Store>
  /** When this program was built; 0: unknown. */
  built: number
  defaultRoomKey: DefaultRoomKey
  intervals: Intervals & SourceIntervals
  hub: Hub
  misses: Misses
  newcomers: Newcomers
  /** The version of the pages. */
  build: string
  observer: Observer | undefined
}

export class RuntimeOpener {
  /** The other nodes; this one is alone until it has joined them. */
  nodes: Nodes = alone
  /** A sentence if this computer's clock is evidently wrong; known once the runtime is open. */
  clockProblem: string | undefined
  private sweepTimer: NodeJS.Timeout | undefined
  private live: Registry<OpenRoom> | undefined

  constructor(private readonly parts: RuntimeParts) {}

  /** Resolves once rooms can be entered. */
  async open(io: RoomServer): Promise<Runtime> {
    const { config, logger, defaultRoomKey, hub } = this.parts
    const store = await this.parts.store
    this.logTroubleOf(store)
    this.nodes = await this.nodesOf(io)
    const { nodes } = this
    await agreeOnClock(store, !nodes.isAlone)
    await this.lookAtClock(store)
    await waitForOtherKey(store, defaultRoomKey.key, {
      countOthers: () => nodes.countOthers(),
      onWaiting: () =>
        logger.warn('servers with another PRESENTER_KEY run at this Redis: waiting for them to end'),
    })
    await prepareDefaultRoom(store, defaultRoomKey.key)
    const secret = await store.secret()
    const shared = sharedParts({
      store,
      logger,
      intervals: this.parts.intervals,
      secret,
      toPerson: (person, exceptId) => socketsOf(io, person, exceptId),
      roomDays: config.roomDays,
      stageDefaultRoomKey: defaultRoomKey.stage,
      hub,
      misses: this.parts.misses,
      newcomers: this.parts.newcomers,
      wall: config.wall,
      build: this.parts.build,
      observer: this.parts.observer,
    })
    const live = new Registry({
      store,
      nodes,
      hasDefaultRoom: config.hasDefaultRoom,
      open: parts => new OpenRoom(parts, shared),
    })
    this.live = live
    const rooms = new Membership({ live, nodes, handHold: config.handHold })
    store.condition.onChange(trouble => {
      for (const room of live.all()) room.storeChanged(trouble !== undefined)
    })
    const handlers = eventHandlers(rooms, new RoomAdmin({ store, rooms, logger }))
    const prepare = async () => {
      await prepareDefaultRoom(store, defaultRoomKey.key)
      // Last: a Redis that has a secret counts as prepared.
      await store.secret()
    }
    syncWithOtherNodes({ nodes, rooms, store, logger, prepare })
    const sweeper = new Sweeper({ store, rooms, days: config.roomDays, logger })
    this.sweepFromNowOn(sweeper)
    return { rooms, handlers, secret, sweeper }
  }

  /** Rooms in memory; none before the runtime is open. */
  get openRooms(): number {
    return this.live?.size ?? 0
  }

  stopSweeping(): void {
    clearInterval(this.sweepTimer)
  }

  private sweepFromNowOn(sweeper: Sweeper): void {
    const sweep = () =>
      void sweeper.sweep().catch((error: unknown) => {
        // The store's condition reports trouble of the whole store, once.
        if (!(error instanceof StoreTrouble))
          this.parts.logger.error({ err: error }, 'the cleanup of unused rooms failed')
      })
    sweep()
    this.sweepTimer = setInterval(sweep, SWEEP_INTERVAL_MS).unref()
  }

  private logTroubleOf({ condition, documents }: Store): void {
    const { logger } = this.parts
    condition.onChange(trouble => {
      if (trouble !== undefined) logger.error(trouble)
      else logger.info('ballots and lines are recorded again')
    })
    documents.onSetAside((code, reason) =>
      logger.error(
        { room: code === DEFAULT_ROOM ? 'house' : code, reason },
        'the stored room cannot be used: it was left as it is, and nobody can enter it',
      ),
    )
  }

  private async lookAtClock(store: Store): Promise<void> {
    const [storeNow, seen] = [await store.now(), await lastSeen(store)]
    const { built, logger } = this.parts
    this.clockProblem = clockProblem({ now: Date.now(), storeNow, lastSeen: seen, built })
    if (this.clockProblem) logger.warn(this.clockProblem)
  }

  private nodesOf(io: RoomServer): Nodes | Promise<Nodes> {
    const { config, defaultRoomKey, logger } = this.parts
    const { redisUrl: url, redisChecksCertificate: checksCertificate } = config
    if (!url) return alone
    const unreadable = once(() =>
      logger.error(
        'another program at this Redis tells what cannot be read here: set the same PRESENTER_KEY on all servers, and start all of them in the same version',
      ),
    )
    return joinNodes(io, { address: { url, checksCertificate }, secret: defaultRoomKey.key, unreadable })
  }
}

/** Sends to the sockets of a person on this node, or to all but one; undefined: there are none. */
function socketsOf(io: RoomServer, person: string, exceptId?: string): Pick<RoomServer, 'emit'> | undefined {
  const ids = io.sockets.adapter.rooms.get(person)
  const isExcepted = exceptId !== undefined && ids?.has(exceptId)
  if (!ids || ids.size === (isExcepted ? 1 : 0)) return undefined
  return exceptId === undefined ? io.local.to(person) : io.local.to(person).except(exceptId)
}
