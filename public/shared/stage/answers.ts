/** The choices of a question on the stage: lozenges while people vote, then bars with their figures. */
import type { Choice, Counts } from '../../../src/core/protocol/poll'
import { percentsOf, scaleOf, shareOf, totalOf } from '../../../src/core/question-types/percentages'
import { directionOf } from '../../../src/core/text/direction'
import { setProperty, setText } from '../dom'
import { words } from '../words'
import { buildChoice } from './choice'
import { Figure, LIVE_MS, SHOW_MS } from './figure'

interface Answer {
  element: HTMLElement
  text: HTMLElement
  percent: Figure
  count: Figure
  percentThen: Figure
  points: HTMLElement
}

/** What is drawn of a poll's tally; `earlier`: the round, or the result, beside it. */
export interface Tally {
  counts: Counts
  earlier: Counts | undefined
}

export class Answers {
  /** The texts of the choices. */
  texts: readonly string[] = []
  private answers = new Map<string, Answer>()
  private isShown = false

  constructor(private readonly list: HTMLElement) {}

  /** Draws these choices; makes new elements only where letters have changed. */
  updateChoices(choices: Choice[]): void {
    const letters = choices.map(({ letter }) => letter)
    if (letters.join() !== [...this.answers.keys()].join()) {
      this.list.textContent = ''
      this.answers = new Map(letters.map((letter, index) => [letter, this.build(letter, index)]))
      this.isShown = false
    }
    this.texts = choices.map(({ text }) => text)
    for (const { letter, text } of choices) setText(this.answers.get(letter)!.text, text)
    this.list.dir = directionOfAll(this.texts)
  }

  /** Draws a tally; null: results are not shown. */
  updateTally(tally: Tally | null): void {
    const { list } = this
    const isRising = tally !== null && !this.isShown
    this.isShown = tally !== null
    list.classList.toggle('rising', isRising || (tally !== null && list.classList.contains('rising')))
    list.classList.toggle('compared', tally?.earlier !== undefined)
    if (!tally) return this.clear()
    const { counts, earlier = {} } = tally
    const [total, totalThen] = [totalOf(counts), totalOf(earlier)]
    const [percents, percentsThen] = [percentsOf(counts), percentsOf(earlier)]
    const shares = [...this.answers.keys()].flatMap(letter => [
      shareOf(counts[letter] ?? 0, total),
      shareOf(earlier[letter] ?? 0, totalThen),
    ])
    const scale = scaleOf(shares)
    const ms = isRising ? SHOW_MS : LIVE_MS
    for (const [letter, { element, percent, count, percentThen, points }] of this.answers) {
      setProperty(element, '--share', (shareOf(counts[letter] ?? 0, total) / scale).toFixed(4))
      setProperty(element, '--share-then', (shareOf(earlier[letter] ?? 0, totalThen) / scale).toFixed(4))
      const [now = 0, then = 0] = [percents[letter], percentsThen[letter]]
      percent.show(now, ms)
      count.show(counts[letter] ?? 0, ms)
      if (tally.earlier) percentThen.show(then, ms)
      else percentThen.clear()
      const shift = tally.earlier && total > 0 ? now - then : undefined
      setText(points, shift === undefined ? '' : words.points(shift))
      points.classList.toggle('up', shift !== undefined && shift > 0)
    }
  }

  /** Marks the right choice, or all that are, and fades the others; null: none is revealed. */
  updateRight(right: string | null): void {
    const isRight = (letter: string) => right?.includes(letter) === true
    const isNew = right !== null && !this.list.querySelector('.right') && this.isShown
    this.list.classList.toggle(
      'revealing',
      isNew || (right !== null && this.list.classList.contains('revealing')),
    )
    for (const [letter, { element }] of this.answers) {
      element.classList.toggle('right', isRight(letter))
      element.classList.toggle('faded', right !== null && !isRight(letter))
    }
  }

  private clear(): void {
    for (const { element, percent, count, percentThen, points } of this.answers.values()) {
      for (const each of [percent, count, percentThen]) each.clear()
      setText(points, '')
      for (const name of ['--share', '--share-then']) element.style.removeProperty(name)
    }
  }

  private build(letter: string, index: number): Answer {
    const { percent, percentThen, count, ...others } = buildChoice(letter, index + 1)
    this.list.append(others.element)
    return {
      ...others,
      percent: new Figure(percent, words.percent),
      percentThen: new Figure(percentThen, words.percent),
      count: new Figure(count, String),
    }
  }
}

/** One direction for all: bars that began at both sides could not be compared. */
export function directionOfAll(texts: readonly string[]): 'rtl' | 'ltr' {
  const ofRight = texts.filter(text => directionOf(text) === 'rtl').length
  return ofRight * 2 > texts.length ? 'rtl' : 'ltr'
}
