/**
 * What stands behind the line of a result that is not drawn in rows of choices: its figures in sentences, its picture
 * where that says more than a table, and the table, more of it on demand.
 */
import type { ListedResult, ResultTable as TablePart } from '../../../src/core/protocol/results'
import type { ResultRow } from '../../../src/core/question-types/question-type'
import { typed, typeNameOf, typeOf, type AnswerView } from '../../../src/core/question-types/registry'
import { ResultTable } from '../../question-types/table'
import { byId, make, pill, setText } from '../../shared/dom'
import { loadPart } from '../../shared/lazy'
import { asPoll } from '../as-poll'
import type { TypedChart } from '../console/typed-chart/main'
import { resultsWords as words } from './words'

/** Fetches a part of the table of a round. */
export type FetchPart = (round: number, from: number) => Promise<TablePart | undefined>

/** Rows of the table at first, and how many more at each press. */
const FIRST_ROWS = 12
const MORE_ROWS = 100
/** Of these a picture says more than the table. */
const PICTURED = ['scale', 'order', 'number']

export class ResultDetails {
  readonly element = make('div', 'result-details')
  private readonly sentences = make('p', 'hint')
  private readonly picture = make('div', 'result-picture')
  private readonly table = new ResultTable()
  private readonly more = pill('', () => void this.showMore())
  private chart: TypedChart | undefined
  private round = 0
  private rows: ResultRow[] = []
  private shown = 0
  /** Where the next part begins; null: all rows are here. */
  private next: number | null = null

  constructor(
    private readonly result: ListedResult,
    private readonly fetch: FetchPart,
  ) {
    const { sentences, picture, table, more } = this
    sentences.setAttribute('role', 'status')
    picture.hidden = !PICTURED.includes(typeNameOf(result.question))
    table.element.classList.add('of-result')
    table.element.hidden = true
    more.hidden = true
    this.element.append(sentences, picture, table.element, more)
  }

  /** Shows a round, beside the one before it. */
  async show(round: number): Promise<void> {
    this.round = round
    this.element.setAttribute('aria-busy', 'true')
    if (!this.table.element.rows.length) setText(this.sentences, words.loading)
    const part = await this.fetch(round, 0)
    // Another round was chosen meanwhile.
    if (this.round !== round) return
    await this.showPart(part)
    if (this.round === round) this.element.removeAttribute('aria-busy')
  }

  /** @param part undefined: the server refused it and said why */
  private async showPart(part: TablePart | undefined): Promise<void> {
    const { result, sentences } = this
    if (!part) return setText(sentences, '')
    this.rows = part.rows
    this.next = part.next
    this.shown = Math.min(FIRST_ROWS, part.rows.length)
    this.draw()
    const { view } = part
    if (!view) return
    const said = typeOf(result.question).read(typed(result.question), view)
    // Nobody is to think that answers were lost.
    if (view.voters > 0 && part.rows.length === 0) said.push(words.keptBack)
    setText(sentences, said.join(' '))
    if (!this.picture.hidden) await this.drawPicture(view)
  }

  private draw(): void {
    const { rows, shown, more, next } = this
    const type = typeNameOf(this.result.question)
    const hasPercent = rows.some(({ percent }) => percent !== null)
    const hasRight = rows.some(({ isRight }) => isRight)
    const { element } = this.table
    element.hidden = rows.length === 0
    element.classList.toggle('of-four', hasPercent && hasRight)
    this.table.update({
      head: [
        words.columns[type],
        type === 'order' ? words.firstPlaces : words.votes,
        ...(hasPercent ? [words.percentHead] : []),
        ...(hasRight ? [words.right] : []),
      ],
      rows: rows
        .slice(0, shown)
        .map(({ label, votes, percent, isRight }) => [
          label,
          String(votes),
          ...(hasPercent ? [percent === null ? '' : words.percent(percent)] : []),
          ...(hasRight ? [isRight ? '✓' : ''] : []),
        ]),
    })
    const left = rows.length - shown
    more.hidden = left === 0 && next === null
    setText(more, next === null ? words.moreRows(left) : words.moreRowsThan)
  }

  private async showMore(): Promise<void> {
    const { round } = this
    const wanted = this.shown + MORE_ROWS
    while (this.rows.length < wanted && this.next !== null) {
      const part = await this.fetch(round, this.next)
      if (this.round !== round) return
      if (!part) break
      this.rows.push(...part.rows)
      this.next = part.next
    }
    const first = this.shown
    this.shown = Math.min(wanted, this.rows.length)
    this.draw()
    // Where nothing more can be asked for, the button is gone: the focus stays with what came.
    if (!this.more.hidden) return
    const row = this.table.element.tBodies[0]?.rows[first]
    row?.setAttribute('tabindex', '-1')
    row?.focus()
  }

  /** Without the part of the page that draws it, the table says all. */
  private async drawPicture(view: AnswerView): Promise<void> {
    const { result, round, picture } = this
    const part = await loadPart<typeof import('../console/typed-chart/main')>(byId('typed-chart')).catch(
      () => undefined,
    )
    if (!part) return
    this.chart ??= new part.TypedChart(picture, false)
    if (this.round !== round) return
    const { question, rounds } = result
    const earlier = round > 0 ? [rounds[round - 1]!] : []
    this.chart.update({
      poll: asPoll(question, { state: 'closed', posed: result.posed, shown: true, right: question.right }),
      right: question.right,
      counts: rounds[round] ?? {},
      earlier,
      answers: view,
    })
  }
}
