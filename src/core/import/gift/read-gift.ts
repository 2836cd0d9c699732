/**
 * Reads GIFT, Moodle's text format, question by question: one that cannot be read costs no other. (A parser of the whole
 * grammar gives up the file at the first fault and does not tell lines.)
 */
import type { Found } from '../../poll/found-question'
import { bracketsOf } from '../../poll/list-brackets'
import { formatOf, GiftTexts, indexOfSign } from './gift-text'
import { GAP } from '../quiz/html-text'
import type { Line } from '../lines'
import { noteAt, problemAt, understoodFrom, type Problem, type Understanding } from '../understood'
import { KINDS, mediaNote } from '../unavailable'
import { readAnswers } from './answers'
import { chunksOf, isAside, isComment, isTitled } from './chunks'

const OPENS = /(?:^|[\s?!.:;)\]»"”？。_])\{\s*(?:[=~]|#\s*[=\d-]|(?:T|F|TRUE|FALSE)\s*[#}])/
const OPENS_AT_END = /\{\s*(?:#|\/\/.*)?$/
const FORMATTED = /^\[(?:html|moodle|plain|markdown)\]/
const LEFT_OUT = 'A comment, a category or a text without answers is left out.'
const NO_END = 'The answers that begin with { have no end: write } behind the last one.'

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
  const { format, written } = stemOf(text.slice(0, open))
  const texts = new GiftTexts(format)
  const isJoined = format === undefined || format === 'moodle' || format === 'markdown'
  const head = isJoined ? texts.readAsked(written).replace(/\s*\n\s*/g, ' ') : texts.readAsked(written)
  const stem = withGap(head, texts.readAsked(text.slice(end + 1)))
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
    own.push(
      ...readAnswers(text.slice(open + 1, end), { found, texts, lineAt: index => lineAt(open + 1 + index) }),
    )
  if (texts.media.length > 0) own.push(noteAt(found.line, mediaNote(texts.media)))
  const read = understoodFrom(found, { first, last, mayBeMany: true }, own)
  // Where the kind is not here, that it has no choices says nothing more.
  questions.push(own.some(({ isNote }) => !isNote) ? { ...read, problems: own } : read)
}

/** The answers stand in a gap where words go on behind them, or where the words before them are no whole sentence. */
function withGap(head: string, behind: string): string {
  if (behind === '' || (/^[\p{P}\s]*$/u.test(behind) && /[?!.:？。！]$/.test(head))) return head
  return `${head} ${GAP}${/^[.,;:!?)]/.test(behind) ? '' : ' '}${behind}`.trim()
}

/** Without title and format. */
function stemOf(written: string): { format: string | undefined; written: string } {
  const start = written.trim()
  const end = start.startsWith('::') ? indexOfTitleEnd(start) : -1
  const { format, rest } = formatOf(end < 0 ? start : start.slice(end + 2))
  return { format, written: rest }
}

/** Behind a title, whose colons may be escaped. */
function indexOfTitleEnd(text: string): number {
  for (let at = indexOfSign(text, ':', 2); at >= 0; at = indexOfSign(text, ':', at + 1))
    if (text[at + 1] === ':') return at
  return -1
}
