/** How a chart is to look: its colours, and the sizes that fit its width. */
import type { Theme } from './theme'

/** Below this width a chart is drawn as on a phone. */
const NARROW = 480

export interface Sizes {
  isNarrow: boolean
  /** Around everything. */
  padding: number
  title: number
  label: number
  figure: number
  small: number
  /** The end of a lozenge, and the part in the colour of its letter. */
  point: number
  cap: number
  /** The least height of a row, and what is between two. */
  row: number
  gap: number
  /** The height of columns. */
  columns: number
}

export interface Look {
  theme: Theme
  sizes: Sizes
  /** With which ids begin. */
  prefix: string
}

/** Where a picture may be drawn: from here on, and as low as it needs. */
export interface Place {
  x: number
  y: number
  width: number
}

export function sizesFor(width: number): Sizes {
  return width < NARROW
    ? {
        isNarrow: true,
        padding: 14,
        title: 20,
        label: 15,
        figure: 17,
        small: 12.5,
        point: 14,
        cap: 44,
        row: 46,
        gap: 12,
        columns: 90,
      }
    : {
        isNarrow: false,
        padding: 28,
        title: 26,
        label: 18,
        figure: 21,
        small: 14.5,
        point: 20,
        cap: 60,
        row: 58,
        gap: 14,
        columns: 130,
      }
}

/** Between the baselines of lines, in sizes of their letters. */
export const LINE_HEIGHT = 1.28
/** How far the baseline is below the middle of a line, in sizes of its letters. */
export const BASELINE = 0.36
