/** Draws how often each point of a scale was given, as columns with the mean marked on their axis. */
import { oneDecimal } from '../question-types/figures'
import { wholePercents } from '../question-types/percentages'
import type { Points, PointsPicture } from '../question-types/pictures/picture'
import { directionOf } from '../text/direction'
import { chartWords as words, percentFigure } from './chart-words'
import { cleanLine } from './clean-text'
import type { Drawing } from './drawing'
import { BASELINE, LINE_HEIGHT, type Look, type Place } from './look'
import { patternId } from './patterns'
import { linesOf } from './text-lines'
import { textWidth } from './text-width'
import { colourOf, mixed } from './theme'

const MAX_LINES = 3
/** Of the width of a column with its space. */
const COLUMN = 0.72

/** Returns where it ends. @param before the same of the round before */
export function drawPoints(
  drawing: Drawing,
  picture: PointsPicture,
  before: PointsPicture | undefined,
  { place, look }: { place: Place; look: Look },
): number {
  let { y } = place
  for (const [index, scale] of picture.scales.entries()) {
    const earlier = before?.scales[index]
    y = drawScale(drawing, picture, [scale, earlier], { place: { ...place, y }, look }) + look.sizes.gap * 1.5
  }
  return y - look.sizes.gap * 1.5
}

function drawScale(
  drawing: Drawing,
  picture: PointsPicture,
  [scale, before]: [Points, Points | undefined],
  { place, look }: { place: Place; look: Look },
): number {
  const { sizes, theme } = look
  const y = drawHead(drawing, [scale, before], { place, look })
  const shares = sharesOf(scale)
  const earlier = before && sharesOf(before)
  const largest = Math.max(0.01, ...shares, ...(earlier ?? []))
  const height = picture.scales.length > 1 ? sizes.columns * 0.6 : sizes.columns
  const top = y + sizes.small * 1.6
  const floor = top + height
  const slot = place.width / shares.length
  const column = Math.min(slot * COLUMN, 90)
  const percents = wholePercents(scale.votes)
  const colour = colourOf(theme, scale.letter)
  const hasPercents = slot > textWidth(percentFigure(100), sizes.small, true) + 2
  drawing.line([place.x, floor], [place.x + place.width, floor], { stroke: theme.outline, 'stroke-width': 2 })
  for (const [index, share] of shares.entries()) {
    const middle = place.x + slot * (index + 0.5)
    const own = { height: (height * share) / largest, width: earlier ? column / 2 - 1 : column }
    const x = earlier ? middle + 1 : middle - column / 2
    if (earlier) {
      const old = (height * earlier[index]!) / largest
      const box = { x: middle - column / 2, y: floor - old, width: own.width, height: old }
      drawing.rect(box, { fill: mixed(colour, theme.lozenge, theme.chosen) })
    }
    const box = { x, y: floor - own.height, width: own.width, height: own.height }
    drawing.rect(box, { fill: colour })
    if (scale.letter !== '') drawing.rect(box, { fill: `url(#${patternId(look.prefix, scale.letter)})` })
    const figure = hasPercents ? percentFigure(percents[index]!) : String(scale.votes[index])
    const text = {
      weight: 700,
      size: sizes.small,
      fill: theme.ink,
      anchor: 'middle',
      isFigure: true,
    } as const
    drawing.text([earlier ? x + own.width / 2 : middle, floor - own.height - 5], figure, text)
    const point = String(picture.from + index)
    const below = floor + sizes.small * 1.9
    drawing.text([middle, below], point, { ...text, size: sizes.label })
    if (hasPercents)
      drawing.text([middle, below + sizes.small * 1.3], String(scale.votes[index]), {
        ...text,
        weight: 400,
        fill: theme.soft,
      })
  }
  const meanAt = (mean: number) => place.x + slot * (mean - picture.from + 0.5)
  if (before?.mean != null) drawMean(drawing, [meanAt(before.mean), floor], look, true)
  if (scale.mean !== null) drawMean(drawing, [meanAt(scale.mean), floor], look, false)
  const bottom = floor + sizes.small * (hasPercents ? 3.6 : 2.3)
  return drawEnds(drawing, picture, { place: { ...place, y: bottom }, look })
}

/** The statement, if it is one, and the mean. */
function drawHead(
  drawing: Drawing,
  [scale, before]: [Points, Points | undefined],
  { place, look }: { place: Place; look: Look },
): number {
  const { sizes, theme } = look
  const voters = scale.votes.reduce((sum, count) => sum + count, 0)
  const means = [before, scale].flatMap(each => (each?.mean == null ? [] : [oneDecimal(each.mean)]))
  const mean = means.length === 0 ? words.nobody : `${words.mean(means.join(' → '))} (${voters})`
  const meanWidth = textWidth(mean, sizes.small, true) + sizes.small * 2
  const indent = scale.letter === '' ? 0 : sizes.label * 1.5
  const box = { width: place.width - indent - meanWidth, size: sizes.label, isBold: true, most: MAX_LINES }
  const { lines, isShortened } = linesOf(scale.label, box)
  const lineHeight = sizes.label * LINE_HEIGHT
  const baseline = place.y + lineHeight / 2 + sizes.label * BASELINE
  drawing.group(isShortened ? cleanLine(scale.label) : undefined, () => {
    const style = { size: sizes.label, weight: 600, fill: theme.ink, direction: directionOf(scale.label) }
    if (scale.letter !== '')
      drawing.text([place.x, baseline], scale.letter, { ...style, weight: 800, direction: 'ltr' })
    for (const [index, line] of lines.entries())
      drawing.text([place.x + indent, baseline + index * lineHeight], line, style)
  })
  drawing.text([place.x + place.width, baseline], mean, {
    size: sizes.small,
    weight: 700,
    fill: theme.soft,
    anchor: 'end',
    direction: 'ltr',
  })
  return place.y + Math.max(1, lines.length) * lineHeight
}

function drawMean(
  drawing: Drawing,
  [x, y]: readonly [number, number],
  { sizes, theme }: Look,
  isBefore: boolean,
) {
  const half = sizes.small * 0.5
  const corners = [
    [x, y + 1],
    [x + half, y + half * 1.7],
    [x - half, y + half * 1.7],
  ] as const
  drawing.polygon(corners, {
    fill: isBefore ? theme.lozenge : theme.ink,
    stroke: theme.ink,
    'stroke-width': 1.5,
  })
}

function drawEnds(drawing: Drawing, { ends }: PointsPicture, { place, look }: { place: Place; look: Look }) {
  const { sizes, theme } = look
  const width = place.width / 2 - sizes.small
  let lowest = place.y
  for (const [index, end] of ends.entries()) {
    const { lines } = linesOf(end, { width, size: sizes.small, isBold: false, most: 2 })
    for (const [row, line] of lines.entries())
      drawing.text([place.x + index * place.width, place.y + (row + 0.9) * sizes.small * LINE_HEIGHT], line, {
        size: sizes.small,
        weight: 400,
        fill: theme.soft,
        anchor: index === 0 ? 'start' : 'end',
        direction: directionOf(end),
      })
    lowest = Math.max(lowest, place.y + lines.length * sizes.small * LINE_HEIGHT + 4)
  }
  return lowest
}

function sharesOf({ votes }: Points): number[] {
  const voters = votes.reduce((sum, count) => sum + count, 0)
  return votes.map(count => count / Math.max(1, voters))
}
