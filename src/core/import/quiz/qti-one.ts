/** Reads an item of QTI 1.2, as Canvas, Blackboard, ILIAS, OLAT and Common Cartridges write it. */
import { noteAt } from '../understood'
import { onOneLine } from './html-text'
import { rightChoices, rightOf, type Rules } from './qti-one-rules'
import { materialIn, RESPONSES } from './qti-one-text'
import {
  asMany,
  asNumber,
  asOrder,
  asText,
  emptyQuestion,
  understoodQuiz,
  type QuizQuestion,
  type QuizReading,
} from './quiz-question'
import { KINDS, NOTES, unknownKind } from '../unavailable'
import { allNamed, childOf, trimmedIn, type ReadHtml, type XmlNode } from './tree'

/** What programs call the kind of a question, in the words of the first one that says it. */
const KIND_FIELDS = ['question_type', 'questiontype', 'qmd_questiontype', 'qmd_itemtype', 'cc_profile']
/** Kinds of which several choices are right, whatever is said of their cardinality. */
const SEVERAL = /multiple.?(?:answer|response)|multi.?select/
const NO_QUESTION = /text.?only|stimulus|(?:text|image).information/

/** Reads one `<item>`. */
export function readQtiOneItem(item: XmlNode, { result, readHtml }: QuizReading): void {
  const number = result.questions.length + 1
  const quiz = emptyQuestion()
  const presentation = childOf(item, 'presentation')
  const responses = presentation ? allNamed(presentation, ...RESPONSES) : []
  const kind = kindOf(item)
  quiz.text =
    (presentation && materialIn(presentation, quiz.media, readHtml, true)) || (item.attributes['title'] ?? '')
  if (responses.length === 0 && (kind === '' || NO_QUESTION.test(kind))) {
    const said = onOneLine(quiz.text).slice(0, 80)
    result.problems.push(noteAt(number, `A text without a question is left out: "${said}".`))
    return
  }
  const isMany = responses[0]?.attributes['rcardinality']?.toLowerCase() === 'multiple' || SEVERAL.test(kind)
  const rules = rightOf(item, isMany)
  readResponses(responses, { quiz, kind, isMany, rules, readHtml })
  explain(item, rules, quiz, readHtml)
  result.questions.push(understoodQuiz(quiz, number))
}

/** In lower case; empty: nothing is said. */
function kindOf(item: XmlNode): string {
  const fields = allNamed(item, 'qtimetadatafield', 'qti_metadatafield')
  for (const name of KIND_FIELDS) {
    const field = fields.find(each => trimmedIn(childOf(each, 'fieldlabel')).toLowerCase() === name)
    if (field) return trimmedIn(childOf(field, 'fieldentry')).toLowerCase()
  }
  const [said] = allNamed(item, 'bbmd_questiontype', 'qmd_itemtype')
  return trimmedIn(said).toLowerCase()
}

interface Reading {
  quiz: QuizQuestion
  kind: string
  isMany: boolean
  rules: Rules
  readHtml: ReadHtml
}

function readResponses(responses: readonly XmlNode[], reading: Reading): void {
  const { quiz, kind, rules } = reading
  const [response, ...more] = responses
  if (/matching|^match|jumbled|categor/.test(kind)) quiz.unknown = KINDS.matching
  else if (/multiple.blanks|multiple.dropdowns|blank.plus|cloze/.test(kind)) quiz.unknown = KINDS.gaps
  else if (/calculated|arithmetic|significant/.test(kind)) quiz.unknown = KINDS.changing
  else if (/hot.?spot|image.?map/.test(kind)) quiz.unknown = KINDS.place
  else if (/file/.test(kind)) quiz.unknown = KINDS.file
  else if (!response) quiz.unknown = unknownKind(kind)
  else if (more.length > 0)
    quiz.unknown = responses.every(({ name }) => name === 'response_lid') ? KINDS.matching : KINDS.gaps
  else if (response.name === 'response_lid') readChoices(response, reading)
  else if (response.name === 'response_grp') quiz.unknown = KINDS.matching
  else if (response.name === 'response_xy') quiz.unknown = KINDS.place
  else if (allNamed(response, 'response_label').length > 1) quiz.unknown = KINDS.gaps
  else if (isNumeric(response, reading))
    quiz.brackets = asNumber({ right: rules.number ?? rules.identifiers[0] })
  else if (rules.identifiers.length === 0 || /essay|long.answer|written.response/.test(kind))
    quiz.unknown = KINDS.essay
  else {
    quiz.choices = rules.identifiers.map(text => ({ text, isRight: true }))
    quiz.brackets = asText()
  }
}

function isNumeric(response: XmlNode, { kind, rules }: Reading): boolean {
  const [blank] = allNamed(response, 'render_fib')
  const type = blank?.attributes['fibtype'] ?? ''
  return (
    response.name === 'response_num' ||
    /numer/.test(kind) ||
    /^(?:integer|decimal|scientific)$/i.test(type) ||
    rules.number !== undefined
  )
}

function readChoices(response: XmlNode, { quiz, rules, kind, isMany, readHtml }: Reading): void {
  const labels = allNamed(response, 'response_label')
  const cardinality = (response.attributes['rcardinality'] ?? 'Single').toLowerCase()
  const choices = labels.map(label => {
    const identifier = label.attributes['ident'] ?? ''
    const text = onOneLine(materialIn(label, quiz.media, readHtml))
    return { identifier, text: asTruth(text || identifier) }
  })
  // What is asked may stand beside the choices.
  quiz.text ||= materialIn(response, quiz.media, readHtml, true)
  if (cardinality === 'ordered' || /^ordering/.test(kind)) {
    const places = rules.order.map(wanted => choices.findIndex(({ identifier }) => identifier === wanted))
    const isRight = new Set(places).size === choices.length && !places.includes(-1)
    const inOrder = isRight ? places.map(place => choices[place]!) : choices
    quiz.choices = inOrder.map(({ text }) => ({ text, isRight: false }))
    quiz.brackets = asOrder(isRight)
    return
  }
  const right = rightChoices(choices, rules)
  quiz.choices = choices.map(({ text }, place) => ({ text, isRight: right?.has(place) ?? false }))
  if (right === undefined) quiz.notes.push(NOTES.rightUnread)
  if (isMany) quiz.brackets = asMany()
  else if (rules.hasPartly) quiz.notes.push(NOTES.partlyWrong)
}

/** Some programs call them by words for machines. */
const asTruth = (text: string) =>
  /^(?:true|false)$/.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text

/** Why the right answer is right: what is said to everybody or to whoever is right. */
function explain(item: XmlNode, rules: Rules, quiz: QuizQuestion, readHtml: ReadHtml): void {
  const feedbacks = allNamed(item, 'itemfeedback').map(node => ({
    identifier: node.attributes['ident'] ?? '',
    text: materialIn(node, [], readHtml),
  }))
  const said = feedbacks.filter(({ text }) => text !== '')
  const best =
    said.find(({ identifier }) => /general|solution/i.test(identifier)) ??
    said.find(({ identifier }) => rules.feedback.includes(identifier)) ??
    said.find(({ identifier }) => /^correct/i.test(identifier))
  quiz.explanation = best?.text ?? ''
  if (said.some(({ text }) => text !== quiz.explanation)) quiz.notes.push(NOTES.feedback)
}
