/**
 * A room with all its features: made here, in order, and told here of what happens, in order. No feature knows another;
 * what they need of each other is declared in `room/live-room.ts`.
 */
import type { Logger } from 'pino'
import type { Snapshot } from '../core/protocol/events'
import type { RoomDocument } from '../core/room/document'
import { Budgets } from '../rate-limiter'
import type { Store } from '../store/store'
import { ANNOUNCEMENT_RATE, Announcements } from './chat/announcement'
import { Chat, sharedChatParts } from './chat/chat'
import { Host } from './chat/host'
import type { MessageLog } from './chat/message-log'
import { Moderation } from './chat/moderation'
import { PrivateMessages, sharedPrivateParts } from './chat/private-messages'
import { RoomTotals } from './cluster/node-totals'
import { Naming } from './people/names'
import { OnlineList } from './people/online-list'
import { BallotFailures, Ballots, type BallotsParts } from './poll/ballots'
import { COMMAND_RATE, Presenting, type PresentingParts } from './poll/presenter'
import { BurstLog, VoteBurstWatch } from './poll/vote-bursts'
import { Voting } from './poll/voting'
import type { Paces } from './room/intervals'
import { LiveRoom, type RoomParts, type RoomSocket, type Tab } from './room/live-room'
import { StoreTroubleNotice } from './room/store-trouble'
import { UpdateScheduler } from './room/update-scheduler'
import { noteUse } from './room-admin'
import { sharedWallParts, type WallParts } from './wall/shared-parts'
import { Wall } from './wall/wall'

export interface SharedRoomParts
  extends
    Pick<BallotsParts, 'secret' | 'toPerson'>,
    Pick<PresentingParts, 'roomDays' | 'stageHouseKey'>,
    Pick<WallParts, 'hub'> {
  store: Store
  logger: Logger
  paces: Paces & { linger: number }
  wall: WallParts['config']
  /** Which version of the pages this server has. */
  build: string
}

/** Returns how to make a room. What all rooms share, such as budgets, is made once. */
export function roomOpener(parts: SharedRoomParts): (core: RoomParts) => OpenRoom {
  const { store, logger, paces } = parts
  const shared = {
    ...parts,
    ballots: { ...parts, failures: new BallotFailures(store, logger) },
    presenting: { ...parts, budgets: new Budgets(COMMAND_RATE) },
    bursts: new BurstLog(logger),
    chat: sharedChatParts({ store, logger, unreadIntervalMs: paces.unread, newcomerMs: paces.newcomer }),
    privateMessages: sharedPrivateParts(paces.delivery),
    announcements: new Budgets(ANNOUNCEMENT_RATE),
    host: { store, reminderIntervalMs: paces.reminder, arrivalsIntervalMs: paces.moved },
    wall: sharedWallParts({
      hub: parts.hub,
      config: parts.wall,
      lingerMs: paces.linger,
      newcomerMs: paces.newcomer,
      logger,
    }),
  }
  return core => new OpenRoom(core, shared)
}

type Shared = Omit<SharedRoomParts, 'wall'> & {
  ballots: ConstructorParameters<typeof Ballots>[1]
  presenting: ConstructorParameters<typeof Presenting>[1]
  bursts: BurstLog
  chat: ConstructorParameters<typeof Chat>[1]
  privateMessages: ConstructorParameters<typeof PrivateMessages>[1]
  announcements: Budgets
  host: ConstructorParameters<typeof Host>[1]
  wall: ConstructorParameters<typeof Wall>[1]
}

export class OpenRoom extends LiveRoom {
  readonly updates: UpdateScheduler
  /** Undefined on a lone node. */
  readonly others: RoomTotals | undefined
  readonly ballots: Ballots
  readonly voting: Voting
  readonly voteWatch: VoteBurstWatch
  readonly presenting: Presenting
  readonly onlineList: OnlineList
  readonly naming: Naming
  readonly chat: Chat
  readonly messages: MessageLog
  readonly privateMessages: PrivateMessages
  readonly moderation: Moderation
  readonly announcements: Announcements
  readonly host: Host
  readonly wall: Wall
  private readonly storeTrouble: StoreTroubleNotice
  private readonly build: string

  constructor(core: RoomParts, shared: Shared) {
    super(core)
    const { store, logger, paces } = shared
    this.updates = new UpdateScheduler(this, logger)
    this.others = core.nodes.isAlone ? undefined : new RoomTotals(this, core.nodes.id)
    this.ballots = new Ballots(this, shared.ballots)
    this.voting = new Voting(this, paces.newcomer)
    this.voteWatch = new VoteBurstWatch(this, shared.bursts)
    this.presenting = new Presenting(this, shared.presenting)
    this.onlineList = new OnlineList(this, paces)
    this.naming = new Naming(this)
    this.chat = new Chat(this, shared.chat)
    this.messages = this.chat.log
    this.privateMessages = new PrivateMessages(this, shared.privateMessages)
    this.moderation = new Moderation(this, store)
    this.announcements = new Announcements(this, shared.announcements)
    this.host = new Host(this, shared.host)
    this.wall = new Wall(this, shared.wall)
    this.storeTrouble = new StoreTroubleNotice(this, store.condition)
    this.build = shared.build
  }

  async catchUp(): Promise<void> {
    await this.ballots.catchUp()
    await this.naming.catchUp()
    await this.chat.catchUp()
    await this.others?.catchUp()
    await this.wall.catchUp()
  }

  async prepare(socket: RoomSocket): Promise<void> {
    await this.ballots.prepare(socket)
    await this.chat.prepare()
  }

  snapshot(socket: RoomSocket): Snapshot {
    return {
      ...this.voting.snapshot(socket),
      ...this.onlineList.snapshot(),
      ...this.chat.snapshot(),
      ...this.announcements.snapshot(),
      ...this.wall.snapshot(socket),
      build: this.build,
    }
  }

  joined(socket: RoomSocket): void {
    this.presenting.joined(socket)
    this.voteWatch.joined(socket)
    void noteUse(this).catch(() => undefined)
    // Who is online before what follows from it: a name is held while its owner is.
    this.onlineList.joined(socket)
    this.naming.joined(socket)
    this.storeTrouble.joined(socket)
    this.host.joined(socket)
    this.updates.joined(socket)
  }

  socketLeft(socket: RoomSocket): void {
    // As in `joined`: a name is released once its owner is not online any more.
    this.onlineList.socketLeft(socket)
    this.naming.socketLeft(socket)
    this.host.socketLeft(socket)
    this.wall.socketLeft(socket)
  }

  voterGone(voter: string, person: string): void {
    this.voting.voterGone(voter, person)
  }

  returned(from: string, to: string): void {
    this.voting.returned(from, to)
  }

  inherited(id: string, tab: Tab, heir: string): void {
    this.voting.inherited(id, tab, heir)
  }

  movedAway(id: string, tab: Tab): void {
    this.voting.movedAway(id, tab)
  }

  nodeGone(node: string): void {
    this.onlineList.nodeGone(node)
    this.others?.nodeGone(node)
  }

  storeChanged(isAway: boolean): void {
    this.presenting.storeChanged(isAway)
    this.storeTrouble.storeChanged(isAway)
  }

  protected documentChanged(before: RoomDocument): void {
    // First: whoever tells a tally from here on tells that of the new poll.
    this.voting.documentChanged(before)
    this.voteWatch.documentChanged()
    this.presenting.documentChanged(before)
    this.onlineList.documentChanged(before)
    this.chat.documentChanged(before)
    this.moderation.documentChanged(before)
    this.announcements.documentChanged(before)
    this.others?.documentChanged()
    this.host.documentChanged(before)
    this.wall.documentChanged(before)
  }

  close(): void {
    this.updates.close()
    this.others?.close()
    this.ballots.close()
    this.voteWatch.close()
    this.presenting.close()
    this.onlineList.close()
    this.chat.close()
    this.host.close()
    this.wall.close()
  }
}
