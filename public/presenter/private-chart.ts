/** Draws the presenter's private tally, while the audience does not see it. */
import type { Counts, PresenterState, TallyMark } from '../../src/core/protocol/poll'
import { Chart } from '../shared/poll/chart'
import type { PresenterView } from './view-model'
import { byId } from '../shared/dom'
import { isNewer, NO_TALLY } from '../shared/poll/newer-tally'

/** Bars that fit side by side. */
const MAX_UPRIGHT_BARS = 4

export class PrivateChart {
  private readonly chart = new Chart(byId('private-chart'), byId('private-rows'))
  private drawn = NO_TALLY
  /** The tally of the last round. */
  private earlier: Counts | undefined

  update({ news: { poll } }: PresenterView): void {
    const section = byId('private-tally')
    section.hidden = poll.shown
    section.parentElement!.classList.toggle('with-private-tally', !poll.shown)
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
    byId('private-chart').classList.toggle('lying', Object.keys(counts).length > MAX_UPRIGHT_BARS)
    this.chart.update(counts, this.earlier)
  }
}
