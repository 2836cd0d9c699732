/** "I cannot say": its button while people vote, and how many said so afterwards. */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import type { Poll } from '../../src/core/protocol/poll'
import { make, pill, setText } from '../shared/dom'
import type { OwnChoice } from '../shared/poll/choice-rows'
import { typeWords } from './words'

export class Abstain {
  readonly element = make('div', 'abstain')
  private readonly button: HTMLButtonElement
  private readonly count = make('p', 'abstained')
  private isPressed = false

  /** @param want takes the vote as it is sent; null withdraws it */
  constructor(want: (vote: string | null) => void) {
    this.button = pill(typeWords.cannotSay, () => want(this.isPressed ? null : ABSTAIN))
    this.element.append(this.button, this.count)
  }

  /** @param votes how many cannot say, where that is to be seen */
  update({ canAbstain, state }: Poll, votes: number | undefined, { recorded, wanted }: OwnChoice): void {
    this.isPressed = (wanted === undefined ? recorded : wanted) === ABSTAIN
    this.element.hidden = !canAbstain
    this.button.hidden = state === 'closed'
    this.button.setAttribute('aria-pressed', String(this.isPressed))
    setText(this.count, votes === undefined ? '' : typeWords.cannotSayIs(votes))
  }
}
