/** What stands beside and below the chart: the state, the rounds and their dates, the right letter and why. */
import type { Poll } from '../../../src/core/protocol/poll'
import type { Told } from '../../question-types/stage'
import { make, setText } from '../dom'
import { stageWords } from './words'

export class Notes {
  constructor(private readonly root: HTMLElement) {}

  /**
   * @param isShown whether there is a result to be seen
   * @param isTimed whether the time, or that it is up, is shown
   * @param told of another type than one choice: the right answer, what is said quietly, whether there are two rounds
   */
  update(poll: Poll, isShown: boolean, isTimed: boolean, told: Told | undefined): void {
    const right = isShown ? poll.right : null
    this.root.classList.toggle('answered', right !== null)
    setText(this.part('verdict'), right === null ? '' : (told?.rightLabel ?? stageWords.letterIsRight(right)))
    setText(this.part('explanation'), right === null ? '' : poll.explanation)
    this.drawState(poll, isShown, isTimed, told?.notes)
    this.drawLegend(poll, isShown && (told?.isCompared ?? poll.earlier.length > 0))
  }

  /** What is said quietly: the state, the round, of when a result is, that the wording was corrected. */
  private drawState(
    { past, round, state, reworded }: Poll,
    isShown: boolean,
    isTimed: boolean,
    told: readonly string[] = [],
  ): void {
    const stateElement = this.part('state')
    setText(stateElement, stageWords.state[state])
    // Whoever sees the picture sees that voting is open, or the results.
    stateElement.classList.toggle('visually-hidden', state === 'open' || isShown || isTimed)
    const notes = [
      past?.besideAt === null ? stageWords.resultOf(past.askedAt) : '',
      round > 1 && !isShown ? stageWords.round(round) : '',
      reworded ? stageWords.reworded : '',
      ...told,
    ]
    setText(this.part('stage-note'), notes.filter(Boolean).join(' · '))
  }

  /** Which bar is which, where there are two of a choice. */
  private drawLegend({ past }: Poll, isCompared: boolean): void {
    const rounds = this.part('rounds')
    rounds.hidden = !isCompared
    const names = past?.besideAt ? stageWords.besides(past.besideAt, past.askedAt) : stageWords.rounds
    const entries = names.map((name, index) => {
      const entry = make('span')
      entry.append(make('b', '', String(index + 1)), name)
      return entry
    })
    rounds.textContent = ''
    for (const entry of entries) rounds.append(entry, ' ')
  }

  private part(className: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(`.${className}`)!
  }
}
