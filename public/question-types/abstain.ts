/** "I cannot say": its button while people vote, and how many said so afterwards. */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import type { Poll } from '../../src/core/protocol/poll'
import { make, pill, setText } from '../shared/dom'
import { wayOf, type OwnChoice } from '../shared/poll/choice-rows'
import { OwnTab } from './own-tab'
import { sentLast } from './vote-now'
import { typeWords } from './words'

export class Abstain {
  readonly element = make('div', 'abstain')
  private readonly button: HTMLButtonElement
  private readonly tab = new OwnTab()
  private readonly count = make('p', 'abstained')
  private isPressed = false

  /** @param want takes the vote as it is sent; null withdraws it */
  constructor(want: (vote: string | null) => void) {
    this.button = pill(typeWords.cannotSay, () => want(this.isPressed ? null : ABSTAIN))
    this.button.append(this.tab.element)
    // The button says by its state what the tab says.
    this.tab.element.setAttribute('aria-hidden', 'true')
    this.element.append(this.button, this.count)
  }

  /** @param votes how many cannot say, where that is to be seen */
  update(
    { canAbstain, state }: Poll,
    votes: number | undefined,
    vote: OwnChoice,
    isConnected: boolean,
  ): void {
    const isOpen = state === 'open'
    this.isPressed = sentLast(vote) === ABSTAIN
    this.element.hidden = !canAbstain
    this.button.hidden = !isOpen
    this.button.setAttribute('aria-pressed', String(this.isPressed))
    this.tab.update(this.isPressed ? wayOf(vote.wanted, isConnected) : '')
    this.element.classList.toggle('is-closed', !isOpen)
    setText(this.count, votes ? typeWords.cannotSayIs(votes) : '')
  }
}
