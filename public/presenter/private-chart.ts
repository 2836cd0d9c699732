/** Owns what only the presenter sees of the tally: it is drawn apart while the audience does not see it. */
import type { Counts, Lectern, TallyMark } from '../../src/core/protocol/events'
import { Chart } from '../shared/chart'
import type { Desk } from './presenter-state'
import { byId } from '../shared/dom'

/** Bars that find room side by side. */
const MOST_UPRIGHT = 4

export class Aside {
  private readonly chart = new Chart(byId('private-chart'), byId('private-rows'))
  private pollId = ''
  private rev = -1
  /** The round before. */
  private earlier: Counts | undefined

  changed({ news: { poll } }: Desk): void {
    const aside = byId('aside')
    aside.hidden = poll.shown
    aside.parentElement!.classList.toggle('with-aside', !poll.shown)
  }

  /** Its tally is newer than all that came before it, whatever their numbers: another server numbers anew. */
  lectern({ pollId, counts, rev, earlier }: Lectern): void {
    this.pollId = pollId
    this.earlier = earlier[earlier.length - 1]
    this.draw(counts, rev)
  }

  voteCount(counts: Counts, { pollId, rev }: TallyMark): void {
    if (pollId === this.pollId && rev > this.rev) this.draw(counts, rev)
  }

  private draw(counts: Counts, rev: number): void {
    this.rev = rev
    byId('private-chart').classList.toggle('lying', Object.keys(counts).length > MOST_UPRIGHT)
    this.chart.draw(counts, this.earlier)
  }
}
