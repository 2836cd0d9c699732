/**
 * What a chart is drawn on: shapes and texts one after the other, in a picture that is as wide as it is said and as high
 * as what is in it. Where the question is read from right to left, the whole picture is mirrored here; who draws knows
 * the left side as the one where reading begins.
 */
import { directionOf, type Direction } from '../text/direction'
import { element, escaped, rounded, type Attributes } from './element'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface TextStyle {
  size: number
  weight: number
  fill: string
  /** Where the point lies that is named: at the begin of the text, in its middle or at its end. */
  anchor?: 'start' | 'middle' | 'end'
  /** Absent: by the first letter. A line of a longer text has the direction of the whole. */
  direction?: Direction
  /** Figures under each other are equally wide. */
  isFigure?: boolean
  /** What is drawn around the letters, so that they can be read on lines. */
  halo?: string
  /** A figure that follows the text. */
  figure?: { text: string; size: number; fill: string }
}

export type Point = readonly [x: number, y: number]

export class Drawing {
  private content = ''

  constructor(
    readonly width: number,
    private readonly isMirrored: boolean,
  ) {}

  rect({ x, y, width, height }: Box, paint: Attributes): void {
    if (width <= 0 || height <= 0) return
    this.add(element('rect', { x: this.isMirrored ? this.width - x - width : x, y, width, height, ...paint }))
  }

  polygon(points: readonly Point[], paint: Attributes): void {
    const written = points.map(([x, y]) => `${rounded(this.at(x))},${rounded(y)}`).join(' ')
    this.add(element('polygon', { points: written, ...paint }))
  }

  line([x1, y1]: Point, [x2, y2]: Point, paint: Attributes): void {
    this.add(element('line', { x1: this.at(x1), y1, x2: this.at(x2), y2, ...paint }))
  }

  circle([x, y]: Point, r: number, paint: Attributes): void {
    this.add(element('circle', { cx: this.at(x), cy: y, r, ...paint }))
  }

  /** A tick with this middle; it is never mirrored. */
  tick([x, y]: Point, size: number, stroke: string): void {
    const middle = this.at(x)
    const points = [
      [middle - size * 0.5, y + size * 0.02],
      [middle - size * 0.14, y + size * 0.38],
      [middle + size * 0.5, y - size * 0.36],
    ]
    this.add(
      element('polyline', {
        points: points.map(point => point.map(rounded).join(',')).join(' '),
        fill: 'none',
        stroke,
        'stroke-width': size * 0.22,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      }),
    )
  }

  /** One line of text with its baseline at this point. */
  text([x, y]: Point, text: string, style: TextStyle): void {
    const {
      size,
      weight,
      fill,
      anchor = 'start',
      direction = directionOf(text),
      isFigure,
      halo,
      figure,
    } = style
    const isTurned = (direction === 'rtl') !== this.isMirrored
    const turned = { start: 'end', middle: 'middle', end: 'start' } as const
    this.add(
      element(
        'text',
        {
          x: this.at(x),
          y,
          fill,
          'font-size': size,
          'font-weight': weight,
          'text-anchor': isTurned ? turned[anchor] : anchor,
          direction: direction === 'rtl' ? 'rtl' : undefined,
          'unicode-bidi': 'embed',
          'font-variant-numeric': isFigure ? 'tabular-nums' : undefined,
          ...(halo === undefined
            ? {}
            : {
                stroke: halo,
                'stroke-width': size * 0.28,
                'paint-order': 'stroke',
                'stroke-linejoin': 'round',
              }),
        },
        escaped(text) + (figure ? figureBehind(figure) : ''),
      ),
    )
  }

  /** What is drawn belongs together; whoever points at it is told this text. */
  group(title: string | undefined, draw: () => void): void {
    const before = this.content
    this.content = ''
    draw()
    const name = title === undefined ? '' : element('title', {}, escaped(title))
    this.content = before + element('g', {}, name + this.content)
  }

  toString(): string {
    return this.content
  }

  private at(x: number): number {
    return this.isMirrored ? this.width - x : x
  }

  private add(markup: string): void {
    this.content += markup
  }
}

function figureBehind({ text, size, fill }: NonNullable<TextStyle['figure']>): string {
  const attributes = { 'font-size': size, 'font-weight': 400, fill, 'unicode-bidi': 'isolate' }
  return element('tspan', attributes, `\u00a0${escaped(text)}`)
}

/** The corners of a lozenge: a box whose ends are pointed. */
export function lozenge({ x, y, width, height }: Box, point: number): Point[] {
  const middle = y + height / 2
  return [
    [x, middle],
    [x + point, y],
    [x + width - point, y],
    [x + width, middle],
    [x + width - point, y + height],
    [x + point, y + height],
  ]
}
