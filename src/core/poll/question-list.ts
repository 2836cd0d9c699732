/**
 * The list of prepared questions as text, to copy and paste: a question, its choices on the lines below, a blank line
 * between questions. `*` stands before or behind the right choice; `> ` before the explanation, below the choices;
 * `[hands, live]` at the end of a question says what is not the default (a ballot, hidden); a leading `\` takes the
 * rest of a line as it is.
 */
import {
  MAX_CHOICE_LENGTH,
  MAX_EXPLANATION_LENGTH,
  MAX_QUESTION_LENGTH,
  MIN_CHOICES,
} from '../limits/input-limits'
import type { Question } from '../protocol/poll'
import {
  escapedChoice,
  escapedQuestion,
  explanationText,
  markedChoices,
  markOfQuestions,
  questionText,
  splitExplanation,
  writeExplanation,
} from './list-marks'
import { LETTERS } from './voting-rules'

export interface ParsedList {
  /** The questions without a problem. */
  questions: Question[]
  /** Sentences, each with its line number. */
  problems: string[]
}

const BAR = '['

type Manner = Pick<Question, 'kind' | 'results'>
const MANNERS: Record<string, Partial<Manner>> = {
  ballot: { kind: 'ballot' },
  hands: { kind: 'hands' },
  hidden: { results: 'hidden' },
  live: { results: 'live' },
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
  /** The first line without the options in brackets. */
  text: string
  manner: Partial<Manner>
  rest: Line[]
}

/** Reads a list. Leaves out questions with a problem and describes each problem. */
export function parseList(text: string): ParsedList {
  const list: ParsedList = { questions: [], problems: [] }
  const blocks = blocksOf(text)
  const mark = markOfQuestions(blocks.map(block => block.text))
  for (const block of blocks) {
    const { question, problems } = parseBlock(block, mark)
    if (problems.length === 0) list.questions.push(question)
    list.problems.push(...problems)
  }
  return list
}

/** Writes a list in the form that `parseList` reads. */
export function writeList(questions: Question[]): string {
  return questions.map(writeQuestion).join('\n\n')
}

function blocksOf(text: string): Block[] {
  const blocks: Line[][] = [[]]
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    if (line.trim()) blocks[blocks.length - 1]!.push({ number: index + 1, raw: line, text: line.trim() })
    else blocks.push([])
  })
  return blocks.flatMap(([head, ...rest]) => (head ? [{ head, rest, ...withoutManner(head.text) }] : []))
}

function parseBlock(
  { head, text: written, manner, rest }: Block,
  mark: RegExp | undefined,
): { question: Question; problems: string[] } {
  const problems: string[] = []
  const isTooLong = (line: Line, what: string, text: string, limit: number) => {
    if (text.length > limit)
      problems.push(`Line ${line.number}: this ${what} is longer than ${limit} characters.`)
  }
  const text = questionText(written, mark)
  isTooLong(head, 'question', text, MAX_QUESTION_LENGTH)

  const [lines, reasons] = splitExplanation(rest)
  let right: string | null = null
  const choices = markedChoices(lines.map(line => line.text)).map((choice, place) => {
    const line = lines[place]!
    isTooLong(line, 'choice', choice.text, MAX_CHOICE_LENGTH)
    if (choice.isRight && right !== null)
      problems.push(`Line ${line.number}: another choice is marked as right already.`)
    if (choice.isRight) right = LETTERS[place] ?? null
    return choice.text
  })
  const explanation = explanationText(reasons.map(line => line.raw))
  isTooLong(reasons[0] ?? head, 'explanation', explanation, MAX_EXPLANATION_LENGTH)
  if (choices.length < MIN_CHOICES || choices.length > LETTERS.length)
    problems.push(
      `Line ${head.number}: a question has ${MIN_CHOICES} to ${LETTERS.length} choices on the lines below it, this one ${choices.length}.`,
    )
  const question: Question = { text, choices, kind: 'ballot', results: 'hidden', ...manner, right }
  return { question: explanation === '' ? question : { ...question, explanation }, problems }
}

function withoutManner(line: string): Pick<Block, 'text' | 'manner'> {
  const manner = mannerOf(line)
  return manner ? { text: line.slice(0, line.lastIndexOf(BAR)).trim(), manner } : { text: line, manner: {} }
}

/** The options in brackets at the end; undefined if one of the words is not an option. */
function mannerOf(line: string): Partial<Manner> | undefined {
  const bar = line.lastIndexOf(BAR)
  if (bar < 0 || line[line.length - 1] !== ']') return undefined
  const names = line.slice(bar + 1, -1).split(',')
  const manners = names.map(name => MANNERS[name.trim().toLowerCase()])
  if (manners.some(manner => manner === undefined)) return undefined
  return Object.assign({}, ...manners) as Partial<Manner>
}

function writeQuestion({ text, choices, kind, results, right, explanation = '' }: Question): string {
  const names = [...(kind === 'hands' ? [kind] : []), ...(results === 'live' ? [results] : [])]
  const mustSay = text === '' || mannerOf(text) !== undefined
  const manner = names.length > 0 ? names : mustSay ? ['ballot', 'hidden'] : []
  const head = [escapedQuestion(text), manner.length > 0 ? `[${manner.join(', ')}]` : '']
  const lines = choices.map(
    (choice, place) => (right === LETTERS[place] ? '*' : '') + escapedChoice(choice, place),
  )
  const reasons = explanation === '' ? [] : writeExplanation(explanation)
  return [head.filter(part => part !== '').join(' '), ...lines, ...reasons].join('\n')
}
