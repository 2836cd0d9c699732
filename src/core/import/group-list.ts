/**
 * The questions of a text while its lines are taken one by one: the one that is open, those that are finished, and the
 * lines that belong to none. What a line means for a question is decided in `text-groups`.
 */
import { bracketsOf } from '../poll/list-brackets'
import type { Row } from './text-rows'
import { noteAt, type Problem } from './understood'

/** The lines of one question. */
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

const LEFT_OUT = 'This belongs to no question and is left out.'

/** Whether a line ends with a question mark of any script. */
export const asks = ({ text }: Row): boolean => /[?？؟⁇;]\s*(?:\*\*|__|["”»)])?\s*$/.test(text.slice(-8))
const isQuestion = (stem: readonly Row[]) => stem.some(row => asks(row) || bracketsOf(row.text) !== undefined)

export class GroupList {
  /** Those that are finished. */
  groups: Group[] = []
  readonly problems: Problem[] = []
  /** The question that the next lines may belong to. */
  current: Group | undefined
  /** The line of a title or fence that the next question begins with. */
  private pending: number | undefined
  private lastPending = 0

  /** Begins a question, with this line as its text. */
  open(row?: Row): Group {
    this.close()
    const first = this.pending ?? row?.number ?? 0
    this.pending = undefined
    const last = row?.number ?? first
    const stem = row ? [row] : []
    const rest = { choices: [], answers: [], reasons: [], isListed: false, isLoose: false, problems: [] }
    return (this.current = { first, last, stem, ...rest })
  }

  /** Finishes the open question, if there is one; text that asks nothing and stands alone is left out. */
  close(): void {
    const { current } = this
    this.current = undefined
    if (!current) return
    const { stem, choices, answers, reasons } = current
    const isAlone = choices.length + answers.length + reasons.length === 0
    if (!isAlone || isQuestion(stem)) this.groups.push(current)
    else this.leaveOut(current.first, current.last)
  }

  /** Keeps a title or fence for the question that comes next. */
  wait({ number }: Row): void {
    this.pending ??= number
    this.lastPending = number
  }

  /** Says that these lines belong to no question. Those that stand together are one note. */
  leaveOut(first: number, last: number): void {
    const before = this.problems[this.problems.length - 1]
    if (before?.sentence === LEFT_OUT && first - before.last <= 1 && before.line - last <= 1) {
      before.line = Math.min(before.line, first)
      before.last = Math.max(before.last, last)
    } else this.problems.push(noteAt(first, LEFT_OUT, last))
  }

  /** The text is at its end. */
  end(): void {
    this.close()
    this.withoutHeaders()
    if (this.pending !== undefined) this.problems.push(noteAt(this.pending, LEFT_OUT, this.lastPending))
  }

  /** Where other questions have listed choices, two lines that ask nothing are a header or a footer. */
  private withoutHeaders(): void {
    if (!this.groups.some(({ isListed }) => isListed)) return
    this.groups = this.groups.filter(({ isListed, stem, choices, answers, first, last }) => {
      if (isListed || choices.length > 1 || answers.length > 0 || isQuestion(stem)) return true
      this.leaveOut(first, last)
      return false
    })
  }
}
