/**
 * Reads GIFT, Moodle's text format, question by question: one that cannot be read costs no other. (A parser of the whole
 * grammar gives up the file at the first fault and does not tell lines.)
 */
import { bracketsOf, type Brackets } from '../poll/list-brackets'
import type { Found } from '../poll/found-question'
import type { TypeName } from '../question-types/registry'
import { indexOfSign, itemsOf, unescaped, withoutElements, type Item } from './gift-text'
import type { Line } from './lines'
import {
  bracketsFor,
  noteAt,
  problemAt,
  understoodFrom,
  type Problem,
  type Understanding,
  type Understood,
} from './understood'

const SHORT_ANSWER = 'text' satisfies TypeName
const NUMBER = 'number' satisfies TypeName
const MANY = 'many' satisfies TypeName
const OPENS = /(?:^|[\s?!.:;)\]»"”？。_])\{\s*(?:[=~]|#\s*[=\d-]|(?:T|F|TRUE|FALSE)\s*[#}])/
const OPENS_AT_END = /\{\s*(?:#|\/\/.*)?$/
const TITLE = /^::[^:\\]/
const FORMATTED = /^\[(?:html|moodle|plain|markdown)\]/
const GAP = '_____'

const KINDS: Record<'matching' | 'essay' | 'gaps', string> = {
  matching: 'This is a matching question, a kind that is not available here: ask its pairs one by one.',
  essay:
    'This is an essay, a kind that is not available here: write [text] behind it to ask for a short answer.',
  gaps: 'This question has several gaps (cloze), a kind that is not available here: make a question of each gap.',
}
const LEFT_OUT = 'A comment, a category or a text without answers is left out.'
const NO_END = 'The answers that begin with { have no end: write } behind the last one.'
const MAX_ITEMS = 40
const TOO_MANY = 'This question has too many answers: keep 12 at most.'
const UNREAD = 'The answers cannot be read: each begins with = if it is right, with ~ if it is wrong.'
const FEEDBACK = 'Feedback for single answers is left out.'

/** Whether this text is GIFT. */
export function isGift(lines: readonly Line[]): boolean {
  return lines.some(({ text }, index) => {
    if (isTitled(lines[index]!) || (FORMATTED.test(text) && indexOfSign(text, '{') > 0)) return true
    if (text.length <= 20_000 && OPENS.test(text)) return true
    return OPENS_AT_END.test(text.slice(-80)) && /^[=~]/.test(lines[index + 1]?.text ?? '')
  })
}

export const readGift = (lines: readonly Line[]): Understanding => readChunks(chunksOf(lines))

export function readChunks(chunks: readonly Line[][]): Understanding {
  const result: Understanding = { format: 'gift', questions: [], problems: [] }
  for (const chunk of chunks) readChunk(chunk, result)
  return result
}

const isComment = ({ text }: Line) => text.startsWith('//')
const isCategory = ({ text }: Line) => text.startsWith('$CATEGORY')
/** Whether nothing is asked here. */
export const isAside = (line: Line): boolean => isComment(line) || isCategory(line)
export const isTitled = ({ text }: Line) => TITLE.test(text) && text.indexOf('::', 2) > 0

/**
 * Questions stand apart by empty lines; one inside of braces does not count.
 * @param isMixed they stand in a text of another format, in which a title begins and a last brace ends them, too
 */
export function chunksOf(lines: readonly Line[], isMixed = false): Line[][] {
  const chunks: Line[][] = []
  let isOpen = false
  const isNext = (line: Line, chunk: readonly Line[]) => {
    if (line.isBehindGap) return !isOpen || TITLE.test(line.text)
    if (!isMixed || isOpen || chunk.every(isAside)) return false
    return isTitled(line) || chunk[chunk.length - 1]!.text.endsWith('}')
  }
  for (const line of lines) {
    const chunk = chunks[chunks.length - 1]
    if (!chunk || isNext(line, chunk)) {
      chunks.push([line])
      isOpen = false
    } else chunk.push(line)
    if (isComment(line)) continue
    for (let at = indexOfSign(line.text, '{}'); at >= 0; at = indexOfSign(line.text, '{}', at + 1))
      isOpen = line.text[at] === '{'
  }
  return chunks
}

function readChunk(chunk: readonly Line[], { questions, problems }: Understanding): void {
  const [first, last] = [chunk[0]!.number, chunk[chunk.length - 1]!.number]
  const body = chunk.filter(line => !isAside(line))
  const text = body.map(line => line.text).join('\n')
  const open = indexOfSign(text, '{')
  if (open < 0) {
    problems.push(noteAt(first, LEFT_OUT, last))
    return
  }
  const starts: number[] = []
  body.reduce((start, line) => {
    starts.push(start)
    return start + line.text.length + 1
  }, 0)
  const lineAt = (index: number) => {
    const behind = starts.findIndex(start => start > index)
    return body[(behind < 0 ? starts.length : behind) - 1]!.number
  }
  const close = indexOfSign(text, '}', open)
  const end = close < 0 ? text.length : close
  const head = stemOf(text.slice(0, open))
  const behind = unescaped(text.slice(end + 1))
  const stem =
    behind === '' ? head.text : `${head.text} ${GAP} ${head.isHtml ? withoutElements(behind) : behind}`.trim()
  const said = chunk.filter(isComment).map(line => bracketsOf(line.text.slice(2).trim()))
  const found: Found = {
    line: body[0]!.number,
    text: stem,
    brackets: said.find(brackets => brackets !== undefined),
    choices: [],
    explanation: '',
    explanationLine: lineAt(open),
  }
  const own: Problem[] = close < 0 ? [problemAt(lineAt(open), NO_END)] : []
  if (indexOfSign(text, '{', end + 1) >= 0) own.push(problemAt(found.line, KINDS.gaps))
  else if (close >= 0)
    own.push(...readAnswers(text.slice(open + 1, end), found, index => lineAt(open + 1 + index)))
  const read = understoodFrom(found, { first, last, mayBeMany: true }, own)
  // Where the kind is not here, that it has no choices says nothing more.
  questions.push(own.some(({ isNote }) => !isNote) ? { ...read, problems: own } : read)
}

/** Without title and format. */
function stemOf(written: string): { text: string; isHtml: boolean } {
  const start = written.trim()
  const end = start.startsWith('::') ? start.indexOf('::', 2) : -1
  const rest = end < 0 ? start : start.slice(end + 2).trim()
  const [format = '', name] = /^\[(html|moodle|plain|markdown)\]\s*/.exec(rest) ?? []
  const text = unescaped(rest.slice(format.length))
  const isHtml = name === 'html'
  return {
    text: isHtml ? withoutElements(text) : name === 'plain' ? text : text.replace(/\s*\n\s*/g, ' '),
    isHtml,
  }
}

function readAnswers(block: string, found: Found, lineAt: (index: number) => number): Understood['problems'] {
  const kind = found.brackets?.name
  const text = block.trim()
  if (text === '' || text.startsWith('####')) {
    if (text !== '') found.explanation = unescaped(text.slice(4))
    return kind === SHORT_ANSWER || kind === NUMBER ? [] : [problemAt(found.line, KINDS.essay)]
  }
  const [, truth, feedback = ''] = /^(T|F|TRUE|FALSE)\s*(#[^]*)?$/i.exec(text) ?? []
  if (truth !== undefined) {
    const isTrue = /^t/i.test(truth)
    found.choices = [true, false].map(each => ({
      text: each ? 'True' : 'False',
      isRight: each === isTrue,
      line: found.line,
    }))
    const [general = ''] = /####[^]*$/.exec(feedback) ?? []
    found.explanation = unescaped(general.slice(4))
    return general === feedback ? [] : [noteAt(found.line, FEEDBACK)]
  }
  if (text.startsWith('#') && kind !== SHORT_ANSWER) return readNumber(text.slice(1).trim(), found)
  const read = itemsOf(block)
  if (!read || read.items.length === 0) return [problemAt(lineAt(0), UNREAD)]
  if (read.items.length > MAX_ITEMS) return [problemAt(lineAt(0), TOO_MANY)]
  return readItems(read, found, lineAt)
}

function readItems(
  { items, general }: { items: Item[]; general: string },
  found: Found,
  lineAt: (index: number) => number,
): Problem[] {
  const kind = found.brackets?.name
  const wrong = items.filter(({ mark }) => mark === '~')
  const areAnswers = wrong.length === 0
  const isMatching = areAnswers && items.length > 1 && items.every(item => item.text.includes('->'))
  if (kind === undefined && isMatching) return [problemAt(found.line, KINDS.matching)]
  const isRight = ({ mark, weight }: Item) =>
    weight === undefined ? mark === '=' : weight > 0 && (mark === '~' || weight === 100)
  const hasEqual = items.some(({ mark }) => mark === '=')
  const rights = new Set(items.filter(item => isRight(item) && !(hasEqual && item.mark === '~')))
  const kept = areAnswers ? items.filter(item => rights.has(item)) : items
  found.choices = kept.map(item => ({
    text: item.text.replace(/\n/g, ' '),
    isRight: rights.has(item),
    line: lineAt(item.index),
  }))
  if (areAnswers && kind === undefined) found.brackets = bracketsFor(SHORT_ANSWER, {})
  const [only, ...more] = [...rights]
  found.explanation = general || (more.length === 0 && only ? only.feedback : '')
  const notes: Problem[] = []
  if (kept.length < items.length)
    notes.push(noteAt(found.line, 'Answers that are right in part are left out.'))
  if (items.some(item => item.feedback !== '' && item.feedback !== found.explanation))
    notes.push(noteAt(found.line, FEEDBACK))
  if (!areAnswers && rights.size > 1 && kind === undefined) found.brackets = bracketsFor(MANY, {})
  return notes
}

/** `3:2`, `1..5` or several, of which the first counts that is right in full. */
function readNumber(written: string, found: Found): Problem[] {
  const several = written.startsWith('=') ? itemsOf(written) : undefined
  const best = several?.items.find(({ weight = 100 }) => weight === 100)
  const hash = indexOfSign(written, '#')
  const text = best?.text ?? unescaped(hash < 0 ? written : written.slice(0, hash))
  const hashes = written.indexOf('####')
  found.explanation = several?.general ?? (hashes < 0 ? '' : unescaped(written.slice(hashes + 4)))
  const [, middle, spread] = /^([^:]{1,40}):([^:]{1,40})$/.exec(text) ?? []
  const right = middle === undefined ? text : `${middle.trim()} ± ${spread!.trim()}`
  const digits = [...text.matchAll(/\d\.(\d{1,6})/g)].map(([, fraction]) => fraction!.length)
  found.brackets =
    found.brackets?.name === NUMBER ? found.brackets : numberBrackets(Math.max(0, ...digits), right)
  return several && several.items.length > 1
    ? [noteAt(found.line, 'Only the number that is right in full is kept.')]
    : []
}

const numberBrackets = (decimals: number, right: string): Brackets | undefined =>
  bracketsFor(NUMBER, { min: null, max: null, decimals }, right)
