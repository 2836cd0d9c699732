/** One item of an order that somebody makes: its row, which is tapped, and its buttons up and down. */
import { make, pill, setText, written } from '../../shared/dom'
import { directionOf } from '../../../src/core/text/direction'
import { orderWords as words } from './words'

interface Callbacks {
  tapped(): void
  /** @param step -1 is up */
  moved(step: 1 | -1): void
}

/** How far the whole order is. */
interface Progress {
  /** How many items have a place. */
  given: number
  places: number
  mark: string
}

export class OrderItem {
  readonly element = make('li', 'order-item')
  private readonly row = make('button', 'choice')
  private readonly cap = make('span', 'letter')
  private readonly text = written('span', 'text', '')
  private readonly standing = make('span', 'visually-hidden')
  private readonly up: HTMLButtonElement
  private readonly down: HTMLButtonElement
  private readonly moves = make('span', 'moves')

  constructor(
    readonly letter: string,
    callbacks: Callbacks,
  ) {
    this.row.type = 'button'
    this.row.id = `item-${letter}`
    this.row.dataset['letter'] = letter
    this.row.addEventListener('click', () => callbacks.tapped())
    this.up = pill('↑', () => callbacks.moved(-1))
    this.down = pill('↓', () => callbacks.moved(1))
    this.cap.translate = this.text.translate = false
    // It is a part of what follows the text.
    this.cap.setAttribute('aria-hidden', 'true')
    this.row.append(this.cap, this.text, this.standing)
    this.moves.append(this.up, this.down)
    this.element.append(this.row, this.moves)
  }

  /** @param place 0: none */
  update(text: string, place: number, { given, places, mark }: Progress): void {
    const name = text || this.letter
    setText(this.text, name)
    this.element.dir = this.row.dir = directionOf(name)
    setText(this.cap, place === 0 ? this.letter : String(place))
    this.row.dataset['mark'] = place === 0 ? '' : mark
    this.row.setAttribute('aria-pressed', String(place > 0))
    setText(this.standing, place === 0 ? words.noPlace : words.place(place, places))
    this.row.setAttribute('aria-disabled', String(place === 0 && given === places))
    this.moves.classList.toggle('is-away', place === 0)
    this.up.setAttribute('aria-label', words.up(name))
    this.down.setAttribute('aria-label', words.down(name))
    // Disabled as such they would lose the focus.
    this.up.setAttribute('aria-disabled', String(place === 1))
    this.down.setAttribute('aria-disabled', String(place === given))
  }

  focus(): void {
    this.row.focus()
  }
}
