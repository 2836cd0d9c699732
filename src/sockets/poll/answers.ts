/**
 * Sends what people typed as views: phones once a second, screens and presenters twice, whatever is voted. Presenters
 * are sent what screens are, for their stage, and all answers, hidden ones too, from which they choose. While results are
 * hidden, they alone are sent any. Answers whose counters are few go out as a tally, not from here.
 */
import type { Logger } from 'pino'
import type { Packet } from '../room/broadcast'
import { refuse } from '../../core/protocol/refusals'
import type { Reply } from '../../core/protocol/replies'
import { decideCare, type CareChange } from '../../core/question-types/care'
import type { RoomDocument } from '../../core/room/document'
import type { AnswersSnapshot } from '../../core/protocol/snapshot'
import type { OpenAnswers } from '../room/feature-needs'
import { broadcast } from '../room/broadcast'
import { fold } from '../../core/text/fold'
import type { Audience, Care, Tally } from '../../core/question-types/question-type'
import { typed, typeOf, type AnswerView } from '../../core/question-types/registry'
import { revOf, tallyNow } from '../room/counts'
import type { LiveRoom, RoomSocket } from '../room/live-room'

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
  private timer: NodeJS.Timeout | undefined
  /** The tally when the picture was frozen. */
  private frozen: { pollId: string; tally: Tally } | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly logger: Logger,
  ) {}

  /** Whether the poll that is up has answers that are sent as views. */
  get isOpenType(): boolean {
    return !typeOf(this.room.document.poll.question).isBounded
  }

  /** The tally has changed, or what presenters decided on it. */
  changed(): void {
    for (const audience of AUDIENCES) this.waiting.add(audience)
    this.schedule()
  }

  /** Records what a presenter decides on answers, and sends the audience what it may see now. */
  async decide(
    socket: RoomSocket,
    { pollId, change }: { pollId: string; change: CareChange },
  ): Promise<Reply> {
    const { room } = this
    if (!socket.data.presenter) return refuse('not-a-presenter')
    const refusal = await room.change(document => {
      const { poll } = document
      if (poll.pollId !== pollId) return refuse('poll-over')
      const care = decideCare(poll.care, change)
      return care
        ? { ok: true, document: { ...document, poll: { ...poll, care } } }
        : refuse('too-many-decisions')
    })
    return refusal ?? { ok: true }
  }

  documentChanged({ poll, wall }: RoomDocument): void {
    const { document } = this.room
    if (document.poll !== poll || document.wall.blockedWords !== wall.blockedWords) this.changed()
  }

  /** What a newcomer is sent; null: nothing, for it is hidden or goes out as a tally. */
  snapshot({ data }: RoomSocket): AnswersSnapshot {
    if (!this.isOpenType || data.classic) return { answers: null, allAnswers: null }
    return {
      answers: this.viewFor(data.presenter || data.screen ? 'screen' : 'phone'),
      allAnswers: data.presenter ? this.viewFor('presenter') : null,
    }
  }

  close(): void {
    clearTimeout(this.timer)
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
    const now = performance.now()
    const due = [...this.waiting].filter(
      audience => this.lastSent[audience] + INTERVAL_MS[audience] <= now + 1,
    )
    for (const audience of due) {
      this.waiting.delete(audience)
      this.lastSent[audience] = now
      const view = this.isOpenType ? this.viewFor(audience) : null
      if (view) await broadcast(this.socketsOf(audience), [this.packet(audience, view)])
    }
    this.schedule()
  }

  private packet(audience: Audience, view: AnswerView): Packet {
    const event = audience === 'presenter' ? 'allAnswers' : 'answers'
    return [event, view, { pollId: this.room.document.poll.pollId, rev: revOf(this.room) }]
  }

  private viewFor(audience: Audience): AnswerView | null {
    const { poll } = this.room.document
    if (audience === 'presenter') return this.viewNow(audience)
    if (!poll.shown) return null
    if (!poll.care.isFrozen) {
      this.frozen = undefined
      return this.viewNow(audience)
    }
    // Only the tally stands still: what is hidden while it does leaves the picture all the same.
    if (this.frozen?.pollId !== poll.pollId)
      this.frozen = { pollId: poll.pollId, tally: new Map(tallyNow(this.room)) }
    return this.viewNow(audience, this.frozen.tally)
  }

  private viewNow(audience: Audience, tally = tallyNow(this.room)): AnswerView {
    const { poll } = this.room.document
    const question = typed(poll.question)
    const right = poll.revealed || audience === 'presenter' ? question.right : null
    const type = typeOf(poll.question)
    const view = type.view({ ...question, right }, tally, audience, this.care)
    return { type: type.name, ...view } as AnswerView
  }

  private get care(): Care {
    const { poll, wall } = this.room.document
    return { ...poll.care, blockedWords: wall.blockedWords.map(fold) }
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
