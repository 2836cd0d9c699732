/** Reads a zip file: a spreadsheet, or a package with questions as XML or text, in the order that the package says. */
import { understand } from '../../../src/core/import/understand'
import type { Understanding } from '../../../src/core/import/understood'
import { noteAt } from '../../../src/core/import/understood'
import { decode } from './decode'
import type { QuestionsOfFile } from './read-file'
import { readSpreadsheet } from './spreadsheet'
import { importWords as words } from './words'
import { nameOf } from './xml'
import { readXmlQuiz } from './xml-quiz'
import { entriesOf, type ZipEntry } from './zip'

/** By what lies in them, zip files that are documents of other programs. */
const DOCUMENTS: [path: RegExp, sentence: string][] = [
  [/^word\/document\.xml$/, words.word],
  [/^ppt\/presentation\.xml$/, words.slides],
  [/^Index\/(?:Document|Tables\/).*\.iwa$|^Index\.zip$/, words.apple],
  [/^moodle_backup\.xml$/, words.moodleBackup],
]
const XML = /\.(?:xml|qti|dat)$/i
const TEXT = /\.(?:txt|md|gift|csv)$/i
const PACKED = /\.(?:zip|xlsx|imscc|mbz)$/i
/** What a package says of itself, in which there are no questions. */
const ABOUT =
  /(?:^|\/)(?:imsmanifest|assessment_meta|module_meta|course_settings|ims_\w+|imsqti\w*)\.xml$|\.xsd$/i
const SHOWN_NAMES = 5

export async function readZip(bytes: Uint8Array): Promise<QuestionsOfFile> {
  const entries = entriesOf(bytes)
  if (entries.some(({ path }) => path === 'xl/workbook.xml')) return readSpreadsheet(entries)
  const known = DOCUMENTS.find(([pattern]) => entries.some(({ path }) => pattern.test(path)))
  if (known) throw new Error(known[1])
  const type = entries.find(({ path }) => path === 'mimetype')
  if (type) await refuseOpenDocument(type)
  return readPackage(entries)
}

async function refuseOpenDocument(type: ZipEntry): Promise<void> {
  const { text } = decode(await type.read())
  if (/opendocument\.spreadsheet/.test(text)) throw new Error(words.openSheet)
  if (/opendocument/.test(text)) throw new Error(words.openDocument)
}

/** What was read of one file of a package. */
interface Part {
  path: string
  format: QuestionsOfFile['format']
  result: Understanding
}

async function readPackage(entries: readonly ZipEntry[]): Promise<QuestionsOfFile> {
  const order = new Map<string, number>()
  const parts: Part[] = []
  const others: string[] = []
  const all: QuestionsOfFile = { format: 'none', questions: [], problems: [] }
  // Canvas puts each quiz twice into a course: this one is whole.
  const isDoubled = entries.some(({ path }) => path.startsWith('non_cc_assessments/'))
  for (const entry of entries) {
    const { path } = entry
    if (PACKED.test(path)) all.problems.push(noteAt(1, words.zipInZip(path)))
    else if (isDoubled && /\/assessment_qti\.xml$/.test(path)) continue
    else if (XML.test(path)) await readXmlPart(entry, { order, parts, others, isAbout: ABOUT.test(path) })
    else if (TEXT.test(path)) parts.push({ path, ...understoodText(decode(await entry.read()).text) })
    else if (!ABOUT.test(path)) others.push(path)
  }
  if (parts.length === 0) throw new Error(words.nothingInZip)
  const placeOf = ({ path }: Part) => order.get(path) ?? Infinity
  parts.sort((one, other) => {
    const [a, b] = [placeOf(one), placeOf(other)]
    return a === b ? one.path.localeCompare(other.path, 'en', { numeric: true }) : a - b
  })
  for (const part of parts) append(all, part, parts.length > 1)
  if (others.length > 0) {
    const names = others.slice(0, SHOWN_NAMES).join(', ') + (others.length > SHOWN_NAMES ? ' …' : '')
    all.problems.push(noteAt(1, words.otherFiles(others.length, names)))
  }
  return all
}

interface Found {
  order: Map<string, number>
  parts: Part[]
  others: string[]
  /** Whether it is no surprise that there are no questions in it. */
  isAbout: boolean
}

async function readXmlPart(entry: ZipEntry, { order, parts, others, isAbout }: Found): Promise<void> {
  const { path } = entry
  const result: Understanding = { format: 'none', questions: [], problems: [] }
  const { text } = decode(await entry.read())
  let read
  try {
    read = await readXmlQuiz(text, result)
  } catch (error) {
    throw new Error(words.fileOf(path, (error as Error).message))
  }
  if (read.format !== 'other') return void parts.push({ path, format: read.format, result })
  const isContents = noteOrder(read.root, path, order)
  if (!isAbout && !isContents) others.push(path)
}

/** Where a test or the package's own list says which item comes first. Whether it is one of them. */
function noteOrder(root: Element, path: string, order: Map<string, number>): boolean {
  const name = nameOf(root)
  const isTest = name === 'assessmenttest'
  if (!isTest && name !== 'manifest') return false
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const names = isTest ? ['assessmentItemRef', 'qti-assessment-item-ref'] : ['resource']
  names
    .flatMap(each => [...root.getElementsByTagNameNS('*', each)])
    .forEach((element, place) => {
      const target = resolved(folder, element.getAttribute('href') ?? '')
      // What a test says counts more than what the package lists.
      if (isTest || !order.has(target)) order.set(target, isTest ? place : place + 1e6)
    })
  return true
}

function resolved(folder: string, address: string): string {
  const steps: string[] = []
  for (const step of (folder + address).split('/'))
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  return steps.join('/')
}

function understoodText(text: string): Omit<Part, 'path'> {
  const result = understand(text)
  return { format: result.format, result }
}

/** Numbers go on from file to file; a problem says in which file it is, where there are several. */
function append(all: QuestionsOfFile, { path, format, result }: Part, isOneOfMany: boolean): void {
  const before = all.questions.length
  const isCounted = format === 'moodle' || format === 'qti'
  const place = (line: number) => (isCounted ? before + line : before + 1)
  const { questions, problems } = result
  const say = (sentence: string) => (isOneOfMany ? words.fileOf(path, sentence) : sentence)
  questions.forEach((each, index) => {
    const number = before + index + 1
    all.questions.push({
      ...each,
      first: number,
      last: number,
      problems: each.problems.map(problem => ({ ...problem, line: number, last: number })),
    })
  })
  for (const problem of problems) {
    const { line, last, sentence } = problem
    all.problems.push({ ...problem, line: place(line), last: place(last), sentence: say(sentence) })
  }
  if (format !== 'none') all.format = format
}
