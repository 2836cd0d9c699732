/** The hint that there is a new question to vote on, shown while the chat's sheet covers it. */
import type { Poll } from '../../src/core/protocol/poll'
import { pill, written } from '../shared/dom'
import { chatWords } from './words'
import { words } from '../shared/words'

export class QuestionHint {
  private readonly text = written('p', '', '')
  private known = ''

  constructor(
    private readonly place: HTMLElement,
    private readonly pollId: () => string,
    close: () => void,
  ) {
    place.append(this.text, pill(chatWords.goVote, close, chatWords.goVoteNow))
  }

  /** The chat opens: the user has seen the current question. */
  opened(): void {
    this.known = this.pollId()
    this.place.hidden = true
  }

  update({ pollId, state, question }: Poll): void {
    if (pollId !== this.known) {
      this.known = pollId
      this.text.textContent = chatWords.newQuestion(question || words.questionAloud)
      this.place.hidden = false
    }
    if (state === 'closed') this.place.hidden = true
  }
}
