/** The fields of the sheet: the question, its answers, its explanation and its options, as a draft. */
import { MAX_EXPLANATION_LENGTH, MAX_QUESTION_LENGTH } from '../../../src/core/limits/input-limits'
import { byId } from '../../shared/dom'
import { Answers } from './answers'
import type { Draft } from './drafts'
import { grow, growAll, growWithin } from './growing-field'
import { oneLine } from './one-line'
import { OptionFields } from './options'

interface Callbacks {
  /** Something in them was changed by the presenter. */
  changed: () => void
  said: (sentence: string) => void
  /** How a length of time is written. */
  minutes: (seconds: number) => string
}

interface Offered {
  /** Whether answers may be added and removed. */
  isFree: boolean
  hasOptions: boolean
  hasTime: boolean
}

export class QuestionFields {
  private readonly text = byId<HTMLTextAreaElement>('sheet-text')
  private readonly explanation = byId<HTMLTextAreaElement>('sheet-explanation')
  private readonly answers: Answers
  private readonly options: OptionFields
  private isFilling = false

  constructor({ changed, said, minutes }: Callbacks) {
    const tell = () => {
      if (!this.isFilling) changed()
    }
    this.answers = new Answers({ changed: tell, said })
    this.options = new OptionFields(minutes, tell)
    this.text.maxLength = MAX_QUESTION_LENGTH
    this.explanation.maxLength = MAX_EXPLANATION_LENGTH
    for (const field of [this.text, this.explanation])
      field.addEventListener('input', () => {
        grow(field)
        tell()
      })
    this.text.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      if (!event.shiftKey) this.answers.focus()
    })
    growWithin(byId('sheet-form'))
  }

  fill({ question, seconds }: Draft, { isFree, hasOptions, hasTime }: Offered): void {
    this.isFilling = true
    this.text.value = question.text
    this.explanation.value = question.explanation ?? ''
    this.answers.fill(question.choices, question.right, isFree)
    this.options.fill({ ...question, seconds }, { isShown: hasOptions, hasTime })
    growAll(byId('sheet-form'))
    this.isFilling = false
  }

  value(): Draft {
    const { seconds, ...options } = this.options.value()
    const explanation = oneLine(this.explanation.value)
    const question = { text: oneLine(this.text.value), ...this.answers.value(), ...options }
    return { question: explanation ? { ...question, explanation } : question, seconds }
  }

  focus(): void {
    this.text.focus()
  }

  /** Focuses the question, so that typing replaces it. */
  select(): void {
    this.text.focus()
    this.text.select()
  }
}
