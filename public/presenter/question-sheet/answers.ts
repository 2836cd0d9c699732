/** The answers of the question that is written: a row each, and which of them is right. */
import { MIN_CHOICES } from '../../../src/core/limits/input-limits'
import { LETTERS } from '../../../src/core/question-types/letters'
import { byId, setText } from '../../shared/dom'
import { AnswerRow } from './answer-row'
import { sheetWords as words } from './words'

interface Callbacks {
  changed(): void
  said(sentence: string): void
}

export class Answers {
  private readonly list = byId('sheet-rows')
  private readonly adder = byId('next-answer')
  private rows: AnswerRow[] = []
  private right: string | null = null
  /** Whether answers may be added and removed. */
  private isFree = true

  constructor(private readonly callbacks: Callbacks) {
    this.adder.addEventListener('click', () => this.add())
  }

  fill(choices: string[], right: string | null, isFree: boolean): void {
    this.isFree = isFree
    this.right = right
    this.rows = []
    this.list.textContent = ''
    for (const choice of choices) this.append(choice)
    this.number()
  }

  /**
   * The answers to ask, and the right one. Of a question with texts, empty rows at its end are not asked; without any
   * text every row is a letter.
   */
  value(): { choices: string[]; right: string | null } {
    return { choices: this.rows.map(row => row.text).slice(0, this.count()), right: this.right }
  }

  focus(): void {
    this.rows[0]!.field.focus()
  }

  private count(): number {
    const texts = this.rows.map(row => row.text)
    if (!this.isFree || texts.every(text => text === '')) return texts.length
    const last = texts.reduce((found, text, place) => (text ? place : found), 0)
    const right = this.right ? LETTERS.indexOf(this.right) : 0
    return Math.max(last + 1, right + 1, MIN_CHOICES)
  }

  private append(text: string): AnswerRow {
    const row = new AnswerRow(text, this.isFree, {
      changed: () => this.changed(),
      marked: marked => this.mark(marked),
      finished: finished => this.goOn(finished),
      emptied: emptied => this.takeBack(emptied),
      removed: removed => this.remove(removed),
      pasted: (first, lines) => this.paste(first, lines),
    })
    this.rows.push(row)
    this.list.append(row.element)
    return row
  }

  /** To the next answer; behind the last one there is a new one. */
  private goOn(from: AnswerRow): void {
    const following = this.rows[this.rows.indexOf(from) + 1]
    if (following) following.field.focus()
    else if (this.isFree) this.add()
  }

  /** Removes the last answer, as long as there are enough. Returns whether it did. */
  private takeBack(row: AnswerRow): boolean {
    const isLast = row === this.rows[this.rows.length - 1]
    if (!isLast || !this.isFree || this.rows.length <= MIN_CHOICES) return false
    this.remove(row)
    return true
  }

  /** Several lines that are pasted into one answer are several answers. */
  private paste(first: AnswerRow, lines: string[]): boolean {
    if (!this.isFree) return false
    const from = this.rows.indexOf(first)
    const taken = lines.slice(0, LETTERS.length - from)
    while (this.rows.length < from + taken.length) this.append('')
    taken.forEach((line, index) => (this.rows[from + index]!.text = line))
    this.number()
    this.rows[from + taken.length - 1]!.field.focus()
    if (taken.length < lines.length) this.callbacks.said(words.tooMany(LETTERS.length))
    return true
  }

  private mark(row: AnswerRow): void {
    const letter = LETTERS[this.rows.indexOf(row)]!
    this.right = this.right === letter ? null : letter
    this.changed()
  }

  private add(): void {
    if (this.rows.length >= LETTERS.length) return this.callbacks.said(words.tooMany(LETTERS.length))
    const row = this.append('')
    this.number()
    row.field.focus()
    // With the letter that comes next.
    ;(this.adder.hidden ? row.element : this.adder).scrollIntoView({ block: 'nearest' })
  }

  private remove(row: AnswerRow): void {
    if (this.rows.length <= MIN_CHOICES) return this.callbacks.said(words.tooFew(MIN_CHOICES))
    const place = this.rows.indexOf(row)
    const right = this.right ? LETTERS.indexOf(this.right) : -1
    if (right === place) this.right = null
    if (right > place) this.right = LETTERS[right - 1]!
    row.element.remove()
    this.rows.splice(place, 1)
    this.number()
    this.rows[Math.max(place - 1, 0)]!.field.focus()
  }

  /** Gives each row its letter. */
  private number(): void {
    const { rows, adder } = this
    for (const [place, row] of rows.entries()) row.name(LETTERS[place]!, rows.length > MIN_CHOICES)
    const following = LETTERS[rows.length]
    adder.hidden = !this.isFree || following === undefined
    setText(adder.querySelector('b')!, following ?? '')
    this.changed()
  }

  private changed(): void {
    const count = this.count()
    for (const [place, row] of this.rows.entries()) row.show(this.right, place < count)
    this.callbacks.changed()
  }
}
