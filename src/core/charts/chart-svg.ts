/**
 * A poll's chart as an SVG document of its own, written without a browser: for downloads, reports and other programs.
 * It loads nothing, runs nothing and has no styles, so it stands wherever pictures may. It draws what it is given: the
 * caller decides what may be seen.
 */
import type { Picture } from '../question-types/pictures/picture'
import type { Question } from '../question-types/registry'
import { directionOf } from '../text/direction'
import { footOf, roundsOf, sentencesOf, type ChartOf } from './chart-rounds'
import { chartWords as words } from './chart-words'
import { cleanLine } from './clean-text'
import { drawPictures } from './draw-rounds'
import { Drawing } from './drawing'
import { element, escaped } from './element'
import { drawFoot } from './foot'
import { BASELINE, LINE_HEIGHT, sizesFor, type Look, type Place } from './look'
import { patternsOf } from './patterns'
import { pictureOf } from './pictures'
import { balancedLinesOf } from './text-lines'
import { themes, type ThemeName } from './theme'

export interface ChartOptions {
  /** In pixels; a chart that is wider than 960 is the same picture, larger. */
  width?: number | undefined
  theme?: ThemeName | undefined
  /** Which round, counted from 1; absent: the last one, beside the one before it. */
  round?: number | undefined
  /** Whether what is right is marked. */
  withRight: boolean
  /** Whether the question stands above; it names the picture in any case. */
  withTitle?: boolean
  /** With what ids begin, where several charts stand in one page. */
  prefix?: string
}

export const DEFAULT_WIDTH = 800
export const LEAST_WIDTH = 220

/** Wider pictures are enlarged. */
export const WIDEST = 960

export const MAX_WIDTH = 4000

/** From so many characters on, a question is written smaller. */
const LONG = [60, 200] as const

const MAX_TITLE_LINES = 16
const FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"

/** The chart as a document; texts are escaped, and nothing in it is an address. */
export function chartSvg(chart: ChartOf, options: ChartOptions): string {
  const { theme: themeName = 'light', withTitle = true, prefix = 'chart' } = options
  const width = Math.min(MAX_WIDTH, Math.max(LEAST_WIDTH, Math.round(options.width ?? DEFAULT_WIDTH)))
  const drawn = Math.min(width, WIDEST)
  const look: Look = {
    theme: themes[themeName],
    sizes: sizesFor(drawn),
    prefix: prefix.replace(/[^\w-]/g, ''),
  }
  const { theme, sizes } = look
  const { rounds, question } = roundsOf(chart, options)
  const pictures = rounds.map(({ tally }) => pictureOf(question, tally, chart.care))
  const drawing = new Drawing(drawn, directionOfChart(question) === 'rtl')
  const place: Place = { x: sizes.padding, y: sizes.padding, width: drawn - 2 * sizes.padding }
  let y = withTitle ? drawTitle(drawing, question.text, { place, look }) : place.y
  y = drawPictures(drawing, pictures, { place: { ...place, y }, look, rounds, question })
  y = drawFoot(drawing, { place: { ...place, y }, look }, footOf(chart, rounds))
  const height = Math.ceil(y + sizes.padding * 0.7)
  const ground =
    element('rect', { width: drawn, height, fill: theme.ground }) +
    (theme.spotlight === null
      ? ''
      : element('rect', { width: drawn, height, fill: `url(#${look.prefix}-spotlight)` }))
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height: Math.round((height * width) / drawn),
      viewBox: `0 0 ${drawn} ${height}`,
      role: 'img',
      'aria-labelledby': `${look.prefix}-title ${look.prefix}-desc`,
      'font-family': FONTS,
    },
    element('title', { id: `${look.prefix}-title` }, escaped(cleanLine(question.text) || words.noQuestion)) +
      element('desc', { id: `${look.prefix}-desc` }, escaped(sentencesOf(chart, question, rounds))) +
      element('defs', {}, patternsOf(lettersIn(pictures), theme, look.prefix) + spotlightOf(look)) +
      ground +
      String(drawing),
  )
}

function directionOfChart({ text, choices }: Question) {
  return directionOf(/\p{L}/u.test(text) ? text : choices.join(' '))
}

function drawTitle(drawing: Drawing, text: string, { place, look }: { place: Place; look: Look }): number {
  const { sizes, theme } = look
  const factor = text.length > LONG[1] ? 0.66 : text.length > LONG[0] ? 0.85 : 1
  const size = Math.max(15, sizes.title * factor)
  const { lines, isShortened } = balancedLinesOf(text, {
    width: place.width,
    size,
    isBold: true,
    most: MAX_TITLE_LINES,
  })
  if (lines.length === 0) return place.y
  const first = place.y + size * (0.5 + BASELINE)
  const direction = directionOf(text)
  drawing.group(isShortened ? cleanLine(text) : undefined, () => {
    for (const [index, line] of lines.entries())
      drawing.text([place.x, first + index * size * LINE_HEIGHT], line, {
        size,
        weight: 700,
        fill: theme.ink,
        direction,
      })
  })
  return place.y + lines.length * size * LINE_HEIGHT + sizes.padding * 0.7
}

function lettersIn(pictures: readonly Picture[]): string[] {
  const letters = pictures.flatMap(picture =>
    picture.shape === 'bars'
      ? picture.bars.map(({ letter }) => letter)
      : picture.shape === 'points'
        ? picture.scales.map(({ letter }) => letter)
        : [],
  )
  return [...new Set(letters)].filter(letter => letter !== '').sort()
}

function spotlightOf({ theme, prefix }: Look): string {
  if (theme.spotlight === null) return ''
  const stop = (offset: number, opacity: number) =>
    element('stop', { offset, 'stop-color': theme.spotlight!, 'stop-opacity': opacity })
  return element(
    'radialGradient',
    { id: `${prefix}-spotlight`, cx: 0.5, cy: 0, r: 0.75 },
    stop(0, 1) + stop(1, 0),
  )
}
