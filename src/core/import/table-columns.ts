/** Tells which column of a table is the question, a choice, what is right: by their names, else by what is in them. */
import { placesOf } from './right-answer'

/** The place of each column; without names it is told from the cells. */
export interface Columns {
  question: number
  choices: number[]
  right: number | undefined
  /** Whether the right answer has a column of its own beside those of the wrong ones. */
  isRightApart?: boolean
  explanation: number | undefined
  /** Whether a number says which choice is right, and never a choice that is this number. */
  isRightByPlace?: boolean
  /** Says what kind of question a row is. */
  type?: number
}

const QUESTION =
  /^(?:question|frage|pregunta|pergunta|domanda|vraag|fråga|pytanie|otázka|soru|вопрос|питання|題目|题目|问题|問題|문제|질문|السؤال|שאלה|stem|prompt)/iu

const RIGHT =
  /(?:correct|right|richtig|juste|bonne|corrett|poprawn|správn|doğru|правильн|正解|正确|正確|정답|الصحيح|נכונ|^(?:answer|key|solution|lösung|答案)$)/iu

const CHOICE =
  /^(?:answer|choice|option|opci[óo]n|op[çc][ãa]o|opzione|opcja|alternativ|möglichkeit|auswahl|antwort|réponse|respuesta|resposta|risposta|antwoord|svar|odpowiedź|odpověď|cevap|seçenek|ответ|вариант|відповідь|选项|選項|選択肢|答案|보기|خيار|תשובה|[A-L]$|\d{1,2}$)/iu

/** Has "correct" in it, and means the others. */
const WRONG =
  /^(?:in|un)correct|^wrong|^distractor|^falsche?\s|^mauvaise|^incorrecta|^respuesta\s+(?:in|fals)|^fout/iu

const TYPE = /^(?:question\s*)?type$/iu

/** Names of columns that begin with "question" and are none. */
const ABOUT_QUESTION =
  /^\S+\s*(?:#|no\b|nr\b|number|num\b|id\b|type|typ\b|points?|score|time|image|media|category|tags?|difficulty|title)/iu

const EXPLANATION =
  /^(?:(?:correct\s+)?answer\s+)?(?:explanation|rationale|feedback|retroaliment|comentario|commentaire|begründung|erklärung|explic|spiegazione|uitleg|объяснение|解析|解説|해설)/iu

/** Programs that limit the time count their answers. */
const TIME = /^(?:time|zeit|tiempo|temps|tempo|tijd|tid)/iu

/** Seconds that Kahoot offers. */
const TIMES = new Set(['5', '10', '20', '30', '60', '90', '120', '180', '240'])

const KAHOOT_COLUMNS = 7
export const MAX_CELLS = 40

/** `2. Question Type:` is the question's type, and a cell may have a second line that explains it. */
const nameIn = (cell: string) =>
  cell
    .replace(/^\d{1,2}[.)]\s*/, '')
    .replace(/\s*[\n(][^]*$/, '')
    .replace(/[:*\s]+$/, '')

const isQuestion = (name: string) => QUESTION.test(name) && !ABOUT_QUESTION.test(name) && !/[?？]$/.test(name)

export function isHeader(cells: readonly string[]): boolean {
  if (cells.length > MAX_CELLS) return false
  const names = cells.map(nameIn)
  return names.some(isQuestion) && names.some(name => CHOICE.test(name) || RIGHT.test(name))
}

export function columnsNamed(cells: readonly string[]): Columns {
  const columns: Columns = { question: -1, choices: [], right: undefined, explanation: undefined }
  const names = cells.map(nameIn)
  const isRightApart = names.some(name => WRONG.test(name))
  names.forEach((name, place) => {
    if (columns.question < 0 && isQuestion(name)) columns.question = place
    else if (TYPE.test(name)) columns.type ??= place
    else if (EXPLANATION.test(name)) columns.explanation ??= place
    else if (WRONG.test(name)) columns.choices.push(place)
    else if (RIGHT.test(name)) {
      columns.right ??= place
      if (isRightApart) columns.choices.push(place)
    } else if (CHOICE.test(name)) columns.choices.push(place)
  })
  return { ...columns, isRightApart, isRightByPlace: names.some(name => TIME.test(name)) }
}

export function columnsOf(cells: readonly string[]): Columns {
  const start = /^\d{1,4}[.)]?$/.test(cells[0]!) && cells.length > 3 ? 1 : 0
  const rest = cells.length - start
  const isKahoot =
    rest === KAHOOT_COLUMNS &&
    TIMES.has(cells[start + 5]!) &&
    /^[1-4](?:\s?,\s?[1-4])*$/.test(cells[start + 6]!)
  const places = cells.map((_cell, place) => place).slice(start + 1)
  if (isKahoot)
    return {
      question: start,
      choices: places.slice(0, 4),
      right: start + 6,
      explanation: undefined,
      isRightByPlace: true,
    }
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
