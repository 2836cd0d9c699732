/** One answer in the presenter's list: its text, its votes, and what is decided on it. */
import { make, pill, setText, written } from '../../shared/dom'
import type { Answer, AnswerState } from './answers'
import { careWords as words } from './words'

export interface RowCallbacks {
  /** Shows or hides it. */
  decide(answer: Answer, state: AnswerState): void
  /** Absent: nothing can be highlighted. */
  highlight?: ((answer: Answer) => void) | undefined
  /** It was tapped to be merged. Absent: nothing can be merged. */
  tapped?: ((answer: Answer) => void) | undefined
  /** Takes out what was merged into it. */
  split(answer: Answer, from: string): void
  /** A button that removes whoever gave it. */
  remover(said: () => Answer): HTMLElement
}

/** What is to be seen of an answer beside itself. */
export interface RowMarks {
  isHighlighted: boolean
  /** Tapped first, to be merged. */
  isChosen: boolean
  /** Whoever gave it can be removed: it is of one person, as far as that is known. */
  isOfOne: boolean
  /** What was merged into it, by keys. */
  parts: readonly string[]
  /** What it was merged into; empty: nothing. */
  countsAs: string
  /** It is no longer among the answers. */
  isGone: boolean
}

export class AnswerRow {
  readonly element = make('li', 'care-answer')
  private readonly text: HTMLElement
  private readonly votes = make('span', 'care-votes')
  private readonly votesSpoken = make('span', 'visually-hidden')
  private readonly note = make('span', 'care-note')
  private readonly parts = make('span', 'care-parts')
  private readonly removal = make('div', 'care-removal')
  private readonly show: HTMLButtonElement
  private readonly hide: HTMLButtonElement
  private readonly highlight: HTMLButtonElement | undefined
  private drawnParts = ''

  constructor(
    public answer: Answer,
    private readonly callbacks: RowCallbacks,
  ) {
    const { tapped, highlight } = callbacks
    const said = written('span', 'care-text', answer.text)
    said.translate = false
    this.votes.setAttribute('aria-hidden', 'true')
    const label = tapped ? make('button', 'care-word') : make('p', 'care-words')
    if (label instanceof HTMLButtonElement) {
      label.type = 'button'
      label.dataset['once'] = ''
      label.addEventListener('click', () => tapped?.(this.answer))
    }
    label.append(said, ' ', this.votes, this.votesSpoken)
    this.text = said
    this.show = pill(words.show, () => this.decide('shown'))
    this.hide = pill(words.hide, () => this.decide('hidden'))
    const actions = make('div', 'care-actions')
    actions.append(this.show, this.hide)
    if (highlight) {
      // Nobody sees what is not shown.
      this.highlight = pill(words.highlight, () => {
        if (this.element.dataset['state'] === 'shown') highlight(this.answer)
      })
      this.highlight.dataset['once'] = ''
      actions.append(this.highlight)
    }
    this.removal.append(callbacks.remover(() => this.answer))
    this.element.append(label, this.note, this.parts, actions, this.removal)
  }

  update(answer: Answer, { isHighlighted, isChosen, isOfOne, parts, countsAs, isGone }: RowMarks): void {
    this.answer = answer
    setText(this.text, answer.text)
    setText(this.votes, answer.votes > 1 ? words.times(answer.votes) : '')
    setText(this.votesSpoken, words.votes(answer.votes))
    setText(this.note, countsAs ? words.countsAs(countsAs) : isGone ? words.gone : '')
    this.element.dataset['state'] = isGone || countsAs ? 'gone' : answer.state
    this.element.classList.toggle('chosen', isChosen)
    this.element.firstElementChild!.setAttribute('aria-pressed', String(isChosen))
    if (!this.callbacks.tapped) this.element.firstElementChild!.removeAttribute('aria-pressed')
    this.name(this.show, words.show, answer.state === 'shown', isGone)
    this.name(this.hide, words.hide, answer.state === 'hidden', isGone)
    if (this.highlight)
      this.name(this.highlight, words.highlight, isHighlighted, isGone || answer.state !== 'shown')
    this.removal.hidden = isGone || !isOfOne
    this.drawParts(parts)
  }

  private name(button: HTMLButtonElement, action: string, isOn: boolean, isGone: boolean): void {
    button.setAttribute('aria-label', words.ofAnswer(action, this.answer.text))
    button.setAttribute('aria-pressed', String(isOn))
    button.setAttribute('aria-disabled', String(isGone))
  }

  private drawParts(parts: readonly string[]): void {
    const now = parts.join('\n')
    if (now === this.drawnParts) return
    this.drawnParts = now
    this.parts.textContent = ''
    for (const part of parts) {
      const button = pill(`+ ${part} ✕`, () => this.callbacks.split(this.answer, part), words.takeOut(part))
      button.classList.add('care-part')
      button.translate = false
      this.parts.append(button)
    }
  }

  /** A second press of what is decided already does nothing. */
  private decide(state: AnswerState): void {
    const isGone = this.element.dataset['state'] === 'gone'
    if (!isGone && this.answer.state !== state) this.callbacks.decide(this.answer, state)
  }
}
