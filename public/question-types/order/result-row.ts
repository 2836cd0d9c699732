/** A row of an order's result on phones: an item as choices have it, with its figures and two places. */
import { directionOf } from '../../../src/core/text/direction'
import { setProperty, setText } from '../../shared/dom'
import { makeRow, type ChoiceRow } from '../../shared/poll/choice-row'
import { orderWords as words } from './words'

/** What a row shows of an item. */
export interface Figures {
  letter: string
  /** Of the whole row. */
  bar: number
  before: number
  value: string
  valueBefore: string
  note: string
}

export class ResultRow {
  private readonly parts: ChoiceRow

  constructor(letter: string) {
    this.parts = makeRow(letter, false)
    this.parts.text.translate = false
  }

  get element(): HTMLElement {
    return this.parts.row
  }

  update(text: string, figures: Figures, ownPlace: number, rightPlace: number): void {
    const { row, text: name, before, percent, count, own, right } = this.parts
    setText(name, text)
    row.dir = directionOf(text)
    setProperty(row, '--bar', figures.bar.toFixed(4))
    setProperty(row, '--before', figures.before.toFixed(4))
    setText(before, figures.valueBefore && `${figures.valueBefore} → `)
    setText(percent, figures.value)
    setText(count, figures.note)
    own.hidden = ownPlace === 0
    setText(own, ownPlace === 0 ? '' : words.yours(ownPlace))
    right.hidden = rightPlace === 0
    setText(right, rightPlace === 0 ? '' : words.isRight(rightPlace))
  }
}
