/** Puts answers on cards: the newest first, in the largest letters with which all fit, else as many as fit whole. */
import type { TextCard } from '../../../src/core/question-types/text'
import { make, setProperty, setText } from '../../shared/dom'
import { setSize, type Units } from '../../shared/stage/layout/measure'
import { cardOf } from './card'
import { textWords } from './stage-words'

const SMALLEST = 3.4
/** In units, and in how many columns letters of this size stand. */
const SIZES = [
  { size: 7, columns: 1 },
  { size: 6, columns: 2 },
  { size: 5, columns: 2 },
  { size: 4.4, columns: 3 },
  { size: 3.8, columns: 3 },
  { size: SMALLEST, columns: 3 },
] as const
/** A column is so many letters wide at least, as a rule of thumb: in a narrower one words would be broken. */
const LEAST_COLUMN_EMS = 10
const GAP = 2.4
const LINE_EMS = 1.2
const ARRIVE_MS = 400
const CALM = matchMedia('(prefers-reduced-motion: reduce)')

export class AnswerCards {
  readonly element = make('div', 'answer-cards')
  private readonly floor = make('div', 'answer-floor')
  private readonly more = make('p', 'more-answers')
  private cards: readonly TextCard[] = []
  private all = 0
  private isRight: (text: string) => boolean = () => false
  private seen = new Set<string>()
  private drawn = ''

  constructor() {
    this.element.append(this.floor, this.more)
  }

  /**
   * @param all how many different answers there are
   */
  update(cards: readonly TextCard[], all: number, isRight: (text: string) => boolean): void {
    this.cards = cards
    this.all = all
    this.isRight = isRight
  }

  /** @param mostColumns fewer where something stands beside them */
  fit({ unit, least }: Units, mostColumns = 3): void {
    const { floor, cards } = this
    const box = [floor.clientWidth, this.element.clientHeight]
    const now = JSON.stringify([cards, this.all, cards.map(({ text }) => this.isRight(text)), box, unit])
    if (now === this.drawn || !box[0]) return
    this.drawn = now
    // Its line is kept free, so that the cards do not move once there are more.
    setText(this.more, textWords.more(1))
    const elements = cards.map(card => cardOf(card, this.isRight(card.text)))
    const width = floor.clientWidth / unit
    let shown = 0
    for (const { size, columns } of SIZES) {
      const letters = Math.max(size, least)
      if (size > SMALLEST && width < LEAST_COLUMN_EMS * letters) continue
      setSize(floor, letters)
      const most = Math.max(1, Math.floor((width + GAP) / (LEAST_COLUMN_EMS * letters + GAP)))
      const wanted = Math.min(columns, mostColumns, most)
      shown = this.fill(elements, wanted)
      if (shown === cards.length && shown === this.all) break
      if (size === SMALLEST) shown = this.fillBest(elements, wanted, shown)
    }
    const next = elements[shown]
    if (next && this.cut(next)) shown++
    setText(this.more, this.all > shown ? textWords.more(this.all - shown) : '')
    this.arrive(elements.slice(0, shown))
  }

  /** Long answers need fewer columns. Returns how many are shown in as many as show most. */
  private fillBest(elements: readonly HTMLElement[], wanted: number, shown: number): number {
    let best = { columns: wanted, shown }
    for (let columns = wanted - 1; columns >= 1; columns--) {
      const count = this.fill(elements, columns)
      if (count > best.shown) best = { columns, shown: count }
    }
    return best.columns === 1 ? best.shown : this.fill(elements, best.columns)
  }

  /**
   * Half a picture or more would stay empty because an answer is long: it is shown as far as it fits, with an ellipsis.
   * Returns whether it is.
   */
  private cut(element: HTMLElement): boolean {
    const { floor } = this
    const stack = shortest([...floor.children] as HTMLElement[])
    if (bottomOf(stack) > floor.clientHeight / 2) return false
    stack.append(element)
    const text = element.firstElementChild as HTMLElement
    const line = parseFloat(getComputedStyle(floor).fontSize) * LINE_EMS
    const room = floor.clientHeight - (bottomOf(stack) - text.offsetHeight)
    setProperty(text, '--lines', String(Math.max(1, Math.floor(room / line))))
    element.classList.add('cut')
    return true
  }

  /** Puts each card below the shortest column, until one does not fit. Returns how many do. */
  private fill(elements: readonly HTMLElement[], columns: number): number {
    const { floor } = this
    floor.textContent = ''
    setProperty(floor, '--columns', String(columns))
    const stacks = Array.from({ length: columns }, () => floor.appendChild(make('div', 'answer-stack')))
    const room = floor.clientHeight
    for (const [index, element] of elements.entries()) {
      const stack = shortest(stacks)
      stack.append(element)
      if (bottomOf(stack) <= room) continue
      element.remove()
      return index
    }
    return elements.length
  }

  /** Fades in what was not there before. */
  private arrive(elements: readonly HTMLElement[]): void {
    const isFirst = this.seen.size === 0
    const before = this.seen
    this.seen = new Set(this.cards.map(({ text }) => text))
    if (isFirst || CALM.matches || document.hidden) return
    elements.forEach((element, at) => {
      if (!before.has(this.cards[at]!.text)) element.animate?.([{ opacity: 0 }, { opacity: 1 }], ARRIVE_MS)
    })
  }
}

function shortest(stacks: readonly HTMLElement[]): HTMLElement {
  const heights = stacks.map(({ offsetHeight }) => offsetHeight)
  return stacks[heights.indexOf(Math.min(...heights))]!
}

function bottomOf({ offsetTop, offsetHeight }: HTMLElement): number {
  return offsetTop + offsetHeight
}
