/** Draws the tally for the presenter, also while the audience does not see it. */
import type { Counts, PresenterState, TallyMark } from '../../../src/core/protocol/poll'
import { Chart } from '../../shared/poll/chart'
import { byId, setText } from '../../shared/dom'
import { isNewer, NO_TALLY } from '../../shared/poll/newer-tally'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'

export class PrivateChart {
  private readonly chart = new Chart(byId('private-chart'), byId('private-rows'))
  private drawn = NO_TALLY
  /** The tally of the last round. */
  private earlier: Counts | undefined

  constructor() {
    byId('private-chart').classList.add('lying')
  }

  update({ news: { poll } }: PresenterView): void {
    setText(byId('private-tally-title'), poll.shown ? words.everybodySees : words.onlyYou)
    byId('private-tally').classList.toggle('private', !poll.shown)
  }

  /** Draws the tally of a new state in any case, because another server may count `rev` from 0. */
  updateState({ pollId, counts, rev, earlier }: PresenterState): void {
    this.earlier = earlier[earlier.length - 1]
    this.draw(counts, { pollId, rev })
  }

  updateTally(counts: Counts, mark: TallyMark): void {
    if (isNewer(mark, this.drawn)) this.draw(counts, mark)
  }

  private draw(counts: Counts, mark: TallyMark): void {
    this.drawn = mark
    this.chart.update(counts, this.earlier)
  }
}
