/** What the features of all rooms share, such as budgets: made once. */
import type { Logger } from 'pino'
import { Budgets } from '../rate-limiter'
import type { Observer } from './observer'
import type { Store } from '../store/store'
import { OriginKeys } from './addresses/origin-keys'
import { BurstLog } from './addresses/vote-bursts'
import { sharedAsksParts } from './asks/asks'
import { ANNOUNCEMENT_RATE } from './chat/announcement'
import { sharedChatParts } from './chat/chat'
import { sharedPrivateParts } from './chat/private-messages'
import { PERSON_REPORT_RATE } from './moderation/reports'
import { BallotFailures } from './poll/ballots/ballot-failures'
import type { BallotsParts } from './poll/ballots/ballots'
import { COMMAND_RATE, type PresentingParts } from './poll/presenter'
import type { Intervals } from './room/intervals'
import type { Misses } from '../misses'
import type { Newcomers } from '../newcomers'
import { TICKET_MISS_RATE } from './tickets/tickets'
import { sharedWallParts, type WallParts } from './wall/shared-parts'

export interface AppWideParts
  extends
    Pick<BallotsParts, 'secret' | 'toPerson'>,
    Pick<PresentingParts, 'roomDays' | 'stageDefaultRoomKey'>,
    Pick<WallParts, 'hub'> {
  store: Store
  misses: Misses
  newcomers: Newcomers
  logger: Logger
  intervals: Intervals & { linger: number }
  wall: WallParts['config']
  /** Which version of the pages this server has. */
  build: string
  /** Who measures this server. */
  observer: Observer | undefined
}

/** To be made once for all rooms. */
export function sharedParts(parts: AppWideParts) {
  const { store, logger, intervals } = parts
  return {
    ...parts,
    ballots: { ...parts, failures: new BallotFailures(store, logger) },
    presenting: { ...parts, budgets: new Budgets(COMMAND_RATE) },
    ballotLimit: { store, keys: new OriginKeys() },
    bursts: new BurstLog(logger),
    chat: sharedChatParts({
      store,
      logger,
      unreadIntervalMs: intervals.unread,
      newcomerMs: intervals.newcomer,
    }),
    privateMessages: sharedPrivateParts(intervals.delivery),
    announcements: new Budgets(ANNOUNCEMENT_RATE),
    asks: sharedAsksParts({
      store,
      logger,
      secret: parts.secret,
      countIntervalMs: intervals.unread,
      newcomerMs: intervals.newcomer,
    }),
    tickets: { ...parts, missBudgets: new Budgets(TICKET_MISS_RATE) },
    reports: {
      secret: parts.secret,
      reportBudgets: new Budgets(PERSON_REPORT_RATE),
      newcomerMs: intervals.newcomer,
      newcomers: parts.newcomers,
    },
    host: { store, reminderIntervalMs: intervals.reminder, arrivalsIntervalMs: intervals.moved },
    wall: sharedWallParts({
      hub: parts.hub,
      config: parts.wall,
      lingerMs: intervals.linger,
      newcomerMs: intervals.newcomer,
      logger,
    }),
  }
}

export type SharedParts = ReturnType<typeof sharedParts>
