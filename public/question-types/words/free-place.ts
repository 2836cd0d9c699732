/**
 * Finds a free place in a cloud, by the rectangles of the letters: it reads no pixels, which some browsers falsify.
 */

/** What a word needs, in ems. */
export interface Shape {
  width: number
  /** Above and below the line on which the letters stand. */
  ascent: number
  descent: number
}

export interface Box {
  width: number
  height: number
  /** The smallest letters that are read from the last row. */
  least: number
}

export interface Rectangle {
  left: number
  right: number
  top: number
  bottom: number
}

/** The gap around a word, in units, and in ems on top. */
export const GAP = { x: 0.7, y: 0.35, em: 0.07 }
/** How far the rings of the search are from each other, and its steps on a ring, in units. */
const RING = 1.3
/** Of sums of fractions; in units, invisible. */
const ROUNDING = 1e-6

/** The first free place on a spiral around this one. */
export function freePlace(
  start: { x: number; y: number },
  half: { x: number; y: number },
  { width, height }: Box,
  taken: readonly Rectangle[],
  turn: number,
): { x: number; y: number } | undefined {
  const stretch = Math.max(1, width / height)
  // A word that is nearly as wide or as high as the box would jump over the only place it can have.
  const isFull = { x: width - 2 * half.x < RING * stretch, y: height - 2 * half.y < RING }
  const furthest = Math.SQRT2 * Math.max(height, width / stretch)
  let hit: Rectangle | undefined
  for (let angle = 0, radius = 0; radius < furthest; angle += RING / Math.max(RING, radius)) {
    radius = (RING * angle) / (2 * Math.PI)
    const x = isFull.x ? width / 2 : start.x + turn * stretch * radius * Math.cos(angle)
    const y = isFull.y ? height / 2 : start.y + radius * Math.sin(angle)
    const there = around({ x, y }, half)
    if (there.left < -ROUNDING || there.top < -ROUNDING) continue
    if (there.right > width + ROUNDING || there.bottom > height + ROUNDING) continue
    // What was in the way is often in the way at the next step, too.
    if (hit && overlaps(hit, there)) continue
    hit = taken.find(each => overlaps(each, there))
    if (!hit) return { x, y }
  }
  return undefined
}

/** Half of what a word takes, with the gap around it. */
export function halfOf({ width, ascent, descent }: Shape, size: number): { x: number; y: number } {
  return {
    x: (width / 2 + GAP.em) * size + GAP.x,
    y: ((ascent + descent) / 2 + GAP.em) * size + GAP.y,
  }
}

export function around({ x, y }: { x: number; y: number }, half: { x: number; y: number }): Rectangle {
  return { left: x - half.x, right: x + half.x, top: y - half.y, bottom: y + half.y }
}

function overlaps(one: Rectangle, other: Rectangle): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}
