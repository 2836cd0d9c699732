/**
 * Sends what people typed as views: phones once a second, screens and presenters twice, whatever is voted. Presenters
 * are sent what screens are, for their stage, and all answers, hidden ones too, from which they choose. While results are
 * hidden, they alone are sent any. Answers whose counters are few go out as a tally, not from here.
 */
import type { Logger } from 'pino'
import { careFor } from '../../answer-care'
import { refuse } from '../../core/protocol/refusals'
import type { Reply } from '../../core/protocol/replies'
import type { AnswersSnapshot } from '../../core/protocol/snapshot'
import { careBeside, decideCare, type CareChange, type KeptCare } from '../../core/question-types/care'
import type { Audience, Tally } from '../../core/question-types/question-type'
import { typed, typeOf, type AnswerView } from '../../core/question-types/registry'
import { keptRound, tallyOf } from '../../core/question-types/rounds'
import type { RoomDocument } from '../../core/room/document'
import type { PollDocument } from '../../core/room/poll-document'
import type { Store } from '../../store/store'
import { broadcast, type Packet } from '../room/broadcast'
import { revOf, tallyNow } from '../room/counts'
import type { OpenAnswers } from '../room/feature-needs'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { countersOf } from '../room/workshop-clients'
import { PastAnswers } from './past-answers'

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
  private readonly past: PastAnswers

  constructor(
    private readonly room: LiveRoom,
    private readonly store: Pick<Store, 'results'>,
    private readonly logger: Logger,
  ) {
    this.past = new PastAnswers(room, store)
  }

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
    // Among several nodes the tally is read now and then: what stands still must have all that was acknowledged.
    if (change.do === 'freeze' && change.isOn) await room.ballots.catchUp()
    const { past } = room.document.poll
    const results = past ? await this.store.results(room.code, { ids: [past.id] }) : []
    const refusal = await room.change(document => {
      const { poll } = document
      if (poll.pollId !== pollId) return refuse('poll-over')
      if (!this.isOpenType) return refuse('already-so')
      const care = decideCare(poll.care, change, keptRound(poll.question, tallyNow(room)))
      if (!care) return refuse('too-many-decisions')
      const decided: RoomDocument = { ...document, poll: { ...poll, care } }
      const result = results.find(({ id }) => id === poll.past?.id)
      if (!result) return { ok: true, document: decided }
      // What is decided on an earlier result is decided for good.
      const { frozen: _frozen, ...kept } = care
      const correct = { ...result, care: { ...kept, isFrozen: false } }
      return {
        ok: true,
        document: { ...decided, resultsRev: document.resultsRev + 1 },
        results: { correct },
      }
    })
    return refusal ?? { ok: true }
  }

  documentChanged({ poll, wall }: RoomDocument): void {
    const { document } = this.room
    if (document.poll === poll && document.wall.blockedWords === wall.blockedWords) return
    if (document.poll.pollId !== poll.pollId) this.clearClassics()
    for (const audience of AUDIENCES) this.waitingForEarlier.add(audience)
    this.changed()
  }

  /** Reads what snapshots need. */
  async prepare(): Promise<void> {
    await this.past.ready()
  }

  /** What a newcomer is sent; null: nothing, for it is hidden or goes out as a tally. */
  snapshot({ data }: RoomSocket): AnswersSnapshot {
    if (!this.isOpenType || data.classic) return { answers: null, allAnswers: null, earlierAnswers: null }
    const audience = data.presenter || data.screen ? 'screen' : 'phone'
    return {
      answers: this.viewFor(audience),
      allAnswers: data.presenter ? this.viewFor('presenter') : null,
      earlierAnswers: this.earlierFor(audience),
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
    await this.past.ready()
    const now = performance.now()
    const due = [...this.waiting].filter(
      audience => this.lastSent[audience] + INTERVAL_MS[audience] <= now + 1,
    )
    for (const audience of due) {
      this.waiting.delete(audience)
      this.lastSent[audience] = now
      const packets = this.isOpenType ? this.packetsFor(audience) : []
      if (packets.length > 0) await broadcast(this.socketsOf(audience), packets)
    }
    this.schedule()
  }

  private packetsFor(audience: Audience): Packet[] {
    const mark = { pollId: this.room.document.poll.pollId, rev: revOf(this.room) }
    const view = this.viewFor(audience)
    if (!view) return []
    if (audience === 'presenter') return [['allAnswers', view, mark]]
    const earlier = this.waitingForEarlier.delete(audience) ? this.earlierFor(audience) : null
    return earlier
      ? [
          ['earlierAnswers', earlier, mark],
          ['answers', view, mark],
        ]
      : [['answers', view, mark]]
  }

  private viewFor(audience: Audience): AnswerView | null {
    const { poll } = this.room.document
    const tally = this.past.rounds?.tally ?? tallyNow(this.room)
    if (audience === 'presenter') return this.viewOf(tally, audience, poll.care)
    if (!poll.shown) return null
    // Only the tally stands still: what is hidden while it does leaves the picture all the same.
    const { isFrozen, frozen } = poll.care
    return this.viewOf(isFrozen && frozen ? tallyOf(frozen) : tally, audience, poll.care)
  }

  /** The round before, or the result beside it: hidden there or here is hidden. */
  private earlierFor(audience: Audience): AnswerView | null {
    const { poll } = this.room.document
    const round = poll.earlier[poll.earlier.length - 1]
    if (!round || !poll.shown) return null
    const beside = this.past.rounds?.beside
    const care = careBeside(beside?.care ?? poll.care, poll.care)
    return this.viewOf(beside?.tally ?? tallyOf(round), audience, care)
  }

  private viewOf(tally: Tally, audience: Audience, kept: KeptCare): AnswerView {
    const { document } = this.room
    const { question, revealed } = document.poll
    const right = revealed || audience === 'presenter' ? question.right : null
    const type = typeOf(question)
    const view = type.view({ ...typed(question), right }, tally, audience, careFor(document, question, kept))
    return { type: type.name, ...view } as AnswerView
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
