/**
 * The list of prepared questions as text, to copy and paste: a question, its choices on the lines below, a blank line
 * between questions. `*` stands before the right choice; `[hands, live]` at the end of a question says what is not
 * the default (a ballot, hidden); a leading `\` takes the rest of a line as it is.
 */
import { MAX_CHOICE_LENGTH, MAX_QUESTION_LENGTH, MIN_CHOICES } from '../limits/input-limits'
import type { Question } from '../protocol/poll'
import { LETTERS } from './voting-rules'

export interface ParsedList {
  /** The questions without a problem. */
  questions: Question[]
  /** Sentences, each with its line number. */
  problems: string[]
}

const BAR = '['
/** `B)` or `B. ` before a choice. */
const LABEL = /^([A-H])(?:\)|\.(?=\s|$))\s*/i

type Manner = Pick<Question, 'kind' | 'results'>
const MANNERS: Record<string, Partial<Manner>> = {
  ballot: { kind: 'ballot' },
  hands: { kind: 'hands' },
  hidden: { results: 'hidden' },
  live: { results: 'live' },
}

interface Line {
  number: number
  text: string
}

/** Reads a list. Leaves out questions with a problem and describes each problem. */
export function parseList(text: string): ParsedList {
  const list: ParsedList = { questions: [], problems: [] }
  for (const block of blocksOf(text)) {
    const { question, problems } = parseBlock(block)
    if (problems.length === 0) list.questions.push(question)
    list.problems.push(...problems)
  }
  return list
}

/** Writes a list in the form that `parseList` reads. */
export function writeList(questions: Question[]): string {
  return questions.map(writeQuestion).join('\n\n')
}

function blocksOf(text: string): Line[][] {
  const blocks: Line[][] = [[]]
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    if (line.trim()) blocks[blocks.length - 1]!.push({ number: index + 1, text: line.trim() })
    else blocks.push([])
  })
  return blocks.filter(block => block.length > 0)
}

function parseBlock([first, ...rest]: Line[]): { question: Question; problems: string[] } {
  const head = first!
  const problems: string[] = []
  const manner = mannerOf(head.text)
  const text = unescaped(manner ? head.text.slice(0, head.text.lastIndexOf(BAR)).trim() : head.text)
  if (text.length > MAX_QUESTION_LENGTH)
    problems.push(`Line ${head.number}: this question is longer than ${MAX_QUESTION_LENGTH} characters.`)

  const choices: string[] = []
  let right: string | null = null
  for (const { number, text: line } of rest) {
    const place = choices.length
    const isRight = line[0] === '*'
    const choice = choiceOf(isRight ? line.slice(1).trim() : line, place)
    if (choice.length > MAX_CHOICE_LENGTH)
      problems.push(`Line ${number}: this choice is longer than ${MAX_CHOICE_LENGTH} characters.`)
    if (isRight && right !== null) problems.push(`Line ${number}: another choice is marked as right already.`)
    if (isRight) right = LETTERS[place] ?? null
    choices.push(choice)
  }
  if (choices.length < MIN_CHOICES || choices.length > LETTERS.length)
    problems.push(
      `Line ${head.number}: a question has ${MIN_CHOICES} to ${LETTERS.length} choices on the lines below it, this one ${choices.length}.`,
    )
  return { question: { text, choices, kind: 'ballot', results: 'hidden', ...manner, right }, problems }
}

function choiceOf(line: string, place: number): string {
  const label = LABEL.exec(line)
  return unescaped(label && label[1]!.toUpperCase() === LETTERS[place] ? line.slice(label[0].length) : line)
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

function unescaped(line: string): string {
  return line[0] === '\\' ? line.slice(1) : line
}

function writeQuestion({ text, choices, kind, results, right }: Question): string {
  const names = [...(kind === 'hands' ? [kind] : []), ...(results === 'live' ? [results] : [])]
  const mustSay = text === '' || mannerOf(text) !== undefined
  const manner = names.length > 0 ? names : mustSay ? ['ballot', 'hidden'] : []
  const head = [text[0] === '\\' ? `\\${text}` : text, manner.length > 0 ? `[${manner.join(', ')}]` : '']
  const lines = choices.map((choice, place) => {
    const letter = LETTERS[place]!
    return (right === letter ? '*' : '') + writeChoice(choice, letter)
  })
  return [head.filter(part => part !== '').join(' '), ...lines].join('\n')
}

function writeChoice(choice: string, letter: string): string {
  if (choice === '') return `${letter})`
  return /^[\\*]/.test(choice) || LABEL.test(choice) ? `\\${choice}` : choice
}
