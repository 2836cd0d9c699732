/** A result as a table, for screen readers and for whoever prefers numbers. */
import { make, written } from '../shared/dom'
import { typeWords } from './words'

export class ResultTable {
  readonly element = make('table', 'result-table')
  private drawn = ''

  /** @param head the heads of the columns @param rows their cells, the first of which names the row */
  update({ head, rows }: { head: string[]; rows: string[][] }): void {
    const now = JSON.stringify([head, rows])
    if (now === this.drawn) return
    this.drawn = now
    const titles = make('tr')
    titles.append(...head.map(text => columnHead(text)))
    const [top, body] = [make('thead'), make('tbody')]
    top.append(titles)
    body.append(...rows.map(rowOf))
    this.element.textContent = ''
    this.element.append(make('caption', '', typeWords.table.caption), top, body)
  }
}

function columnHead(text: string): HTMLElement {
  const cell = make('th', '', text)
  cell.scope = 'col'
  return cell
}

function rowOf([name = '', ...figures]: string[]): HTMLElement {
  const row = make('tr')
  const head = written('th', '', name)
  head.scope = 'row'
  const cells = figures.map(figure => make('td', '', figure))
  for (const cell of cells) cell.translate = false
  row.append(head, ...cells)
  return row
}
