/** The choices of a question that is corrected in the preview: a row each, as in the sheet for questions. */
import { LETTERS } from '../../../src/core/question-types/letters'
import type { RowsKind } from '../../question-types/type-form'
import { make, pill } from '../../shared/dom'
import { AnswerRow } from '../../question-types/rows/answer-row'
import type { WrittenChoice } from './draft'
import { importWords as words } from './words'

interface Callbacks {
  changed: (choices: WrittenChoice[]) => void
  said: (sentence: string) => void
}

export class EditorRows {
  readonly element = make('div', 'found-rows')
  private readonly place = make('div', 'found-rows-list')
  private readonly adder = pill(words.addChoice, () => this.add())
  private rows: AnswerRow[] = []
  private marked = new Set<AnswerRow>()
  private kind: RowsKind | undefined

  constructor(private readonly callbacks: Callbacks) {
    this.element.append(this.place, this.adder)
  }

  /** @param kind undefined: this question has no choices */
  fill(choices: readonly WrittenChoice[], kind: RowsKind | undefined): void {
    this.kind = kind
    this.element.hidden = !kind
    this.rows = []
    this.marked.clear()
    this.place.textContent = ''
    if (!kind) return
    for (const { text, isRight } of choices) {
      const row = this.append(text)
      if (isRight) this.marked.add(row)
    }
    this.name()
  }

  private append(text: string): AnswerRow {
    const row: AnswerRow = new AnswerRow(text, this.kind!, true, {
      changed: () => this.changed(),
      marked: each => this.mark(each),
      finished: each => this.goOn(each),
      emptied: each => {
        this.remove(each)
        return true
      },
      removed: each => this.remove(each),
      moved: (each, by) => this.move(each, by),
      pasted: (first, lines) => this.paste(first, lines),
    })
    this.rows.push(row)
    this.place.append(row.element)
    return row
  }

  private goOn(row: AnswerRow): void {
    const next = this.rows[this.rows.indexOf(row) + 1]
    if (next) next.field.focus()
    else this.add()
  }

  private add(): void {
    if (this.rows.length >= this.kind!.most) return this.callbacks.said(words.noChoice)
    const row = this.append('')
    this.changed()
    row.field.focus()
  }

  private remove(row: AnswerRow): void {
    const place = this.rows.indexOf(row)
    this.rows.splice(place, 1)
    this.marked.delete(row)
    row.element.remove()
    this.changed()
    ;(this.rows[Math.max(place - 1, 0)]?.field ?? this.adder).focus()
  }

  private move(row: AnswerRow, by: -1 | 1): void {
    const from = this.rows.indexOf(row)
    const other = this.rows[from + by]
    if (!other) return
    const focused = document.activeElement as HTMLElement | null
    this.rows[from] = other
    this.rows[from + by] = row
    this.place.insertBefore(row.element, by < 0 ? other.element : other.element.nextSibling)
    this.changed()
    focused?.focus()
  }

  private paste(first: AnswerRow, lines: readonly string[]): boolean {
    const from = this.rows.indexOf(first)
    const taken = lines.slice(0, Math.max(0, this.kind!.most - from))
    while (this.rows.length < from + taken.length) this.append('')
    taken.forEach((line, index) => (this.rows[from + index]!.text = line))
    this.changed()
    if (taken.length < lines.length) this.callbacks.said(words.noChoice)
    return true
  }

  private mark(row: AnswerRow): void {
    const wasRight = this.marked.has(row)
    if (this.kind!.marks === 'one') this.marked.clear()
    if (wasRight) this.marked.delete(row)
    else this.marked.add(row)
    this.changed()
  }

  private changed(): void {
    this.name()
    this.callbacks.changed(this.rows.map(row => ({ text: row.text, isRight: this.marked.has(row) })))
  }

  private name(): void {
    this.rows.forEach((row, place) => {
      // More choices than letters: they are said to be too many.
      if (LETTERS[place]) row.name(place, true)
      row.show(this.marked.has(row), true)
    })
  }
}
