/** The tally as a table, for screen readers and for whoever prefers numbers: a row for each choice. */
import type { Counts, Poll } from '../../../src/core/protocol/poll'
import { percentsOf } from '../../../src/core/question-types/percentages'
import { make, setText, written } from '../dom'
import { words } from '../words'

/** What of a poll the table shows. */
export type TablePoll = Pick<Poll, 'choices' | 'earlier' | 'right'>

/** In the order of the columns: votes, percent, before, marks. */
const CELLS = 4

export class TallyTable {
  private shown = ''
  private cells = new Map<string, HTMLElement[]>()

  constructor(
    private readonly table: HTMLElement,
    private readonly rows: HTMLElement,
  ) {}

  /** Draws these counts, or hides the table. `own`: the letter or letters of the own vote. */
  update({ choices, earlier, right }: TablePoll, counts: Counts | null, own: string | null): void {
    this.table.hidden = counts === null
    if (!counts) return
    const now = JSON.stringify(choices)
    if (now !== this.shown) this.build(choices)
    this.shown = now
    const before = earlier[earlier.length - 1]
    const [percents, percentsBefore] = [percentsOf(counts), percentsOf(before ?? {})]
    for (const { letter } of choices) {
      const marks = [right?.includes(letter) && words.tabs.right, own?.includes(letter) && words.tabs.yours]
      const texts = [
        String(counts[letter] ?? 0),
        words.percent(percents[letter] ?? 0),
        before ? words.percent(percentsBefore[letter] ?? 0) : '',
        marks.filter(Boolean).join(', '),
      ]
      this.cells.get(letter)!.forEach((cell, index) => setText(cell, texts[index]!))
    }
  }

  private build(choices: Poll['choices']): void {
    this.rows.textContent = ''
    this.cells.clear()
    for (const { letter, text } of choices) {
      const row = make('tr')
      const head = make('th')
      head.scope = 'row'
      const sign = make('b', '', letter)
      head.append(sign, ' ', written('span', '', text))
      const cells = Array.from({ length: CELLS }, () => make('td'))
      for (const figure of [sign, ...cells.slice(0, -1)]) figure.translate = false
      row.append(head, ...cells)
      this.rows.append(row)
      this.cells.set(letter, cells)
    }
  }
}
