/** Owns what only the presenter sees of the tally: it is drawn apart while the audience does not see it. */
import type { Counts, TallyMark } from '../src/core/events'
import { Chart } from './chart'
import type { Desk } from './desk'
import { byId } from './page'

export class Aside {
  private readonly chart = new Chart(byId('private-chart'), byId('private-rows'))
  private pollId = ''
  private rev = -1

  changed({ news: { poll }, lectern }: Desk): void {
    const aside = byId('aside')
    aside.hidden = poll.shown
    aside.parentElement!.classList.toggle('with-aside', !poll.shown)
    if (poll.pollId === this.pollId && lectern.rev < this.rev) return
    this.pollId = poll.pollId
    this.draw(lectern.counts, lectern.rev)
  }

  voteCount(counts: Counts, { pollId, rev }: TallyMark): void {
    if (pollId === this.pollId && rev > this.rev) this.draw(counts, rev)
  }

  private draw(counts: Counts, rev: number): void {
    this.rev = rev
    this.chart.draw(counts)
  }
}
