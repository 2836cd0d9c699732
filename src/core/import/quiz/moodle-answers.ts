/** Reads the answers of a question in Moodle XML, each kind in its own way; kinds that are not here are named. */
import type { Brackets } from '../../poll/list-brackets'
import { asMany, asNumber, asOrder, asText, bandText, type QuizQuestion } from './quiz-question'
import { KINDS, NOTES } from '../unavailable'
import { childOf, childrenOf, trimmedIn, type XmlNode } from './tree'

export interface Answer {
  text: string
  /** Of 100. */
  fraction: number
  feedback: string
  tolerance: string
}

interface Reading {
  node: XmlNode
  quiz: QuizQuestion
  answers: Answer[]
  /** What a tag of ours says of the question. */
  brackets: Brackets | undefined
}

export const READERS = new Map<string, (reading: Reading) => void>(
  Object.entries({
    multichoice: readChoices,
    multichoiceset: readChoices,
    truefalse: readTruth,
    shortanswer: readShortAnswers,
    numerical: readNumbers,
    ordering: readOrder,
    essay({ quiz, brackets }) {
      if (brackets) quiz.brackets = brackets
      else quiz.unknown = KINDS.essay
    },
  }),
)

export const UNKNOWN = new Map<string, string>(
  Object.entries({
    matching: KINDS.matching,
    match: KINDS.matching,
    ddmatch: KINDS.matching,
    randomsamatch: KINDS.matching,
    cloze: KINDS.gaps,
    multianswer: KINDS.gaps,
    gapselect: KINDS.gaps,
    ddwtos: KINDS.gaps,
    calculated: KINDS.changing,
    calculatedsimple: KINDS.changing,
    calculatedmulti: KINDS.changing,
    ddimageortext: KINDS.place,
    ddmarker: KINDS.place,
    recordrtc: KINDS.file,
  }),
)

function readChoices({ node, quiz, answers, brackets }: Reading): void {
  const isSingle = /^(?:true|1)$/i.test(trimmedIn(childOf(node, 'single')) || 'true')
  const isMany = brackets
    ? brackets.name !== 'one'
    : !isSingle || node.attributes['type'] === 'multichoiceset'
  const isRight = ({ fraction }: Answer) => (isMany ? fraction > 0 : fraction >= 100)
  quiz.choices = answers.map(answer => ({ text: answer.text, isRight: isRight(answer) }))
  if (isMany) quiz.brackets = brackets ?? asMany()
  else if (answers.some(({ fraction }) => fraction > 0 && fraction < 100)) quiz.notes.push(NOTES.partlyWrong)
}

/** In English, or in another language with the true one first, as old versions of Moodle write them. */
function readTruth({ quiz, answers }: Reading): void {
  const right = answers.find(({ fraction }) => fraction >= 100)
  const said = right?.text.toLowerCase()
  const isTrue = said === 'true' || (said !== 'false' && right === answers[0])
  quiz.choices = [true, false].map(each => ({
    text: each ? 'True' : 'False',
    isRight: right !== undefined && each === isTrue,
  }))
}

/** A star stands for anything else. */
const isAnything = ({ text }: Answer) => text === '*'

function readShortAnswers({ quiz, answers, brackets }: Reading): void {
  const said = answers.filter(answer => !isAnything(answer) && answer.fraction > 0)
  const full = said.filter(({ fraction }) => fraction >= 100)
  quiz.choices = full.map(({ text }) => ({ text, isRight: true }))
  quiz.brackets = brackets ?? asText()
  if (full.length < said.length) quiz.notes.push(NOTES.partly)
}

function readNumbers({ node, quiz, answers, brackets }: Reading): void {
  const said = answers.filter(answer => !isAnything(answer) && answer.fraction > 0)
  const [best] = said.filter(({ fraction }) => fraction >= 100)
  const [unit] = childrenOf(childOf(node, 'units') ?? node, 'unit')
  quiz.brackets =
    brackets ??
    asNumber({
      right: best && bandText(best.text, best.tolerance),
      unit: trimmedIn(childOf(unit, 'unit_name')),
    })
  if (said.length > 1) quiz.notes.push(NOTES.onlyNumber)
}

function readOrder({ quiz, answers, brackets }: Reading): void {
  const items = answers.every(({ fraction }) => Number.isFinite(fraction))
    ? [...answers].sort((one, other) => one.fraction - other.fraction)
    : answers
  quiz.choices = items.map(({ text }) => ({ text, isRight: false }))
  quiz.brackets = brackets ?? asOrder(true)
}
