/** Finds the key at the end of a list, `1. B  2. C` or `Answer key: 1 B, 2 C`, which says what is right in all questions. */
import type { Row } from './text-rows'

export interface AnswerKey {
  /** The rows before it. */
  rows: readonly Row[]
  first: number
  last: number
  /** What is right and why, by the number of the question. */
  answers: Map<number, { letters: string; why: string }>
}

const TITLE =
  /^(?:#{1,6}\s*)?[*_]{0,2}(?:(?:correct )?answers?(?: key)?|key|solutions?|lösung(?:en)?|réponses|respuestas|respostas|risposte|antwoorden|ответы|答案|解答|정답)[*_]{0,2}\s*[:：]?[*_]{0,2}\s*/iu
/** Several letters stand together or between `+`, `&` and `/`. */
const ENTRIES =
  /^(?:\(?\d{1,3}\)?\s*[.):=-]?\s*\(?[A-La-l](?:\s?[+&/]\s?[A-La-l]|[A-La-l]){0,3}\)?(?:[\s,;|]+|$)){2,200}$/
const ENTRY = /(\d{1,3})\)?\s*[.):=-]?\s*\(?([A-La-l](?:\s?[+&/]\s?[A-La-l]|[A-La-l]){0,3})/g
/** Rows that a key may have. */
const MAX_ROWS = 120
const MAX_LENGTH = 2000

/** `1. **C) 1939** – why`, as assistants write it below a title. */
const LISTED =
  /^(?:[-•]\s+)?[*_]{0,2}(?:q(?:uestion)?\s?)?(\d{1,3})[.):]{0,2}[*_]{0,2}\s*[:–-]?\s*[*_]{0,2}\(?([A-L])(?=[).:\s*_–—-]|$)(.*)$/i
const WHY = /^.*?(?:\s[–—-]|[*_]{2}:?)\s+(?:[–—-]\s+)?(\S.*)$/

/** The key at the end of these rows; undefined: there is none. */
export const answerKeyIn = (rows: readonly Row[]): AnswerKey | undefined =>
  shortKeyIn(rows) ?? listedKeyIn(rows)

/** A line for each question, below a title; what stands behind an empty line after it is none of the key. */
function listedKeyIn(rows: readonly Row[]): AnswerKey | undefined {
  let title = rows.length - 1
  const from = Math.max(1, rows.length - MAX_ROWS)
  while (title >= from && rows[title]!.text.replace(TITLE, '') !== '') title--
  if (title < from) return undefined
  const answers: AnswerKey['answers'] = new Map()
  let [before, end] = [0, title + 1]
  for (; end < rows.length; end++) {
    const { text, kind } = rows[end]!
    const [, written, letter, rest] = LISTED.exec(text.slice(0, MAX_LENGTH)) ?? []
    const number = Number(written)
    if (letter === undefined || number <= before) {
      if (kind === 'rule') continue
      break
    }
    answers.set((before = number), { letters: letter.toUpperCase(), why: WHY.exec(rest!)?.[1] ?? '' })
  }
  if (answers.size < 2 || (rows[end] && !rows[end]!.isBehindGap)) return undefined
  const others = [...rows.slice(0, title), ...rows.slice(end)]
  return { rows: others, first: rows[title]!.number, last: rows[end - 1]!.number, answers }
}

function shortKeyIn(rows: readonly Row[]): AnswerKey | undefined {
  let found: AnswerKey | undefined
  let text = ''
  for (let start = rows.length - 1; start > 0 && start >= rows.length - MAX_ROWS; start--) {
    const row = rows[start]!
    text = `${row.text} ${text}`.trim()
    if (text.length > MAX_LENGTH) break
    const isTitled = TITLE.test(row.text)
    const entries = text.replace(TITLE, '')
    if (ENTRIES.test(entries) && (row.isBehindGap || isTitled)) {
      const answers = answersIn(entries)
      if (answers)
        found = {
          rows: rows.slice(0, start),
          first: row.number,
          last: rows[rows.length - 1]!.number,
          answers,
        }
    }
    if (isTitled || !/^\(?\d/.test(row.text)) break
  }
  return found
}

/** Undefined: the numbers do not grow. */
function answersIn(entries: string): AnswerKey['answers'] | undefined {
  const answers: AnswerKey['answers'] = new Map()
  let before = 0
  for (const [, written, letters] of entries.matchAll(ENTRY)) {
    const number = Number(written)
    if (number <= before) return undefined
    answers.set((before = number), { letters: letters!.replace(/[^A-La-l]/g, '').toUpperCase(), why: '' })
  }
  return answers
}
