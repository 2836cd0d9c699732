/** The presenter's notice that many new browsers of one address have voted; it is removed with the question. */
import type { PresenterView } from './view-model'
import type { ClientSocket } from '../shared/connection/connection'
import { byId, setText } from '../shared/dom'
import { presenterWords as words } from './words'

export class ManyVotesNotice {
  private readonly element = byId('many-votes')
  private pollId: string | undefined

  listen(socket: ClientSocket): void {
    socket.on('manyVotes', ({ pollId, votes, seconds }) => {
      this.pollId = pollId
      this.element.hidden = false
      setText(this.element, words.manyVotes(votes, seconds))
    })
  }

  /** Removes the notice if another question is current. */
  update({ state }: PresenterView): void {
    if (state.pollId !== this.pollId) this.element.hidden = true
  }
}
