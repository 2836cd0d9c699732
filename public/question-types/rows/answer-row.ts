/** One row of the question that is written: its letter, which may mark it as right, its text, and how it is removed. */
import { MAX_CHOICE_LENGTH } from '../../../src/core/limits/input-limits'
import { LETTERS } from '../../../src/core/question-types/letters'
import type { RowsKind } from '../type-form'
import { make, pill, setText } from '../../shared/dom'
import { grow, growingField } from './growing-field'
import { oneLine } from './lines'
import { rowsWords as words } from './words'

interface Callbacks {
  changed(): void
  /** The letter was pressed. */
  marked(row: AnswerRow): void
  /** Enter, in the field. */
  finished(row: AnswerRow): void
  /** Backspace, in an empty field; returns whether the row went. */
  emptied(row: AnswerRow): boolean
  removed(row: AnswerRow): void
  /** To the place before it, or behind it. */
  moved(row: AnswerRow, by: -1 | 1): void
  /** Several lines were pasted into the empty field; returns whether they were taken. */
  pasted(row: AnswerRow, lines: string[]): boolean
}

export class AnswerRow {
  readonly element = make('div', 'answer')
  readonly field = growingField('text-field', MAX_CHOICE_LENGTH)
  private readonly cap: HTMLElement
  private readonly remover: HTMLButtonElement | undefined
  private readonly mover: HTMLButtonElement | undefined

  /** @param isFree whether it may be removed */
  constructor(
    text: string,
    private readonly kind: RowsKind,
    isFree: boolean,
    private readonly callbacks: Callbacks,
  ) {
    const { element, field } = this
    const cap = (this.cap = kind.marks === 'none' ? make('span', 'cap') : markButton())
    cap.translate = false
    if (kind.marks === 'none') cap.setAttribute('aria-hidden', 'true')
    else cap.addEventListener('click', () => callbacks.marked(this))
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
    if (kind.canMove) {
      this.mover = pill('↑', () => callbacks.moved(this, -1))
      element.classList.add('movable')
      element.append(this.mover)
    }
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

  /** Names everything in it by its letter or its place. */
  name(place: number, mayGo: boolean): void {
    const letter = LETTERS[place]!
    const { element, cap, field, remover, mover, kind } = this
    const name = kind.caps === 'letters' ? letter : String(place + 1)
    if (kind.caps === 'letters') element.dataset['letter'] = letter
    setText(cap, name)
    if (kind.marks !== 'none') cap.setAttribute('aria-label', words.markRight(name))
    field.setAttribute('aria-label', kind.words.name(name))
    remover?.setAttribute('aria-label', kind.words.remover(name))
    remover?.setAttribute('aria-disabled', String(!mayGo))
    mover?.setAttribute('aria-label', kind.words.mover?.(name) ?? '')
    mover?.setAttribute('aria-disabled', String(place === 0))
  }

  /** Shows whether this answer is right, and whether it would be asked. */
  show(isRight: boolean, isAsked: boolean): void {
    this.element.classList.toggle('right', isRight)
    this.element.classList.toggle('unasked', !isAsked)
    if (this.kind.marks !== 'none') this.cap.setAttribute('aria-pressed', String(isRight))
  }

  private keyPressed(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event
    if (isComposing || ctrlKey || metaKey) return
    if (altKey && this.mover && (key === 'ArrowUp' || key === 'ArrowDown')) {
      event.preventDefault()
      return this.callbacks.moved(this, key === 'ArrowUp' ? -1 : 1)
    }
    if (altKey) return
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

function markButton(): HTMLButtonElement {
  const button = make('button', 'cap')
  button.type = 'button'
  return button
}
