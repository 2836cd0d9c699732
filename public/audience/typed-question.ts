/**
 * What a phone needs for all question types but one choice, in one part: a room with bad Wi-Fi loads it once. Exports
 * what `audience/sentences` does, for the same live region.
 */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import { keepInSight } from '../question-types/field-in-sight'
import type { Moment } from './sentences'
import { earlierOf, told, typeOf, viewNow } from '../question-types/phone-moment'
import type { Told as Verdict } from './verdict'
import { byId, make } from '../shared/dom'
import type { OwnChoice } from '../shared/poll/choice-rows'
import { words } from '../shared/words'
import { Abstain } from '../question-types/abstain'
import { OwnAnswer } from '../question-types/own-answer'
import { resultTypeOf } from '../question-types/phone-types'
import {
  questionOf,
  type AnswerPart,
  type AnswerType,
  type ResultPart,
  type TypeName,
} from '../question-types/parts'
import { ResultTable } from '../question-types/table'
import { typeWords } from '../question-types/words'

export { changes, tally, timeLeft } from './typed-speech'

/** The poll, its result and the own vote. */
export interface PhoneMoment extends Omit<Moment, 'own'> {
  vote: OwnChoice
  isConnected: boolean
}

export interface Told extends Verdict {
  /** Whether the rows of the choices are needed. */
  usesRows: boolean
}

export class Phone {
  private readonly form = make('div', 'answer-form')
  private readonly own = new OwnAnswer()
  private readonly picture = make('div', 'answer-result')
  private readonly table = new ResultTable()
  /** Around the table: itself it cannot be narrower than its words, and would widen the page while nobody sees it. */
  private readonly tablePlace = make('div')
  /** null in the preview of the presenter's page. */
  private readonly asTable = document.querySelector<HTMLInputElement>('#as-table')
  private readonly abstain: Abstain
  private pollId = ''
  private answer: AnswerPart<TypeName> | undefined
  private result: ResultPart<TypeName> | undefined

  /** @param want takes the vote as it is sent; null withdraws it */
  constructor(
    private readonly place: HTMLElement,
    private readonly want: (vote: string | null) => void,
  ) {
    this.abstain = new Abstain(want)
    place.append(this.form, this.abstain.element, this.own.element, this.picture, this.tablePlace)
    this.tablePlace.append(this.table.element)
    this.asTable?.addEventListener('change', () => this.drawTable())
    this.drawTable()
    keepInSight(this.form)
  }

  /** Draws the question. Returns what to say around it; undefined: what one choice says. */
  update(moment: PhoneMoment): Told | undefined {
    const { poll, counts, answers, vote, isConnected } = moment
    const hadFocus = this.place.contains(document.activeElement)
    if (poll.pollId !== this.pollId) this.clear()
    this.pollId = poll.pollId
    const type = typeOf(poll)
    const { classList, dataset } = document.body
    classList.toggle('typed', type !== undefined && !type.usesRows)
    classList.toggle('never-right', type !== undefined && !type.rightLabel)
    dataset['legend'] = (type && resultTypeOf(poll.type)?.legend) ?? ''
    this.abstain.update(poll, counts?.[ABSTAIN] ?? answers?.abstained, vote, isConnected)
    this.form.hidden = !type || (poll.state === 'closed' && !type.usesRows)
    if (type) this.drawAnswer(moment, type)
    this.drawOwn(moment, type)
    this.drawResult(moment, type)
    // What had the focus is gone or hidden.
    if (
      hadFocus &&
      (!this.place.contains(document.activeElement) || document.activeElement!.closest('[hidden]'))
    )
      byId('question').focus()
    if (type) return { ...told(poll, vote.recorded, type), usesRows: type.usesRows === true }
    return poll.right !== null && vote.recorded === ABSTAIN ? toldToAbstainer(poll.right) : undefined
  }

  pressed(letter: string): void {
    this.answer?.pressed?.(letter)
  }

  focus(): void {
    this.answer?.focus()
  }

  /** Another poll has another form and picture. */
  private clear(): void {
    this.answer?.leave?.()
    this.answer = this.result = undefined
    this.form.textContent = this.picture.textContent = ''
  }

  private drawAnswer(moment: PhoneMoment, type: AnswerType<TypeName>): void {
    this.answer ??= type.make(this.form, this.want)
    this.answer.update({ ...moment, question: questionOf(moment.poll) })
  }

  /** Once voting is closed: what was said, or what was not sent in time. */
  private drawOwn({ poll, vote: { recorded } }: PhoneMoment, type: AnswerType<TypeName> | undefined): void {
    const isClosed = poll.state === 'closed'
    const said =
      recorded === ABSTAIN && isClosed
        ? [typeWords.cannotSay]
        : recorded !== null && type && this.form.hidden
          ? type.label(questionOf(poll), recorded)
          : []
    // After the reveal it is too late to be sorry.
    const unsent = isClosed && poll.right === null ? this.answer?.unsent?.() : undefined
    this.own.update(said, unsent ?? [])
  }

  private drawResult(moment: PhoneMoment, answerType: AnswerType<TypeName> | undefined): void {
    const { poll, vote } = moment
    const type = answerType && !answerType.usesRows ? resultTypeOf(poll.type) : undefined
    const view = type && viewNow(moment)
    this.picture.hidden = this.tablePlace.hidden = !view
    if (!type || !view) return
    const own = vote.recorded === ABSTAIN ? null : vote.recorded
    const shown = { poll, question: questionOf(poll), view, earlier: earlierOf(moment), own }
    this.result ??= type.make(this.picture)
    this.result.update(shown)
    const table = type.table(shown)
    this.tablePlace.hidden = table.rows.length === 0
    this.table.update(table)
  }

  /** For screen readers it is there always. */
  private drawTable(): void {
    this.tablePlace.classList.toggle('visually-hidden', !this.asTable?.checked)
  }
}

/** Whoever cannot say is told what was right, and not that it was wrong. */
function toldToAbstainer(right: string): Told {
  return {
    verdict: { isRight: false, first: '', rest: words.wasRight(right) },
    why: words.why(right),
    usesRows: true,
  }
}
