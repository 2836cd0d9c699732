/** A link to where in the text something was found. */
import { make, written } from '../../shared/dom'
import type { Place } from './items'
import { importWords as words } from './words'

export interface PlaceCallbacks {
  /** Leads to the line of the text. */
  shown: (place: Place) => void
  /** The quote of a line; undefined: its text is not there. */
  quote: (place: Place) => string | undefined
}

/** Leads to a place of the text by its line and what stands there. */
export function placeLink(place: Place, { quote, shown }: PlaceCallbacks): HTMLElement {
  const text = quote(place)
  const name = words.place(place)
  if (place.file) return make('span', 'where', `${name}:`)
  const link = make('button', 'link where', `${name}: `)
  link.type = 'button'
  // Not `q`: a press on its marks would miss the button.
  const quoted = written('span', '', text ? words.quoted(text) : '')
  quoted.translate = false
  if (text) link.append(quoted)
  link.addEventListener('click', () => shown(place))
  return link
}
