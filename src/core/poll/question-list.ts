/**
 * The list of prepared questions as text, to copy and paste: a question, its choices on the lines below, a blank line
 * between questions. `*` stands before or behind the right choice; `> ` before the explanation, below the choices;
 * `[words 3, live]` at the end of a question says its type and what is not the default (a ballot, hidden); a leading
 * `\` takes the rest of a line as it is. docs/question-list.md describes it for people.
 */
import { lettersOf } from '../question-types/letters'
import { PLAIN_TYPE, typed, typeOf } from '../question-types/registry'
import type { Question } from '../protocol/poll'
import { PLAIN, questionFound, unreadProblem, type Found } from './found-question'
import { bracketsOf, unreadBrackets, withoutBrackets, type Brackets } from './list-brackets'
import { explanationText, isExplanation, splitExplanation, writeExplanation } from './list-explanation'
import {
  escapedChoice,
  escapedQuestion,
  isFence,
  markedChoices,
  markOfQuestions,
  questionText,
  withoutBold,
} from './list-marks'

export interface ParsedList {
  /** The questions without a problem. */
  questions: Question[]
  /** Sentences, each with its line number. */
  problems: string[]
}

interface Line {
  number: number
  /** As it was typed. */
  raw: string
  text: string
}

/** The lines of one question. */
interface Block {
  head: Line
  /** The first line without what stands in brackets. */
  text: string
  brackets: Brackets | undefined
  rest: Line[]
}

/** One question of a list, with the lines on which it stands. */
export interface ParsedBlock {
  first: number
  last: number
  question: Question
  /** Sentences, each with its line number. */
  problems: string[]
}

/** Reads a list. Leaves out questions with a problem and describes each problem. */
export function parseList(text: string): ParsedList {
  const list: ParsedList = { questions: [], problems: [] }
  for (const { question, problems } of parseBlocks(text)) {
    if (problems.length === 0) list.questions.push(question)
    list.problems.push(...problems)
  }
  return list
}

/** Reads a list one by one, with the questions that have a problem. */
export function* parseBlocks(text: string): Generator<ParsedBlock> {
  const blocks = blocksOf(text)
  const mark = markOfQuestions(blocks.map(block => block.text))
  for (const block of blocks) {
    const { question, problems } = parseBlock(block, mark)
    const last = (block.rest[block.rest.length - 1] ?? block.head).number
    yield { first: block.head.number, last, question, problems }
  }
}

/** Writes a list in the form that `parseList` reads. */
export function writeList(questions: Question[]): string {
  return questions.map(writeQuestion).join('\n\n')
}

function blocksOf(text: string): Block[] {
  const blocks: Line[][] = [[]]
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    const text = line.trim()
    if (text && !isFence(text)) blocks[blocks.length - 1]!.push({ number: index + 1, raw: line, text })
    else blocks.push([])
  })
  const whole: Line[][] = []
  for (const block of blocks.filter(each => each.length > 0)) {
    const before = whole[whole.length - 1]
    // An explanation behind a blank line belongs to the question before it.
    if (before && block.every(line => isExplanation(line.text))) before.push(...block)
    else whole.push(block)
  }
  return whole.map(lines => {
    const head = lines[0]!
    const { text, brackets } = withoutBrackets(withoutBold(head.text))
    return { head, text, brackets, rest: lines.slice(1) }
  })
}

function parseBlock(
  { head, text: written, brackets, rest }: Block,
  mark: RegExp | undefined,
): { question: Question; problems: string[] } {
  const text = questionText(written, mark)
  const unread = brackets ? undefined : unreadBrackets(written)
  const [lines, reasons] = splitExplanation(rest)
  const marked = markedChoices(lines.map(line => line.text))
  const found: Found = {
    line: head.number,
    text,
    brackets,
    choices: marked.map(({ text, isRight }, place) => ({ text, isRight, line: lines[place]!.number })),
    explanation: explanationText(reasons.map(line => line.raw)),
    explanationLine: (reasons[0] ?? head).number,
  }
  const { question, problems } =
    unread === undefined
      ? questionFound(found)
      : { question: { ...PLAIN, text }, problems: [unreadProblem(found, unread)] }
  return { question, problems: problems.map(({ line, sentence }) => `Line ${line}: ${sentence}`) }
}

/** The choices in the order in which they are written: if one order is right, in that one. */
export function asWritten(question: Pick<Question, 'choices' | 'right' | 'answer'>): string[] {
  const { choices, right } = question
  if (!typeOf(question).arranged || right === null) return choices
  const letters = lettersOf(question)
  return [...right].map(letter => choices[letters.indexOf(letter)]!)
}

/** What stands in the brackets behind a question; empty: it says nothing that is not the default. */
export function writeBrackets(question: Question): string {
  const { kind, results } = question
  const type = typeOf(question)
  const tag = type.name === PLAIN_TYPE ? '' : [type.name, type.writeTag(typed(question))].join(' ').trim()
  const said = [
    tag,
    ...(kind === 'hands' ? ['hands'] : []),
    ...(results === 'live' ? ['live'] : []),
    ...(question.canAbstain ? ['abstain'] : []),
    ...(question.needsApproval ? ['approve'] : []),
  ]
  return said.filter(part => part !== '').join(', ')
}

function writeQuestion(question: Question): string {
  const { choices, right, explanation = '' } = question
  // A question stands on one line here, whatever it is made of.
  const text = question.text.replace(/\s*[\r\n]+\s*/g, ' ')
  const type = typeOf(question)
  const mustSay = text === '' || bracketsOf(text) !== undefined || unreadBrackets(text) !== undefined
  const brackets = writeBrackets(question) || (mustSay ? 'ballot, hidden' : '')
  const head = [escapedQuestion(text), brackets === '' ? '' : `[${brackets}]`]
  const accepted = type.hasAcceptedAnswers && right !== null ? right.split('\n') : []
  const isStarred = (letter: string) => type.isMarkedByStars && right !== null && right.includes(letter)
  const letters = lettersOf(question)
  const lines = asWritten(question).map(
    (choice, place) =>
      (isStarred(letters[place]!) ? '*' : '') + escapedChoice(choice.replace(/[\r\n]+/g, ' '), place),
  )
  const answers = accepted.map((answer, place) => `*${escapedChoice(answer, choices.length + place)}`)
  const reasons = explanation === '' ? [] : writeExplanation(explanation)
  return [head.filter(part => part !== '').join(' '), ...lines, ...answers, ...reasons].join('\n')
}
