/** Finds the key at the end of a list, `1. B  2. C` or `Answer key: 1 B, 2 C`, which says what is right in all questions. */
import type { Row } from './text-rows'

export interface AnswerKey {
  /** The rows before it. */
  rows: readonly Row[]
  first: number
  last: number
  /** What is right, by the number of the question. */
  answers: Map<number, string>
}

const TITLE =
  /^(?:#{1,6}\s*)?[*_]{0,2}(?:(?:correct )?answers?(?: key)?|key|solutions?|lösung(?:en)?|réponses|respuestas|respostas|risposte|antwoorden|ответы|答案|解答|정답)[*_]{0,2}\s*[:：]?[*_]{0,2}\s*/iu
const ENTRIES = /^(?:\(?\d{1,3}\)?\s*[.):=-]?\s*\(?[A-La-l]{1,4}\)?(?:[\s,;|]+|$)){2,200}$/
const ENTRY = /(\d{1,3})\)?\s*[.):=-]?\s*\(?([A-La-l]{1,4})/g
/** Rows that a key may have. */
const MAX_ROWS = 120
const MAX_LENGTH = 2000

/** The key at the end of these rows; undefined: there is none. */
export function answerKeyIn(rows: readonly Row[]): AnswerKey | undefined {
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
function answersIn(entries: string): Map<number, string> | undefined {
  const answers = new Map<number, string>()
  let before = 0
  for (const [, written, letters] of entries.matchAll(ENTRY)) {
    const number = Number(written)
    if (number <= before) return undefined
    answers.set((before = number), letters!.toUpperCase())
  }
  return answers
}
