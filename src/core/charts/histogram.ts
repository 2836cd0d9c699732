/** Draws how many entered which number: columns on an axis of round numbers, with median, mean and what is right marked. */
import type { Bins } from '../question-types/histogram'
import type { HistogramPicture } from '../question-types/pictures/picture'
import { chartWords as words, withUnit } from './chart-words'
import { lozenge, type Drawing } from './drawing'
import { BASELINE, type Look, type Place } from './look'
import { textWidth } from './text-width'

/** Columns of two rounds stand on the same axis where those of one are not so many times as wide. */
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

type At = (value: number) => number

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

function drawAxis(
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

/** A lozenge: filled for the median, hollow for the mean. */
function drawMark(
  drawing: Drawing,
  [x, y]: readonly [number, number],
  isMedian: boolean,
  { sizes, theme }: Look,
) {
  const half = sizes.small * 0.5
  const box = { x: x - half, y: y - half, width: half * 2, height: half * 2 }
  drawing.polygon(lozenge(box, half), {
    fill: isMedian ? theme.ink : theme.ground,
    stroke: theme.ink,
    'stroke-width': 1.5,
  })
}

/** What the marks mean, with their figures; in as many lines as they need. */
function drawLegend(
  drawing: Drawing,
  picture: HistogramPicture,
  { place, look }: { place: Place; look: Look },
): number {
  const { sizes, theme } = look
  const { statistics, right, unit, decimals, bins } = picture
  if (!statistics || !bins) return place.y
  const entered = (value: number) => withUnit(words.figure(value, decimals), unit)
  const statistic = (value: number) => withUnit(words.statisticFigure(value, decimals), unit)
  const mark = (isMedian: boolean) => (x: number, y: number) => drawMark(drawing, [x, y], isMedian, look)
  const items: [text: string, draw?: (x: number, y: number) => void][] = [
    [words.median(statistic(statistics.median)), mark(true)],
    [words.mean(statistic(statistics.mean)), mark(false)],
    [words.fromTo(entered(statistics.min), entered(statistics.max))],
  ]
  if (bins.below + bins.above > 0) items.push([words.farOff(bins.below, bins.above)])
  if (right) {
    const text = words.rightBand(entered(right.from), entered(right.to), Math.round(right.share * 100))
    items.push([text, (x, y) => drawing.tick([x, y], sizes.small * 0.8, theme.right)])
  }
  let [x, y] = [place.x, place.y + sizes.label * LINE]
  for (const [text, draw] of items) {
    const markWidth = draw ? sizes.small * 1.6 : 0
    const width = markWidth + textWidth(text, sizes.small, true)
    if (x > place.x && x + width > place.x + place.width) [x, y] = [place.x, y + sizes.label * LINE]
    draw?.(x + sizes.small * 0.6, y - sizes.small * BASELINE)
    drawing.text([x + markWidth, y], text, {
      size: sizes.small,
      weight: 600,
      fill: theme.ink,
      direction: 'ltr',
    })
    x += width + sizes.small * 1.8
  }
  return y + sizes.small * 0.5
}

const LINE = 1.4
