/** The presenter's private chart of all question types but one choice and several: loaded when the first is asked. */
import type { AnswerOptions } from '../../../../src/core/question-types/registry'
import { ResultTable } from '../../../question-types/table'
import { make, setText } from '../../../shared/dom'
import { orderPicture, scalePicture } from './bounded'
import { ColumnChart } from './columns'
import { numberPicture, textPicture, wordsPicture } from './open'
import type { ChartMoment, Picture } from './picture'
import { LEAST_ROWS, RowChart } from './rows'

const pictures: { [Name in AnswerOptions['type']]?: (moment: ChartMoment) => Picture } = {
  scale: scalePicture,
  order: orderPicture,
  number: numberPicture,
  text: textPicture,
  words: wordsPicture,
}

export class TypedChart {
  private readonly seen = make('div', 'typed-picture')
  private readonly main = make('p', 'main')
  private readonly facts = make('p', 'facts')
  private readonly columns = new ColumnChart()
  private readonly rows = new RowChart()
  private readonly table = new ResultTable()
  private picture: Picture | undefined

  /** @param hasTable whether a table for screen readers stands behind it; else one is beside it */
  constructor(place: HTMLElement, hasTable = true) {
    // Whoever does not see it has the table.
    this.seen.setAttribute('aria-hidden', 'true')
    this.seen.append(this.main, this.facts, this.columns.element, this.rows.element)
    place.append(this.seen)
    if (hasTable) {
      const heard = make('div', 'visually-hidden')
      heard.append(this.table.element)
      place.append(heard)
    }
    // The height is the stage's, which changes with the window.
    if (window.ResizeObserver) new ResizeObserver(() => this.drawRows()).observe(this.rows.element)
  }

  update(moment: ChartMoment): void {
    const picture = pictures[moment.poll.type]?.(moment)
    if (!picture) return
    this.picture = picture
    const { main, facts, columns, rows, table } = picture
    setText(this.main, main)
    // A line breaks between facts only.
    setText(this.facts, facts.map(fact => fact.replace(/ /g, '\u00a0')).join(' · '))
    this.columns.element.hidden = !columns
    this.rows.element.hidden = !rows
    if (columns) this.columns.update(columns)
    this.seen.classList.toggle('of-choices', rows?.[0]?.letter !== undefined)
    this.drawRows()
    this.table.update(table)
  }

  private drawRows(): void {
    const { picture } = this
    if (!picture?.rows) return
    this.rows.update(picture, picture.rows[0]?.letter === undefined ? this.room() : picture.rows.length)
  }

  /** How many rows of a list without end fit. */
  private room(): number {
    const { element } = this.rows
    const { fontSize } = getComputedStyle(document.documentElement)
    return Math.max(
      LEAST_ROWS,
      Math.floor((element.clientHeight / parseFloat(fontSize) - MORE_REM) / ROW_REM),
    )
  }
}

/** Heights in units of the text size (rem): of a row with the gap below it, and of the line below the rows. */
const ROW_REM = 2.25
const MORE_REM = 1.25
