/**
 * The presenter's hint that many votes have come from one address; it is removed with the question. Beside ballots it
 * leads to their limit.
 */
import type { ManyVotes } from '../../src/core/protocol/presenter'
import type { PresenterView } from './view-model'
import type { ClientSocket } from '../shared/connection/connection'
import { byId, setText } from '../shared/dom'
import { presenterWords as words } from './words'

export class ManyVotesNotice {
  private readonly element = byId('many-votes')
  private readonly limit = byId('limit-ballots')
  private pollId: string | undefined

  /** @param callbacks `limit` opens where ballots of one address are limited */
  constructor(callbacks: { limit: () => void }) {
    this.limit.addEventListener('click', () => callbacks.limit())
  }

  listen(socket: ClientSocket): void {
    socket.on('manyVotes', news => this.show(news))
  }

  /** Removes the notice if another question is current. */
  update({ state, news }: PresenterView): void {
    if (state.pollId !== this.pollId) this.element.hidden = true
    this.limit.hidden = news.poll.kind !== 'ballot' || state.ballotsPerAddress > 0
  }

  private show({ pollId, votes, seconds, areNew }: ManyVotes): void {
    this.pollId = pollId
    this.element.hidden = false
    this.element.classList.toggle('quiet', !areNew)
    const sentence = areNew ? words.manyVotes(votes, seconds) : words.manyBallots(votes, seconds)
    setText(byId('many-votes-said'), sentence)
  }
}
