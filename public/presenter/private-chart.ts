/** Owns what only the presenter sees of the tally: it is drawn apart while the audience does not see it. */
import type { Counts, Lectern, TallyMark } from '../../src/core/protocol/events'
import { Chart } from '../shared/chart'
import type { Desk } from './presenter-state'
import { byId } from '../shared/dom'
import { isNewer, NO_TALLY } from '../shared/newer-tally'

/** Bars that find room side by side. */
const MOST_UPRIGHT = 4

export class Aside {
  private readonly chart = new Chart(byId('private-chart'), byId('private-rows'))
  private drawn = NO_TALLY
  /** The round before. */
  private earlier: Counts | undefined

  changed({ news: { poll } }: Desk): void {
    const aside = byId('aside')
    aside.hidden = poll.shown
    aside.parentElement!.classList.toggle('with-aside', !poll.shown)
  }

  /** Its tally is newer than all that came before it, whatever their numbers: another server numbers anew. */
  lectern({ pollId, counts, rev, earlier }: Lectern): void {
    this.earlier = earlier[earlier.length - 1]
    this.draw(counts, { pollId, rev })
  }

  voteCount(counts: Counts, mark: TallyMark): void {
    if (isNewer(mark, this.drawn)) this.draw(counts, mark)
  }

  private draw(counts: Counts, mark: TallyMark): void {
    this.drawn = mark
    byId('private-chart').classList.toggle('lying', Object.keys(counts).length > MOST_UPRIGHT)
    this.chart.draw(counts, this.earlier)
  }
}
