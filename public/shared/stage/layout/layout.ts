/** How a picture finds room: the question's size, then the choices', then that of what stands beside them. */
import type { Moment } from '../moment'
import { layOutDense } from './dense'
import { ListLayout } from './list'
import { isWide, largest, setSize, type Parts, type Units } from './measure'

/** In units, from the largest to the smallest that looks well. */
const QUESTION = { from: 7.4, to: 4.5, lines: 25, step: 0.4 }
const LONG_STEP = 0.2
const VERDICT = { from: 7.4, step: 0.4 }
const ADDRESS = { from: 10.5, step: 0.5 }
/** In hundredths of the height: with smaller letters a long address breaks, and with these it begins to. */
const WHOLE_ADDRESS = 5
const BROKEN_ADDRESS = 8.1
const SMALLEST_ADDRESS = 1.4
const EXPLANATION = { from: 4.4, step: 0.2 }
/** A long question may take this share of the height, and no more; less where the choices are long, too. */
const LONG_QUESTION = 34
const LONG_QUESTION_AND_CHOICES = 24
/** Choices with more characters in all are long. */
const LONG_CHOICES = 600

/** Lays out the question and its verdict, where another type than one choice draws its own picture below. */
export function layOutQuestion(parts: Parts, units: Units): void {
  parts.stage.classList.remove('dense')
  if (!fitQuestion(parts, units, QUESTION.lines)) fitQuestion(parts, units, LONG_QUESTION)
  fitVerdict(parts, units)
}

/**
 * Lays out the picture of this moment.
 * @param isSingle the result stands in rows below each other, whose order says something
 */
export function layOut(
  parts: Parts,
  moment: Moment,
  texts: readonly string[],
  units: Units,
  isSingle = false,
): void {
  parts.stage.classList.remove('dense')
  if (moment === 'join') return fitAddress(parts)
  if (moment === 'end') return
  const most = texts.join('').length > LONG_CHOICES ? LONG_QUESTION_AND_CHOICES : LONG_QUESTION
  const list = new ListLayout(parts, texts, units, isSingle)
  const fits =
    fitQuestion(parts, units, most) && (moment === 'vote' ? list.layOutVote() : list.layOutResult())
  if (!fits) layOutDense(parts, list, moment, units)
  fitVerdict(parts, units)
}

function fitVerdict({ verdict }: Parts, { least }: Units): void {
  const isOneLine = () => !isWide(verdict)
  verdict.classList.remove('wrapped', 'long')
  if (largest(verdict, { ...VERDICT, to: least }, isOneLine)) return
  // Two lines have room where one has, and nearly three of the smallest letters; what is longer ends with an ellipsis.
  verdict.classList.add('wrapped')
  setSize(verdict, Math.max(least, VERDICT.from / 2))
  const isCut = verdict.scrollHeight > verdict.clientHeight + 1 || isWide(verdict)
  if (isCut) setSize(verdict, least)
  verdict.classList.toggle('long', isCut)
}

/** Shows the explanation at the foot where it can be read there: alone, if it needs the whole width, or not at all. */
export function layOutExplanation({ foot, explanation }: Parts, { least }: Units): void {
  foot.classList.toggle('explained', explanation.textContent !== '')
  foot.classList.remove('explained-alone')
  if (!explanation.textContent) return
  const fits = () =>
    largest(
      explanation,
      { ...EXPLANATION, to: least },
      () => explanation.offsetHeight <= explanation.parentElement!.clientHeight,
    )
  if (fits()) return
  foot.classList.add('explained-alone')
  if (fits()) return
  foot.classList.remove('explained', 'explained-alone')
}

function fitQuestion({ question, stage }: Parts, { unit, least }: Units, most: number): boolean {
  const isTall = stage.classList.contains('tall')
  const lines = isTall ? LONG_QUESTION : Math.min(most, QUESTION.lines)
  const isBelow = (units: number) => () => question.offsetHeight <= units * unit && !isWide(question)
  const to = Math.max(QUESTION.to, least)
  return (
    largest(question, { ...QUESTION, to }, isBelow(lines)) ||
    largest(question, { from: to, to: least, step: LONG_STEP }, isBelow(isTall ? LONG_QUESTION : most))
  )
}

function fitAddress({ joinAddress, stage }: Parts): void {
  const { offsetParent } = joinAddress
  if (!offsetParent) return
  joinAddress.classList.remove('broken')
  const perUnit = stage.offsetWidth && parseFloat(stage.style.getPropertyValue('--v')) / unitOf(stage)
  const of = (hundredths: number) => hundredths * (perUnit || 1)
  if (largest(joinAddress, { ...ADDRESS, to: of(WHOLE_ADDRESS) }, () => !isWide(joinAddress))) return
  joinAddress.classList.add('broken')
  largest(
    joinAddress,
    { from: of(BROKEN_ADDRESS), to: SMALLEST_ADDRESS, step: 0.5 },
    () => !isWide(joinAddress),
  )
}

function unitOf(stage: HTMLElement): number {
  return parseFloat(stage.style.getPropertyValue('--u'))
}
