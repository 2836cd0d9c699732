/** Puts the lines of a text together, question by question: what is its text, a choice, its answer, its explanation. */
import { bracketsOf } from '../poll/list-brackets'
import { headingOf } from '../poll/list-words'
import { withBullets } from './bullet-runs'
import { runsIn, type Run } from './label-runs'
import { isCaret, type Row } from './text-rows'
import { noteAt, problemAt, type Problem } from './understood'

export interface Group {
  first: number
  last: number
  stem: Row[]
  /** The rows of each choice: the first one, and those that wrap it. */
  choices: Row[][]
  answers: Row[]
  reasons: Row[]
  /** Its choices carry labels or bullets. */
  isListed: boolean
  /** Empty lines stand between its text and what are perhaps its choices. */
  isLoose: boolean
  problems: Problem[]
}

export const asks = ({ text }: Row): boolean => /[?？؟⁇;]\s*(?:\*\*|__|["”»)])?\s*$/.test(text.slice(-8))
const introduces = (row: Row): boolean => asks(row) || /[:：]\s*(?:\*\*)?$/.test(row.text.slice(-5))
const hasNumber = ({ labels }: Row): boolean => labels.some(({ kind }) => kind === 'number')
const LEFT_OUT = 'This belongs to no question and is left out.'
const NO_TEXT = 'These choices have no question: write it on the line above them.'
const NO_QUESTION = 'This belongs to no question: write it below the choices of one.'

export class TextGroups {
  groups: Group[] = []
  readonly problems: Problem[] = []
  private group: Group | undefined
  /** The line of a title or fence that the next question begins with. */
  private pending: number | undefined
  private lastPending = 0
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
    this.close()
    this.withoutHeaders()
    if (this.pending !== undefined) this.problems.push(noteAt(this.pending, LEFT_OUT, this.lastPending))
  }

  /** @returns the index of the next row */
  private take(row: Row, index: number): number {
    const run = this.runs.get(index)
    if (run) return this.takeRun(run)
    switch (row.kind) {
      case 'rule':
      case 'fence':
        if (this.group) this.group.last = row.number
        else this.wait(row)
        return index + 1
      case 'title':
        this.close()
        this.wait(row)
        return index + 1
      case 'about':
        this.close()
        this.leaveOut(row.number, row.number)
        return index + 1
      case 'heading':
        return this.takeHeading(row, index)
      case 'answer':
      case 'explanation':
      case 'quote':
        return this.takeSaid(row, index)
      case 'code':
        if (!this.group || this.group.choices.length > 0) this.open(row)
        else this.add(this.group.stem, row)
        return index + 1
      case 'text':
        this.takeText(row, index)
        return index + 1
    }
  }

  private wait({ number }: Row): void {
    this.pending ??= number
    this.lastPending = number
  }

  private open(row?: Row): Group {
    this.close()
    const first = this.pending ?? row?.number ?? 0
    this.pending = undefined
    const last = row?.number ?? first
    const stem = row ? [row] : []
    const rest = { choices: [], answers: [], reasons: [], isListed: false, isLoose: false, problems: [] }
    return (this.group = { first, last, stem, ...rest })
  }

  private close(): void {
    const { group } = this
    this.group = undefined
    if (!group) return
    const { stem, choices, answers, reasons } = group
    const isAlone = choices.length + answers.length + reasons.length === 0
    const isQuestion = stem.some(row => asks(row) || bracketsOf(row.text) !== undefined)
    if (!isAlone || isQuestion) this.groups.push(group)
    else this.leaveOut(group.first, group.last)
  }

  /** Where other questions have listed choices, two lines that ask nothing are a header or a footer. */
  private withoutHeaders(): void {
    if (!this.groups.some(({ isListed }) => isListed)) return
    this.groups = this.groups.filter(({ isListed, stem, choices, answers, first, last }) => {
      const isQuestion = isListed || choices.length > 1 || answers.length > 0
      if (isQuestion || stem.some(row => asks(row) || bracketsOf(row.text) !== undefined)) return true
      this.leaveOut(first, last)
      return false
    })
  }

  /** Lines that stand together are one note. */
  private leaveOut(first: number, last: number): void {
    const before = this.problems[this.problems.length - 1]
    if (before?.sentence === LEFT_OUT && first - before.last <= 1) {
      before.line = Math.min(before.line, first)
      before.last = Math.max(before.last, last)
    } else this.problems.push(noteAt(first, LEFT_OUT, last))
  }

  private add(rows: Row[], row: Row): void {
    rows.push(row)
    this.group!.last = row.number
  }

  private takeRun({ entries, end }: Run): number {
    const start = entries[0]!
    const isFree = this.group && this.group.choices.length + this.group.answers.length === 0
    if (!isFree) {
      const group = this.open(this.rows[start])
      group.stem = []
      group.problems.push(problemAt(this.rows[start]!.number, NO_TEXT))
    }
    const group = this.group!
    group.isListed = true
    group.choices = entries.map((entry, place) => this.rows.slice(entry, entries[place + 1] ?? end))
    group.last = Math.max(...this.rows.slice(start, end).map(({ number }) => number))
    return end
  }

  private takeHeading(row: Row, index: number): number {
    const text = { ...row, text: headingOf(row.text) }
    this.close()
    if (this.leads[index] || asks(text)) this.open(text)
    else this.leaveOut(row.number, row.number)
    return index + 1
  }

  private takeSaid(row: Row, index: number): number {
    const { group } = this
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

  private takeText(row: Row, index: number): void {
    const { group } = this
    if (group?.isListed && isCaret(row.text)) return this.add(group.answers, row)
    if (!group || group.isListed || group.answers.length + group.reasons.length > 0)
      return void this.open(row)
    if (!row.isBehindGap) {
      const isStem = group.choices.length === 0 && (this.leads[index] || this.leads[index - 1])
      if (isStem && hasNumber(row) && this.leads[index] && !hasNumber(group.stem[0]!))
        return void this.open(row)
      if (isStem) this.add(group.stem, row)
      else this.addChoice(group, row)
      return
    }
    const [head] = group.stem
    const isNext = !head || hasNumber(row) || asks(row) || bracketsOf(head.text) !== undefined
    if (isNext || (group.choices.length > 0 && !group.isLoose)) return void this.open(row)
    if (this.leads[index]) {
      if (group.isLoose || !(hasNumber(head) || introduces(group.stem[group.stem.length - 1]!)))
        this.open(row)
      else this.add(group.stem, row)
    } else if (asks(head)) {
      group.isLoose = true
      this.addChoice(group, row)
    } else this.open(row)
  }

  private addChoice(group: Group, row: Row): void {
    group.choices.push([row])
    group.last = row.number
  }
}
