/** Draws words as large as they are frequent, line by line from the most frequent on: nothing lies over anything. */
import type { CloudPicture } from '../question-types/pictures/picture'
import { LETTERS } from '../question-types/letters'
import { chartWords as words } from './chart-words'
import { cleanLine } from './clean-text'
import type { Drawing } from './drawing'
import type { Look, Place } from './look'
import { linesOf } from './text-lines'
import { textWidth } from './text-width'
import { colourOf } from './theme'

/** Bold letters from this size on are large: the colours of the letters suffice for them. */
const SMALLEST = 19
const LARGEST = 58
const LARGEST_NARROW = 38

interface Placed {
  text: string
  votes: string
  size: number
  width: number
  colour: string
}

/** Returns where it ends. */
export function drawWords(
  drawing: Drawing,
  picture: CloudPicture,
  { place, look }: { place: Place; look: Look },
): number {
  const { sizes, theme } = look
  const most = Math.max(1, ...picture.words.map(({ votes }) => votes))
  const placed = picture.words.map((word, index) => placedWord(word, most, { index, place, look }))
  let { y } = place
  for (const line of linesFrom(placed, place.width, sizes.small)) {
    const height = Math.max(...line.map(({ size }) => size))
    const width = line.reduce((sum, each) => sum + each.width, 0) + (line.length - 1) * sizes.small
    const baseline = y + height
    let x = place.x + Math.max(0, (place.width - width) / 2)
    for (const word of line) {
      const own = word.width - textWidth(word.votes, sizes.small, false) - 4
      drawing.text([x, baseline], word.text, {
        size: word.size,
        weight: 700,
        fill: word.colour,
      })
      drawing.text([x + own + 4, baseline], word.votes, {
        size: sizes.small,
        weight: 400,
        fill: theme.soft,
        direction: 'ltr',
        isFigure: true,
      })
      x += word.width + sizes.small
    }
    y = baseline + height * 0.32 + 4
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

function placedWord(
  { text, votes }: { text: string; votes: number },
  most: number,
  { index, place, look }: { index: number; place: Place; look: Look },
): Placed {
  const { sizes, theme } = look
  const largest = sizes.isNarrow ? LARGEST_NARROW : LARGEST
  const count = String(votes)
  const room = place.width - textWidth(count, sizes.small, false) - 4
  const wanted = SMALLEST + (largest - SMALLEST) * Math.sqrt((votes - 1) / Math.max(1, most - 1))
  const whole = cleanLine(text)
  const size = Math.max(
    SMALLEST,
    Math.min(wanted, (wanted * room) / Math.max(1, textWidth(whole, wanted, true))),
  )
  const [line = ''] = linesOf(whole, { width: room, size, isBold: true, most: 1 }).lines
  const width = textWidth(line, size, true) + 4 + textWidth(count, sizes.small, false)
  return { text: line, votes: count, size, width, colour: colourOf(theme, LETTERS[index % 8]!) }
}

function linesFrom(all: readonly Placed[], width: number, gap: number): Placed[][] {
  const lines: Placed[][] = []
  let filled = Infinity
  for (const word of all) {
    if (filled + gap + word.width > width) {
      lines.push([])
      filled = -gap
    }
    lines[lines.length - 1]!.push(word)
    filled += gap + word.width
  }
  return lines
}
