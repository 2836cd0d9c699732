/** Open text on a phone: how many answers there are, how many are right, and the one that the presenter shows. */
import { text } from '../../../src/core/question-types/text'
import { make, setText, written } from '../../shared/dom'
import type { ResultMoment, ResultPart, ResultType } from '../parts'
import { textWords } from './words'

class TextResult implements ResultPart<'text'> {
  private readonly right = make('p', 'result-right')
  private readonly said = make('p', 'result-said')
  private readonly before = make('p', 'answer-hint')
  private readonly card = make('figure', 'text-card')
  private readonly quote = written('blockquote', '', '')
  private readonly votes = make('span', 'votes')

  constructor(place: HTMLElement) {
    const caption = make('figcaption', '', textWords.highlighted)
    this.quote.translate = this.votes.translate = false
    caption.append(' ', this.votes)
    this.card.append(caption, this.quote)
    place.append(this.right, this.said, this.before, this.card)
  }

  update({ view, earlier }: ResultMoment<'text'>): void {
    const { answers, voters, right, highlighted } = view
    const rightBefore = earlier?.right == null ? '' : textWords.rightBefore(earlier.right, earlier.voters)
    setText(this.right, right === null ? '' : textWords.right(right, voters) + rightBefore)
    const none = voters === 0 ? textWords.none : textWords.noneShown
    setText(this.said, answers === 0 ? none : textWords.shown(answers, voters))
    setText(this.before, earlier ? textWords.before(earlier.answers, earlier.voters) : '')
    this.card.hidden = !highlighted
    setText(this.quote, highlighted?.text ?? '')
    setText(this.votes, highlighted && highlighted.votes > 1 ? textWords.votes(highlighted.votes) : '')
  }
}

export const textResult: ResultType<'text'> = {
  rules: text,
  make: place => new TextResult(place),
  table: () => ({ head: [], rows: [] }),
  legend: 'none',
}
