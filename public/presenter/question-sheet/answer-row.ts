/** One answer of the question that is written: its letter, which marks it as right, its text, and how it is removed. */
import { MAX_CHOICE_LENGTH } from '../../../src/core/limits/input-limits'
import { make, pill, setText } from '../../shared/dom'
import { grow, growingField } from './growing-field'
import { oneLine } from './one-line'
import { sheetWords as words } from './words'

interface Callbacks {
  changed(): void
  /** The letter was pressed. */
  marked(row: AnswerRow): void
  /** Enter, in the field. */
  finished(row: AnswerRow): void
  /** Backspace, in an empty field; returns whether the row went. */
  emptied(row: AnswerRow): boolean
  removed(row: AnswerRow): void
  /** Several lines were pasted into the empty field; returns whether they were taken. */
  pasted(row: AnswerRow, lines: string[]): boolean
}

export class AnswerRow {
  readonly element = make('div', 'answer')
  readonly field = growingField('text-field', MAX_CHOICE_LENGTH)
  private readonly cap = make('button', 'cap')
  private readonly remover: HTMLButtonElement | undefined
  private letter = ''

  /** @param isFree whether it may be removed */
  constructor(
    text: string,
    isFree: boolean,
    private readonly callbacks: Callbacks,
  ) {
    const { element, field, cap } = this
    cap.type = 'button'
    cap.translate = false
    cap.addEventListener('click', () => callbacks.marked(this))
    field.value = text
    field.enterKeyHint = 'next'
    field.addEventListener('input', () => {
      grow(field)
      callbacks.changed()
    })
    field.addEventListener('keydown', event => this.keyPressed(event))
    field.addEventListener('paste', event => this.pasted(event))
    const tag = make('span', 'right-tag', words.rightTag)
    tag.setAttribute('aria-hidden', 'true')
    element.append(cap, field, tag)
    if (!isFree) return
    this.remover = pill('×', () => callbacks.removed(this))
    element.append(this.remover)
  }

  get text(): string {
    return oneLine(this.field.value)
  }

  set text(text: string) {
    this.field.value = text.slice(0, MAX_CHOICE_LENGTH)
    grow(this.field)
  }

  /** Names everything in it by its letter. */
  name(letter: string, mayGo: boolean): void {
    this.letter = letter
    const { element, cap, field, remover } = this
    element.dataset['letter'] = letter
    setText(cap, letter)
    cap.setAttribute('aria-label', words.markRight(letter))
    field.setAttribute('aria-label', words.choiceName(letter))
    remover?.setAttribute('aria-label', words.removeChoice(letter))
    remover?.setAttribute('aria-disabled', String(!mayGo))
  }

  /** Shows which answer is right, and whether this one would be asked. */
  show(right: string | null, isAsked: boolean): void {
    const isRight = this.letter === right
    this.element.classList.toggle('right', isRight)
    this.element.classList.toggle('unasked', !isAsked)
    this.cap.setAttribute('aria-pressed', String(isRight))
  }

  private keyPressed(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event
    if (isComposing || ctrlKey || metaKey || altKey) return
    if (key === 'Enter') {
      event.preventDefault()
      if (!shiftKey) this.callbacks.finished(this)
    }
    if (key === 'Backspace' && !this.field.value && this.callbacks.emptied(this)) event.preventDefault()
  }

  private pasted(event: ClipboardEvent): void {
    const lines = (event.clipboardData?.getData('text/plain') ?? '')
      .split(/[\r\n]+/)
      .map(oneLine)
      .filter(Boolean)
    if (lines.length > 1 && !this.field.value && this.callbacks.pasted(this, lines)) event.preventDefault()
  }
}
