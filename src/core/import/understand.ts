/**
 * Understands a pasted text of any format: each question with the lines it came from, and a problem for every line that
 * is in none. Nothing is taken for a choice silently, and no text makes it throw.
 */
import { ANSWERED, isEscaped, isFence } from '../poll/list-marks'
import { parseBlocks } from '../poll/question-list'
import { typeOf } from '../question-types/registry'
import { isGift, readGift } from './gift/read-gift'
import { runsIn } from './label-runs'
import { hasSymbols, LINE_END, linesOf, type Line } from './lines'
import { readMixed } from './gift/mixed-text'
import { readText } from './read-text'
import { isTable, readTable } from './table'
import { isCaret, rowsOf, type Row } from './text-rows'
import {
  asSentence,
  noteAt,
  problemAt,
  usedAt,
  type Format,
  type Understanding,
  type Understood,
} from './understood'

/** What is said where the second line asks and the first does not. */
const WRAPPED = 'This line is taken for a choice: if it belongs to the question, write both on one line.'
const GLUED_STAR =
  'The star at the end of a choice is a part of it: write a space before the star if it says that the choice is right.'
const XML = 'This is a file of another program: choose or drop the file instead of pasting its text.'

/** @param hint the format, where the sender knows it; else it is recognised by what stands in the text */
export function understand(text: string, hint?: Format): Understanding {
  const lines = linesOf(text)
  if (lines.length === 0) return { format: 'none', questions: [], problems: [] }
  const format = hint ?? formatOf(lines)
  if (format === 'none') {
    const [first, last] = [lines[0]!.number, lines[lines.length - 1]!.number]
    return { format, questions: [], problems: [problemAt(first, XML, last)] }
  }
  if (format === 'gift') {
    const mixed = hint ? undefined : readMixed(text, lines, rest => understand(rest))
    return mixed ?? readGift(lines)
  }
  if (format === 'table') return readTable(lines)
  const rows = rowsOf(lines)
  const own = format === 'own' || hint === undefined ? readOwn(text, lines, rows, hint === 'own') : undefined
  const read = own ?? readText(rows)
  for (const each of read.questions) if (hasGluedStar(each)) each.problems.push(gluedStarAt(each))
  return read
}

/** `Vienna*`, where nothing is marked: perhaps it is right; but `int*` is the name of a type. */
function hasGluedStar({ question }: Understood): boolean {
  if (question.right !== null || !typeOf(question).isMarkedByStars) return false
  return question.choices.filter(choice => /[^\s*]\*$/.test(choice.slice(-2))).length === 1
}

const gluedStarAt = ({ first, last }: Understood) => usedAt(first, GLUED_STAR, last)

function formatOf(lines: readonly Line[]): Format | undefined {
  if (/^<(?:\?xml|!doctype|quiz|questestinterop|assessment|html)\b/i.test(lines[0]!.text)) return 'none'
  if (isGift(lines)) return 'gift'
  return isTable(lines) ? 'table' : undefined
}

/** Reads our own list; undefined: something stands in it that our own list does not write. */
function readOwn(
  text: string,
  lines: readonly Line[],
  rows: readonly Row[],
  isSure: boolean,
): Understanding | undefined {
  if (
    !isSure &&
    (hasSymbols(text) || rows.length > lines.length || rows.some(isForeign) || hasForeignRun(rows))
  )
    return undefined
  const visible = new Set(lines.map(({ number }) => number))
  if (!isSure && visible.size < lines.length) return undefined
  const clean = text
    .split(LINE_END)
    .map((line, index) => (visible.has(index + 1) ? line : ''))
    .join('\n')
  const questions: Understood[] = []
  for (const { first, last, question, problems } of parseBlocks(clean)) {
    if (!isSure && problems.length > 0) return undefined
    const own = problems.map(problem => {
      const [, line = '', sentence = ''] = /^Line (\d+): ([^]*)$/.exec(problem)!
      return problemAt(Number(line), asSentence(sentence))
    })
    questions.push({ first, last, question, problems: own })
  }
  const fences = lines.filter(
    line =>
      isFence(line.text) && !questions.some(({ first, last }) => line.number >= first && line.number <= last),
  )
  if (fences.length > 0) return undefined
  for (const { first, last, question, problems } of questions)
    if (last > first && /[?？؟]$/.test(question.choices[0] ?? '') && !/[?？؟]$/.test(question.text))
      problems.push(noteAt(first + 1, WRAPPED))
  return { format: 'own', questions, problems: [] }
}

const FOREIGN: Row['kind'][] = ['answer', 'explanation', 'heading', 'about', 'rule', 'title', 'code', 'fence']

/** A digit in a frame before a question. */
const KEYCAP = /^[1-9]\ufe0f?\u20e3/
/** Round bullets of forms, which our own list does not know. */
const FOREIGN_BULLET = /^[○●■□➢+]/

function isForeign({ kind, raw, text, bullet, isBehindGap }: Row): boolean {
  if (isBehindGap && (KEYCAP.test(text) || (ANSWERED.test(text) && !isEscaped(text)))) return true
  return (
    FOREIGN_BULLET.test(bullet) ||
    isCaret(text) ||
    FOREIGN.includes(kind) ||
    bullet === '[ ]' ||
    /\S\t/.test(raw)
  )
}

/** Labels that do not stand before all choices of a block. */
function hasForeignRun(rows: readonly Row[]): boolean {
  for (const [start, { entries, end }] of runsIn(rows)) {
    const isBare = entries.every(entry => rows[entry]!.text.length <= 3)
    const stands = start > 0 && rows[start - 1]!.isBehindGap && !rows[start]!.isBehindGap
    const isWhole = end - start === entries.length && (rows[end]?.isBehindGap ?? true)
    if (!isBare && !(stands && isWhole)) return true
  }
  return false
}
