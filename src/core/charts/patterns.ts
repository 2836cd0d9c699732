/** The patterns of the letters, so that a chart can be read without its colours: those of the pages as SVG patterns. */
import { element, type Attributes } from './element'
import type { Theme } from './theme'

interface Pattern {
  size: number
  /** In degrees. */
  turn?: number
  marks: (paint: Attributes) => string
}

const rect = (x: number, y: number, width: number, height: number) => (paint: Attributes) =>
  element('rect', { x, y, width, height, ...paint })
const path = (d: string) => (paint: Attributes) => element('path', { d, ...paint })
const dot = (cx: number, cy: number, r: number) => (paint: Attributes) =>
  element('circle', { cx, cy, r, ...paint })
const ring = (cx: number, cy: number, r: number) => (paint: Attributes) => {
  const { fill, 'fill-opacity': opacity } = paint
  return element('circle', {
    cx,
    cy,
    r,
    fill: 'none',
    stroke: fill,
    'stroke-opacity': opacity,
    'stroke-width': 1.6,
  })
}
const all =
  (...marks: Pattern['marks'][]) =>
  (paint: Attributes) =>
    marks.map(mark => mark(paint)).join('')

const PATTERNS: Record<string, Pattern> = {
  A: { size: 12, marks: dot(6, 6, 2) },
  B: { size: 9, turn: -45, marks: rect(0, 0, 4, 9) },
  C: { size: 10, marks: rect(0, 0, 10, 4.5) },
  D: { size: 11, marks: all(rect(0, 0, 11, 2.2), rect(0, 2.2, 2.2, 8.8)) },
  E: { size: 10, turn: 45, marks: rect(0, 0, 2.6, 10) },
  F: { size: 10, marks: rect(0, 0, 4.5, 10) },
  G: { size: 10, turn: 45, marks: all(rect(0, 0, 10, 1.8), rect(0, 1.8, 1.8, 8.2)) },
  H: { size: 15, marks: ring(7.5, 7.5, 3.6) },
  I: { size: 14, marks: all(rect(0, 0, 7, 7), rect(7, 7, 7, 7)) },
  J: { size: 13, marks: path('M0 0H13L6.5 6.5Z') },
  K: { size: 12, turn: -45, marks: all(rect(0, 0, 2, 12), rect(4, 0, 2, 12)) },
  L: { size: 14, marks: path('M2 14a5 5 0 0 1 10 0Z') },
}

/** The ids of patterns begin with this one. */
export function patternId(prefix: string, letter: string): string {
  return `${prefix}-pattern-${letter}`
}

/** The definitions of these letters' patterns. */
export function patternsOf(
  letters: readonly string[],
  { marks, marksOpacity }: Theme,
  prefix: string,
): string {
  return letters
    .flatMap(letter => {
      const pattern = PATTERNS[letter]
      if (!pattern) return []
      const { size, turn } = pattern
      const attributes = {
        id: patternId(prefix, letter),
        width: size,
        height: size,
        patternUnits: 'userSpaceOnUse',
        patternTransform: turn === undefined ? undefined : `rotate(${turn})`,
      }
      return element('pattern', attributes, pattern.marks({ fill: marks, 'fill-opacity': marksOpacity }))
    })
    .join('')
}
