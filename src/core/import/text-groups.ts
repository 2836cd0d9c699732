/**
 * Decides for each line of a text what it is: the text of a question, one of its choices, its answer, its explanation, or
 * the beginning of the next one.
 */
import { bracketsOf } from '../poll/list-brackets'
import { headingOf } from '../poll/list-words'
import { withBullets } from './bullet-runs'
import { asks, GroupList, type Group } from './group-list'
import { runsIn, type Run } from './label-runs'
import { isCaret, type Row } from './text-rows'
import { problemAt, type Problem } from './understood'

const introduces = (row: Row): boolean => asks(row) || /[:：]\s*(?:\*\*)?$/.test(row.text.slice(-5))
const hasNumber = ({ labels }: Row): boolean => labels.some(({ kind }) => kind === 'number')
const NO_TEXT = 'These choices have no question: write it on the line above them.'
const NO_QUESTION = 'This belongs to no question: write it below the choices of one.'

export class TextGroups {
  private readonly list = new GroupList()
  private readonly runs: Map<number, Run>
  /** Whether the rows from here lead without a gap to labelled choices. */
  private readonly leads: boolean[] = []

  constructor(private readonly rows: readonly Row[]) {
    this.runs = withBullets(rows, runsIn(rows))
    for (let index = rows.length - 1; index >= 0; index--) {
      const next = rows[index + 1]
      const goesOn = next !== undefined && !next.isBehindGap && next.kind === 'text' && !hasNumber(next)
      const isCode = next !== undefined && (next.kind === 'code' || next.kind === 'fence')
      this.leads[index] = this.runs.has(index + 1) || ((goesOn || isCode) && (this.leads[index + 1] ?? false))
    }
    for (let index = 0; index < rows.length;) index = this.take(rows[index]!, index)
    this.list.end()
  }

  get groups(): Group[] {
    return this.list.groups
  }

  /** Lines that belong to no question. */
  get problems(): Problem[] {
    return this.list.problems
  }

  /** @returns the index of the next row */
  private take(row: Row, index: number): number {
    const run = this.runs.get(index)
    if (run) return this.takeRun(run)
    switch (row.kind) {
      case 'rule':
      case 'fence':
        if (this.list.current) this.list.current.last = row.number
        else this.list.wait(row)
        return index + 1
      case 'title':
        this.list.close()
        this.list.wait(row)
        return index + 1
      case 'about':
        this.list.close()
        this.list.leaveOut(row.number, row.number)
        return index + 1
      case 'heading':
        return this.takeHeading(row, index)
      case 'answer':
      case 'explanation':
      case 'quote':
        return this.takeSaid(row, index)
      case 'code':
        if (!this.list.current || this.list.current.choices.length > 0) this.list.open(row)
        else this.add(this.list.current.stem, row)
        return index + 1
      case 'text':
        this.takeText(row, index)
        return index + 1
    }
  }

  private add(rows: Row[], row: Row): void {
    rows.push(row)
    this.list.current!.last = row.number
  }

  /** Choices with labels or bullets. @returns the index behind them */
  private takeRun({ entries, end }: Run): number {
    const start = entries[0]!
    const before = this.list.current
    const isFree = before && before.choices.length + before.answers.length === 0
    if (!isFree) {
      const group = this.list.open(this.rows[start])
      group.stem = []
      group.problems.push(problemAt(this.rows[start]!.number, NO_TEXT))
    }
    const group = this.list.current!
    group.isListed = true
    group.choices = entries.map((entry, place) => this.rows.slice(entry, entries[place + 1] ?? end))
    group.last = Math.max(...this.rows.slice(start, end).map(({ number }) => number))
    return end
  }

  private takeHeading(row: Row, index: number): number {
    const text = { ...row, text: headingOf(row.text) }
    this.list.close()
    if (this.leads[index] || asks(text)) this.list.open(text)
    else this.list.leaveOut(row.number, row.number)
    return index + 1
  }

  /** An answer or an explanation, with the lines that go on with it. @returns the index behind them */
  private takeSaid(row: Row, index: number): number {
    const group = this.list.current
    if (!group || (row.kind !== 'quote' && group.stem.length + group.choices.length === 0)) {
      this.problems.push(problemAt(row.number, NO_QUESTION))
      return index + 1
    }
    const rows = row.kind === 'answer' ? group.answers : group.reasons
    this.add(rows, row)
    let next = index + 1
    if (row.kind === 'quote') return next
    // The text may stand on the lines below the word.
    const isBare = /[:：][*_\s]*$/.test(row.text)
    for (; next < this.rows.length; next++) {
      const more = this.rows[next]!
      if (more.kind !== 'text' || more.isBehindGap || this.runs.has(next) || this.leads[next]) break
      if (row.kind === 'answer' ? !isBare || next > index + 1 : hasNumber(more)) break
      this.add(rows, more)
    }
    return next
  }

  /** A line without a mark: by what stands before and behind it, it is text, a choice, or the next question. */
  private takeText(row: Row, index: number): void {
    const group = this.list.current
    if (group?.isListed && isCaret(row.text)) return this.add(group.answers, row)
    if (!group || group.isListed || group.answers.length + group.reasons.length > 0)
      return void this.list.open(row)
    if (!row.isBehindGap) {
      const isStem = group.choices.length === 0 && (this.leads[index] || this.leads[index - 1])
      if (isStem && hasNumber(row) && this.leads[index] && !hasNumber(group.stem[0]!))
        return void this.list.open(row)
      if (isStem) this.add(group.stem, row)
      else this.addChoice(group, row)
      return
    }
    const [head] = group.stem
    const isNext = !head || hasNumber(row) || asks(row) || bracketsOf(head.text) !== undefined
    if (isNext || (group.choices.length > 0 && !group.isLoose)) return void this.list.open(row)
    if (this.leads[index]) {
      if (group.isLoose || !(hasNumber(head) || introduces(group.stem[group.stem.length - 1]!)))
        this.list.open(row)
      else this.add(group.stem, row)
    } else if (asks(head)) {
      group.isLoose = true
      this.addChoice(group, row)
    } else this.list.open(row)
  }

  private addChoice(group: Group, row: Row): void {
    group.choices.push([row])
    group.last = row.number
  }
}
