/** The axis under the columns of numbers: which part of the number line it covers, and its figures. */
import type { Bins } from '../question-types/histogram'
import type { HistogramPicture } from '../question-types/pictures/picture'
import { chartWords as words } from './chart-words'
import type { Drawing } from './drawing'
import type { Look, Place } from './look'
import { textWidth } from './text-width'

/** Columns of two rounds stand on the same axis where those of one are less than this many times as wide. */
const MAX_RATIO = 2.5

/** A part of the number line. */
export interface Axis {
  from: number
  to: number
}

/** The numbers that the columns of these pictures cover; undefined: they do not fit on one axis, or have none. */
export function axisOf(pictures: readonly HistogramPicture[]): Axis | undefined {
  const all = pictures.flatMap(({ bins }) => (bins ? [bins] : []))
  const widths = all.map(({ width }) => width)
  if (all.length === 0 || Math.max(...widths) > MAX_RATIO * Math.min(...widths)) return undefined
  return {
    from: Math.min(...all.map(({ from }) => from)),
    to: Math.max(...all.map(({ from, width, votes }) => from + width * votes.length)),
  }
}

export type At = (value: number) => number

export function drawAxis(
  drawing: Drawing,
  { bins, axis, decimals, shift }: { bins: Bins; axis: Axis; decimals: number; shift: number },
  { at, floor, look, place }: { at: At; floor: number; look: Look; place: Place },
): number {
  const { sizes, theme } = look
  const count = Math.round((axis.to - axis.from) / bins.width)
  const values = Array.from(
    { length: shift > 0 ? count : count + 1 },
    (_, index) => axis.from + index * bins.width,
  )
  const written = values.map(value => words.figure(value, Math.min(decimals, 6)))
  const widest = Math.max(...written.map(text => textWidth(text, sizes.small, false))) + sizes.small
  const step = Math.max(1, Math.ceil(widest / (place.width / Math.max(1, count))))
  const y = floor + sizes.small * 1.7
  for (const [index, value] of values.entries()) {
    if (index % step !== 0) continue
    const x = at(value + shift)
    drawing.line([x, floor], [x, floor + 4], { stroke: theme.outline, 'stroke-width': 2 })
    const isAtBegin = x - place.x < widest / 2
    const isAtEnd = place.x + place.width - x < widest / 2
    drawing.text([x, y], written[index]!, {
      size: sizes.small,
      weight: 400,
      fill: theme.soft,
      anchor: isAtBegin && shift === 0 ? 'start' : isAtEnd && shift === 0 ? 'end' : 'middle',
      isFigure: true,
      direction: 'ltr',
    })
  }
  return y + sizes.small * 0.4
}
