/** Draws the tally for the presenter, also while the audience does not see it. */
import type { Counts, Poll, PresenterState, TallyMark } from '../../../src/core/protocol/poll'
import type { AnswerView } from '../../../src/core/question-types/registry'
import { byId, setProperty, setText } from '../../shared/dom'
import { ChoiceRows } from '../../shared/poll/choice-rows'
import { isNewer, NO_TALLY } from '../../shared/poll/newer-tally'
import { TallyTable } from '../../shared/poll/tally-table'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'

/** With more choices, a row beside the stage has one line of figures. */
const MAX_TWO_LINES = 4

export class PrivateChart {
  private readonly rows = new ChoiceRows(byId('private-chart'))
  private readonly table = new TallyTable(byId('private-table'), byId('private-rows'))
  private drawn = NO_TALLY
  private counts: Counts = {}
  private poll: Poll | undefined
  /** All that people typed, and for which poll. */
  openAnswers: { view: AnswerView; pollId: string } | undefined
  /** Tallies of the earlier rounds. */
  private earlier: Counts[] = []

  /** The tally as it is drawn. */
  get tally(): Counts {
    return this.counts
  }

  update({ news: { poll } }: PresenterView): void {
    this.poll = poll
    setText(byId('private-tally-title'), poll.shown ? words.everybodySees : words.onlyYou)
    const box = byId('private-tally')
    box.classList.toggle('private', !poll.shown)
    box.classList.toggle('many', poll.choices.length > MAX_TWO_LINES)
    setProperty(box, '--choices', String(poll.choices.length))
    this.draw()
  }

  /** Draws the tally of a new state in any case, because another server may count `rev` from 0. */
  updateState({ pollId, counts, rev, earlier }: PresenterState): void {
    this.earlier = earlier
    this.take(counts, { pollId, rev })
  }

  /** All that people typed, hidden and waiting answers too. */
  updateAnswers(view: AnswerView, pollId: string): void {
    this.openAnswers = { view, pollId }
    this.draw()
  }

  updateTally(counts: Counts, mark: TallyMark): void {
    if (isNewer(mark, this.drawn)) this.take(counts, mark)
  }

  private take(counts: Counts, mark: TallyMark): void {
    this.counts = counts
    this.drawn = mark
    this.draw()
  }

  /** The poll and its tally come one after the other: draws them once both are there. */
  private draw(): void {
    const { poll, counts, earlier } = this
    if (poll?.pollId !== this.drawn.pollId) return
    // Rows of a question that is open and of one that is closed have other heights; here nothing may move.
    const known = { ...poll, earlier, posed: true, state: 'open' as const }
    this.rows.update(known, counts, null, true)
    this.table.update(known, counts, null)
  }
}
