/** One answer on the stage: its text, how many gave it, and whether it is right. */
import type { TextCard } from '../../../src/core/question-types/text'
import { directionOf } from '../../../src/core/text/direction'
import { make, written } from '../../shared/dom'
import { textWords } from './stage-words'

export function cardOf({ text, votes }: TextCard, isRight: boolean): HTMLElement {
  const card = make('div', isRight ? 'answer-card right-answer' : 'answer-card')
  // The figure stands where the text ends.
  card.dir = directionOf(text)
  const said = written('p', 'answer-text', text)
  said.translate = false
  card.append(said)
  if (votes > 1) {
    const times = make('b', 'answer-times', textWords.times(votes))
    times.dir = 'ltr'
    times.translate = false
    card.append(times)
  }
  if (isRight) card.append(make('b', 'answer-right', textWords.right))
  return card
}
