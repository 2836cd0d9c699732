/**
 * The rows of the question that is written, as a list on the page: rows are added, removed, moved and pasted, and each is
 * named by its place. What is right and what is asked of them is not known here.
 */
import { LETTERS } from '../../../src/core/question-types/letters'
import type { RowsKind } from '../../question-types/type-form'
import { byId, setText } from '../../shared/dom'
import { AnswerRow } from '../../question-types/rows/answer-row'

interface Callbacks {
  /** The rows, or a text in them, have changed. */
  changed(): void
  said(sentence: string): void
  /** The letter of a row was pressed. */
  marked(row: AnswerRow): void
}

/** What may be done with rows for which people vote. */
export interface RowLimits {
  /** Whether rows may be added behind them. */
  mayAdd: boolean
  /** How many of the first ones stay. */
  fixed: number
}

export class RowList {
  private readonly place = byId('sheet-rows')
  private readonly adder = byId('next-answer')
  private list: AnswerRow[] = []
  private kind: RowsKind | null = null
  private limits: RowLimits = { mayAdd: true, fixed: 0 }

  constructor(private readonly callbacks: Callbacks) {
    this.adder.addEventListener('click', () => this.add())
  }

  get rows(): readonly AnswerRow[] {
    return this.list
  }

  get texts(): string[] {
    return this.list.map(row => row.text)
  }

  /** Shows a row for each text; tells nobody. */
  fill(texts: readonly string[], kind: RowsKind | null, limits: RowLimits): void {
    this.kind = kind
    this.limits = limits
    this.list = []
    this.place.textContent = ''
    if (!kind) return
    setText(this.adder.querySelector('span')!, kind.words.adder)
    for (const text of texts) this.append(text)
    this.name()
  }

  /** @returns whether there are any rows */
  focus(): boolean {
    const first = this.kind && (this.list[0]?.field ?? (this.adder.hidden ? undefined : this.adder))
    first?.focus()
    return Boolean(first)
  }

  private get fewest(): number {
    return Math.max(this.limits.fixed, this.kind!.fewest)
  }

  private append(text: string): AnswerRow {
    const row = new AnswerRow(text, this.kind!, this.list.length >= this.limits.fixed, {
      changed: () => this.callbacks.changed(),
      marked: marked => this.callbacks.marked(marked),
      finished: finished => this.goOn(finished),
      emptied: emptied => this.takeBack(emptied),
      removed: removed => this.remove(removed),
      moved: (moved, by) => this.move(moved, by),
      pasted: (first, lines) => this.paste(first, lines),
    })
    this.list.push(row)
    this.place.append(row.element)
    return row
  }

  /** To the next row; behind the last one there is a new one. */
  private goOn(from: AnswerRow): void {
    const following = this.list[this.list.indexOf(from) + 1]
    if (following) following.field.focus()
    else if (this.limits.mayAdd) this.add()
  }

  private add(): void {
    const { most, words } = this.kind!
    if (this.list.length >= most) return this.callbacks.said(words.tooMany(most))
    const row = this.append('')
    this.rowsChanged()
    row.field.focus()
    // With the letter that comes next.
    ;(this.adder.hidden ? row.element : this.adder).scrollIntoView({ block: 'nearest' })
  }

  /** Removes the last row, as long as there are enough. Returns whether it did. */
  private takeBack(row: AnswerRow): boolean {
    const isLast = row === this.list[this.list.length - 1]
    if (!isLast || this.list.length <= this.fewest) return false
    this.remove(row)
    return true
  }

  private remove(row: AnswerRow): void {
    const { fewest } = this
    const { words } = this.kind!
    if (this.list.length <= fewest) return this.callbacks.said(words.tooFew(fewest))
    const place = this.list.indexOf(row)
    row.element.remove()
    this.list.splice(place, 1)
    this.rowsChanged()
    ;(this.list[Math.max(place - 1, 0)]?.field ?? this.adder).focus()
  }

  /** The focus stays where it is. */
  private move(row: AnswerRow, by: -1 | 1): void {
    const { list, place } = this
    const [from, to] = [list.indexOf(row), list.indexOf(row) + by]
    const other = list[to]
    if (!other) return
    const focused = document.activeElement as HTMLElement | null
    list[from] = other
    list[to] = row
    place.insertBefore(row.element, by < 0 ? other.element : other.element.nextSibling)
    this.rowsChanged()
    focused?.focus()
    this.callbacks.said(this.kind!.words.moved?.(to + 1) ?? '')
  }

  /** Several lines that are pasted into one row are several rows. */
  private paste(first: AnswerRow, lines: string[]): boolean {
    if (!this.limits.mayAdd) return false
    const { most, words } = this.kind!
    const from = this.list.indexOf(first)
    const taken = lines.slice(0, Math.max(0, most - from))
    while (this.list.length < from + taken.length) this.append('')
    taken.forEach((line, index) => (this.list[from + index]!.text = line))
    this.rowsChanged()
    this.list[from + taken.length - 1]?.field.focus()
    if (taken.length < lines.length) this.callbacks.said(words.tooMany(most))
    return true
  }

  private rowsChanged(): void {
    this.name()
    this.callbacks.changed()
  }

  /** Names each row by its letter or place, and the button by that of the next one. */
  private name(): void {
    const { list, adder } = this
    const { most, caps } = this.kind!
    for (const [place, row] of list.entries()) row.name(place, list.length > this.fewest)
    adder.hidden = !this.limits.mayAdd || list.length >= most
    setText(
      adder.querySelector('b')!,
      caps === 'letters' ? (LETTERS[list.length] ?? '') : String(list.length + 1),
    )
  }
}
