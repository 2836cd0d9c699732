/** The paragraph beside something that says who has reported it. */
import { make, setText } from '../dom'

/** Writes it into the paragraph of this element, which gets one at first; an empty sentence hides it. */
export function markReported(element: HTMLElement, sentence: string): void {
  const mark = element.querySelector<HTMLElement>('.reported') ?? make('p', 'reported')
  if (!mark.parentElement) element.append(mark)
  setText(mark, sentence)
  mark.hidden = sentence === ''
}
