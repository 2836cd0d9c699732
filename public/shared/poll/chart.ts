/** The chart of a tally: bars, and the same numbers as a table. Touches only what changed. */
import type { Counts } from '../../../src/core/protocol/poll'
import { percentsOf, shareOf, totalOf } from '../../../src/core/poll/percentages'
import { make, setProperty, setText } from '../dom'
import { words } from '../words'

interface Column {
  column: HTMLElement
  percent: HTMLElement
  count: HTMLElement
  cell: HTMLElement
  shift: HTMLElement
}

/** A bar with this share of the votes, or more, is as high as the chart. */
const FULL_SHARE = 0.5

export class Chart {
  private columns = new Map<string, Column>()

  /** @param bars gets a column a letter; @param rows gets a table row a letter, where there is a table */
  constructor(
    private readonly bars: HTMLElement,
    private readonly rows?: HTMLElement,
  ) {}

  /**
   * Draws these counts; makes new columns only when the letters have changed.
   * @param earlier the last round, drawn beside this one with the difference
   */
  update(counts: Counts, earlier?: Counts): void {
    const letters = Object.keys(counts)
    if (letters.join() !== [...this.columns.keys()].join()) this.build(letters)
    const total = totalOf(counts)
    const scale = Math.max(FULL_SHARE, ...letters.map(letter => shareOf(counts[letter] ?? 0, total)))
    this.bars.classList.toggle('compared', earlier !== undefined)
    const percents = percentsOf(counts)
    const percentsBefore = percentsOf(earlier ?? {})
    const totalBefore = totalOf(earlier ?? {})
    for (const [letter, { column, percent, count, cell, shift }] of this.columns) {
      const votes = counts[letter] ?? 0
      const height = (shareOf(votes, total) / scale).toFixed(4)
      setProperty(column, '--height', height)
      const before = Math.min(1, shareOf(earlier?.[letter] ?? 0, totalBefore) / scale)
      setProperty(column, '--before', before.toFixed(4))
      const [now = 0, then = 0] = [percents[letter], percentsBefore[letter]]
      setText(shift, earlier && total > 0 ? words.shift(now - then) : '')
      setText(percent, words.percent(now))
      setText(count, String(votes))
      setText(cell, earlier ? `${votes} (${words.before(then)})` : String(votes))
    }
  }

  private build(letters: string[]): void {
    this.bars.textContent = ''
    if (this.rows) this.rows.textContent = ''
    this.columns = new Map(letters.map(letter => [letter, this.buildColumn(letter)]))
  }

  private buildColumn(letter: string): Column {
    const column = make('div', 'column')
    column.dataset['letter'] = letter
    const figures = make('div', 'figures')
    const percent = make('b', 'percent')
    const count = make('span', 'count')
    const shift = make('span', 'shift')
    figures.append(shift, percent, count)
    column.append(make('div', 'earlier'), make('div', 'bar'), figures)
    this.bars.append(column)

    const row = make('tr')
    const head = make('th', '', letter)
    head.scope = 'row'
    const cell = make('td', 'number')
    row.append(head, cell)
    for (const figure of [figures, head, cell]) figure.translate = false
    this.rows?.append(row)
    return { column, percent, count, cell, shift }
  }
}

/** The tally as a sentence, for screen readers. */
export function tallySentence(counts: Counts): string {
  const total = totalOf(counts)
  const percents = percentsOf(counts)
  const parts = Object.entries(counts).map(([letter, votes]) =>
    words.tallyPart(letter, percents[letter] ?? 0, votes),
  )
  return words.tallyNow(parts, total)
}
