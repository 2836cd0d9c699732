/** The elements of a row: a cap with a letter, the bars of two rounds, a text, figures, and the tabs on its edge. */
import { make } from '../dom'

export interface ChoiceRow {
  row: HTMLElement
  text: HTMLElement
  percent: HTMLElement
  before: HTMLElement
  count: HTMLElement
  own: HTMLElement
  right: HTMLElement
}

/** @param isButton whether it is to be tapped */
export function makeRow(letter: string, isButton: boolean): ChoiceRow {
  const row = make(isButton ? 'button' : 'div', 'choice')
  if (row instanceof HTMLButtonElement) {
    row.type = 'button'
    row.id = letter
  }
  row.dataset['letter'] = letter
  const cap = make('span', 'letter', letter)
  const bar = make('span', 'bar')
  const earlier = make('span', 'earlier')
  const text = make('span', 'text')
  const [figures, share] = [make('span', 'figures'), make('span', 'share')]
  const [before, percent, count] = [make('span', 'before'), make('b', 'percent'), make('span', 'count')]
  const tabs = make('span', 'tabs')
  const [own, right] = [make('span', 'tab own'), make('span', 'tab is-right')]
  share.append(before, percent)
  figures.append(share, count)
  tabs.append(own, right)
  for (const each of [cap, figures, before, percent, count]) each.translate = false
  // Figures are read from left to right in every language; whoever cannot see them has the table.
  figures.dir = 'ltr'
  if (isButton) figures.setAttribute('aria-hidden', 'true')
  row.append(cap, bar, earlier, text, figures, tabs)
  return { row, text, percent, before, count, own, right }
}
