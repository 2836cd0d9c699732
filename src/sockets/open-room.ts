/**
 * A room with all its features: creates them in order, and calls them in order when something happens. No feature knows
 * another; what they need of each other is declared in `room/feature-needs.ts`.
 */
import { joinParts, type Snapshot } from '../core/protocol/snapshot'
import type { RoomDocument } from '../core/room/document'
import { BallotLimit } from './addresses/ballot-limit'
import { VoteBurstWatch } from './addresses/vote-bursts'
import { askerHash } from './asks/askers'
import { Asks } from './asks/asks'
import { Announcements } from './chat/announcement'
import { Chat } from './chat/chat'
import { Host } from './chat/host'
import type { MessageLog } from './chat/message-log'
import { Moderation } from './chat/moderation'
import { PrivateMessages } from './chat/private-messages'
import { RoomTotals } from './cluster/node-totals'
import { Helpers } from './helpers/helpers'
import { Lessons } from './lessons/lessons'
import { BlockedWords } from './moderation/blocked-words'
import { PanicButton } from './moderation/panic'
import { RoomReports } from './moderation/reports'
import { SlowMode } from './moderation/slow-mode'
import { Removal, type Authors } from './moderation/removal'
import { EarlierIds } from './people/earlier-ids'
import { Naming } from './people/names'
import { OnlineList } from './people/online-list'
import { Answers } from './poll/answers'
import { Ballots } from './poll/ballots/ballots'
import { Presenting } from './poll/presenter'
import { Remote } from './poll/remote'
import { Voting } from './poll/voting'
import { Watchers } from './poll/watchers'
import { LiveRoom, type RoomParts, type RoomSocket, type Tab } from './room/live-room'
import { RoomName } from './room/room-name'
import { SharingSettings } from './lessons/sharing'
import { Signs } from './signs/signs'
import { StoreTroubleNotice } from './room/store-trouble'
import { UpdateScheduler } from './room/update-scheduler'
import { Tickets } from './tickets/tickets'
import { noteUse } from './room-admin'
import type { SharedParts } from './shared-parts'
import { Wall } from './wall/wall'

export class OpenRoom extends LiveRoom {
  readonly watchers = new Watchers()
  readonly updates: UpdateScheduler
  /** Undefined on a lone node. */
  readonly others: RoomTotals | undefined
  readonly answers: Answers
  readonly ballots: Ballots
  readonly ballotLimit: BallotLimit
  readonly voting: Voting
  readonly voteWatch: VoteBurstWatch
  readonly presenting: Presenting
  readonly remote: Remote
  readonly roomName: RoomName
  readonly sharing: SharingSettings
  readonly signs: Signs
  readonly tickets: Tickets
  readonly lessons: Lessons
  readonly helping: Helpers
  readonly onlineList: OnlineList
  readonly naming: Naming
  readonly earlierIds: EarlierIds
  readonly chat: Chat
  readonly messages: MessageLog
  readonly privateMessages: PrivateMessages
  readonly moderation: Moderation
  readonly blockedWords: BlockedWords
  readonly removal: Removal
  readonly panicButton: PanicButton
  readonly slowMode: SlowMode
  readonly reports: RoomReports
  readonly announcements: Announcements
  readonly host: Host
  readonly asks: Asks
  readonly wall: Wall
  private readonly storeTrouble: StoreTroubleNotice
  private readonly build: string

  constructor(core: RoomParts, shared: SharedParts) {
    super(core)
    const { store, logger, intervals } = shared
    this.updates = new UpdateScheduler(this, logger, shared.observer)
    this.others = core.nodes.isAlone ? undefined : new RoomTotals(this, core.nodes.id)
    this.answers = new Answers(this, store, logger)
    this.ballots = new Ballots(this, shared.ballots)
    this.ballotLimit = new BallotLimit(this, shared.ballotLimit)
    this.voting = new Voting(this)
    this.voteWatch = new VoteBurstWatch(this, shared.bursts, intervals.newcomer)
    this.presenting = new Presenting(this, shared.presenting)
    this.roomName = new RoomName(this)
    this.sharing = new SharingSettings(this)
    this.signs = new Signs(this)
    this.tickets = new Tickets(this, shared.tickets)
    this.lessons = new Lessons(this, store)
    this.helping = new Helpers(this)
    this.onlineList = new OnlineList(this, intervals, () => this.presenting.peopleChanged())
    this.naming = new Naming(this)
    this.earlierIds = new EarlierIds(this)
    this.slowMode = new SlowMode(this)
    this.reports = new RoomReports(this, shared.reports, {
      line: (socket, seq) => this.chat.reportable(socket, seq),
      ask: (socket, id) => this.asks.reportable(socket, id),
      post: (socket, id) => this.wall.reportable(socket, id),
    })
    this.chat = new Chat(this, shared.chat)
    this.messages = this.chat.log
    this.privateMessages = new PrivateMessages(this, shared.privateMessages)
    this.moderation = new Moderation(this, store)
    this.blockedWords = new BlockedWords(this)
    const authors: Authors = {
      nameOf: async id => (await this.moderation.nameOf(id)) ?? this.wall.nameOf(id),
      authorOf: what =>
        'ask' in what ? this.asks.moderation.authorOf(what.ask) : this.ballots.authors.authorOf(what),
      hasSaid: (said, privateId) =>
        said.kind === 'ask'
          ? askerHash(shared.secret, this.code, privateId) === said.author
          : this.ballots.authors.isAuthor(said, privateId),
    }
    this.removal = new Removal(this, shared.secret, authors, {
      lines: ids => this.messages.deletion.deleteOf(ids),
      posts: id => this.wall.postsOf(id).size,
      namedAsks: privateId =>
        this.asks.moderation.hideOf(askerHash(shared.secret, this.code, privateId), true),
      said: async (what, { author }) => {
        const { moderation } = this.asks
        if ('ask' in what) return { asks: await moderation.hideOf(author, moderation.isNamed(what.ask)) }
        const { pollId, answer } = what
        const { ok } = await this.answers.decide({ pollId, change: { do: 'hide', key: answer } })
        return { answers: ok ? 1 : 0 }
      },
    })
    this.panicButton = new PanicButton(this, store)
    this.announcements = new Announcements(this, shared.announcements)
    this.host = new Host(this, shared.host)
    this.asks = new Asks(this, shared.asks)
    this.remote = new Remote(this, this.presenting, store, this.watchers, this.asks.moderation)
    this.wall = new Wall(this, shared.wall)
    this.storeTrouble = new StoreTroubleNotice(this, store.condition)
    this.build = shared.build
  }

  async catchUp(): Promise<void> {
    await this.ballots.catchUp()
    await this.ballotLimit.catchUp()
    await this.naming.catchUp()
    await this.chat.catchUp()
    await this.others?.catchUp()
    await this.asks.catchUp()
    await this.wall.catchUp()
    await this.reports.catchUp()
  }

  async prepare(socket: RoomSocket): Promise<void> {
    await this.earlierIds.prepare(socket)
    await this.ballots.prepare(socket)
    await this.tickets.prepare(socket)
    await this.answers.prepare()
    await this.presenting.prepare(socket)
    await this.chat.prepare()
    await this.asks.prepare()
  }

  snapshot(socket: RoomSocket): Snapshot {
    return joinParts(
      this.voting.snapshot(socket),
      this.answers.snapshot(socket),
      this.roomName.snapshot(),
      this.sharing.snapshot(),
      this.signs.snapshot(),
      this.tickets.snapshot(socket),
      this.onlineList.snapshot(),
      this.chat.snapshot(),
      this.announcements.snapshot(socket),
      this.asks.snapshot(),
      this.wall.snapshot(socket),
      { build: this.build },
    )
  }

  joined(socket: RoomSocket): void {
    this.presenting.joined(socket)
    this.voteWatch.joined(socket)
    this.signs.joined(socket)
    void noteUse(this).catch(() => undefined)
    // In this order: a name is held while its owner is online.
    this.onlineList.joined(socket)
    this.naming.joined(socket)
    this.helping.joined(socket)
    this.storeTrouble.joined(socket)
    this.host.joined(socket)
    this.asks.joined(socket)
    this.reports.joined(socket)
    this.updates.joined(socket)
  }

  socketLeft(socket: RoomSocket): void {
    // In this order: a name is released when its owner is no longer online.
    this.onlineList.socketLeft(socket)
    this.naming.socketLeft(socket)
    this.helping.socketLeft(socket)
    this.host.socketLeft(socket)
    this.asks.socketLeft(socket)
    this.signs.socketLeft(socket)
    this.wall.socketLeft(socket)
  }

  voterGone(voter: string, person: string): void {
    this.voting.voterGone(voter, person)
  }

  returned(from: string, to: string): void {
    this.voting.returned(from, to)
  }

  inherited(id: string, tab: Tab, heir: string): void {
    this.voting.moved.inherited(id, tab, heir)
  }

  movedAway(id: string, tab: Tab): void {
    this.voting.moved.movedAway(id, tab)
  }

  nodeGone(node: string): void {
    this.onlineList.nodeGone(node)
    this.others?.nodeGone(node)
    this.asks.nodeGone()
  }

  storeChanged(isAway: boolean): void {
    this.presenting.storeChanged(isAway)
    this.storeTrouble.storeChanged(isAway)
  }

  protected documentChanged(before: RoomDocument): void {
    // First: every tally that is sent from here on is that of the new poll.
    this.voting.documentChanged(before)
    // Whoever may not help any more is sent nothing of what follows.
    this.helping.documentChanged(before)
    // Nor is whoever was removed.
    this.removal.documentChanged(before)
    this.answers.documentChanged(before)
    this.voteWatch.documentChanged(before)
    this.ballotLimit.documentChanged(before)
    this.presenting.documentChanged(before)
    this.roomName.documentChanged(before)
    this.sharing.documentChanged(before)
    this.signs.documentChanged(before)
    this.tickets.documentChanged(before)
    this.blockedWords.documentChanged(before)
    this.onlineList.documentChanged(before)
    this.chat.documentChanged(before)
    this.moderation.documentChanged(before)
    this.earlierIds.documentChanged(before)
    this.slowMode.documentChanged(before)
    this.reports.documentChanged(before)
    this.announcements.documentChanged(before)
    this.others?.documentChanged()
    this.host.documentChanged(before)
    this.asks.documentChanged(before)
    this.wall.documentChanged(before)
    this.watchers.changed()
  }

  close(): void {
    this.others?.close()
    this.ballots.close()
    this.answers.close()
    this.voteWatch.close()
    this.presenting.close()
    this.onlineList.close()
    this.chat.close()
    this.host.close()
    this.asks.close()
    this.signs.close()
    this.reports.close()
    this.wall.close()
    this.watchers.close()
    // Last: what changes while the others are closed is announced to nobody.
    this.updates.close()
  }
}
