/** Rows with a bar under their text: items, statements, words or answers. As many as there is room for. */
import { directionOf } from '../../../../src/core/text/direction'
import { make, setProperty, setText } from '../../../shared/dom'
import { directionOfAll } from '../../../shared/stage/answers'
import { resize } from './columns'
import type { Picture, Row } from './picture'
import { chartWords as words } from './words'

/** Where nothing limits the height, so many rows of a list without end are shown. */
export const LEAST_ROWS = 4

/** Characters of a figure, beyond which all rows keep more room for theirs. */
const MAX_SHORT_FIGURE = 4

export class RowChart {
  readonly element = make('div', 'row-chart')
  private readonly rows = make('div', 'rows')
  private readonly more = make('p', 'more')

  constructor() {
    this.element.append(this.rows, this.more)
  }

  /** @param room the rows that fit */
  update({ rows = [], rowCount = 0 }: Picture, room: number): void {
    const shown = rows.slice(0, room)
    const longest = Math.max(0, ...rows.map(({ figure }) => figure.length))
    this.element.classList.toggle('long-figures', longest > MAX_SHORT_FIGURE)
    // One direction for all: bars that began at both sides could not be compared.
    this.rows.dir = directionOfAll(rows.map(({ label }) => label))
    resize(this.rows, shown.length, newRow)
    shown.forEach((row, place) => draw(this.rows.children[place] as HTMLElement, row))
    setText(this.more, rowCount > shown.length ? words.more(rowCount - shown.length) : '')
  }
}

function newRow(): HTMLElement {
  const row = make('div', 'chart-row')
  const [cap, label, figure] = [make('span', 'row-cap'), make('span', 'label'), make('span', 'figure')]
  const small = make('span', 'small-columns')
  for (const each of [cap, label, figure, small]) each.translate = false
  for (const each of [figure, small]) each.dir = 'ltr'
  row.append(make('i', 'bar'), make('i', 'before'), cap, label, small, figure)
  return row
}

function draw(element: HTMLElement, row: Row): void {
  const [, , cap, label, small, figure] = element.children as unknown as HTMLElement[]
  const { letter = '', columns = [], share, before, isKeptBack = false, isRight = false } = row
  if (letter) element.dataset['letter'] = letter
  else delete element.dataset['letter']
  element.classList.toggle('kept-back', isKeptBack)
  element.classList.toggle('right', isRight)
  element.classList.toggle('two', before !== undefined)
  element.classList.toggle('with-columns', columns.length > 0)
  label!.dir = directionOf(row.label)
  setProperty(element, '--share', Math.min(1, share).toFixed(4))
  setProperty(element, '--before', Math.min(1, before ?? 0).toFixed(4))
  setText(cap!, letter)
  setText(label!, row.label)
  setText(figure!, row.figure)
  drawColumns(small!, columns)
}

function drawColumns(place: HTMLElement, votes: number[]): void {
  const most = Math.max(1, ...votes)
  resize(place, votes.length, () => make('i'))
  votes.forEach((count, at) =>
    setProperty(place.children[at] as HTMLElement, '--share', (count / most).toFixed(4)),
  )
}
