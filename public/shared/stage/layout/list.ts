/** How the choices find room: lozenges, columns or rows, and the largest letters with which all texts fit. */
import { setProperty } from '../../dom'
import { isWide, largest, linesOf, setSize, type Parts, type Sizes, type Units } from './measure'

/** In units, from the largest to the smallest that looks well. */
const CARD = { from: 6.2, to: 4, step: 0.4 }
const LIST = { from: 6.2, to: 3.5, step: 0.3 }
const BELOW_BAR = { from: 4.3, to: 3.6, step: 0.2 }
const LYING = { from: 5, to: 3.5, step: 0.3 }
/** Rows with letters of this size have no need of two columns. */
const LARGE_ROW = 4.2

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

/** Lozenges in two columns, rows, standing bars, or rows whose bars lie. */
export type Arrangement = 'cards' | 'list' | 'columns' | 'lying'

export class ListLayout {
  private readonly element: HTMLElement
  private readonly texts: HTMLElement[]
  private readonly isAloud: boolean
  private readonly longest: number
  private readonly isTall: boolean

  constructor(
    { answers, stage }: Parts,
    texts: readonly string[],
    private readonly units: Units,
    private readonly isSingle = false,
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

  /** Whether rows may stand in two columns. */
  get mayPair(): boolean {
    return !this.isTall && !this.isSingle
  }

  /** Two columns of lozenges; three choices, or long ones, have a row each. Returns whether all fits. */
  layOutVote(): boolean {
    const isPaired = (this.texts.length !== 3 || this.isAloud) && !this.isTall
    if (isPaired && this.longest <= MAX_CARD_CHARACTERS && this.tries('cards', CARD)) return true
    if (this.tries('list', { ...LIST, to: CARD.to }) || (isPaired && this.tries('cards', CARD))) return true
    return this.tries('list', LIST)
  }

  /** Columns where texts have room below their bars, else rows. Returns whether all fits. */
  layOutResult(): boolean {
    const count = this.texts.length
    const isShort = this.longest <= MAX_CARD_CHARACTERS * MAX_LINES
    const mayStand = count <= MAX_COLUMNS && isShort && this.mayPair
    if (mayStand && this.tries('columns', BELOW_BAR)) return true
    if (this.isSingle) return this.triesLying('', LYING)
    const mayStack = count <= MAX_STACKED_ROWS || this.longest > LONG_TEXT_CHARACTERS
    if (mayStack && this.triesLying('stacked', LYING)) return true
    if (this.triesLying('', { ...LYING, to: LARGE_ROW })) return true
    return (this.mayPair && this.triesLying('paired', LYING)) || this.triesLying('', LYING)
  }

  /** Arranges the choices with letters of this size. Whether that fits, `fits` says. */
  arrange(name: Arrangement, isPaired: boolean, size: number): void {
    const { classList } = this.element
    for (const each of ['cards', 'list', 'columns', 'lying']) classList.toggle(each, each === name)
    classList.remove('stacked')
    classList.toggle('paired', isPaired)
    setSize(this.element, size)
  }

  /** Whether all choices are inside, and no word is wider than its place. */
  get fits(): boolean {
    return !this.overflows && !this.texts.some(isWide)
  }

  /** While texts are measured, their words are not broken. */
  measure<Result>(isWhole: boolean, run: () => Result): Result {
    this.element.classList.toggle('measuring', isWhole)
    const result = run()
    this.element.classList.remove('measuring')
    return result
  }

  private triesLying(kind: '' | 'stacked' | 'paired', sizes: Sizes): boolean {
    const { classList } = this.element
    classList.toggle('stacked', kind !== '')
    return this.tries('lying', sizes, kind === 'paired')
  }

  private tries(name: Arrangement, sizes: Sizes, isPaired = false): boolean {
    const { element } = this
    const { unit, least } = this.units
    for (const each of ['cards', 'list', 'columns', 'lying']) element.classList.toggle(each, each === name)
    element.classList.toggle('paired', isPaired)
    const gap = 3.4 * unit
    const count = Math.max(1, this.texts.length)
    setProperty(element, '--column', `${((element.clientWidth - gap * (count - 1)) / count).toFixed(2)}px`)
    const fits = () => (name === 'columns' ? this.areColumnsReadable : this.fits)
    // Somewhat smaller letters are better than a short text on two lines.
    const inOneLine = () => this.texts.every(text => linesOf(text) <= 1) && fits()
    const to = Math.max(sizes.to, least)
    const slightly = { ...sizes, to: Math.max(to, sizes.from * 0.8) }
    return this.measure(
      true,
      () =>
        (this.longest <= SHORT_TEXT_CHARACTERS && largest(element, slightly, inOneLine)) ||
        largest(element, { ...sizes, to }, fits),
    )
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
    if (!track || track.offsetHeight < MIN_TRACK * this.units.unit || this.overflows) return false
    return this.texts.every(text => !isWide(text) && linesOf(text) <= MAX_LINES)
  }
}
