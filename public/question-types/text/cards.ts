/** Puts answers on cards: the newest first, in the largest letters with which all fit, else as many as fit whole. */
import type { TextCard } from '../../../src/core/question-types/text'
import { make, setProperty, setText } from '../../shared/dom'
import { setSize, type Units } from '../../shared/stage/layout/measure'
import { cardOf } from './card'
import { textWords } from './stage-words'

/** In units, and in how many columns letters of this size stand. */
const SIZES = [
  { size: 7, columns: 1 },
  { size: 6, columns: 2 },
  { size: 5, columns: 2 },
  { size: 4.4, columns: 3 },
  { size: 3.8, columns: 3 },
  { size: 3.4, columns: 3 },
] as const
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
    let shown = 0
    for (const { size, columns } of SIZES) {
      setSize(floor, Math.max(size, least))
      shown = this.fill(elements, Math.min(columns, mostColumns))
      if (shown === cards.length && shown === this.all) break
    }
    setText(this.more, this.all > shown ? textWords.more(this.all - shown) : '')
    this.arrive(elements.slice(0, shown))
  }

  /** Puts each card below the shortest column, until one does not fit. Returns how many do. */
  private fill(elements: readonly HTMLElement[], columns: number): number {
    const { floor } = this
    floor.textContent = ''
    setProperty(floor, '--columns', String(columns))
    const stacks = Array.from({ length: columns }, () => floor.appendChild(make('div', 'answer-stack')))
    const room = floor.clientHeight
    for (const [index, element] of elements.entries()) {
      const heights = stacks.map(({ offsetHeight }) => offsetHeight)
      const stack = stacks[heights.indexOf(Math.min(...heights))]!
      stack.append(element)
      if (stack.offsetTop + stack.offsetHeight <= room) continue
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
