/** What is read of a file: a text that can be pasted, or questions that have no text. */
import type { Format, Problem, Understanding } from '../../../src/core/import/understood'

export interface TextOfFile {
  text: string
  /** Its format, where the file's name says it. */
  hint?: Format | undefined
  /** What is said of the file: its text itself is not looked at yet. */
  problems: Problem[]
}

export interface QuestionsOfFile extends Pick<Understanding, 'questions' | 'problems'> {
  format: Format | 'moodle' | 'qti' | 'json'
  /** What `first`, `last` and `line` count in it. Absent: its questions, from 1. */
  unit?: 'line' | 'row'
}

/** The same, with another sentence for each problem. */
export function reworded<T extends Pick<QuestionsOfFile, 'questions' | 'problems'>>(
  read: T,
  say: (sentence: string) => string,
): T {
  const worded = (problem: Problem): Problem => ({ ...problem, sentence: say(problem.sentence) })
  return {
    ...read,
    problems: read.problems.map(worded),
    questions: read.questions.map(each => ({ ...each, problems: each.problems.map(worded) })),
  }
}
