/** The rows of the question that is written: its choices, items or statements, and which of them are right. */
import { LETTERS } from '../../../src/core/question-types/letters'
import type { RowsKind, WrittenRows } from '../../question-types/type-form'
import { byId, setText } from '../../shared/dom'
import { AnswerRow } from '../../question-types/rows/answer-row'
import type { Draft } from './drafts'

interface Callbacks {
  changed(): void
  said(sentence: string): void
}

/** What stands in the rows that are not seen is kept, too. */
type Kept = Pick<Draft, 'choices' | 'statements' | 'marks'>

export class Answers {
  private readonly section = byId('sheet-answers')
  private readonly place = byId('sheet-rows')
  private readonly adder = byId('next-answer')
  private readonly problem = byId('rows-problem')
  private rows: AnswerRow[] = []
  private kind: RowsKind | null = null
  /** Which list was seen last. */
  private list: RowsKind['list'] | undefined
  private kept: Kept = { choices: [], statements: [], marks: '' }
  private marked = new Set<AnswerRow>()
  /** Whether rows may be added; and how many of the first ones stay, because people vote for them. */
  private mayAdd = true
  private fixed = 0

  constructor(private readonly callbacks: Callbacks) {
    this.adder.addEventListener('click', () => this.add())
  }

  /** @param more whether rows may be added behind those that people vote for; undefined: nobody votes yet */
  fill(kept: Kept, kind: RowsKind | null, more?: { mayAdd: boolean; fixed: number }): void {
    this.mayAdd = more?.mayAdd ?? true
    this.fixed = more?.fixed ?? 0
    const { choices, statements, marks } = kept
    this.kept = { choices, statements, marks }
    this.list = undefined
    this.draw(kind)
  }

  /** Shows the rows that another type needs. */
  choose(kind: RowsKind | null): void {
    if (JSON.stringify(kind) === JSON.stringify(this.kind)) return
    const before = this.list
    const kept = (this.kept = this.draft())
    const after = kind?.list
    // What was written as one is offered as the other, as long as nothing is written there.
    if (before && after && before !== after && kept[after].every(isEmpty)) {
      const written = kept[before].filter(text => !isEmpty(text))
      if (after === 'statements') this.kept = { ...kept, statements: written }
      else if (written.length > 0) this.kept = { ...kept, choices: withEmpty(written, kept.choices.length) }
    }
    this.draw(kind)
  }

  /** All rows as they are, also those that are not seen. */
  draft(): Kept {
    const { kind, rows, kept } = this
    if (!kind) return kept
    const texts = rows.map(row => row.text)
    const marks = [...this.marked].map(row => LETTERS[rows.indexOf(row)]!).sort()
    return kind.list === 'choices'
      ? { ...kept, choices: texts, marks: marks.join('') }
      : { ...kept, statements: texts }
  }

  /**
   * What is asked. Of a question with texts, empty rows at its end are not asked; without any text every row is a
   * letter. Of statements none is asked without a text.
   */
  value(): WrittenRows {
    const { kind, rows } = this
    if (!kind) return { choices: [], marks: '' }
    const texts = rows.map(row => row.text)
    if (kind.list === 'statements' && this.fixed === 0)
      return { choices: texts.filter(text => !isEmpty(text)), marks: '' }
    return { choices: texts.slice(0, this.count()), marks: this.shownMarks() }
  }

  /** @returns why there are too many or too few rows; empty: there are not */
  countProblem(): string {
    const { kind } = this
    const { choices } = this.value()
    if (!kind) return ''
    if (choices.length > kind.most) return kind.words.tooMany(kind.most)
    return choices.length < kind.fewest ? kind.words.tooFew(kind.fewest) : ''
  }

  show(problem: string): void {
    setText(this.problem, problem)
  }

  /** @returns whether there are any rows */
  focus(): boolean {
    const first = this.kind && (this.rows[0]?.field ?? (this.adder.hidden ? undefined : this.adder))
    first?.focus()
    return Boolean(first)
  }

  private draw(kind: RowsKind | null): void {
    this.kind = kind
    this.rows = []
    this.marked.clear()
    this.place.textContent = ''
    this.section.hidden = !kind
    if (!kind) return
    const { heading, hint, adder } = kind.words
    for (const id of ['rows-heading', 'rows-legend']) setText(byId(id), heading)
    setText(byId('letter-hint'), hint)
    setText(this.adder.querySelector('span')!, adder)
    this.section.dataset['caps'] = kind.caps
    const { kept } = this
    this.list = kind.list
    for (const text of kept[kind.list]) this.append(text)
    if (kind.list === 'choices')
      for (const [place, row] of this.rows.entries())
        if (kept.marks.includes(LETTERS[place]!)) this.marked.add(row)
    this.number()
  }

  private shownMarks(): string {
    const { kind, rows, marked } = this
    if (!kind || kind.marks === 'none') return ''
    const letters = rows.flatMap((row, place) => (marked.has(row) ? [LETTERS[place]!] : []))
    return letters.slice(0, kind.marks === 'one' ? 1 : letters.length).join('')
  }

  /** The focus stays where it is. */
  private move(row: AnswerRow, by: -1 | 1): void {
    const { rows, place } = this
    const [from, to] = [rows.indexOf(row), rows.indexOf(row) + by]
    const other = rows[to]
    if (!other) return
    const focused = document.activeElement as HTMLElement | null
    rows[from] = other
    rows[to] = row
    place.insertBefore(row.element, by < 0 ? other.element : other.element.nextSibling)
    this.number()
    focused?.focus()
    this.callbacks.said(this.kind!.words.moved?.(to + 1) ?? '')
  }

  private get fewest(): number {
    return Math.max(this.fixed, this.kind!.fewest)
  }

  private count(): number {
    const texts = this.rows.map(row => row.text)
    if (this.fixed === 0 && texts.every(isEmpty)) return texts.length
    const last = texts.reduce((found, text, place) => (text ? place : found), 0)
    const right = Math.max(0, ...[...this.shownMarks()].map(letter => LETTERS.indexOf(letter)))
    return Math.max(last + 1, right + 1, this.fixed || this.kind!.fewest)
  }

  private append(text: string): AnswerRow {
    const row = new AnswerRow(text, this.kind!, this.rows.length >= this.fixed, {
      changed: () => this.changed(),
      marked: marked => this.mark(marked),
      finished: finished => this.goOn(finished),
      emptied: emptied => this.takeBack(emptied),
      removed: removed => this.remove(removed),
      moved: (moved, by) => this.move(moved, by),
      pasted: (first, lines) => this.paste(first, lines),
    })
    this.rows.push(row)
    this.place.append(row.element)
    return row
  }

  /** To the next answer; behind the last one there is a new one. */
  private goOn(from: AnswerRow): void {
    const following = this.rows[this.rows.indexOf(from) + 1]
    if (following) following.field.focus()
    else if (this.mayAdd) this.add()
  }

  /** Removes the last answer, as long as there are enough. Returns whether it did. */
  private takeBack(row: AnswerRow): boolean {
    const isLast = row === this.rows[this.rows.length - 1]
    if (!isLast || this.rows.length <= this.fewest) return false
    this.remove(row)
    return true
  }

  /** Several lines that are pasted into one answer are several answers. */
  private paste(first: AnswerRow, lines: string[]): boolean {
    if (!this.mayAdd) return false
    const { most, words } = this.kind!
    const from = this.rows.indexOf(first)
    const taken = lines.slice(0, Math.max(0, most - from))
    while (this.rows.length < from + taken.length) this.append('')
    taken.forEach((line, index) => (this.rows[from + index]!.text = line))
    this.number()
    this.rows[from + taken.length - 1]?.field.focus()
    if (taken.length < lines.length) this.callbacks.said(words.tooMany(most))
    return true
  }

  private mark(row: AnswerRow): void {
    const { marked } = this
    const wasMarked = this.shownMarks().includes(LETTERS[this.rows.indexOf(row)]!)
    if (this.kind!.marks === 'one') marked.clear()
    if (wasMarked) marked.delete(row)
    else marked.add(row)
    this.changed()
  }

  private add(): void {
    const { most, words } = this.kind!
    if (this.rows.length >= most) return this.callbacks.said(words.tooMany(most))
    const row = this.append('')
    this.number()
    row.field.focus()
    // With the letter that comes next.
    ;(this.adder.hidden ? row.element : this.adder).scrollIntoView({ block: 'nearest' })
  }

  private remove(row: AnswerRow): void {
    const { fewest } = this
    const { words } = this.kind!
    if (this.rows.length <= fewest) return this.callbacks.said(words.tooFew(fewest))
    const place = this.rows.indexOf(row)
    this.marked.delete(row)
    row.element.remove()
    this.rows.splice(place, 1)
    this.number()
    ;(this.rows[Math.max(place - 1, 0)]?.field ?? this.adder).focus()
  }

  /** Gives each row its letter. */
  private number(): void {
    const { rows, adder } = this
    const { most, caps } = this.kind!
    for (const [place, row] of rows.entries()) row.name(place, rows.length > this.fewest)
    adder.hidden = !this.mayAdd || rows.length >= most
    setText(
      adder.querySelector('b')!,
      caps === 'letters' ? (LETTERS[rows.length] ?? '') : String(rows.length + 1),
    )
    this.changed()
  }

  private changed(): void {
    const { kind } = this
    const count = kind?.list === 'statements' && this.fixed === 0 ? Infinity : this.count()
    const marks = this.shownMarks()
    for (const [place, row] of this.rows.entries())
      row.show(marks.includes(LETTERS[place]!), place < count && place < (kind?.most ?? 0))
    this.callbacks.changed()
  }
}

function isEmpty(text: string): boolean {
  return text === ''
}

function withEmpty(texts: string[], count: number): string[] {
  return [...texts, ...Array<string>(Math.max(0, count - texts.length)).fill('')]
}
