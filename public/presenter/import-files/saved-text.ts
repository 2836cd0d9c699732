/** Writes the list in the formats of other programs, and reads it again: what is not the same then is named. */
import { printJson } from '../../../src/core/import/json-shape'
import { printGift } from '../../../src/core/import/gift/print-gift'
import { printMoodle } from '../../../src/core/import/print-moodle'
import { entriesIn, readEntries } from '../../../src/core/import/quiz/json-list'
import { readMoodleQuestion } from '../../../src/core/import/quiz/moodle'
import { understand } from '../../../src/core/import/understand'
import type { Understanding } from '../../../src/core/import/understood'
import { parseList, writeList } from '../../../src/core/poll/question-list'
import { typeNameOf, type Question } from '../../../src/core/question-types/registry'
import { parseXml, readHtml, treeOf } from './xml'
import type { SavedFormat } from './saved-formats'
import { kindWords } from '../kind-words'
import { saveWords as words, type Named } from './saved-words'

/** A list in a format, and in one sentence what the format cannot carry; empty: it carries everything. */
export interface Written {
  text: string
  lost: string
}

interface Format {
  /** Of these questions, without those for which the format has no kind. */
  write: (questions: Question[]) => { text: string; left: { index: number }[] }
  /** What is read of that. */
  read: (text: string) => Question[]
}

const FORMATS: Record<SavedFormat, Format> = {
  text: {
    write: questions => ({ text: writeList(questions), left: [] }),
    read: text => parseList(text).questions,
  },
  gift: {
    write: printGift,
    read: text => understand(text, 'gift').questions.map(({ question }) => question),
  },
  moodle: { write: printMoodle, read: readMoodle },
  json: {
    write: questions => ({ text: printJson(questions), left: [] }),
    read: text => readEntries(entriesIn(JSON.parse(text)) ?? []).map(({ question }) => question),
  },
}

export function written(questions: Question[], format: SavedFormat): Written {
  const { write, read } = FORMATS[format]
  const { text, left } = write(questions)
  const isLeft = new Set(left.map(({ index }) => index))
  const leftOut: Named[] = []
  const changed: Named[] = []
  const unmarked: Named[] = []
  questions.forEach((question, index) => {
    const named = { number: index + 1, text: question.text, kind: kindWords[typeNameOf(question)].name }
    if (isLeft.has(index)) leftOut.push(named)
    else {
      if (isStoppedAt(question, format)) unmarked.push(named)
      if (!isSame(question, read(write([question]).text))) changed.push(named)
    }
  })
  const lost = [words.lost(format, leftOut, changed), words.unmarked(unmarked)]
  return { text, lost: lost.filter(sentence => sentence !== '').join(' ') }
}

/** Moodle refuses choices of which none is right, and with them all that follows in the file. */
const isStoppedAt = ({ choices, right, answer }: Question, format: SavedFormat) =>
  (format === 'gift' || format === 'moodle') &&
  right === null &&
  choices.length > 0 &&
  (answer === undefined || answer.type === 'many')

function isSame(question: Question, read: Question[]): boolean {
  return printJson([question]) === printJson(read)
}

/** The questions of Moodle XML that was written here. */
export function readMoodle(text: string): Question[] {
  const result: Understanding = { format: 'none', questions: [], problems: [] }
  for (const item of parseXml(text).children) readMoodleQuestion(treeOf(item), { result, readHtml })
  return result.questions.map(({ question }) => question)
}
