/** What only the presenters of a room are sent: whole behind their snapshot, then what has changed. */
import isEqual from 'lodash/isEqual'
import { asksSettings } from '../../core/room/document'
import { lessonEntries } from '../../core/room/lessons'
import { backCommand, nextCommand } from '../../core/room/next-and-back'
import { panicOffer } from '../../core/room/panic'
import { removedPeople } from '../../core/people/removed'
import { ticketsState } from '../../core/room/tickets'
import { presenterStateNews } from '../../core/room/presenter-state'
import { careState } from '../../core/question-types/care'
import { typeOf } from '../../core/question-types/registry'
import { earlierCounts } from '../../core/room/poll-document'
import type { HelperEntry, Keeping, PresenterState } from '../../core/protocol/presenter'
import type { Store } from '../../store/store'
import { broadcast } from '../room/broadcast'
import { countsOf, revOf } from '../room/counts'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import type { Results } from './results'

export interface PresenterStateParts {
  store: Pick<Store, 'condition' | 'describes'>
  /** ROOM_DAYS. */
  roomDays: number
}

export class PresenterStateSender {
  /** As it was sent last. */
  private last: PresenterState | undefined
  /** Presenters who were sent it. */
  private readonly informed = new WeakSet<RoomSocket>()

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: PresenterStateParts,
    private readonly results: Results,
  ) {}

  joined(socket: RoomSocket): void {
    if (!socket.data.presenter) return
    this.last = this.stateNow()
    this.informed.add(socket)
    socket.emit('presenterState', this.last)
  }

  /**
   * Sends what has changed, encoded once for all who have the rest; to others it comes whole, behind their snapshot.
   */
  sendChanges(): void {
    const { last } = this
    const presenters = [...this.room.presenters].filter(presenter => this.informed.has(presenter))
    if (!last || presenters.length === 0) return
    const state = (this.last = this.stateNow())
    void broadcast(presenters, [['presenterState', presenterStateNews(last, state)]])
  }

  /** Somebody came or went, on any node: presenters are told where it is a helper. */
  peopleChanged(): void {
    const helpers = this.last?.helpers ?? []
    if (helpers.length > 0 && !isEqual(helpers, this.helpersNow())) this.sendChanges()
  }

  private helpersNow(): HelperEntry[] {
    const { document, presence } = this.room
    return document.helpers.map(({ id, name, at, lastHereAt = null }) => ({
      id,
      name,
      at,
      isHere: presence.isOnline(id),
      lastHereAt,
    }))
  }

  private stateNow(): PresenterState {
    const { room, results } = this
    const { document } = room
    const { undo } = document
    return {
      roomName: document.roomName,
      lessons: lessonEntries(document),
      talk: document.talk,
      sharing: document.sharing,
      asks: asksSettings(document),
      signs: document.signs,
      ballotsPerAddress: document.ballotsPerAddress,
      tickets: ticketsState(document.tickets),
      wall: document.wall,
      blockedWords: document.blockedWords,
      muted: document.muted,
      removed: removedPeople(document),
      helpers: this.helpersNow(),
      announcement: document.announcement,
      panic: panicOffer(document),
      pollId: document.poll.pollId,
      step: document.step,
      prepared: document.prepared,
      next: document.next,
      right: document.poll.question.right,
      explanation: document.poll.question.explanation ?? '',
      upcoming: nextCommand(document)?.name ?? null,
      canGoBack: backCommand(document, results.ofLesson) !== undefined,
      undo: undo && { name: undo.name, until: undo.until },
      results: results.summaries,
      counts: countsOf(room),
      rev: revOf(room),
      earlier: earlierCounts(document.poll),
      care: typeOf(document.poll.question).isBounded ? null : careState(document.poll.care),
      kept: this.keeping(),
      erasedAfterDays: this.parts.roomDays,
    }
  }

  private keeping(): Keeping {
    const { condition, describes } = this.parts.store
    return condition.trouble === undefined ? describes : { sentence: condition.trouble, isLost: true }
  }
}
