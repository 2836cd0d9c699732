/** Draws bars in lozenges, as the pages do: cap, text, figures, and the bar that begins at the cap. */
import { scaleOf } from '../question-types/percentages'
import type { Bar, BarsPicture } from '../question-types/pictures/picture'
import { directionOf } from '../text/direction'
import { drawCap, drawRightMark } from './bar-marks'
import { chartWords as words } from './chart-words'
import { cleanLine } from './clean-text'
import { lozenge, type Box, type Drawing } from './drawing'
import { BASELINE, LINE_HEIGHT, type Look, type Place } from './look'
import { patternId } from './patterns'
import { linesOf } from './text-lines'
import { textWidth } from './text-width'
import { colourOf, mixed } from './theme'

const MAX_LINES = 5

/** Of the width of a row: how wide figures may be that stand beside the text. */
const MAX_FIGURES = 0.34

interface RowParts {
  bar: Bar
  before: Bar | undefined
  /** What stands in the column of figures, the larger line first. */
  figure: string
  detail: string
}

/** Returns where it ends. @param before the same of the round before */
export function drawBars(
  drawing: Drawing,
  picture: BarsPicture,
  before: BarsPicture | undefined,
  { place, look }: { place: Place; look: Look },
): number {
  const { sizes } = look
  const rows = picture.bars.map(bar => rowOf(bar, before))
  const scale = scaleOf([...picture.bars, ...(before?.bars ?? [])].map(({ share }) => share))
  const needed = Math.max(0, ...rows.map(row => figuresWidth(row, look)))
  const areBelow = needed > place.width * MAX_FIGURES
  let { y } = place
  // The mark of what is right stands on the upper edge of its row.
  if (rows[0]?.bar.right != null) y += sizes.gap / 2
  for (const row of rows) {
    y =
      drawRow(drawing, row, { place: { ...place, y }, look, scale, figures: areBelow ? 0 : needed }) +
      sizes.gap
  }
  if (picture.others > 0) {
    drawing.text([place.x + sizes.point, y + sizes.small], words.others(picture.others), {
      size: sizes.small,
      weight: 400,
      fill: look.theme.soft,
    })
    y += sizes.small * 2
  }
  return y - sizes.gap
}

function rowOf(bar: Bar, picture: BarsPicture | undefined): RowParts {
  const before = picture?.bars.find(({ letter, label }) => letter === bar.letter && label === bar.label)
  const { figure, detail } = bar
  if (!before) return { bar, before, figure, detail }
  const isSame = before.detail === detail && !/\d/.test(detail)
  return {
    bar,
    before,
    figure: `${before.figure} → ${figure}`,
    detail: isSame ? detail : `${before.detail} → ${detail}`,
  }
}

function figuresWidth({ figure, detail }: RowParts, { sizes }: Look): number {
  return Math.max(textWidth(figure, sizes.figure, true), textWidth(detail, sizes.small, false)) + sizes.point
}

interface RowPlace {
  place: Place
  look: Look
  scale: number
  /** The width of the column of figures; 0: they stand below the text. */
  figures: number
}

function drawRow(drawing: Drawing, { bar, before, figure, detail }: RowParts, at: RowPlace): number {
  const { place, look, scale, figures } = at
  const { sizes, theme, prefix } = look
  const hasLetter = bar.letter !== ''
  const from = place.x + (hasLetter ? sizes.cap : sizes.point)
  const textX = from + (hasLetter ? sizes.label * 0.75 : sizes.label * 0.3)
  const until = place.x + place.width - sizes.point
  const track = until - figures - from - (figures > 0 ? sizes.small * 0.5 : 0)
  const box = { width: track - (textX - from) - 4, size: sizes.label, isBold: true, most: MAX_LINES }
  const { lines, isShortened } = linesOf(bar.label, box)
  const lineHeight = sizes.label * LINE_HEIGHT
  const below = figures > 0 ? 0 : sizes.figure * LINE_HEIGHT
  const textHeight = lines.length * lineHeight + below
  const height = Math.max(sizes.row, textHeight + sizes.label * (before ? 1.7 : 1.3))
  const row: Box = { x: place.x, y: place.y, width: place.width, height }
  const colour = colourOf(theme, bar.letter)
  const title = isShortened ? cleanLine(bar.label) : undefined
  drawing.group(title, () => {
    drawing.polygon(lozenge(row, sizes.point), { fill: theme.lozenge })
    const length = (track * bar.share) / scale
    const tint: Box = { x: from, y: row.y, width: length, height }
    drawing.rect(tint, { fill: mixed(colour, theme.lozenge, theme.chosen) })
    if (hasLetter) drawing.rect(tint, { fill: `url(#${patternId(prefix, bar.letter)})`, opacity: 0.5 })
    drawing.rect({ ...tint, x: from + Math.max(0, length - 3), width: Math.min(3, length) }, { fill: colour })
    if (before) {
      const foot: Box = { x: from, y: row.y + height - 7, width: (track * before.share) / scale, height: 6 }
      drawing.rect(foot, { fill: colour, stroke: theme.lozenge, 'stroke-width': 1 })
    }
    if (hasLetter) drawCap(drawing, row, bar.letter, look)
    const isRight = bar.right !== null
    drawing.polygon(lozenge(row, sizes.point), {
      fill: 'none',
      stroke: isRight ? theme.right : theme.outline,
      'stroke-width': isRight ? 3 : 2,
      'stroke-linejoin': 'round',
    })
    const first = row.y + (height - textHeight) / 2 + lineHeight / 2 + sizes.label * BASELINE
    const direction = directionOf(bar.label)
    for (const [index, line] of lines.entries())
      drawing.text([textX, first + index * lineHeight], line, {
        size: sizes.label,
        weight: 600,
        fill: theme.ink,
        direction,
      })
    drawFigures(drawing, { figure, detail }, { row, look, textX, until, isBelow: figures === 0 })
    if (bar.right !== null) drawRightMark(drawing, bar.right, row, look)
  })
  return row.y + height
}

function drawFigures(
  drawing: Drawing,
  { figure, detail }: { figure: string; detail: string },
  {
    row,
    look,
    textX,
    until,
    isBelow,
  }: { row: Box; look: Look; textX: number; until: number; isBelow: boolean },
): void {
  const { sizes, theme } = look
  const large = {
    size: sizes.figure,
    weight: 700,
    fill: theme.ink,
    direction: 'ltr',
    isFigure: true,
  } as const
  const small = {
    size: sizes.small,
    weight: 400,
    fill: theme.soft,
    direction: 'ltr',
    isFigure: true,
  } as const
  if (isBelow) {
    const y = row.y + row.height - sizes.label * 0.75
    drawing.text([textX, y], figure, { ...large, size: sizes.label })
    const x = textX + textWidth(`${figure}  `, sizes.label, true)
    if (detail !== '') drawing.text([x, y], detail, small)
    return
  }
  const middle = row.y + row.height / 2
  const isAlone = detail === ''
  drawing.text([until, middle + (isAlone ? sizes.figure * BASELINE : -1)], figure, {
    ...large,
    anchor: 'end',
  })
  if (!isAlone) drawing.text([until, middle + sizes.small * 1.25], detail, { ...small, anchor: 'end' })
}
