/** What many numbers sum up to, below their histogram: how many, mean, median, the middle half, all, and who is right. */
import { shareOf } from '../../../src/core/question-types/percentages'
import { make, setProperty, setText } from '../../shared/dom'
import { words as pageWords } from '../../shared/words'
import type { ResultMoment, ViewOf } from '../parts'
import { numberStageWords } from './stage-words'
import { withUnit, writtenStatistic, writtenValue } from './written'

const names = numberStageWords.figures
type Name = keyof typeof names

/** In units. */
const VALUE = 5.4
/** The mean width of a letter of a value, as a share of its size. */
const LETTER_EMS = 0.6
const GAP = 2
/** The size of the names, and the mean width of their letters. */
const NAME = 3.4
const NAME_EMS = 0.6
/** In units: beside each other, two values with long units have no room in a box that is no wider. */
const NARROW = 85
/** Of the width: as in the style sheet. */
const SHARES = sharesOf([0.85, 1, 1.05, 1.6, 1.45, 0.8])
const SHARES_COMPARED = sharesOf([0.9, 1.6, 1.6, 1.5, 1.4, 1])
/** The others would be too long with their value of the round before. */
const COMPARED: readonly Name[] = ['voters', 'mean', 'median', 'inBand']

export class StageFigures {
  readonly element = make('dl', 'number-figures')
  private readonly values = new Map<Name, { now: HTMLElement; then: HTMLElement }>()
  /** The number of letters of each. */
  private lengths: number[] = []
  private isCompared = false

  constructor() {
    for (const name of Object.keys(names) as Name[]) {
      const entry = make('div', `${name}-figure`)
      const [value, then, now] = [make('dd'), make('span'), make('b')]
      value.dir = 'ltr'
      value.translate = false
      value.append(then, now)
      entry.append(make('dt', '', names[name]), value)
      this.element.append(entry)
      this.values.set(name, { now, then })
    }
  }

  update(moment: ResultMoment<'number'>): void {
    const now = figuresOf(moment, moment.view)
    const then = moment.earlier?.statistics ? figuresOf(moment, moment.earlier, false) : undefined
    this.lengths = []
    this.isCompared = then !== undefined
    this.element.classList.toggle('compared', this.isCompared)
    for (const [name, elements] of this.values) {
      setText(elements.now, now[name])
      setText(elements.then, then?.[name] && COMPARED.includes(name) ? `${then[name]} → ` : '')
      this.lengths.push(elements.now.textContent.length + elements.then.textContent.length)
    }
    // Its place is kept: nothing moves at the reveal.
    this.values
      .get('inBand')!
      .now.closest('div')!
      .classList.toggle('none', now.inBand === '')
  }

  /** In one line or several, with letters as large as have room. Both in units. */
  fit(width: number, least: number): void {
    const letters = Math.max(...this.lengths)
    const rooms = (this.isCompared ? SHARES_COMPARED : SHARES).map(share => (width - 5 * GAP) * share)
    const inLine = Math.min(...rooms.map((room, at) => room / (this.lengths[at]! * LETTER_EMS)))
    const inLines = (columns: number) => ((width + GAP) / columns - GAP) / (letters * LETTER_EMS)
    const nameWidths = Object.values(names).map(name => name.length * NAME_EMS * Math.max(NAME, least))
    const isInLines = inLine < least || nameWidths.some((name, at) => name > rooms[at]!)
    const isNarrow = width < NARROW && inLines(2) < least
    const columns = inLines(3) >= least ? 3 : isNarrow ? 1 : 2
    this.element.classList.toggle('in-lines', isInLines)
    setProperty(this.element, '--columns', String(columns))
    const size = Math.min(VALUE, isInLines ? inLines(columns) : inLine)
    setProperty(this.element, '--size', Math.max(size, least).toFixed(3))
  }
}

/** @param hasUnit whether the unit is said: of two figures, the second has it */
function figuresOf(
  { question }: ResultMoment<'number'>,
  { voters, statistics, inBand }: ViewOf<'number'>,
  hasUnit = true,
): Record<Name, string> {
  const { mean, median, quartiles, min, max } = statistics!
  const write = (value: number) => writtenStatistic(question, value)
  const whole = (written: string) => (hasUnit ? withUnit(question, written) : written)
  return {
    voters: String(voters),
    mean: whole(write(mean)),
    median: whole(write(median)),
    quartiles: `${write(quartiles[0])}–${write(quartiles[1])}`,
    range: `${writtenValue(question, min)}–${writtenValue(question, max)}`,
    inBand: inBand === null ? '' : pageWords.percent(Math.round(shareOf(inBand, voters) * 100)),
  }
}

function sharesOf(fractions: readonly number[]): number[] {
  const sum = fractions.reduce((total, each) => total + each, 0)
  return fractions.map(fraction => fraction / sum)
}
