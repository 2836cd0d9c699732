/** Draws words as large as they are frequent, line by line from the most frequent on: nothing lies over anything. */
import type { CloudPicture } from '../question-types/pictures/picture'
import { LETTERS } from '../question-types/letters'
import { chartWords as words } from './chart-words'
import { cleanLine } from './clean-text'
import type { Drawing } from './drawing'
import type { Look, Place, Sizes } from './look'
import { linesOf } from './text-lines'
import { textWidth } from './text-width'
import { colourOf } from './theme'

/** Bold letters from this size on are large: the colours of the letters suffice for them. */
const SMALLEST = 19
/** Of the most frequent word, tried one after the other until all fit. */
const LARGEST = [60, 50, 42, 35, 29, 24, SMALLEST]
const LARGEST_NARROW = LARGEST.slice(3)
/** Of the width: how high a cloud is at most, where that can be. */
const HEIGHT = { wide: 0.7, narrow: 1.3 }
const COLOURS = 8

interface Placed {
  text: string
  votes: string
  size: number
  width: number
  colour: string
}

/** Returns where it ends. */
export function drawCloud(
  drawing: Drawing,
  picture: CloudPicture,
  { place, look }: { place: Place; look: Look },
): number {
  const { sizes, theme } = look
  let { y } = place
  for (const line of fittingLines(picture, place, look)) {
    const baseline = y + heightOf(line) * 0.8
    const gap = gapOf(sizes)
    let x = place.x + Math.max(0, (place.width - lineWidth(line, gap)) / 2)
    for (const { text, votes, size, width, colour } of line) {
      const figure = { text: votes, size: sizes.small, fill: theme.soft }
      drawing.text([x + width / 2, baseline], text, {
        size,
        weight: 700,
        fill: colour,
        anchor: 'middle',
        figure,
      })
      x += width + gap
    }
    y += heightOf(line) * 1.14
  }
  if (picture.others === 0) return y
  drawing.text([place.x + place.width / 2, y + sizes.small * 1.4], words.others(picture.others), {
    size: sizes.small,
    weight: 400,
    fill: theme.soft,
    anchor: 'middle',
  })
  return y + sizes.small * 2
}

/** Words of the largest size with which all have room; as small as can be read where they do not. */
function fittingLines(picture: CloudPicture, place: Place, look: Look): Placed[][] {
  const { isNarrow } = look.sizes
  const most = place.width * (isNarrow ? HEIGHT.narrow : HEIGHT.wide)
  const tried = isNarrow ? LARGEST_NARROW : LARGEST
  let lines: Placed[][] = []
  for (const largest of tried) {
    const placed = picture.words.map((word, index) =>
      placedWord(word, index, { picture, largest, place, look }),
    )
    lines = linesFrom(placed, place.width, gapOf(look.sizes))
    if (lines.reduce((sum, line) => sum + heightOf(line) * 1.14, 0) <= most) break
  }
  return lines
}

function placedWord(
  { text, votes }: { text: string; votes: number },
  index: number,
  { picture, largest, place, look }: { picture: CloudPicture; largest: number; place: Place; look: Look },
): Placed {
  const { sizes, theme } = look
  const most = Math.max(1, ...picture.words.map(each => each.votes))
  const count = String(votes)
  const countWidth = textWidth(`\u00a0${count}`, sizes.small, false)
  const room = place.width - countWidth
  const wanted = SMALLEST + (largest - SMALLEST) * Math.sqrt((votes - 1) / Math.max(1, most - 1))
  const whole = cleanLine(text)
  const size = Math.max(
    SMALLEST,
    Math.min(wanted, (wanted * room) / Math.max(1, textWidth(whole, wanted, true))),
  )
  const [line = ''] = linesOf(whole, { width: room, size, isBold: true, most: 1 }).lines
  const width = textWidth(line, size, true) + countWidth
  return { text: line, votes: count, size, width, colour: colourOf(theme, LETTERS[index % COLOURS]!) }
}

function linesFrom(all: readonly Placed[], width: number, gap: number): Placed[][] {
  const lines: Placed[][] = []
  for (const word of all) {
    const line = lines[lines.length - 1]
    if (line && lineWidth([...line, word], gap) <= width) line.push(word)
    else lines.push([word])
  }
  return lines
}

function lineWidth(line: readonly Placed[], gap: number): number {
  return line.reduce((sum, { width }) => sum + width, (line.length - 1) * gap)
}

function heightOf(line: readonly Placed[]): number {
  return Math.max(...line.map(({ size }) => size))
}

function gapOf({ small }: Sizes): number {
  return small * 0.7
}
