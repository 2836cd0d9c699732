/** Fills a choice among the letters of a question. */
import { make } from '../dom'

/** Fills a select with "none" and these letters; keeps what is chosen where it still exists. */
export function fillLetters(select: HTMLSelectElement, letters: string[], none: string): void {
  const known = [...select.options].map(option => option.value).join('')
  if (select.options.length > 0 && known === letters.join('')) return
  const { value } = select
  select.textContent = ''
  for (const letter of ['', ...letters]) {
    const option = make('option', '', letter || none)
    option.value = letter
    option.translate = letter === ''
    select.append(option)
  }
  select.value = letters.includes(value) ? value : ''
}
