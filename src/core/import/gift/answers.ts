/** Reads what stands in the braces of a question in GIFT: choices, spellings, true or false, numbers. */
import type { Found } from '../../poll/found-question'
import type { Brackets } from '../../poll/list-brackets'
import type { TypeName } from '../../question-types/registry'
import { indexOfSign, itemsOf, unescaped, type Item } from './gift-text'
import { bracketsFor, noteAt, problemAt, type Problem, type Understood } from '../understood'

const SHORT_ANSWER = 'text' satisfies TypeName
const NUMBER = 'number' satisfies TypeName
const MANY = 'many' satisfies TypeName

export const KINDS: Record<'matching' | 'essay' | 'gaps', string> = {
  matching: 'This is a matching question, a kind that is not available here: ask its pairs one by one.',
  essay:
    'This is an essay, a kind that is not available here: write [text] behind it to ask for a short answer.',
  gaps: 'This question has several gaps (cloze), a kind that is not available here: make a question of each gap.',
}

const MAX_ITEMS = 40
const TOO_MANY = 'This question has too many answers: keep 12 at most.'
const UNREAD = 'The answers cannot be read: each begins with = if it is right, with ~ if it is wrong.'
const FEEDBACK = 'Feedback for single answers is left out.'

export function readAnswers(
  block: string,
  found: Found,
  lineAt: (index: number) => number,
): Understood['problems'] {
  const kind = found.brackets?.name
  const text = block.trim()
  if (text === '' || text.startsWith('####')) {
    if (text !== '') found.explanation = unescaped(text.slice(4))
    return kind === SHORT_ANSWER || kind === NUMBER ? [] : [problemAt(found.line, KINDS.essay)]
  }
  const [, truth, feedback = ''] = /^(T|F|TRUE|FALSE)\s*(#[^]*)?$/i.exec(text) ?? []
  if (truth !== undefined) {
    const isTrue = /^t/i.test(truth)
    found.choices = [true, false].map(each => ({
      text: each ? 'True' : 'False',
      isRight: each === isTrue,
      line: found.line,
    }))
    const [general = ''] = /####[^]*$/.exec(feedback) ?? []
    found.explanation = unescaped(general.slice(4))
    return general === feedback ? [] : [noteAt(found.line, FEEDBACK)]
  }
  if (text.startsWith('#') && kind !== SHORT_ANSWER) return readNumber(text.slice(1).trim(), found)
  const read = itemsOf(block)
  if (!read || read.items.length === 0) return [problemAt(lineAt(0), UNREAD)]
  if (read.items.length > MAX_ITEMS) return [problemAt(lineAt(0), TOO_MANY)]
  return readItems(read, found, lineAt)
}

function readItems(
  { items, general }: { items: Item[]; general: string },
  found: Found,
  lineAt: (index: number) => number,
): Problem[] {
  const kind = found.brackets?.name
  const wrong = items.filter(({ mark }) => mark === '~')
  const areAnswers = wrong.length === 0
  const isMatching = areAnswers && items.length > 1 && items.every(item => item.text.includes('->'))
  if (kind === undefined && isMatching) return [problemAt(found.line, KINDS.matching)]
  const isRight = ({ mark, weight }: Item) =>
    weight === undefined ? mark === '=' : weight > 0 && (mark === '~' || weight === 100)
  const hasEqual = items.some(({ mark }) => mark === '=')
  const rights = new Set(items.filter(item => isRight(item) && !(hasEqual && item.mark === '~')))
  const kept = areAnswers ? items.filter(item => rights.has(item)) : items
  found.choices = kept.map(item => ({
    text: item.text.replace(/\n/g, ' '),
    isRight: rights.has(item),
    line: lineAt(item.index),
  }))
  if (areAnswers && kind === undefined) found.brackets = bracketsFor(SHORT_ANSWER, {})
  const [only, ...more] = [...rights]
  found.explanation = general || (more.length === 0 && only ? only.feedback : '')
  const notes: Problem[] = []
  if (kept.length < items.length)
    notes.push(noteAt(found.line, 'Answers that are right in part are left out.'))
  if (items.some(item => item.feedback !== '' && item.feedback !== found.explanation))
    notes.push(noteAt(found.line, FEEDBACK))
  if (!areAnswers && rights.size > 1 && kind === undefined) found.brackets = bracketsFor(MANY, {})
  return notes
}

/** `3:2`, `1..5` or several, of which the first counts that is right in full. */
function readNumber(written: string, found: Found): Problem[] {
  const several = written.startsWith('=') ? itemsOf(written) : undefined
  const best = several?.items.find(({ weight = 100 }) => weight === 100)
  // Behind ~ stands what is said to all other numbers.
  const hash = indexOfSign(written, '#~')
  const text = best?.text ?? unescaped(hash < 0 ? written : written.slice(0, hash))
  const hashes = written.indexOf('####')
  found.explanation = several?.general ?? (hashes < 0 ? '' : unescaped(written.slice(hashes + 4)))
  const [, middle, spread] = /^([^:]{1,40}):([^:]{1,40})$/.exec(text) ?? []
  const right = middle === undefined ? text : `${middle.trim()} ± ${spread!.trim()}`
  const digits = [...text.matchAll(/\d\.(\d{1,6})/g)].map(([, fraction]) => fraction!.length)
  found.brackets =
    found.brackets?.name === NUMBER ? found.brackets : numberBrackets(Math.max(0, ...digits), right)
  return several && several.items.length > 1
    ? [noteAt(found.line, 'Only the number that is right in full is kept.')]
    : []
}

const numberBrackets = (decimals: number, right: string): Brackets | undefined =>
  bracketsFor(NUMBER, { min: null, max: null, decimals }, right)
