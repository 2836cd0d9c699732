/** The tally as a table, for screen readers: each choice with its text, votes, percentage, and what it had before. */
import type { Choice, Counts } from '../../../src/core/protocol/poll'
import { percentsOf } from '../../../src/core/question-types/percentages'
import { make, setText, written } from '../dom'
import { words } from '../words'
import { stageWords } from './words'

export class TallyTable {
  private key = ''

  constructor(
    private readonly table: HTMLElement,
    private readonly rows: HTMLElement,
  ) {}

  update(
    choices: Choice[],
    tally: { counts: Counts; earlier: Counts | undefined } | null,
    right: string | null,
  ): void {
    this.table.hidden = tally === null
    const key = JSON.stringify([choices, right])
    if (key !== this.key) {
      this.key = key
      this.rows.textContent = ''
      this.rows.append(
        ...choices.map(({ letter, text }) => rowOf(letter, text, right?.includes(letter) === true)),
      )
    }
    const percents = percentsOf(tally?.counts ?? {})
    const before = tally?.earlier && percentsOf(tally.earlier)
    choices.forEach(({ letter }, index) => {
      const [votes, percent, then] = this.rows.children[index]!.querySelectorAll('td')
      setText(votes!, String(tally?.counts[letter] ?? 0))
      setText(percent!, words.percent(percents[letter] ?? 0))
      setText(then!, before ? words.percent(before[letter] ?? 0) : '')
    })
  }
}

function rowOf(letter: string, text: string, isRight: boolean): HTMLElement {
  const row = make('tr')
  const head = make('th')
  head.scope = 'row'
  head.append(written('b', '', letter), ' ', written('span', '', text), isRight ? ` ${stageWords.right}` : '')
  row.append(head, make('td', 'number'), make('td'), make('td'))
  for (const cell of row.querySelectorAll('td')) cell.translate = false
  return row
}
