/** Reads an item of QTI 2.0 to 2.2, and of QTI 3 where its names are those of QTI 2 with hyphens. */
import { noteAt } from '../understood'
import { onOneLine } from './html-text'
import { declaredFor, EMPTY, type Declared } from './qti-two-declared'
import { explain } from './qti-two-feedback'
import { choiceText, INLINE, isAsked, isInteraction, stemOf } from './qti-two-text'
import {
  asMany,
  asNumber,
  asOrder,
  asText,
  bandText,
  emptyQuestion,
  understoodQuiz,
  type QuizQuestion,
  type QuizReading,
} from './quiz-question'
import { KINDS, NOTES, unknownKind } from '../unavailable'
import { allNamed, childOf, findAll, type XmlNode } from './tree'

interface Reading {
  interaction: XmlNode
  quiz: QuizQuestion
  declared: Declared
  item: XmlNode
}

const READERS = new Map<string, (reading: Reading) => void>(
  Object.entries({
    choiceinteraction: readChoices,
    inlinechoiceinteraction: readChoices,
    hottextinteraction: readChoices,
    orderinteraction: readOrder,
    textentryinteraction: readEntry,
    extendedtextinteraction({ quiz, declared }) {
      if (declared.right.length === 0) quiz.unknown = KINDS.essay
      else readSpellings(quiz, declared)
    },
    sliderinteraction({ interaction: { attributes }, quiz, declared }) {
      const bound = (name: string) => (attributes[name] === undefined ? null : Number(attributes[name]))
      quiz.brackets = asNumber({
        right: declared.right[0],
        min: bound('lowerbound'),
        max: bound('upperbound'),
      })
    },
  }),
)

const UNKNOWN = new Map<string, string>(
  Object.entries({
    matchinteraction: KINDS.matching,
    associateinteraction: KINDS.matching,
    gapmatchinteraction: KINDS.gaps,
    hotspotinteraction: KINDS.place,
    selectpointinteraction: KINDS.place,
    graphicorderinteraction: KINDS.place,
    graphicassociateinteraction: KINDS.place,
    graphicgapmatchinteraction: KINDS.place,
    positionobjectinteraction: KINDS.place,
    uploadinteraction: KINDS.file,
    drawinginteraction: KINDS.file,
  }),
)

/** Reads one `<assessmentItem>`. */
export function readQtiTwoItem(item: XmlNode, { result }: Pick<QuizReading, 'result'>): void {
  const number = result.questions.length + 1
  const quiz = emptyQuestion()
  const body = childOf(item, 'itembody')
  const all = body ? findAll(body, isInteraction).filter(isAsked) : []
  const [interaction, ...more] = all
  quiz.text = body ? stemOf(body, quiz) : ''
  quiz.text ||= item.attributes['title'] ?? ''
  if (!interaction) {
    const said = onOneLine(quiz.text).slice(0, 80)
    result.problems.push(noteAt(number, `A text without a question is left out: "${said}".`))
    return
  }
  if (more.length > 0) quiz.unknown = all.every(({ name }) => INLINE.has(name)) ? KINDS.gaps : KINDS.parts
  else if (body && allNamed(body, 'printedvariable').length > 0) quiz.unknown = KINDS.changing
  else {
    const declared = declaredFor(item, interaction)
    const read = READERS.get(interaction.name)
    if (read) read({ interaction, quiz, declared, item })
    else
      quiz.unknown = UNKNOWN.get(interaction.name) ?? unknownKind(interaction.name.replace('interaction', ''))
    explain(item, declared.right, quiz)
  }
  result.questions.push(understoodQuiz(quiz, number))
}

function readChoices({ interaction, quiz, declared }: Reading): void {
  const right = new Set(declared.right)
  const choices = allNamed(interaction, 'simplechoice', 'inlinechoice', 'hottext')
  quiz.choices = choices.map(choice => ({
    text: choiceText(choice, quiz),
    isRight: right.has(choice.attributes['identifier'] ?? ''),
  }))
  const { maxchoices, minchoices } = interaction.attributes
  if (declared.cardinality === 'multiple')
    quiz.brackets = asMany(limits(minchoices, maxchoices, choices.length))
  else if (declared.hasPartly) quiz.notes.push(NOTES.partlyWrong)
}

/** How many may be chosen, where that says something; 0 is no limit. */
function limits(fewest: string | undefined, most: string | undefined, count: number) {
  const [min, max] = [Number(fewest ?? 0), Number(most ?? 0)]
  const isFew = Number.isInteger(max) && max > 0 && max < count
  const isMost = Number.isInteger(min) && min > 1 && min <= (isFew ? max : count)
  return { ...(isMost ? { min } : {}), ...(isFew ? { max } : {}) }
}

function readOrder({ interaction, quiz, declared }: Reading): void {
  const choices = allNamed(interaction, 'simplechoice').map(choice => ({
    identifier: choice.attributes['identifier'] ?? '',
    text: choiceText(choice, quiz),
  }))
  const places = declared.right.map(wanted => choices.findIndex(({ identifier }) => identifier === wanted))
  const isRight = new Set(places).size === choices.length && !places.includes(-1)
  const inOrder = isRight ? places.map(place => choices[place]!) : choices
  quiz.choices = inOrder.map(({ text }) => ({ text, isRight: false }))
  quiz.brackets = asOrder(isRight)
}

function readEntry({ quiz, declared, item }: Reading): void {
  const [right] = declared.right
  if (!/^(?:integer|float)$/.test(declared.baseType)) return readSpellings(quiz, declared)
  const [equal] = allNamed(childOf(item, 'responseprocessing') ?? EMPTY, 'equal')
  const { tolerancemode: mode = 'exact', tolerance = '' } = equal?.attributes ?? {}
  const [spread = ''] = tolerance.trim().split(/\s+/)
  if (right === undefined) quiz.brackets = asNumber({})
  else if (mode === 'relative' && Number(spread) > 0)
    quiz.brackets = asNumber({ right: `${right} ± ${spread} %` })
  else quiz.brackets = asNumber({ right: bandText(right, mode === 'absolute' ? spread : '') })
}

function readSpellings(quiz: QuizQuestion, { right, hasPartly }: Declared): void {
  quiz.choices = right.map(text => ({ text, isRight: true }))
  quiz.brackets = asText()
  if (hasPartly) quiz.notes.push(NOTES.partly)
}
