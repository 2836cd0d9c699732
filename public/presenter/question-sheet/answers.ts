/** The answers of the question that is written: a row each, with a letter that marks it as right. */
import { MAX_CHOICE_LENGTH, MIN_CHOICES } from '../../../src/core/limits/input-limits'
import { LETTERS } from '../../../src/core/poll/voting-rules'
import { byId, make, pill, setText } from '../../shared/dom'
import { oneLine } from './one-line'
import { sheetWords as words } from './words'

/** Rows of a new question: of one that is asked aloud, this is the number of its letters. */
export const NEW_ROWS = 4

interface Callbacks {
  changed(): void
  said(sentence: string): void
}

export class Answers {
  private readonly rows = byId('sheet-rows')
  private readonly adder = byId('next-answer')
  private right: string | null = null
  /** Whether answers may be added and removed. */
  private isFree = true

  constructor(private readonly callbacks: Callbacks) {
    this.adder.addEventListener('click', () => this.add())
  }

  fill(choices: string[], right: string | null, isFree: boolean): void {
    this.isFree = isFree
    this.right = right
    this.rows.textContent = ''
    for (const choice of choices) this.rows.append(this.row(choice))
    this.number()
  }

  /**
   * The answers to ask, and the right one. Of a question with texts, empty rows at its end are not asked; without any
   * text every row is a letter.
   */
  value(): { choices: string[]; right: string | null } {
    return {
      choices: this.fields()
        .map(field => oneLine(field.value))
        .slice(0, this.count()),
      right: this.right,
    }
  }

  /** The first answer's field. */
  get first(): HTMLInputElement {
    return this.fields()[0]!
  }

  private count(): number {
    const texts = this.fields().map(field => oneLine(field.value))
    if (!this.isFree || texts.every(text => text === '')) return texts.length
    const last = texts.reduce((found, text, place) => (text ? place : found), 0)
    const right = this.right ? LETTERS.indexOf(this.right) : 0
    return Math.max(last + 1, right + 1, MIN_CHOICES)
  }

  private row(text: string): HTMLElement {
    const row = make('div', 'answer')
    const letter = make('button', 'cap')
    letter.type = 'button'
    letter.translate = false
    letter.addEventListener('click', () => this.mark(row.dataset['letter']!))
    const field = make('input', 'text-field')
    field.value = text
    field.maxLength = MAX_CHOICE_LENGTH
    field.autocomplete = 'off'
    field.enterKeyHint = 'next'
    field.dir = 'auto'
    field.addEventListener('input', () => this.changed())
    field.addEventListener('keydown', event => this.keyPressed(event, row))
    field.addEventListener('paste', event => this.pasted(event, field))
    const tag = make('span', 'right-tag', words.rightTag)
    tag.setAttribute('aria-hidden', 'true')
    row.append(letter, field, tag)
    if (this.isFree) row.append(pill('×', () => this.remove(row)))
    return row
  }

  private keyPressed(event: KeyboardEvent, row: HTMLElement): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event
    if (isComposing || ctrlKey || metaKey || altKey) return
    if (key === 'Enter') {
      event.preventDefault()
      if (shiftKey) return
      const following = row.nextElementSibling?.querySelector('input')
      if (following) following.focus()
      else if (this.isFree) this.add()
    }
    const isLast = row === this.rows.lastElementChild
    if (key === 'Backspace' && isLast && this.isFree && !row.querySelector('input')!.value) {
      if (this.rows.children.length <= MIN_CHOICES) return
      event.preventDefault()
      this.remove(row)
    }
  }

  /** Several lines that are pasted into one answer are several answers. */
  private pasted(event: ClipboardEvent, field: HTMLInputElement): void {
    const lines = (event.clipboardData?.getData('text/plain') ?? '')
      .split(/[\r\n]+/)
      .map(oneLine)
      .filter(Boolean)
    if (lines.length < 2 || field.value || !this.isFree) return
    event.preventDefault()
    const from = this.fields().indexOf(field)
    const taken = lines.slice(0, LETTERS.length - from)
    while (this.rows.children.length < from + taken.length) this.rows.append(this.row(''))
    taken.forEach((line, index) => (this.fields()[from + index]!.value = line.slice(0, MAX_CHOICE_LENGTH)))
    this.number()
    this.fields()[from + taken.length - 1]!.focus()
    if (taken.length < lines.length) this.callbacks.said(words.tooMany(LETTERS.length))
  }

  private mark(letter: string): void {
    this.right = this.right === letter ? null : letter
    this.changed()
  }

  private add(): void {
    if (this.rows.children.length >= LETTERS.length) return this.callbacks.said(words.tooMany(LETTERS.length))
    const row = this.row('')
    this.rows.append(row)
    this.number()
    const field = row.querySelector('input')!
    field.focus()
    // With the letter that comes next.
    ;(this.adder.hidden ? row : this.adder).scrollIntoView({ block: 'nearest' })
  }

  private remove(row: HTMLElement): void {
    if (this.rows.children.length <= MIN_CHOICES) return this.callbacks.said(words.tooFew(MIN_CHOICES))
    const place = [...this.rows.children].indexOf(row)
    const right = this.right ? LETTERS.indexOf(this.right) : -1
    if (right === place) this.right = null
    if (right > place) this.right = LETTERS[right - 1]!
    row.remove()
    this.number()
    this.fields()[Math.max(place - 1, 0)]!.focus()
  }

  /** Labels each row with its letter. */
  private number(): void {
    const count = this.rows.children.length
    ;([...this.rows.children] as HTMLElement[]).forEach((row, place) => {
      const letter = LETTERS[place]!
      const [mark, remove] = row.querySelectorAll('button')
      row.dataset['letter'] = letter
      setText(mark!, letter)
      mark!.setAttribute('aria-label', words.markRight(letter))
      row.querySelector('input')!.setAttribute('aria-label', words.choiceName(letter))
      remove?.setAttribute('aria-label', words.removeChoice(letter))
      remove?.setAttribute('aria-disabled', String(count <= MIN_CHOICES))
    })
    const following = LETTERS[count]
    this.adder.hidden = !this.isFree || following === undefined
    setText(this.adder.querySelector('b')!, following ?? '')
    this.changed()
  }

  private changed(): void {
    const count = this.count()
    ;([...this.rows.children] as HTMLElement[]).forEach((row, place) => {
      const isRight = row.dataset['letter'] === this.right
      row.classList.toggle('right', isRight)
      row.classList.toggle('unasked', place >= count)
      row.querySelector('button')!.setAttribute('aria-pressed', String(isRight))
    })
    this.callbacks.changed()
  }

  private fields(): HTMLInputElement[] {
    return [...this.rows.querySelectorAll('input')]
  }
}
