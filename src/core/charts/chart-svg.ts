/**
 * A poll's chart as an SVG document of its own, written without a browser: for downloads, reports and other programs.
 * It loads nothing, runs nothing and has no styles, so it stands wherever pictures may. It draws what it is given: the
 * caller decides what may be seen.
 */
import type { Turnout } from '../protocol/poll'
import type { HistogramPicture, Picture } from '../question-types/pictures/picture'
import { ABSTAIN, votesOf, type Care, type Tally } from '../question-types/question-type'
import { typed, typeOf, votersOf, type Question } from '../question-types/registry'
import { tallyOf, type Round } from '../question-types/rounds'
import { directionOf } from '../text/direction'
import { drawBars } from './bars'
import { chartWords as words } from './chart-words'
import { cleanLine } from './clean-text'
import { Drawing } from './drawing'
import { element, escaped } from './element'
import { drawFoot, type Foot } from './foot'
import { axisOf, drawHistogram, type Axis } from './histogram'
import { BASELINE, LINE_HEIGHT, sizesFor, type Look, type Place } from './look'
import { patternsOf } from './patterns'
import { pictureOf } from './pictures'
import { drawPoints } from './points'
import { balancedLinesOf } from './text-lines'
import { themes, type ThemeName } from './theme'
import { drawCloud } from './cloud'

/** What is drawn. */
export interface ChartOf {
  question: Question
  /** The tallies of its rounds, the last one at the end. */
  rounds: readonly Round[]
  /** The number of the first of these rounds; 1 unless said. */
  firstRound?: number
  care: Care
  /** Of the last round; absent: only who voted is said. */
  turnout?: Turnout | undefined
}

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
const WIDEST = 960
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

interface NumberedRound {
  number: number
  tally: Tally
}

/** The rounds that are drawn, one or two, and the question as it may be seen. */
function roundsOf({ question, rounds, firstRound = 1 }: ChartOf, { round, withRight }: ChartOptions) {
  const numbered = rounds.map((each, index): NumberedRound => ({
    number: firstRound + index,
    tally: tallyOf(each),
  }))
  const chosen = round === undefined ? numbered.slice(-2) : numbered.filter(({ number }) => number === round)
  return {
    rounds: chosen,
    question: withRight ? question : { ...question, right: null, explanation: undefined },
  }
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

interface Where {
  place: Place
  look: Look
}

/** Two rounds stand in one picture where they share their places, else one below the other. */
function drawPictures(
  drawing: Drawing,
  pictures: readonly Picture[],
  { place, look, rounds, question }: Where & { rounds: readonly NumberedRound[]; question: Question },
): number {
  const [last, before] = [...pictures].reverse()
  if (!last) return place.y
  if (last.shape === 'points') return drawPoints(drawing, last, sameShape(last, before), { place, look })
  if (last.shape === 'bars' && last.bars.some(({ letter }) => letter !== ''))
    return drawBars(drawing, last, sameShape(last, before), { place, look })
  const axis = axisOf(pictures.filter((each): each is HistogramPicture => each.shape === 'histogram'))
  let { y } = place
  for (const [index, picture] of pictures.entries()) {
    if (pictures.length > 1) {
      const { sizes, theme } = look
      const style = { size: sizes.label, weight: 700, fill: theme.soft }
      drawing.text([place.x, y + sizes.label], words.round(rounds[index]!.number), style)
      y += sizes.label * 1.8
    }
    const isEmpty = votersOf(question, rounds[index]!.tally) === 0
    // The foot says it of a round alone.
    const nobody = pictures.length > 1 ? words.nobody : ''
    const none = isEmpty ? nobody : words.nothingShown
    y = drawAlone(drawing, picture, axis, { place: { ...place, y }, look, none }) + look.sizes.gap
  }
  return y - look.sizes.gap
}

/** @param where `none`: what is said where there is nothing to draw */
function drawAlone(
  drawing: Drawing,
  picture: Picture,
  axis: Axis | undefined,
  where: Where & { none: string },
): number {
  const { place, look, none } = where
  const end =
    picture.shape === 'histogram'
      ? drawHistogram(drawing, picture, axis, where)
      : picture.shape === 'cloud'
        ? drawCloud(drawing, picture, where)
        : picture.shape === 'bars'
          ? drawBars(drawing, picture, undefined, where)
          : drawPoints(drawing, picture, undefined, where)
  if (end > place.y || none === '') return end
  drawing.text([place.x, place.y + look.sizes.label], none, {
    size: look.sizes.label,
    weight: 400,
    fill: look.theme.soft,
  })
  return place.y + look.sizes.label * 1.6
}

function sameShape<P extends Picture>(one: P, other: Picture | undefined): P | undefined {
  return other?.shape === one.shape ? (other as P) : undefined
}

function footOf(
  { question, rounds: all, firstRound = 1, turnout }: ChartOf,
  rounds: readonly NumberedRound[],
): Foot {
  const [before, last = before] = rounds
  if (!before || !last) return { voted: 0, present: undefined, notes: [] }
  const count = firstRound - 1 + all.length
  const isLast = last.number === count
  const abstained = votesOf(last.tally, ABSTAIN)
  const notes = abstained > 0 ? [words.cannotSay(abstained)] : []
  if (before !== last) notes.push(words.twoRounds(before.number, last.number))
  else if (count > 1) notes.push(words.roundOf(last.number, count))
  return {
    voted: isLast && turnout ? turnout.voted : votersOf(question, last.tally),
    present: isLast ? turnout?.present : undefined,
    notes,
  }
}

function sentencesOf({ care }: ChartOf, question: Question, rounds: readonly NumberedRound[]): string {
  const type = typeOf(question)
  const said = rounds.map(({ number, tally }) => {
    const view = type.view(typed(question), tally, 'screen', care)
    const sentences = votersOf(question, tally) === 0 ? [words.nobody] : type.read(typed(question), view)
    return [...(rounds.length > 1 ? [`${words.round(number)}:`] : []), ...sentences].join(' ')
  })
  return cleanLine(said.join(' '))
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
