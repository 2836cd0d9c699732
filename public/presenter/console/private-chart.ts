/** Shows the presenter all that was answered, also while the audience does not see it. */
import type { Counts, Poll, TallyMark } from '../../../src/core/protocol/poll'
import type { PresenterState } from '../../../src/core/protocol/presenter'
import type { AnswerView } from '../../../src/core/question-types/registry'
import { byId, setProperty, setText } from '../../shared/dom'
import { fillPart } from '../../shared/lazy'
import { ChoiceRows } from '../../shared/poll/choice-rows'
import { isNewer, NO_TALLY } from '../../shared/poll/newer-tally'
import { TallyTable } from '../../shared/poll/tally-table'
import { noteOf } from '../tally-note'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'
import { tallySpoken } from './tally-spoken'
import type { TypedChart } from './typed-chart/main'
import type { ChartMoment } from './typed-chart/picture'

/** With more rows, a row beside the stage is lower. */
const MAX_HIGH = { choices: 4, items: 6 }

export class PrivateChart {
  private readonly rows = new ChoiceRows(byId('private-chart'))
  private readonly table = new TallyTable(byId('private-table'), byId('private-rows'))
  private typed: TypedChart | undefined
  private drawn = NO_TALLY
  private counts: Counts = {}
  private poll: Poll | undefined
  private right: string | null = null
  /** What people typed, and for which poll. */
  private answers: { view: AnswerView; pollId: string } | undefined
  /** Tallies of the earlier rounds. */
  private earlier: Counts[] = []

  /** All that was answered, in words. */
  get spoken(): string {
    const { moment } = this
    return moment ? tallySpoken(moment) : ''
  }

  update({ news: { poll }, state }: PresenterView): void {
    this.poll = poll
    this.right = state.right
    setText(byId('private-tally-title'), poll.shown ? words.everybodySees : words.onlyYou)
    const box = byId('private-tally')
    const count = poll.choices.length
    const isTyped = !inChoiceRows(poll)
    box.classList.toggle('private', !poll.shown)
    box.classList.toggle('typed', isTyped)
    box.classList.toggle('of-items', isTyped && count > 0)
    box.classList.toggle('noted', hasNote(poll))
    box.classList.toggle('many', count > (isTyped ? MAX_HIGH.items : MAX_HIGH.choices))
    setProperty(box, '--choices', String(count))
    byId('private-chart').hidden = isTyped
    byId('private-table').hidden = isTyped
    byId('typed-chart').hidden = !isTyped
    byId('private-note').hidden = !hasNote(poll)
    this.draw()
  }

  /** Draws the tally of a new state in any case, because another server may count `rev` from 0. */
  updateState({ pollId, counts, rev, earlier }: PresenterState): void {
    this.earlier = earlier
    this.take(counts, { pollId, rev })
  }

  /** All that people typed, hidden and waiting answers too. */
  updateAnswers(view: AnswerView, pollId: string): void {
    this.answers = { view, pollId }
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

  /** The poll and its tally come one after the other: undefined before both are there. */
  private get moment(): ChartMoment | undefined {
    const { poll, right, counts, earlier, answers } = this
    if (poll?.pollId !== this.drawn.pollId) return undefined
    const view = answers?.pollId === poll.pollId ? answers.view : undefined
    return { poll, right, counts, earlier, answers: view }
  }

  private draw(): void {
    const { moment } = this
    if (!moment) return
    if (inChoiceRows(moment.poll)) this.drawChoices(moment)
    else this.drawTyped(moment)
  }

  private drawChoices({ poll, counts, earlier }: ChartMoment): void {
    // Rows of a question that is open and of one that is closed have other heights; here nothing may move.
    const known = { ...poll, earlier, posed: true, state: 'open' as const }
    this.rows.update(known, counts, null, true)
    this.table.update(known, counts, null)
    if (hasNote(poll)) setText(byId('private-note'), noteOf(counts, poll.right))
  }

  private drawTyped(moment: ChartMoment): void {
    const place = byId('typed-chart')
    fillPart<typeof import('./typed-chart/main')>(place, ({ TypedChart }) => {
      this.typed = new TypedChart(place)
      this.draw()
    })
    this.typed?.update(moment)
  }
}

/** Whether its tally stands in the rows of its choices. */
function inChoiceRows({ type }: Poll): boolean {
  return type === 'one' || type === 'many'
}

/** Whether something is to be said below the rows. */
function hasNote({ type, canAbstain }: Poll): boolean {
  return type === 'many' || (type === 'one' && canAbstain === true)
}
