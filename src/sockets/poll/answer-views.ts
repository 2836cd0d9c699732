/**
 * What each audience may see of what people typed. Presenters are sent what screens are, for their stage, and all
 * answers, hidden ones too, from which they choose. While results are hidden, they alone are sent any.
 */
import { careFor } from '../../answer-care'
import { careBeside, type KeptCare } from '../../core/question-types/care'
import type { Audience, Tally } from '../../core/question-types/question-type'
import { typed, typeOf, type AnswerView } from '../../core/question-types/registry'
import { tallyOf } from '../../core/question-types/rounds'
import { comparedRound } from '../../core/room/poll-document'
import type { Store } from '../../store/store'
import { tallyNow } from '../room/counts'
import type { LiveRoom } from '../room/live-room'
import { PastAnswers } from './past-answers'

export class AnswerViews {
  private readonly past: PastAnswers

  constructor(
    private readonly room: LiveRoom,
    store: Pick<Store, 'results'>,
  ) {
    this.past = new PastAnswers(room, store)
  }

  /** Resolves once what views need is read. */
  ready(): Promise<void> {
    return this.past.ready()
  }

  /** null: it is hidden. */
  of(audience: Audience): AnswerView | null {
    const { poll } = this.room.document
    const tally = this.past.rounds?.tally ?? tallyNow(this.room)
    if (audience === 'presenter') return this.viewOf(tally, audience, poll.care)
    if (!poll.shown) return null
    // Only the tally stands still: what is hidden while it does leaves the picture all the same.
    const { isFrozen, frozen } = poll.care
    return this.viewOf(isFrozen && frozen ? tallyOf(frozen) : tally, audience, poll.care)
  }

  /**
   * All that people typed, for helpers, who approve and hide it: figures need no such care, and what is right is told
   * to nobody else before it is revealed. null: there is nothing to care for.
   */
  forHelpers(): AnswerView | null {
    const { poll } = this.room.document
    if (!typeOf(poll.question).isTyped) return null
    const tally = this.past.rounds?.tally ?? tallyNow(this.room)
    return this.viewOf(tally, 'presenter', poll.care, poll.revealed)
  }

  /** Of the round before, or of the result beside it: hidden there or here is hidden. null: there is none. */
  before(audience: Audience): AnswerView | null {
    const { poll } = this.room.document
    const round = comparedRound(poll)
    if (!round || !poll.shown) return null
    const beside = this.past.rounds?.beside
    const care = careBeside(beside?.care ?? poll.care, poll.care)
    return this.viewOf(beside?.tally ?? tallyOf(round), audience, care)
  }

  private viewOf(
    tally: Tally,
    audience: Audience,
    kept: KeptCare,
    hasRight = audience === 'presenter' || this.room.document.poll.revealed,
  ): AnswerView {
    const { document } = this.room
    const { question } = document.poll
    const right = hasRight ? question.right : null
    const type = typeOf(question)
    const view = type.view({ ...typed(question), right }, tally, audience, careFor(document, question, kept))
    return { type: type.name, ...view } as AnswerView
  }
}
