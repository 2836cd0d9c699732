/**
 * What the rows of the question that is written mean: its choices, items or statements, which of them are right, how many
 * are asked, and what is kept of them while another type is chosen. How rows come and go is in `row-list`.
 */
import { LETTERS } from '../../../src/core/question-types/letters'
import type { RowsKind, WrittenRows } from '../../question-types/type-form'
import { byId, setText } from '../../shared/dom'
import type { AnswerRow } from '../../question-types/rows/answer-row'
import type { Draft } from './drafts'
import { RowList, type RowLimits } from './row-list'

interface Callbacks {
  changed(): void
  said(sentence: string): void
}

/** What stands in the rows that are not seen is kept, too. */
type Kept = Pick<Draft, 'choices' | 'statements' | 'marks'>

/** While nobody votes yet. */
const FREE: RowLimits = { mayAdd: true, fixed: 0 }

export class Answers {
  private readonly section = byId('sheet-answers')
  private readonly problem = byId('rows-problem')
  private readonly list: RowList
  private kind: RowsKind | null = null
  /** Which of the two lists was seen last. */
  private lastList: RowsKind['list'] | undefined
  private kept: Kept = { choices: [], statements: [], marks: '' }
  /** Rows that were marked as right, also those that were removed since. */
  private readonly marked = new Set<AnswerRow>()
  private limits = FREE

  constructor(private readonly callbacks: Callbacks) {
    this.list = new RowList({
      changed: () => this.changed(),
      said: sentence => callbacks.said(sentence),
      marked: row => this.mark(row),
    })
  }

  /** @param limits of rows for which people vote; absent: nobody votes yet */
  fill(kept: Kept, kind: RowsKind | null, limits = FREE): void {
    this.limits = limits
    const { choices, statements, marks } = kept
    this.kept = { choices, statements, marks }
    this.lastList = undefined
    this.draw(kind)
  }

  /** Shows the rows that another type needs. */
  choose(kind: RowsKind | null): void {
    if (JSON.stringify(kind) === JSON.stringify(this.kind)) return
    const before = this.lastList
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
    const { kind, kept } = this
    if (!kind) return kept
    const { texts } = this.list
    return kind.list === 'choices'
      ? { ...kept, choices: texts, marks: this.markedLetters().join('') }
      : { ...kept, statements: texts }
  }

  /**
   * What is asked. Empty rows at the end of a question with texts are not asked; without any text every row is a letter.
   * A statement without a text is not asked.
   */
  value(): WrittenRows {
    const { kind } = this
    if (!kind) return { choices: [], marks: '' }
    const { texts } = this.list
    if (kind.list === 'statements' && this.limits.fixed === 0)
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
    return this.list.focus()
  }

  private draw(kind: RowsKind | null): void {
    this.kind = kind
    this.marked.clear()
    this.section.hidden = !kind
    const { kept } = this
    this.list.fill(kind ? kept[kind.list] : [], kind, this.limits)
    if (!kind) return
    const { heading, hint } = kind.words
    for (const id of ['rows-heading', 'rows-legend']) setText(byId(id), heading)
    setText(byId('letter-hint'), hint)
    this.section.dataset['caps'] = kind.caps
    this.lastList = kind.list
    if (kind.list === 'choices')
      for (const [place, row] of this.list.rows.entries())
        if (kept.marks.includes(LETTERS[place]!)) this.marked.add(row)
    this.changed()
  }

  private markedLetters(): string[] {
    return this.list.rows.flatMap((row, place) => (this.marked.has(row) ? [LETTERS[place]!] : []))
  }

  /** The marked letters, as far as the type has marks. */
  private shownMarks(): string {
    const { kind } = this
    if (!kind || kind.marks === 'none') return ''
    const letters = this.markedLetters()
    return letters.slice(0, kind.marks === 'one' ? 1 : letters.length).join('')
  }

  /** How many of the rows are asked. */
  private count(): number {
    const { texts } = this.list
    const { fixed } = this.limits
    if (fixed === 0 && texts.every(isEmpty)) return texts.length
    const last = texts.reduce((found, text, place) => (text ? place : found), 0)
    const right = Math.max(0, ...[...this.shownMarks()].map(letter => LETTERS.indexOf(letter)))
    return Math.max(last + 1, right + 1, fixed || this.kind!.fewest)
  }

  private mark(row: AnswerRow): void {
    const { marked } = this
    const wasMarked = this.shownMarks().includes(LETTERS[this.list.rows.indexOf(row)]!)
    if (this.kind!.marks === 'one') marked.clear()
    if (wasMarked) marked.delete(row)
    else marked.add(row)
    this.changed()
  }

  /** Shows which rows are right and asked, and tells that something has changed. */
  private changed(): void {
    const { kind } = this
    const count = kind?.list === 'statements' && this.limits.fixed === 0 ? Infinity : this.count()
    const marks = this.shownMarks()
    for (const [place, row] of this.list.rows.entries())
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
