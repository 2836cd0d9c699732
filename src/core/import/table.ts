/** Reads rows copied from a spreadsheet: a question, its choices, which is right; with or without a row of names. */
import { bracketsOf, withoutBrackets } from '../poll/list-brackets'
import { labelsAt } from '../poll/list-labels'
import { markedChoices } from '../poll/list-marks'
import type { Found } from '../poll/found-question'
import { withTabs } from './commas'
import type { Line } from './lines'
import { placesOf } from './right-answer'
import {
  noteAt,
  problemAt,
  understoodFrom,
  type Problem,
  type Understanding,
  type Understood,
} from './understood'

interface TableRow {
  first: number
  last: number
  cells: string[]
}

/** The place of each column; without names it is told from the cells. */
interface Columns {
  question: number
  choices: number[]
  right: number | undefined
  explanation: number | undefined
}

const QUESTION =
  /^(?:question|frage|pregunta|pergunta|domanda|vraag|fråga|pytanie|otázka|soru|вопрос|питання|題目|题目|问题|問題|문제|질문|السؤال|שאלה|stem|prompt)/iu
const RIGHT =
  /(?:correct|right|richtig|juste|bonne|corrett|poprawn|správn|doğru|правильн|正解|正确|正確|정답|الصحيح|נכונ|^(?:answer|key|solution|lösung|答案)$)/iu
const CHOICE =
  /^(?:answer|choice|option|antwort|réponse|respuesta|resposta|risposta|antwoord|svar|odpowiedź|odpověď|cevap|seçenek|ответ|вариант|відповідь|选项|選項|選択肢|答案|보기|خيار|תשובה|[A-L]$|\d{1,2}$)/iu
const EXPLANATION =
  /^(?:explanation|rationale|feedback|erklärung|explic|spiegazione|uitleg|объяснение|解析|解説|해설)/iu
/** Seconds that Kahoot offers. */
const TIMES = new Set(['5', '10', '20', '30', '60', '90', '120', '180', '240'])
const KAHOOT_COLUMNS = 7
const MAX_LINES_OF_CELL = 20
const MAX_CELLS = 40

const TOO_WIDE = `This row has more than ${MAX_CELLS} cells: copy only the columns with questions and choices.`
const LEFT_OUT = 'This row is no question and is left out.'

/** Whether most lines are rows of three cells or more; a label and a text with tabs between them are none. */
export function isTable(written: readonly Line[]): boolean {
  const lines = withTabs(written, isHeader)
  const rows = lines.filter(({ raw }) => {
    const cells = raw.split('\t', MAX_CELLS).filter(cell => cell.trim() !== '')
    const first = cells[0]?.trim() ?? ''
    const isLabelled = cells.length < 4 && labelsAt(first).some(({ length }) => length >= first.length)
    return raw.split('\t', 3).length > 2 && cells.length > 1 && !isLabelled
  })
  return rows.length > 0 && rows.length * 2 >= lines.length
}

export function readTable(lines: readonly Line[]): Understanding {
  const rows = rowsOf(withTabs(lines, isHeader))
  const result: Understanding = { format: 'table', questions: [], problems: [] }
  const names = rows.slice(0, 12).findIndex(({ cells }) => isHeader(cells))
  const named = names < 0 ? undefined : columnsNamed(rows[names]!.cells)
  rows.forEach((row, index) => {
    if (index <= names) result.problems.push(noteAt(row.first, LEFT_OUT, row.last))
    else readRow(row, named, result)
  })
  return result
}

/** A cell with line breaks stands in quotes. */
function rowsOf(lines: readonly Line[]): TableRow[] {
  const rows: TableRow[] = []
  for (let index = 0; index < lines.length;) {
    let { raw } = lines[index]!
    let end = index + 1
    while (end < lines.length && end - index < MAX_LINES_OF_CELL && hasOpenQuote(raw))
      raw += `\n${lines[end++]!.raw}`
    if (hasOpenQuote(raw)) [raw, end] = [lines[index]!.raw, index + 1]
    const cells = raw.split('\t').map(cell => unquoted(cell.trim()))
    rows.push({ first: lines[index]!.number, last: lines[end - 1]!.number, cells })
    index = end
  }
  return rows
}

function hasOpenQuote(row: string): boolean {
  const cell = row.slice(row.lastIndexOf('\t') + 1)
  return cell[0] === '"' && (cell.split('"').length - 1) % 2 === 1
}

const unquoted = (cell: string) =>
  /^"[^]*"$/.test(cell) && /["\n]/.test(cell.slice(1, -1)) ? cell.slice(1, -1).replace(/""/g, '"') : cell

function isHeader(cells: readonly string[]): boolean {
  if (cells.length > MAX_CELLS) return false
  return (
    cells.some(cell => QUESTION.test(cell) && !/[?？]$/.test(cell)) &&
    cells.filter(cell => CHOICE.test(cell) || RIGHT.test(cell)).length >= 1
  )
}

function columnsNamed(cells: readonly string[]): Columns {
  const columns: Columns = { question: -1, choices: [], right: undefined, explanation: undefined }
  cells.forEach((cell, place) => {
    if (columns.question < 0 && QUESTION.test(cell)) columns.question = place
    else if (EXPLANATION.test(cell)) columns.explanation ??= place
    else if (RIGHT.test(cell)) columns.right ??= place
    else if (CHOICE.test(cell)) columns.choices.push(place)
  })
  return columns
}

function columnsOf(cells: readonly string[]): Columns {
  const start = /^\d{1,4}[.)]?$/.test(cells[0]!) && cells.length > 3 ? 1 : 0
  const rest = cells.length - start
  const isKahoot =
    rest === KAHOOT_COLUMNS &&
    TIMES.has(cells[start + 5]!) &&
    /^[1-4](?:\s?,\s?[1-4])*$/.test(cells[start + 6]!)
  const places = cells.map((_cell, place) => place).slice(start + 1)
  if (isKahoot)
    return { question: start, choices: places.slice(0, 4), right: start + 6, explanation: undefined }
  const last = places.reduce((found, place) => (cells[place] === '' ? found : place), -1)
  const choices = places.filter(place => place < last && cells[place] !== '')
  return {
    question: start,
    ...(isRightCell(cells, choices, cells[last] ?? '')
      ? { choices, right: last }
      : { choices: [...choices, last], right: undefined }),
    explanation: undefined,
  }
}

/** Whether the last cell says which choice is right; a number among numbers is a choice. */
function isRightCell(cells: readonly string[], choices: readonly number[], last: string): boolean {
  if (choices.length < 2) return false
  const texts = choices.map(place => ({ text: cells[place]! }))
  if (/^\d+$/.test(last) && texts.every(({ text }) => /^[\d.,\s-]+$/.test(text)))
    return texts.some(({ text }) => text === last)
  return placesOf(last, texts) !== undefined
}

function readRow(
  { first, last, cells }: TableRow,
  named: Columns | undefined,
  { questions, problems }: Understanding,
): void {
  const columns = named ?? columnsOf(cells.slice(0, MAX_CELLS))
  const cell = (place: number | undefined) => (place === undefined ? '' : (cells[place] ?? ''))
  if (cells.length > MAX_CELLS) {
    problems.push(problemAt(first, TOO_WIDE, last))
    return
  }
  const stem = cell(columns.question)
  const places = columns.choices.filter(place => cell(place) !== '')
  if (stem === '' || (places.length === 0 && bracketsOf(stem) === undefined)) {
    problems.push(noteAt(first, LEFT_OUT, last))
    return
  }
  const marked = markedChoices(places.map(place => cell(place).replace(/\s*\n\s*/g, ' ')))
  const { text, brackets } = withoutBrackets(stem)
  const found: Found = {
    line: first,
    text,
    brackets,
    choices: marked.map(({ text, isRight }) => ({ text, isRight, line: first })),
    explanation: cell(columns.explanation),
    explanationLine: first,
  }
  const own: Problem[] = []
  const said = cell(columns.right)
  if (said !== '') {
    // A number or letter names the column, also where one before it is empty.
    const all = columns.choices.map(place => ({ text: marked[places.indexOf(place)]?.text ?? '' }))
    const right = placesOf(said, all)?.map(place => places.indexOf(columns.choices[place]!))
    if (right && right.every(place => place >= 0))
      for (const place of right) found.choices[place]!.isRight = true
    else
      own.push(
        problemAt(
          first,
          `"${said.slice(0, 60)}" is none of the choices: write the letter of the right one, such as B.`,
        ),
      )
  }
  const read: Understood = understoodFrom(found, { first, last, mayBeMany: true }, own)
  const isUsed = (place: number) =>
    (named === undefined && place <= 5) ||
    place === columns.question ||
    place === columns.right ||
    place === columns.explanation ||
    columns.choices.includes(place)
  if (cells.some((text, place) => text !== '' && !isUsed(place)))
    read.problems.push(
      noteAt(first, 'Columns besides the question, its choices and its answer are left out.'),
    )
  questions.push(read)
}
