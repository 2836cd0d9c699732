/** Reads a file of XML with questions, whichever program wrote it. */
import { readMoodleQuestion } from '../../../src/core/import/quiz/moodle'
import { readQtiOneItem } from '../../../src/core/import/quiz/qti-one'
import { readQtiTwoItem } from '../../../src/core/import/quiz/qti-two'
import type { QuizReading } from '../../../src/core/import/quiz/quiz-question'
import type { XmlNode } from '../../../src/core/import/quiz/tree'
import { problemAt, type Understanding } from '../../../src/core/import/understood'
import { breath } from './breath'
import { importWords as words } from './words'
import { nameOf, parseXml, readHtml, treeOf } from './xml'

/** The kinds of documents by the names of their roots: where their questions stand, and who reads one. */
const DOCUMENTS: Record<string, { format: 'moodle' | 'qti'; item: string; read: Reader }> = {
  quiz: { format: 'moodle', item: 'question', read: readMoodleQuestion },
  questestinterop: { format: 'qti', item: 'item', read: readQtiOneItem },
  assessmentitem: { format: 'qti', item: '', read: readQtiTwoItem },
}

type Reader = (item: XmlNode, reading: QuizReading) => void

/** A document that is no list of questions, such as the table of contents of a package. */
export interface OtherDocument {
  format: 'other'
  root: Element
}

/** Questions of a file that are read; a list holds a tenth of them. */
const MAX_QUESTIONS = 1000

const MOODLE_ROOT = /^[^]{0,2000}<quiz[\s>]/
const MOODLE_END = '</question>'

/** Of a whole question bank in Moodle XML only the beginning is parsed: the page cannot live meanwhile. */
function rootOf(text: string): Element {
  let end = 0
  if (MOODLE_ROOT.test(text.slice(0, 3000)))
    for (let count = 0; count <= MAX_QUESTIONS && end >= 0; count++) {
      const next = text.indexOf(MOODLE_END, end)
      end = next < 0 ? -1 : next + MOODLE_END.length
    }
  if (end <= 0) return parseXml(text)
  try {
    return parseXml(`${text.slice(0, end)}</quiz>`)
  } catch {
    // It was no end of a question, but a part of a text.
    return parseXml(text)
  }
}

/** Reads the questions of a document into the result, behind those that are there. */
export async function readXmlQuiz(
  text: string,
  result: Understanding,
): Promise<{ format: 'moodle' | 'qti' } | OtherDocument> {
  const root = rootOf(text)
  const kind = DOCUMENTS[nameOf(root)]
  if (!kind) return { format: 'other', root }
  const { format, item: wanted, read } = kind
  const items = wanted === '' ? [root] : [...root.getElementsByTagNameNS('*', wanted)]
  for (const item of items) {
    if (result.questions.length === MAX_QUESTIONS) {
      result.problems.push(problemAt(MAX_QUESTIONS, words.manyQuestions(MAX_QUESTIONS)))
      break
    }
    read(treeOf(item), { result, readHtml })
    await breath()
  }
  return { format }
}
