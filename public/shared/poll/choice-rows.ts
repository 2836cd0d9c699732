/**
 * Draws the choices of a question as rows: to vote with, and to read the results in. Knows no connection.
 * A row is a cap with its letter, the text, and the figures; its bar grows from the cap, under the text.
 */
import type { Choice, Counts, Poll } from '../../../src/core/protocol/poll'
import { percentsOf, shareOf, totalOf } from '../../../src/core/question-types/percentages'
import { setProperty, setText } from '../dom'
import { directionOf } from '../../../src/core/text/direction'
import { words } from '../words'
import { makeRow, type ChoiceRow } from './choice-row'

/** What of a poll the rows show. */
export type RowsPoll = Pick<Poll, 'choices' | 'state' | 'posed' | 'right' | 'earlier'>

/** The vote of whoever looks at the rows. */
export interface OwnChoice {
  /** As the server recorded it: a letter, or several. */
  recorded: string | null
  /** Tapped and not yet acknowledged: a letter, or null to withdraw. */
  wanted: string | null | undefined
}

/** How far a vote has come; empty: there is none. */
export type VoteMark = '' | 'recorded' | 'sending' | 'kept'

/** How far a vote has come that is there. */
export function wayOf(wanted: OwnChoice['wanted'], isConnected: boolean): VoteMark {
  return wanted === undefined ? 'recorded' : isConnected ? 'sending' : 'kept'
}

/** A bar across the whole row has this share of the votes: the first that the largest share does not exceed. */
const SCALES = [0.25, 0.5, 0.75, 1]
/** Texts with more characters are set smaller where no figures stand beside them. */
const LONG_TEXT = 40

export class ChoiceRows {
  private rows = new Map<string, ChoiceRow>()

  /** @param tapped called with the letter of a tapped row; without it rows are no buttons */
  constructor(
    private readonly place: HTMLElement,
    private readonly tapped?: (letter: string) => void,
  ) {
    place.classList.add('choice-rows')
    if (tapped) place.addEventListener('click', event => this.tap(event))
  }

  /** Draws the choices, a tally where it is to be seen, and the own vote. Makes new rows only for new letters. */
  update(poll: RowsPoll, counts: Counts | null, vote: OwnChoice | null, isConnected: boolean): void {
    const { choices, right, earlier, posed, state } = poll
    const letters = choices.map(({ letter }) => letter)
    if (letters.join() !== [...this.rows.keys()].join() || !this.place.firstElementChild) this.build(letters)
    // In a free show of hands the bars come with the first vote.
    const tally = counts && (posed || totalOf(counts) > 0) ? counts : null
    const before = tally ? earlier[earlier.length - 1] : undefined
    const { place } = this
    place.dataset['figures'] = tally ? (before ? 'two' : 'one') : 'none'
    setProperty(place, '--count', String(choices.length))
    place.classList.toggle('tall', state === 'open' || !tally || !posed)
    place.classList.toggle('answered', right !== null)
    place.classList.toggle('letters-only', choices.every(isBare))
    place.classList.toggle(
      'long',
      choices.some(({ text }) => text.length > LONG_TEXT),
    )
    for (const { letter, text } of choices) {
      const row = this.rows.get(letter)!
      setText(row.text, text)
      row.row.dir = directionOf(text)
      row.row.classList.toggle('right', right?.includes(letter) === true)
    }
    this.drawVote(poll, vote, isConnected)
    this.drawTally(counts, before)
  }

  private drawVote({ state, right, choices }: RowsPoll, vote: OwnChoice | null, isConnected: boolean): void {
    const { recorded = null, wanted } = vote ?? {}
    const pressed = wanted === undefined ? recorded : wanted
    const tabs = words.tabs
    for (const { letter } of choices) {
      const { row, own, right: rightTab } = this.rows.get(letter)!
      const isOwn = pressed?.includes(letter) === true
      const mark = isOwn ? wayOf(wanted, isConnected) : ''
      row.dataset['mark'] = mark
      own.hidden = !isOwn
      setText(
        own,
        !mark ? '' : mark === 'recorded' ? tabs[state === 'open' ? 'yourVote' : 'yours'] : tabs[mark],
      )
      const isRight = right?.includes(letter) === true
      rightTab.hidden = !isRight
      setText(rightTab, isRight ? tabs.right : '')
      if (!this.tapped) continue
      row.setAttribute('aria-pressed', String(mark === 'recorded'))
      row.setAttribute('aria-disabled', String(state === 'closed'))
    }
  }

  private drawTally(counts: Counts | null, earlier: Counts | undefined): void {
    const now = sharesOf(counts ?? {})
    const then = sharesOf(earlier ?? {})
    const largest = Math.max(...Object.values(now.shares), ...Object.values(then.shares), 0)
    const scale = SCALES.find(each => largest <= each + 1e-9) ?? 1
    for (const [letter, { row, percent, before, count }] of this.rows) {
      const [share = 0, shareBefore = 0] = [now.shares[letter], then.shares[letter]]
      setProperty(row, '--bar', (share / scale).toFixed(4))
      setProperty(row, '--before', (shareBefore / scale).toFixed(4))
      const [value = 0, valueBefore = 0] = [now.percents[letter], then.percents[letter]]
      setText(percent, counts ? words.percent(value) : '')
      setText(before, earlier ? `${words.percent(valueBefore)} → ` : '')
      setText(count, !counts ? '' : earlier ? words.points(value - valueBefore) : String(counts[letter] ?? 0))
    }
  }

  private build(letters: string[]): void {
    this.place.textContent = ''
    this.rows = new Map(letters.map(letter => [letter, makeRow(letter, this.tapped !== undefined)]))
    for (const { row } of this.rows.values()) this.place.append(row)
  }

  private tap(event: Event): void {
    const letter = (event.target as Element).closest<HTMLElement>('.choice')?.dataset['letter']
    if (letter) this.tapped!(letter)
  }
}

function isBare({ text }: Choice): boolean {
  return text === ''
}

function sharesOf(counts: Counts): { shares: Counts; percents: Counts } {
  const total = totalOf(counts)
  const percents = percentsOf(counts)
  const shares: Counts = {}
  for (const letter of Object.keys(percents)) shares[letter] = shareOf(counts[letter]!, total)
  return { shares, percents }
}
