/** Draws the marks of median and mean, and below the columns what they mean. */
import type { HistogramPicture } from '../question-types/pictures/picture'
import { chartWords as words, withUnit } from './chart-words'
import { lozenge, type Drawing } from './drawing'
import { BASELINE, type Look, type Place } from './look'
import { textWidth } from './text-width'

/** A lozenge: filled for the median, hollow for the mean. */
export function drawMark(
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
export function drawLegend(
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
