/** Draws what marks a bar: the cap with its letter, and the sign that it is right. */
import { lozenge, type Box, type Drawing } from './drawing'
import { BASELINE, type Look } from './look'
import { patternId } from './patterns'
import { textWidth } from './text-width'
import { colourOf } from './theme'

export function drawCap(
  drawing: Drawing,
  { x, y, height }: Box,
  letter: string,
  { sizes, theme, prefix }: Look,
): void {
  const { cap, point } = sizes
  const middle = y + height / 2
  const corners = [
    [x, middle],
    [x + point, y],
    [x + cap, y],
    [x + cap, y + height],
    [x + point, y + height],
  ] as const
  const colour = colourOf(theme, letter)
  const centre = [x + point * 0.2 + cap / 2, middle] as const
  drawing.polygon(corners, { fill: colour })
  drawing.polygon(corners, { fill: `url(#${patternId(prefix, letter)})` })
  // The pattern fades out behind the letter.
  drawing.circle(centre, cap * 0.34, { fill: colour, opacity: 0.55 })
  drawing.circle(centre, cap * 0.26, { fill: colour })
  drawing.text([centre[0], middle + sizes.label * 1.4 * BASELINE], letter, {
    size: sizes.label * 1.4,
    weight: 800,
    fill: theme.onLetter,
    anchor: 'middle',
  })
}

/** A small lozenge on the upper edge of the row. */
export function drawRightMark(drawing: Drawing, text: string, row: Box, { sizes, theme }: Look): void {
  const height = sizes.small * 1.5
  const tick = sizes.small * 0.8
  const width = textWidth(text, sizes.small, true) + tick + sizes.small * 2.6
  const x = row.x + sizes.cap + sizes.small
  const box: Box = { x, y: row.y - height / 2, width, height }
  drawing.polygon(lozenge(box, height * 0.4), { fill: theme.right })
  drawing.tick([x + sizes.small * 0.9 + tick / 2, row.y], tick, theme.onRight)
  drawing.text([x + sizes.small * 1.4 + tick, row.y + sizes.small * BASELINE], text, {
    size: sizes.small,
    weight: 700,
    fill: theme.onRight,
    direction: 'ltr',
  })
}
