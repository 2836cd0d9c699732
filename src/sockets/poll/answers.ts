/**
 * Sends what people typed as views: phones once a second, screens and presenters twice, whatever is voted. Answers whose
 * counters are few go out as a tally, not from here.
 */
import type { Logger } from 'pino'
import { careFor } from '../../answer-care'
import type { Reply } from '../../core/protocol/replies'
import type { AnswersSnapshot } from '../../core/protocol/snapshot'
import type { Audience } from '../../core/question-types/question-type'
import { typeOf } from '../../core/question-types/registry'
import type { RoomDocument } from '../../core/room/document'
import type { PollDocument } from '../../core/room/poll-document'
import type { Store } from '../../store/store'
import { broadcast, type Packet } from '../room/broadcast'
import { revOf, tallyNow } from '../room/counts'
import type { OpenAnswers } from '../room/feature-needs'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { countersOf } from '../room/workshop-clients'
import { decideOn, type Decision } from './answer-decisions'
import { AnswerViews } from './answer-views'
import { SeenAnswers } from './seen-answers'

/** Milliseconds between two views for each audience. */
const INTERVAL_MS: Record<Audience, number> = { phone: 1000, screen: 500, presenter: 500 }
const AUDIENCES = Object.keys(INTERVAL_MS) as Audience[]

export class Answers implements OpenAnswers {
  private readonly lastSent: Record<Audience, number> = {
    phone: -Infinity,
    screen: -Infinity,
    presenter: -Infinity,
  }
  private readonly waiting = new Set<Audience>()
  /** Who is to be sent the earlier round, too: it changes with the document only. */
  private readonly waitingForEarlier = new Set<Audience>()
  private timer: NodeJS.Timeout | undefined
  private readonly views: AnswerViews
  private readonly seen: SeenAnswers

  constructor(
    private readonly room: LiveRoom,
    private readonly store: Pick<Store, 'results'>,
    private readonly logger: Logger,
  ) {
    this.views = new AnswerViews(room, store)
    this.seen = new SeenAnswers(() => ({
      pollId: room.document.poll.pollId,
      spellings: tallyNow(room).keys(),
    }))
    if (this.isOpenType) this.seen.changed()
  }

  /** Whether the poll that is up has answers that are sent as views. */
  get isOpenType(): boolean {
    return !typeOf(this.room.document.poll.question).isBounded
  }

  /** The tally has changed, or what presenters decided on it. */
  changed(): void {
    if (this.isOpenType) this.seen.changed()
    for (const audience of AUDIENCES) this.waiting.add(audience)
    this.schedule()
  }

  /** Keys of the answers that were there so many milliseconds ago; undefined: people type none to what is up. */
  before(ms: number): readonly string[] | undefined {
    const { document } = this.room
    const { poll } = document
    if (!this.isOpenType) return undefined
    const care = careFor(document, poll.question, poll.care)
    // An approved word that says nothing would come into the picture.
    return this.seen.before(poll.pollId, ms).filter(key => !care.stopWords.has(key))
  }

  /** Records what a presenter decides on answers, and sends the audience what it may see now. */
  decide(decision: Decision): Promise<Reply> {
    return decideOn(this.room, this.store, decision)
  }

  documentChanged({ poll, blockedWords }: RoomDocument): void {
    const { document } = this.room
    if (document.poll === poll && document.blockedWords === blockedWords) return
    if (document.poll.pollId !== poll.pollId) this.clearClassics()
    for (const audience of AUDIENCES) this.waitingForEarlier.add(audience)
    this.changed()
  }

  /** Reads what snapshots need. */
  async prepare(): Promise<void> {
    await this.views.ready()
  }

  /** What a newcomer is sent; null: nothing, for it is hidden or goes out as a tally. */
  snapshot({ data }: RoomSocket): AnswersSnapshot {
    const { views } = this
    if (!this.isOpenType || data.classic) return { answers: null, allAnswers: null, earlierAnswers: null }
    const audience = data.presenter || data.screen ? 'screen' : 'phone'
    return {
      answers: views.of(audience),
      allAnswers: data.presenter ? views.of('presenter') : data.role === 'helper' ? views.forHelpers() : null,
      earlierAnswers: views.before(audience),
    }
  }

  close(): void {
    clearTimeout(this.timer)
    this.seen.close()
  }

  private schedule(): void {
    if (this.timer || this.waiting.size === 0) return
    const due = Math.min(
      ...[...this.waiting].map(audience => this.lastSent[audience] + INTERVAL_MS[audience]),
    )
    this.timer = setTimeout(
      () => {
        this.timer = undefined
        void this.send().catch((error: unknown) =>
          this.logger.error({ err: error }, 'answers could not be announced'),
        )
      },
      Math.max(0, due - performance.now()),
    )
  }

  private async send(): Promise<void> {
    await this.views.ready()
    const now = performance.now()
    const due = [...this.waiting].filter(
      audience => this.lastSent[audience] + INTERVAL_MS[audience] <= now + 1,
    )
    for (const audience of due) {
      this.waiting.delete(audience)
      this.lastSent[audience] = now
      const packets = this.isOpenType ? this.packetsFor(audience) : []
      if (packets.length > 0) await broadcast(this.socketsOf(audience), packets)
      if (audience === 'presenter') await this.sendToHelpers()
    }
    this.schedule()
  }

  private packetsFor(audience: Audience): Packet[] {
    const mark = { pollId: this.room.document.poll.pollId, rev: revOf(this.room) }
    const view = this.views.of(audience)
    if (!view) return []
    if (audience === 'presenter') return [['allAnswers', view, mark]]
    const earlier = this.waitingForEarlier.delete(audience) ? this.views.before(audience) : null
    return earlier
      ? [
          ['earlierAnswers', earlier, mark],
          ['answers', view, mark],
        ]
      : [['answers', view, mark]]
  }

  /** Helpers are sent all answers, too, as they may see them. */
  private async sendToHelpers(): Promise<void> {
    const { room } = this
    const view = this.isOpenType && room.helpers.size > 0 ? this.views.forHelpers() : null
    const mark = { pollId: room.document.poll.pollId, rev: revOf(room) }
    if (view) await broadcast(room.helpers, [['allAnswers', view, mark]])
  }

  /** The lessons' pages draw a tally of letters: in a question without any, nobody has chosen one. */
  private clearClassics(): void {
    const { room } = this
    const { poll }: { poll: PollDocument } = room.document
    if (!this.isOpenType || !poll.shown || room.classics.size === 0) return
    void broadcast(room.classics, [['voteCount', countersOf({}), { pollId: poll.pollId, rev: revOf(room) }]])
  }

  private socketsOf(audience: Audience): RoomSocket[] {
    return [...this.room.sockets].filter(({ data }) => !data.classic && isSent(data, audience))
  }
}

/** Whether this socket is sent the view that is made for an audience. */
function isSent({ presenter, screen }: RoomSocket['data'], audience: Audience): boolean {
  if (audience === 'presenter') return Boolean(presenter)
  return (audience === 'screen') === Boolean(presenter || screen)
}
