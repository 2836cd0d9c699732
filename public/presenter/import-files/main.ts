/** Reads a file with questions in the browser, whatever it is called: what it is, its content says. */
import { entriesIn, readEntries } from '../../../src/core/import/quiz/json-list'
import { rowsOfCells, understandRows } from '../../../src/core/import/quiz/sheet'
import { usedAt, type Understanding } from '../../../src/core/import/understood'
import { decode, isZip } from './decode'
import type { QuestionsOfFile, TextOfFile } from './read-file'
import { importWords as words } from './words'
import { nameOf } from './xml'
import { readXmlQuiz } from './xml-quiz'
import { readZip } from './zip-quiz'

export type { QuestionsOfFile, TextOfFile } from './read-file'

/** A question bank with its pictures is rarely larger. */
export const MAX_FILE_MEGABYTES = 30
/** Characters of a text; a list of a hundred questions has some ten thousand. */
const MAX_TEXT_MEGABYTES = 1

const MEGABYTE = 1024 * 1024

type ReadFile = TextOfFile | QuestionsOfFile

/**
 * Reads the questions in a file; of a text, the text, for `understand` to read. Nothing in it is loaded or run.
 * Rejects with a sentence for people that says what to do.
 */
export async function readQuestionFile(file: File): Promise<ReadFile> {
  if (file.size > MAX_FILE_MEGABYTES * MEGABYTE) throw new Error(words.tooLarge(MAX_FILE_MEGABYTES))
  // A folder looks like a file, of no bytes on some systems, until it is read.
  const bytes = new Uint8Array(await file.arrayBuffer().catch(unreadable))
  if (bytes.length === 0) throw new Error(words.empty)
  if (isZip(bytes)) return readZip(bytes)
  const { text, isGuessed } = decode(bytes)
  const read = await readAnyText(text, file.name)
  if (isGuessed) read.problems.unshift(usedAt(1, words.windows))
  return read
}

function unreadable(): never {
  throw new Error(words.unreadable)
}

async function readAnyText(text: string, name: string): Promise<ReadFile> {
  const start = text.slice(0, 1000).trimStart()
  if (start === '' && text.trim() === '') throw new Error(words.empty)
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(start)) throw new Error(words.webPage)
  if (/^<(?:\?xml|!--|!doctype|[a-z][\w:.-]*[\s>/])/i.test(start)) return readXml(text)
  if (text.length > MAX_TEXT_MEGABYTES * MEGABYTE) throw new Error(words.longText(MAX_TEXT_MEGABYTES))
  return readJson(text, start, name) ?? readText(text, name)
}

async function readXml(text: string): Promise<ReadFile> {
  const result: Understanding = { format: 'none', questions: [], problems: [] }
  const read = await readXmlQuiz(text, result)
  if (read.format === 'other') throw new Error(words.otherXml(nameOf(read.root).slice(0, 40)))
  return { ...result, format: read.format }
}

/** undefined: it is no JSON, for a text may begin as one. */
function readJson(text: string, start: string, name: string): QuestionsOfFile | undefined {
  if (!/^[[{]/.test(start)) return undefined
  let document: unknown
  try {
    document = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    if (/\.json$/i.test(name)) throw new Error(words.brokenJson)
    return undefined
  }
  const entries = entriesIn(document)
  if (!entries) throw new Error(words.otherJson)
  return { format: 'json', questions: readEntries(entries), problems: [] }
}

function readText(text: string, name: string): ReadFile {
  const rows = /\.(?:csv|tsv)$/i.test(name) ? rowsOfCells(text) : undefined
  if (rows) return { ...understandRows(rows), unit: 'line' }
  const isGift = /\.gift$/i.test(name) && text.includes('{')
  return { text, problems: [], ...(isGift ? { hint: 'gift' } : {}) }
}
