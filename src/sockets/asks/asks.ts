/** The asks of one room: who has them open, and what they and everybody else are sent. */
import isEqual from 'lodash/isEqual'
import type { Logger } from 'pino'
import { Budgets } from '../../rate-limiter'
import { lessonAsks } from '../../core/asks/new-asks'
import { isPublic, publicAsks } from '../../core/asks/views'
import type { OpenedAsks } from '../../core/protocol/asks'
import type { Refusal, Reply } from '../../core/protocol/replies'
import type { Snapshot } from '../../core/protocol/snapshot'
import { refuse } from '../../core/protocol/refusals'
import type { RoomDocument } from '../../core/room/document'
import type { Store } from '../../store/store'
import type { Reportable } from '../room/feature-needs'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { AskModeration } from './ask-care'
import { AskList } from './ask-list'
import { AskNews } from './ask-news'
import { AskViewers } from './ask-viewers'
import { Askers, carerOf } from './askers'
import { Asking } from './asking'

/** New asks and new texts of one person. */
const PERSON_ASK_RATE = { perSecond: 0.2, burst: 10 }
/** Votes of one person. */
const PERSON_VOTE_RATE = { perSecond: 3, burst: 40 }

export interface AsksParts {
  store: Store
  logger: Logger
  /** Keys the hashes under which askers and voters are kept. */
  secret: Buffer
  /** Between two countings for pages that have not opened the asks. */
  countIntervalMs: number
  /** For how long somebody who has come counts as new. */
  newcomerMs: number
}

/** To be made once for all rooms. */
export function sharedAsksParts(parts: AsksParts) {
  return {
    ...parts,
    askBudgets: new Budgets(PERSON_ASK_RATE),
    voteBudgets: new Budgets(PERSON_VOTE_RATE),
  }
}

export class Asks {
  readonly list: AskList
  readonly asking: Asking
  readonly moderation: AskModeration
  private readonly askers: Askers
  private readonly news: AskNews
  private readonly viewers: AskViewers

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: ReturnType<typeof sharedAsksParts>,
  ) {
    this.list = new AskList(room, parts.store, () => this.changed())
    this.askers = new Askers(room, parts.secret, () => this.list.state)
    this.asking = new Asking(room, this.list, this.askers, parts)
    this.moderation = new AskModeration(room, this.list)
    this.news = new AskNews(room, () => this.list.state, parts.countIntervalMs)
    this.viewers = new AskViewers(
      () => this.list.state,
      () => this.beforeSending(),
      parts.logger,
    )
  }

  async openAsks(socket: RoomSocket): Promise<Reply<OpenedAsks>> {
    const { screen } = socket.data
    const isCarer = carerOf(socket) !== undefined
    const { list, askers, parts, room } = this
    if (!room.document.asks.isOpen && !isCarer && !screen) return refuse('asks-off')
    await list.loadOnce()
    const isPerson = !screen
    const voted = isPerson ? await parts.store.asksVotedBy(room.code, askers.voterOf(socket)) : []
    // From here on it is sent what changes: nothing is lost between the reply and what follows.
    const { settings } = list.state
    // It may have been closed meanwhile, or the socket may have left.
    if (!settings.isOpen && !isCarer && !screen) return refuse('asks-off')
    if (!room.sockets.has(socket)) return refuse('needs-page')
    const { changed: asks, total } = this.viewers.add(socket, isCarer)
    if (isCarer) this.changed()
    const own = isPerson ? askers.ownOf(socket) : []
    const reported = isPerson ? (room.reports.ownOf(socket.data.privateId, 'ask') as number[]) : []
    return { ok: true, asks, total, own, voted, settings, ...(reported.length > 0 && { reported }) }
  }

  closeAsks(socket: RoomSocket): Reply {
    this.socketLeft(socket)
    return { ok: true }
  }

  /** Pages open the asks again with the snapshot that follows. */
  catchUp(): Promise<void> {
    return this.list.load()
  }

  prepare(): Promise<void> {
    return this.list.loadOnce()
  }

  snapshot(): Pick<Snapshot, 'asks'> {
    return { asks: this.news.now }
  }

  joined(socket: RoomSocket): void {
    this.askers.joined(socket)
  }

  socketLeft(socket: RoomSocket): void {
    this.viewers.delete(socket)
  }

  /** An ask that somebody reports. Nobody is told whose it is. */
  async reportable(socket: RoomSocket, id: number): Promise<Reportable | Refusal> {
    await this.list.loadOnce()
    const { settings } = this.list.state
    if (!settings.isOpen) return refuse('asks-off')
    const ask = lessonAsks(this.list.state).find(each => each.id === id && isPublic(each))
    if (!ask) return refuse('no-such-ask')
    const { name, text, role } = ask
    return { isOwn: ask.from === this.askers.of(socket), name, text, ofCrew: role !== undefined }
  }

  /** Another node has changed asks. */
  changedElsewhere(): void {
    this.list.readSoon()
  }

  /** What a node has changed and not told is in the store. */
  nodeGone(): void {
    this.list.readSoon()
  }

  documentChanged({ asks, lesson, lessons, forgotten, hiddenAsks }: RoomDocument): void {
    const { document } = this.room
    // With a lesson, or because they were old, asks may have been erased.
    if (document.forgotten !== forgotten || document.lessons !== lessons) this.list.readSoon()
    const isHiding = !isEqual(document.hiddenAsks, hiddenAsks)
    if (!isHiding && isEqual(document.asks, asks) && document.lesson === lesson) return
    if (!document.asks.isOpen) this.viewers.deletePeople()
    this.changed()
  }

  close(): void {
    this.news.close()
    this.viewers.close()
    this.list.close()
  }

  /** Something may have changed: what is on the screen goes out at once, all else soon. */
  private changed(): void {
    this.news.announce()
    this.viewers.changed()
  }

  private beforeSending(): void {
    this.forgetReports()
    this.askers.tell()
  }

  /** What nobody of the audience sees any more is no longer reported. */
  private forgetReports(): void {
    const seen = new Set<unknown>(publicAsks(this.list.state).map(({ id }) => id))
    this.room.reports.keep('ask', id => seen.has(id))
  }
}
