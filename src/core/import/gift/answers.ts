/** Reads what stands in the braces of a question in GIFT: choices, spellings, true or false, numbers. */
import type { Found } from '../../poll/found-question'
import type { Brackets } from '../../poll/list-brackets'
import type { TypeName } from '../../question-types/registry'
import { indexOfSign, itemsOf, partedByGeneral, type GiftTexts, type Item } from './gift-text'
import { KINDS, NOTES } from '../unavailable'
import { bracketsFor, noteAt, problemAt, type Problem, type Understood } from '../understood'

const SHORT_ANSWER = 'text' satisfies TypeName
const NUMBER = 'number' satisfies TypeName
const MANY = 'many' satisfies TypeName

const MAX_ITEMS = 40
const TOO_MANY = 'This question has too many answers: keep 12 at most.'
const UNREAD = 'The answers cannot be read: each begins with = if it is right, with ~ if it is wrong.'

/** Where the answers of a question go, and how its texts are read. */
interface Reading {
  found: Found
  texts: GiftTexts
  lineAt: (index: number) => number
}

export function readAnswers(block: string, reading: Reading): Understood['problems'] {
  const { found, texts, lineAt } = reading
  const kind = found.brackets?.name
  const { body, general } = partedByGeneral(block)
  found.explanation = texts.read(general)
  const text = body.trim()
  if (text === '') return kind === SHORT_ANSWER || kind === NUMBER ? [] : [problemAt(found.line, KINDS.essay)]
  const [, truth, feedback = ''] = /^(T|F|TRUE|FALSE)\s*(#[^]*)?$/i.exec(text) ?? []
  if (truth !== undefined) return readTruth(/^t/i.test(truth), feedback.slice(1), reading)
  if (text.startsWith('#') && kind !== SHORT_ANSWER) return readNumber(text.slice(1).trim(), reading)
  const items = itemsOf(body)
  if (!items || items.length === 0) return [problemAt(lineAt(0), UNREAD)]
  if (items.length > MAX_ITEMS) return [problemAt(lineAt(0), TOO_MANY)]
  return readItems(items, reading)
}

/** Behind the first `#` stands what is said to whoever is wrong, behind the second to whoever is right. */
function readTruth(isTrue: boolean, feedback: string, { found, texts }: Reading): Problem[] {
  found.choices = [true, false].map(each => ({
    text: each ? 'True' : 'False',
    isRight: each === isTrue,
    line: found.line,
  }))
  const cut = indexOfSign(feedback, '#')
  const [wrong, right] = cut < 0 ? [feedback, ''] : [feedback.slice(0, cut), feedback.slice(cut + 1)]
  return explain(texts.read(right), [texts.read(wrong)], found)
}

/** What is said to everybody, else what is said to whoever is right; anything else is left out. */
function explain(right: string, others: readonly string[], found: Found): Problem[] {
  found.explanation ||= right
  const isLeft = (text: string) => text !== '' && text !== found.explanation
  return [right, ...others].some(isLeft) ? [noteAt(found.line, NOTES.feedback)] : []
}

/** A star stands for anything else. */
const isAnything = ({ text }: Item) => text.trim() === '*'

function readItems(items: readonly Item[], { found, texts, lineAt }: Reading): Problem[] {
  const kind = found.brackets?.name
  const areAnswers = items.every(({ mark }) => mark === '=')
  const isMatching = areAnswers && items.length > 1 && items.every(item => item.text.includes('->'))
  if (kind === undefined && isMatching) return [problemAt(found.line, KINDS.matching)]
  const isRight = ({ mark, weight }: Item) =>
    weight === undefined ? mark === '=' : weight > 0 && (mark === '~' || weight === 100)
  const hasEqual = items.some(({ mark }) => mark === '=')
  const rights = new Set(items.filter(item => isRight(item) && !(hasEqual && item.mark === '~')))
  const kept = areAnswers ? items.filter(item => rights.has(item)) : items
  found.choices = kept.map(item => ({
    text: texts.readLine(item.text),
    isRight: rights.has(item),
    line: lineAt(item.index),
  }))
  if (areAnswers && kind === undefined) found.brackets = bracketsFor(SHORT_ANSWER, {})
  const feedbacks = new Map(items.map(item => [item, texts.read(item.feedback)]))
  const [only, ...more] = [...rights]
  const best = more.length === 0 && only ? feedbacks.get(only)! : ''
  const notes = explain(best, [...feedbacks.values()], found)
  const isPartly = (item: Item) => !rights.has(item) && item.weight !== 0 && !isAnything(item)
  if (kept.length < items.length && items.some(isPartly)) notes.unshift(noteAt(found.line, NOTES.partly))
  if (!areAnswers && rights.size > 1 && kind === undefined) found.brackets = bracketsFor(MANY, {})
  return notes
}

/** `3:2`, `1..5` or several, of which the first counts that is right in full. */
function readNumber(written: string, { found, texts }: Reading): Problem[] {
  // Behind ~ stands what is said to all other numbers.
  const wrong = indexOfSign(written, '~')
  const body = wrong < 0 ? written : written.slice(0, wrong)
  const items = body.startsWith('=') ? (itemsOf(body) ?? []) : []
  const best = items.find(({ weight = 100 }) => weight === 100)
  const hash = indexOfSign(body, '#')
  const only = hash < 0 ? [body, ''] : [body.slice(0, hash), body.slice(hash + 1)]
  const [number, feedback] = best ? [best.text, best.feedback] : (only as [string, string])
  const text = texts.read(number)
  const [, middle, spread] = /^([^:]{1,40}):([^:]{1,40})$/.exec(text) ?? []
  const right = middle === undefined ? text : `${middle.trim()} ± ${spread!.trim()}`
  const digits = [...text.matchAll(/\d\.(\d{1,6})/g)].map(([, fraction]) => fraction!.length)
  found.brackets =
    found.brackets?.name === NUMBER ? found.brackets : numberBrackets(Math.max(0, ...digits), right)
  const others = items.filter(item => item !== best)
  const said = [
    ...others.map(item => item.feedback),
    wrong < 0 ? '' : written.slice(wrong + 1).replace('#', ''),
  ]
  const notes = explain(
    texts.read(feedback),
    said.map(each => texts.read(each)),
    found,
  )
  return others.length > 0 ? [noteAt(found.line, NOTES.onlyNumber), ...notes] : notes
}

const numberBrackets = (decimals: number, right: string): Brackets | undefined =>
  bracketsFor(NUMBER, { min: null, max: null, decimals }, right)
