/** Makes a question of what was found in a text, whatever its format, and says what is wrong with it. */
import { MAX_CHOICE_LENGTH, MAX_EXPLANATION_LENGTH, MAX_QUESTION_LENGTH } from '../limits/input-limits'
import type { Question } from '../protocol/poll'
import { lettersOf } from '../question-types/letters'
import { PLAIN_TYPE, typed, typeNamed } from '../question-types/registry'
import type { Brackets } from './list-brackets'
import type { MarkedChoice } from './list-marks'

/** A question of which nothing is said. */
export const PLAIN: Question = { text: '', choices: [], kind: 'ballot', results: 'hidden', right: null }

/** A question as it was found in a text, before its kind has read it. */
export interface Found {
  /** The line of its text. */
  line: number
  text: string
  brackets: Brackets | undefined
  choices: (MarkedChoice & { line: number })[]
  explanation: string
  explanationLine: number
}

/** What is wrong in a line, in a sentence that begins in lower case. */
export interface LineProblem {
  line: number
  sentence: string
}

/** What is said of brackets that were meant as a type and cannot be read. */
export function unreadProblem({ line }: Pick<Found, 'line'>, unread: string): LineProblem {
  return { line, sentence: `what stands in [${unread}] cannot be read.` }
}

/** The question that was found, as far as it makes one, and what is wrong with it. */
export function questionFound(found: Found): { question: Question; problems: LineProblem[] } {
  const { text, brackets, explanation, choices: marked } = found
  const problems: LineProblem[] = []
  const problem = (line: number, sentence: string) => problems.push({ line, sentence })
  const isTooLong = (line: number, what: string, text: string, limit: number) => {
    if (text.length > limit) problem(line, `this ${what} is longer than ${limit} characters.`)
  }
  isTooLong(found.line, 'question', text, MAX_QUESTION_LENGTH)
  marked.forEach(choice => isTooLong(choice.line, 'choice', choice.text, MAX_CHOICE_LENGTH))
  isTooLong(found.explanationLine, 'explanation', explanation, MAX_EXPLANATION_LENGTH)

  const { tag = undefined, name = PLAIN_TYPE, manner = {} } = brackets ?? {}
  const type = typeNamed(name)
  const accepted = type.hasAcceptedAnswers ? marked.filter(choice => choice.isRight) : []
  const choices = type.hasAcceptedAnswers ? marked.filter(choice => !choice.isRight) : marked
  const [fewest, most] = type.choices
  const { kind, results, right: none } = PLAIN
  const texts = choices.map(choice => choice.text)
  const question: Question = { text, choices: texts, kind, results, right: none }
  Object.assign(question, manner)
  if (explanation !== '') question.explanation = explanation
  if (choices.length < fewest || choices.length > most)
    problem(found.line, choicesProblem(name, fewest, most, choices.length))
  const starred = choices.flatMap(({ isRight }, place) => (isRight ? [place] : []))
  const letters = lettersOf(question)
  if (type.hasOneRight && starred.length > 1)
    problem(choices[starred[1]!]!.line, 'another choice is marked as right already.')
  if (problems.length > 0) {
    // What was marked is seen, and can be mended.
    if (type.isMarkedByStars && starred.length > 0)
      question.right = starred.map(place => letters[place] ?? '').join('')
    const options = type.readOptions(tag?.fields ?? {}, question)
    if (options && name !== PLAIN_TYPE) question.answer = options as Question['answer']
    return { question, problems }
  }
  const right =
    tag?.right ??
    (tag?.areInOrder ? letters.join('') : undefined) ??
    (accepted.length > 0 ? accepted.map(answer => answer.text).join('\n') : undefined) ??
    (starred.length > 0 ? starred.map(place => letters[place]!).join('') : undefined)
  // With what is marked, as far as its kind has not read it.
  question.right = right ?? null
  const options = type.readOptions(tag?.fields ?? {}, question)
  question.right = null
  if (!options) {
    problem(found.line, `what stands in [${brackets?.text ?? name}] does not fit this question.`)
    return { question, problems }
  }
  if (name !== PLAIN_TYPE) question.answer = options as Question['answer']
  if (right !== undefined) {
    const kept = type.readRight(typed(question), right)
    if (kept === undefined) problem(found.line, 'what is marked as right cannot be right here.')
    else {
      question.right = kept
      if (type.arranged) Object.assign(question, type.arranged(question.choices, kept))
    }
  }
  if (question.kind === 'hands' && !type.isBounded)
    problem(found.line, `hands cannot be raised for [${name}]: leave out "hands".`)
  if (question.needsApproval && !type.isTyped)
    problem(found.line, `nothing is approved for [${name}]: leave out "approve".`)
  return { question, problems }
}

function choicesProblem(name: string, fewest: number, most: number, found: number): string {
  if (most === 0) return `a question for [${name}] has no choices on the lines below it, this one ${found}.`
  const kind = name === PLAIN_TYPE ? 'a question' : `a question for [${name}]`
  return `${kind} has ${fewest} to ${most} choices on the lines below it, this one ${found}.`
}
