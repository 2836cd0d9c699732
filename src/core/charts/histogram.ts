/** Draws how many entered which number: columns on an axis of round numbers, with median, mean and what is right marked. */
import type { Bins } from '../question-types/histogram'
import type { HistogramPicture } from '../question-types/pictures/picture'
import type { Drawing } from './drawing'
import { axisOf, drawAxis, type At, type Axis } from './histogram-axis'
import { drawLegend, drawMark } from './histogram-legend'
import type { Look, Place } from './look'
import { textWidth } from './text-width'

/** Returns where it ends. @param common the same axis for all rounds that are compared; absent: its own */
export function drawHistogram(
  drawing: Drawing,
  picture: HistogramPicture,
  common: Axis | undefined,
  { place, look }: { place: Place; look: Look },
): number {
  const { bins, statistics, right, decimals } = picture
  const { sizes, theme } = look
  const axis = common ?? axisOf([picture])
  if (!bins || !statistics || !axis) return place.y
  const top = place.y + sizes.small * 2.4
  const floor = top + sizes.columns * 1.3
  const scale = place.width / (axis.to - axis.from)
  const at = (value: number) => place.x + Math.min(place.width, Math.max(0, (value - axis.from) * scale))
  // A column of one number has it in its middle, one of several begins at its first.
  const isOneEach = bins.width <= 10 ** -decimals
  const shift = isOneEach ? bins.width / 2 : 0
  drawColumns(drawing, bins, { at, top, floor, look })
  if (right && right.to >= axis.from && right.from <= axis.to) {
    const from = at(right.from + shift - (isOneEach ? bins.width / 2 : 0))
    const to = at(right.to + shift + (isOneEach ? bins.width / 2 : 0))
    const width = Math.max(4, to - from)
    drawing.rect(
      { x: from, y: top - 12, width, height: floor - top + 12 },
      { fill: theme.right, opacity: 0.22 },
    )
    drawing.rect({ x: from, y: top - 15, width, height: 3 }, { fill: theme.right })
  }
  drawing.line([place.x, floor], [place.x + place.width, floor], { stroke: theme.outline, 'stroke-width': 2 })
  for (const [value, isMedian] of [
    [statistics.mean, false],
    [statistics.median, true],
  ] as const) {
    const x = at(value + shift)
    drawing.line([x, top - 6], [x, floor], {
      stroke: theme.ink,
      'stroke-width': isMedian ? 2.5 : 1.5,
      'stroke-dasharray': isMedian ? undefined : '4 4',
    })
    drawMark(drawing, [x, top - 10], isMedian, look)
  }
  drawFigures(drawing, bins, { at, top, floor, look })
  const below = drawAxis(drawing, { bins, axis, decimals, shift }, { at, floor, look, place })
  return drawLegend(drawing, picture, { place: { ...place, y: below + sizes.small * 0.8 }, look })
}

function drawColumns(
  drawing: Drawing,
  bins: Bins,
  { at, top, floor, look }: { at: At; top: number; floor: number; look: Look },
): void {
  const { theme } = look
  for (const [index, votes] of bins.votes.entries()) {
    const x = at(bins.from + index * bins.width)
    const width = at(bins.from + (index + 1) * bins.width) - x
    const height = heightOf(votes, bins, { top, floor, look })
    drawing.rect({ x: x + 1, y: floor - height, width: Math.max(1, width - 2), height }, { fill: theme.fill })
  }
}

/** On top of all else: each is read, whatever line goes through it. */
function drawFigures(
  drawing: Drawing,
  bins: Bins,
  { at, top, floor, look }: { at: At; top: number; floor: number; look: Look },
): void {
  const { theme, sizes } = look
  for (const [index, votes] of bins.votes.entries()) {
    const [x, end] = [index, index + 1].map(place => at(bins.from + place * bins.width)) as [number, number]
    const figure = String(votes)
    if (votes === 0 || textWidth(figure, sizes.small, true) > end - x) continue
    const height = heightOf(votes, bins, { top, floor, look })
    drawing.text([(x + end) / 2, floor - height - 4], figure, {
      size: sizes.small,
      weight: 700,
      fill: theme.ink,
      halo: theme.ground,
      anchor: 'middle',
      isFigure: true,
      direction: 'ltr',
    })
  }
}

function heightOf(
  votes: number,
  bins: Bins,
  { top, floor, look }: { top: number; floor: number; look: Look },
): number {
  return ((floor - top - look.sizes.small * 1.6) * votes) / Math.max(1, ...bins.votes)
}
