/** The form of a number: what is right and how exactly, its unit and decimals, and what may be entered. */
import { bandOf, MAX_UNIT_LENGTH, number } from '../../../src/core/question-types/number'
import { parseNumber, writeNumber } from '../../../src/core/question-types/numerals'
import type { Question } from '../../../src/core/question-types/registry'
import { make, setText } from '../../shared/dom'
import { called, chooser, labelled, line, numberInput, shape, textInput } from '../form-fields'
import { formOf } from '../form-of'
import { numberFormWords as words } from '../form-words'
import type { FieldProblem, Fields, FormPart, FormReading } from '../type-form'

const MAX_DECIMALS = 6
/** Offered; a question from a list may have more. */
const DECIMALS = Array.from({ length: MAX_DECIMALS + 1 }, (_, count) => count)
type How = keyof typeof words.exactly

/** The digits behind the comma or point of what is typed. */
function decimalsIn(text: string): number {
  return Math.min(MAX_DECIMALS, /[.,٫](\d+)\s*$/u.exec(text)?.[1]?.length ?? 0)
}

/** A right answer as `number.readRight` reads it; empty: nothing is right. */
function rightText({ right = '', how = '', second = '' }: Fields): string {
  if (right.trim() === '') return ''
  const parts: Record<How, string> = {
    exactly: right,
    tolerance: `${right} ± ${second}`,
    percent: `${right} ± ${second} %`,
    band: `${right}..${second}`,
  }
  return parts[how as How]
}

/** The fewest decimals with which a number of the band can be entered. */
function neededDecimals([low, high]: readonly [number, number]): number {
  return (
    DECIMALS.find(count => Math.floor(high * 10 ** count + 1e-9) / 10 ** count >= low - 1e-12) ?? MAX_DECIMALS
  )
}

/** What the fields mean, or what is wrong with them. */
export function readFields(fields: Fields): FormReading | FieldProblem[] {
  const problems: FieldProblem[] = []
  const numberAt = (at: string): number | null => {
    const value = parseNumber(fields[at] ?? '', MAX_DECIMALS)
    if (typeof value === 'string') problems.push({ at, sentence: words.notANumber })
    else if (value !== undefined && !number.readOptions({ min: value }, NO_QUESTION))
      problems.push({ at, sentence: words.tooLarge })
    return typeof value === 'number' ? value : null
  }
  const decimals = Number(fields['decimals'])
  const unit = fields['unit'] ?? ''
  const right = readRight(fields, problems)
  if (!number.readOptions({ unit }, NO_QUESTION)) problems.push({ at: 'unit', sentence: words.noUnit })
  const band = bandOf(right)
  if (band && neededDecimals(band) > decimals)
    problems.push({ at: 'decimals', sentence: words.needsDecimals(neededDecimals(band)) })
  const [min, max] = [numberAt('min'), numberAt('max')]
  if (min !== null && max !== null && min >= max) problems.push({ at: 'max', sentence: words.minAboveMax })
  else if (band && ((max !== null && band[0] > max) || (min !== null && band[1] < min)))
    problems.unshift({ at: 'right', sentence: words.outside })
  return problems.length > 0
    ? problems
    : { answer: { type: 'number' as const, min, max, decimals, unit }, right }
}

/** The band of right answers; null: nothing is right, or a problem says why it cannot be read. */
function readRight(fields: Fields, problems: FieldProblem[]): string | null {
  const { how, second = '' } = fields
  const text = rightText(fields)
  if (text === '') {
    if (how !== 'exactly' && second.trim() !== '') problems.push({ at: 'right', sentence: words.noRight })
    return null
  }
  const answer = { type: 'number' as const, min: null, max: null, decimals: MAX_DECIMALS, unit: '' }
  const right = number.readRight({ ...NO_QUESTION, answer }, text)
  if (right === undefined) problems.push(wrongWith(fields))
  return right ?? null
}

/** Which part of the right answer cannot be read, and why. */
function wrongWith({ right = '', how, second = '' }: Fields): FieldProblem {
  if (typeof parseNumber(right, MAX_DECIMALS) !== 'number') return { at: 'right', sentence: words.notANumber }
  const other = parseNumber(second, MAX_DECIMALS)
  if (other === undefined) return { at: 'second', sentence: words.noTolerance }
  if (typeof other === 'string' || how !== 'band') return { at: 'second', sentence: words.notANumber }
  return { at: 'second', sentence: words.noBand }
}

const NO_QUESTION = {
  text: '',
  choices: [],
  kind: 'ballot',
  results: 'hidden',
  right: null,
} satisfies Question

export const newForm: FormPart['newForm'] = changed => {
  const right = called(numberInput('right'), words.right)
  const how = called(chooser('how', Object.entries(words.exactly)), words.how)
  const second = numberInput('second')
  const counts = make('p', 'hint counts')
  const unit = textInput('unit', MAX_UNIT_LENGTH)
  const decimals = chooser(
    'decimals',
    DECIMALS.map(count => [String(count), count === 0 ? words.whole : words.upTo(count)]),
  )
  const [min, max] = [called(numberInput('min'), words.min), called(numberInput('max'), words.max)]
  const pair = make('div', 'type-pair')
  pair.append(labelled(words.unit, unit), shape(labelled(words.decimals, decimals)))
  const rightLine = line(words.right, [right, how, second])
  rightLine.querySelector('.line-name')!.append(' ', make('small', '', words.rightHint))
  rightLine.append(counts)
  const tidied = () => {
    called(second, words.second[how.value as How])
    second.hidden = how.value === 'exactly'
    const reading = readFields(form.value())
    const band = 'answer' in reading ? bandOf(reading.right) : undefined
    setText(counts, band ? words.counts(writeNumber(band[0]), writeNumber(band[1]), unit.value.trim()) : '')
  }
  // A number that is written with decimals is meant to be entered with them.
  const written = (event: Event) => {
    const typed = event.target as HTMLInputElement
    const needed = decimalsIn(typed.value)
    if (needed > Number(decimals.value)) decimals.value = String(needed)
  }
  for (const field of [right, min, max]) field.addEventListener('input', written)
  const form = formOf(
    [rightLine, pair, shape(line(words.entered, [words.from, min, words.to, max]))],
    changed,
    () => tidied(),
  )
  return {
    ...form,
    isAbove: true,
    start: { right: '', how: 'exactly', second: '', unit: '', decimals: '0', min: '', max: '' },
    rows: () => null,
    fieldsOf({ answer, right: kept }) {
      const { min, max, decimals, unit } =
        answer?.type === 'number' ? answer : { min: null, max: null, decimals: 0, unit: '' }
      const [low = '', high = ''] = kept?.split('..') ?? []
      const written = (end: number | null) => (end === null ? '' : writeNumber(end))
      return {
        right: low,
        how: low === high ? 'exactly' : 'band',
        second: low === high ? '' : high,
        unit,
        decimals: String(decimals),
        min: written(min),
        max: written(max),
      }
    },
    read: () => readFields(form.value()),
  }
}
