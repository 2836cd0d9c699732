/** How a picture finds room: lozenges, columns or rows, and the largest letters with which all texts fit. */
import { setProperty } from '../dom'
import type { Moment } from './moment'

/** In units, from the largest to the smallest that is read from the last row. */
const QUESTION = { from: 7.4, to: 4.5, lines: 25, step: 0.4 }
const CARD = { from: 6.2, to: 4, step: 0.4 }
const LIST = { from: 6.2, to: 3.5, step: 0.3 }
const BELOW_BAR = { from: 4.3, to: 3.6, step: 0.2 }
const LYING = { from: 5, to: 3.5, step: 0.3 }
const VERDICT = { from: 7.4, to: 4, step: 0.4 }
const ADDRESS = { from: 10.5, step: 0.5 }
/** Where nothing else helps: small, but whole. */
const SMALLEST = 1.4
/** A long question may take this share of the height, and no more; less where the choices are long, too. */
const LONG_QUESTION = 34
const LONG_QUESTION_AND_CHOICES = 24
/** Choices with more characters in all are long. */
const LONG_CHOICES = 600

/** A text of more characters needs the whole width. */
const MAX_CARD_CHARACTERS = 40
const MAX_COLUMNS = 5
const SHORT_TEXT_CHARACTERS = 28
/** From this number on, figures stand side by side, unless the texts make rows tall anyway. */
const MAX_STACKED_ROWS = 5
const LONG_TEXT_CHARACTERS = 90
/** Bars that are lower than this, in units, are better lying. */
const MIN_TRACK = 26
/** A column with more lines of text is better a row. */
const MAX_LINES = 2

interface Sizes {
  from: number
  to: number
  step: number
}

export interface Parts {
  stage: HTMLElement
  question: HTMLElement
  verdict: HTMLElement
  answers: HTMLElement
  joinAddress: HTMLElement
}

/** Lays out the picture of this moment in a box with this unit. */
export function layOut(parts: Parts, moment: Moment, texts: readonly string[], unit: number): void {
  if (moment === 'join') return fitAddress(parts)
  if (moment === 'end') return
  fitQuestion(parts, unit, texts.join('').length > LONG_CHOICES ? LONG_QUESTION_AND_CHOICES : LONG_QUESTION)
  const list = new List(parts, texts, unit)
  if (moment === 'vote') list.layOutVote()
  else list.layOutResult()
}

/** Sets the largest size with which this fits; returns whether any does. */
function largest(element: HTMLElement, { from, to, step }: Sizes, fits: () => boolean): boolean {
  for (let size = from; ; size = Math.max(to, size - step)) {
    setProperty(element, '--size', size.toFixed(2))
    if (fits()) return true
    if (size <= to) return false
  }
}

function fitQuestion({ question, verdict, stage }: Parts, unit: number, most: number): void {
  const isTall = stage.classList.contains('tall')
  const lines = isTall ? LONG_QUESTION : Math.min(most, QUESTION.lines)
  const isBelow = (units: number) => () => question.offsetHeight <= units * unit && !isWide(question)
  if (!largest(question, QUESTION, isBelow(lines)))
    largest(question, { from: QUESTION.to, to: SMALLEST, step: 0.2 }, isBelow(isTall ? LONG_QUESTION : most))
  largest(verdict, VERDICT, () => !isWide(verdict))
}

function fitAddress({ joinAddress, stage }: Parts): void {
  const { offsetParent } = joinAddress
  if (!offsetParent) return
  joinAddress.classList.remove('broken')
  const perUnit = stage.offsetWidth && parseFloat(stage.style.getPropertyValue('--v')) / unitOf(stage)
  // 8 % of the height, whatever a unit is.
  const to = 8.1 * (perUnit || 1)
  if (largest(joinAddress, { ...ADDRESS, to }, () => !isWide(joinAddress))) return
  joinAddress.classList.add('broken')
  if (!isWide(joinAddress)) return
  largest(joinAddress, { from: to, to: SMALLEST, step: 0.5 }, () => !isWide(joinAddress))
}

function unitOf(stage: HTMLElement): number {
  return parseFloat(stage.style.getPropertyValue('--u'))
}

/** Whether something in it is wider than it is. */
function isWide(element: HTMLElement): boolean {
  return element.scrollWidth > element.clientWidth + 1
}

class List {
  private readonly element: HTMLElement
  private readonly texts: HTMLElement[]
  private readonly isAloud: boolean
  private readonly longest: number
  private readonly isTall: boolean

  constructor(
    { answers, stage }: Parts,
    texts: readonly string[],
    private readonly unit: number,
  ) {
    this.element = answers
    this.texts = [...answers.querySelectorAll<HTMLElement>('.text')]
    this.isAloud = texts.every(text => !text)
    this.longest = Math.max(0, ...texts.map(text => text.length))
    this.isTall = stage.classList.contains('tall')
    answers.classList.toggle('aloud', this.isAloud)
    answers.classList.toggle('few', texts.length <= 2)
    answers.classList.toggle('many', texts.length > MAX_STACKED_ROWS)
  }

  /** Two columns of lozenges; three choices, or long ones, have a row each. */
  layOutVote(): void {
    const isPaired = (this.texts.length !== 3 || this.isAloud) && !this.isTall
    if (isPaired && this.longest <= MAX_CARD_CHARACTERS && this.tries('cards', CARD)) return
    if (this.tries('list', { ...LIST, to: CARD.to }) || (isPaired && this.tries('cards', CARD))) return
    this.rows('list', LIST)
  }

  /** Columns where texts have room below their bars, else rows. */
  layOutResult(): void {
    const count = this.texts.length
    const isShort = this.longest <= MAX_CARD_CHARACTERS * MAX_LINES
    if (count <= MAX_COLUMNS && isShort && !this.isTall && this.tries('columns', BELOW_BAR)) return
    this.rows('lying', LYING)
  }

  private rows(name: string, sizes: Sizes): void {
    const { element } = this
    element.style.removeProperty('--row')
    for (const isStacked of [true, false]) {
      if (isStacked && this.texts.length > MAX_STACKED_ROWS && this.longest <= LONG_TEXT_CHARACTERS) continue
      element.classList.toggle('stacked', isStacked)
      if (this.tries(name, sizes)) return
    }
    // A word may break now, and figures are as low as their rows.
    largest(element, { from: sizes.to, to: SMALLEST, step: 0.15 }, () => !this.overflows)
    const row = Math.min(...[...element.children].map(({ clientHeight }) => clientHeight))
    setProperty(element, '--row', `${row}px`)
  }

  private tries(name: string, sizes: Sizes): boolean {
    const { element, unit } = this
    for (const each of ['cards', 'list', 'columns', 'lying']) element.classList.toggle(each, each === name)
    const gap = 3.4 * unit
    const count = Math.max(1, this.texts.length)
    setProperty(element, '--column', `${((element.clientWidth - gap * (count - 1)) / count).toFixed(2)}px`)
    element.classList.add('measuring')
    const fits = () =>
      name === 'columns' ? this.areColumnsReadable : !this.overflows && !this.texts.some(isWide)
    // Somewhat smaller letters are better than a short text on two lines.
    const inOneLine = () => this.texts.every(text => linesOf(text) <= 1) && fits()
    const slightly = { ...sizes, to: Math.max(sizes.to, sizes.from * 0.8) }
    const found =
      (this.longest <= SHORT_TEXT_CHARACTERS && largest(element, slightly, inOneLine)) ||
      largest(element, sizes, fits)
    element.classList.remove('measuring')
    return found
  }

  /** Measured by offsets: lozenges that travel just now are not where they will be. */
  private get overflows(): boolean {
    const { element, texts } = this
    const boxes = element.classList.contains('columns') ? texts : ([...element.children] as HTMLElement[])
    const end = element.offsetTop + element.offsetHeight + 1
    return boxes.some(({ offsetTop, offsetHeight }) => offsetTop + offsetHeight > end)
  }

  private get areColumnsReadable(): boolean {
    const track = this.element.querySelector<HTMLElement>('.track')
    if (!track || track.offsetHeight < MIN_TRACK * this.unit || this.overflows) return false
    return this.texts.every(text => !isWide(text) && linesOf(text) <= MAX_LINES)
  }
}

function linesOf(text: HTMLElement): number {
  const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(text)
  return Math.round(
    (text.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)) / parseFloat(lineHeight),
  )
}
