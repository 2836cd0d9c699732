/** Reads a spreadsheet of Excel (.xlsx): the cells of each sheet that is shown, as texts. */
import { understandRows, type SheetRow } from '../../../src/core/import/quiz/sheet'
import { noteAt, type Understanding } from '../../../src/core/import/understood'
import { breath } from './breath'
import { decode } from './decode'
import { reworded, type QuestionsOfFile } from './read-file'
import { cellReader, type CellReader } from './spreadsheet-cells'
import { importWords as words } from './words'
import { parseXml } from './xml'
import type { ZipEntry } from './zip'

/** Cells of a spreadsheet, and columns and rows of a sheet, that are looked at. */
const MAX_CELLS = 100_000
const MAX_COLUMNS = 60
const MAX_ROWS = 1_048_576
/** Of all cells: a text that cells share is counted with each of them. */
const MAX_CHARACTERS = 4_000_000

interface Sheet {
  name: string
  rows: SheetRow[]
}

export async function readSpreadsheet(entries: readonly ZipEntry[]): Promise<QuestionsOfFile> {
  const open = async (path: string) => {
    const entry = entries.find(each => each.path.toLowerCase() === path.toLowerCase())
    if (!entry) return undefined
    const { text } = decode(await entry.read())
    if (hasManyCells(text)) throw new Error(words.manyCells)
    return parseXml(text)
  }
  const workbook = await open('xl/workbook.xml')
  if (!workbook) throw new Error(words.brokenSheet)
  const targets = targetsIn(await open('xl/_rels/workbook.xml.rels'))
  const cellOf = cellReader({
    strings: await open(targets.get('sharedStrings') ?? 'xl/sharedStrings.xml'),
    styles: await open(targets.get('styles') ?? 'xl/styles.xml'),
    isFrom1904: /^(?:1|true)$/.test(allIn(workbook, 'workbookPr')[0]?.getAttribute('date1904') ?? ''),
  })
  const budget: Budget = { cells: MAX_CELLS, characters: MAX_CHARACTERS }
  const sheets: Sheet[] = []
  for (const sheet of allIn(workbook, 'sheet')) {
    if ((sheet.getAttribute('state') ?? 'visible') !== 'visible') continue
    const id = [...sheet.attributes].find(({ localName, prefix }) => localName === 'id' && prefix)?.value
    const root = await open(targets.get(id ?? '') ?? '')
    if (root)
      sheets.push({ name: sheet.getAttribute('name') ?? '', rows: await rowsIn(root, cellOf, budget) })
  }
  return understood(sheets.filter(({ rows }) => rows.length > 0))
}

/** Told before it is parsed: the page cannot live while a million cells become elements. */
function hasManyCells(text: string): boolean {
  const cell = /<(?:\w+:)?c[\s/>]/g
  let count = 0
  while (count <= MAX_CELLS && cell.test(text)) count++
  return count > MAX_CELLS
}

const allIn = (root: Element, name: string) => [...root.getElementsByTagNameNS('*', name)]

/** Where the parts lie: sheets by their ids, the texts and styles of all by what they are. */
function targetsIn(relations: Element | undefined): Map<string, string> {
  const targets = new Map<string, string>()
  for (const relation of relations ? allIn(relations, 'Relationship') : []) {
    const target = relation.getAttribute('Target') ?? ''
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    targets.set(relation.getAttribute('Id') ?? '', path)
    const kind = (relation.getAttribute('Type') ?? '').split('/').pop()!
    if (kind === 'sharedStrings' || kind === 'styles') targets.set(kind, path)
  }
  return targets
}

/** What is left of what may be read. */
interface Budget {
  cells: number
  characters: number
}

async function rowsIn(root: Element, cellOf: CellReader, budget: Budget): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  let before = 0
  for (const row of allIn(root, 'row')) {
    const said = Number(row.getAttribute('r') ?? before + 1)
    const number = said > before && said <= MAX_ROWS ? said : before + 1
    before = number
    const cells: string[] = []
    for (const cell of row.children) {
      if (cell.localName !== 'c') continue
      if (--budget.cells < 0) throw new Error(words.manyCells)
      const place = columnOf(cell.getAttribute('r')) ?? cells.length
      if (place >= MAX_COLUMNS) continue
      while (cells.length < place) cells.push('')
      const text = cellOf(cell)
      if ((budget.characters -= text.length) < 0) throw new Error(words.manyCells)
      cells[place] = text
    }
    if (cells.some(cell => cell.trim() !== '')) rows.push({ number, cells })
    await breath()
  }
  return rows
}

/** The place of a column from 0, such as 27 of `AB12`. */
function columnOf(address: string | null): number | undefined {
  const [, letters] = /^([A-Z]{1,3})\d*$/.exec(address ?? '') ?? []
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function understood(sheets: readonly Sheet[]): QuestionsOfFile {
  if (sheets.length === 0) throw new Error(words.emptySheet)
  const all: QuestionsOfFile = { format: 'table', unit: 'row', questions: [], problems: [] }
  for (const { name, rows } of sheets) {
    const read: Understanding = understandRows(rows)
    const { questions, problems } =
      sheets.length > 1 ? reworded(read, sentence => words.sheetOf(name, sentence)) : read
    all.questions.push(...questions)
    all.problems.push(...problems)
  }
  if (all.questions.length === 0 && all.problems.length === 0) all.problems.push(noteAt(1, words.emptySheet))
  return all
}
