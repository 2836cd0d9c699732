/** The chart of a result as a picture of the page: drawn again for each width, for light, dark and paper. */
import { chartSvg, LEAST_WIDTH } from '../../src/core/charts/chart-svg'
import type { ThemeName } from '../../src/core/charts/theme'
import { NO_CARE } from '../../src/core/question-types/question-type'
import type { Round } from '../../src/core/question-types/rounds'
import { make } from '../shared/dom'
import type { ReadResult } from './read-result'

/** Of paper, in pixels: the chart fills the page, and the wider it is drawn, the smaller are its letters. */
const PAPER_WIDTHS = [640, 960] as const
/** Pixels by which a width may change before the chart is drawn again. */
const STEP = 8

export class Chart {
  readonly element = make('div', 'chart')
  private drawn = ''

  /** @param prefix of the ids in the picture */
  constructor(
    private readonly result: ReadResult,
    private readonly prefix: string,
  ) {}

  /** Draws it for its place, which it fills: where a browser has larger letters, so has the chart. */
  drawOnScreen(): void {
    const { clientWidth } = this.element
    const width = Math.floor(clientWidth / letterSize() / STEP) * STEP
    this.draw(clientWidth === 0 ? 0 : Math.max(LEAST_WIDTH, width), isDark.matches ? 'dark' : 'light')
  }

  /** @param size of its letters: 1, or less where there is too little room */
  drawOnPaper(size: number): void {
    const [width, widest] = PAPER_WIDTHS
    this.draw(Math.min(widest, Math.round(width / size)), 'print')
  }

  /** Unless it stands there already. */
  private draw(width: number, theme: ThemeName): void {
    const { element, result, prefix } = this
    const now = `${width} ${theme}`
    if (width === 0 || now === this.drawn) return
    this.drawn = now
    const { question, tallies, turnout } = result
    const rounds = tallies.map(roundOf)
    const numbers = result.rounds.map(({ round }) => round)
    const options = { width, theme, withRight: question.right !== null, withTitle: false, prefix }
    const text = chartSvg({ question, rounds, numbers, care: NO_CARE, turnout }, options)
    // Read as a picture: nothing in it can be more than that.
    const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml')
    element.textContent = ''
    if (documentElement.localName === 'svg') element.append(document.adoptNode(documentElement))
  }
}

export const isDark = matchMedia('(prefers-color-scheme: dark)')

/** Of the letters that the browser is set to: 1 as it comes. */
function letterSize(): number {
  const pixels = parseFloat(getComputedStyle(document.documentElement).fontSize)
  return Math.max(1, pixels / 16 || 1)
}

/** What people typed may be any text, a number too: pairs keep their order. */
function roundOf(tally: ReadResult['tallies'][number]): Round {
  return [...tally]
}
