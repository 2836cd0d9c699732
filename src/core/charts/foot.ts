/** Draws the foot of a chart: how many voted, as a line that fills, and which rounds it shows. */
import { chartWords as words } from './chart-words'
import type { Drawing } from './drawing'
import type { Look, Place } from './look'
import { textWidth } from './text-width'

export interface Foot {
  voted: number
  /** undefined: nobody knows how many were there. */
  present: number | undefined
  /** Stand at the other side. */
  notes: readonly string[]
}

/** Returns where it ends. */
export function drawFoot(
  drawing: Drawing,
  { place, look }: { place: Place; look: Look },
  { voted, present, notes }: Foot,
): number {
  const { sizes, theme } = look
  const line = { x: place.x, y: place.y + sizes.gap * 1.3, width: place.width, height: 4 }
  drawing.rect(line, { fill: theme.hairline, rx: 2 })
  const share = present ? Math.min(1, voted / present) : 0
  drawing.rect({ ...line, width: place.width * share }, { fill: theme.fill, rx: 2 })
  const turnout = voted === 0 ? words.nobody : words.voted(voted, present)
  const note = notes.join(' · ')
  let y = line.y + sizes.small * 1.8
  drawing.text([place.x, y], turnout, { size: sizes.small, weight: 600, fill: theme.ink, direction: 'ltr' })
  if (note === '') return y
  const needed = textWidth(turnout, sizes.small, true) + textWidth(note, sizes.small, false) + sizes.small * 2
  if (needed > place.width) y += sizes.small * 1.5
  const isBelow = needed > place.width
  drawing.text([isBelow ? place.x : place.x + place.width, y], note, {
    size: sizes.small,
    weight: 400,
    fill: theme.soft,
    anchor: isBelow ? 'start' : 'end',
    direction: 'ltr',
  })
  return y
}
