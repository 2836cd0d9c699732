/** The button that opens the questions: how many there are, and whether there is news about an own one. */
import { make } from '../shared/dom'
import { asksWords as words } from './words'

export function drawOpener(opener: HTMLElement, count: number, isMarked: boolean): void {
  const mark = make('span', 'asks-mark', isMarked ? words.marked : '')
  const spoken = (isMarked ? words.markedSpoken : '') + (count ? words.countSpoken(count) : '')
  const figure = make('span', '', count ? words.count(count) : '')
  mark.setAttribute('aria-hidden', 'true')
  figure.setAttribute('aria-hidden', 'true')
  opener.replaceChildren(words.button, figure, mark, make('span', 'visually-hidden', spoken))
  opener.classList.toggle('marked', isMarked)
}
