/** A number: typed into one large field, checked there, and sent by a button. */
import { number } from '../../../src/core/question-types/number'
import { labelFor, make, pill, setText, written } from '../../shared/dom'
import type { AnswerMoment, AnswerPart, AnswerType } from '../parts'
import { keepDraft, recallDraft } from '../draft'
import { OwnTab } from '../own-tab'
import { markOf, voteNow } from '../vote-now'
import { typeWords } from '../words'
import { howOf, sentenceOf } from './problem'
import { numberWords as words } from './words'
import { typedValue, withUnit, writtenBand, writtenValue, type NumberQuestion } from './written'

/** No number that may be entered has more characters, also with its digits in groups. */
const MAX_LENGTH = 30

class NumberAnswer implements AnswerPart<'number'> {
  private readonly how = make('p', 'answer-hint')
  private readonly frame = make('div', 'number-field')
  private readonly input = make('input')
  private readonly unit = written('span', 'number-unit', '')
  private readonly tab = new OwnTab()
  private readonly sign: HTMLButtonElement
  private readonly note = make('p', 'number-note')
  private readonly send = make('button', 'pill primary answer-send')
  private moment: AnswerMoment<'number'> | undefined
  /** The vote that was drawn last, and whether the server had recorded it. */
  private shown: string | null = null
  private wasRecorded = false
  /** Why what was typed is not sent; empty: nothing is wrong with it. */
  private problem = ''

  constructor(
    place: HTMLElement,
    private readonly want: (vote: string | null) => void,
  ) {
    const { input, how, note } = this
    input.type = 'text'
    input.autocomplete = 'off'
    input.maxLength = MAX_LENGTH
    input.setAttribute('enterkeyhint', 'send')
    const label = labelFor(input, 'number-value', words.answer)
    label.className = 'visually-hidden'
    how.id = 'number-how'
    note.id = 'number-note'
    note.setAttribute('role', 'status')
    input.setAttribute('aria-describedby', 'number-how number-note')
    input.addEventListener('input', () => this.edited())
    this.unit.translate = false
    this.unit.setAttribute('aria-hidden', 'true')
    this.frame.append(label, input, this.unit, this.tab.element)
    this.sign = pill('±', () => this.changeSign(), words.changeSign)
    this.sign.classList.add('number-sign')
    this.send.type = 'submit'
    const form = make('form', 'number-form')
    form.noValidate = true
    form.addEventListener('submit', event => {
      event.preventDefault()
      this.submit()
    })
    const line = make('div', 'number-line')
    line.append(this.frame, this.sign)
    form.append(how, line, note, this.send)
    place.append(form)
  }

  update(moment: AnswerMoment<'number'>): void {
    const isFirst = this.moment === undefined
    this.moment = moment
    const { question, vote, poll } = moment
    const { min, decimals, unit } = question.answer
    const mayBeNegative = min === null || min < 0
    this.input.inputMode = decimals === 0 && !mayBeNegative ? 'numeric' : 'decimal'
    // The keypad of an iPhone has no minus.
    this.sign.hidden = !mayBeNegative
    setText(this.unit, unit)
    this.unit.hidden = unit === ''
    setText(this.how, howOf(question))
    const now = voteNow(vote)
    // A number that was refused stays, so that it can be sent again.
    const isRefused = now === null && vote.wanted === undefined && !this.wasRecorded
    if (now !== this.shown && !isRefused) this.fill(now)
    if (isFirst) this.input.value = recallDraft(poll.pollId)?.[0] ?? this.input.value
    this.shown = now
    this.wasRecorded = now !== null && vote.wanted === undefined
    this.draw()
  }

  focus(): void {
    this.input.focus()
  }

  unsent(): string[] {
    const typed = this.input.value.trim()
    return typed === '' || this.typed() === this.shown ? [] : [typed]
  }

  private fill(vote: string | null): void {
    this.input.value = vote === null ? '' : typedValue(vote)
    this.problem = ''
    keepDraft(this.moment!.poll.pollId, [])
  }

  private draw(): void {
    const { question } = this.moment!
    const { shown, problem } = this
    const isAsShown = shown !== null && this.typed() === shown
    const mark = isAsShown ? markOf(this.moment!) : ''
    this.frame.dataset['mark'] = mark
    this.tab.update(mark)
    setText(this.send, mark ? typeWords.sent[mark] : shown === null ? typeWords.send : typeWords.change)
    this.send.setAttribute('aria-disabled', String(isAsShown))
    this.input.setAttribute('aria-invalid', String(problem !== ''))
    const other = shown !== null && !isAsShown ? words.recordedIs(labelOf(question, shown)) : ''
    this.note.classList.toggle('is-problem', problem !== '')
    setText(this.note, problem || other)
  }

  private edited(): void {
    this.problem = ''
    keepDraft(this.moment!.poll.pollId, this.unsent())
    this.draw()
  }

  private changeSign(): void {
    const { input } = this
    input.value = /^\s*[-−]/.test(input.value) ? input.value.replace(/^\s*[-−]\s*/, '') : `−${input.value}`
    input.focus()
    this.edited()
  }

  private submit(): void {
    const { question } = this.moment!
    const parsed = number.parseVote(question, this.input.value)
    this.problem = parsed.ok ? '' : sentenceOf(question, parsed.problem, this.input.value)
    // The keyboard of a phone goes, and the status line is seen.
    ;(parsed.ok ? this.send : this.input).focus()
    if (parsed.ok) this.want(number.sentVote(question, parsed.vote))
    this.draw()
  }

  /** What stands in the field, as it would be sent; undefined: it cannot be. */
  private typed(): string | undefined {
    const parsed = number.parseVote(this.moment!.question, this.input.value)
    return parsed.ok ? parsed.vote : undefined
  }
}

function labelOf(question: NumberQuestion, vote: string): string {
  return withUnit(question, writtenValue(question, Number(vote)))
}

export const numberAnswer: AnswerType<'number'> = {
  rules: number,
  make: (place, want) => new NumberAnswer(place, want),
  how: howOf,
  label: (question, vote) => [labelOf(question, vote)],
  rightLabel: writtenBand,
}
