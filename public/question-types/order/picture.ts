/**
 * The result of an order on the stage: the items by their mean points, with the rule said below them. Once the right
 * order is revealed they stand in it, with the share of those who have each at its place.
 */
import { LETTERS } from '../../../src/core/question-types/letters'
import { order, type OrderedItem } from '../../../src/core/question-types/order'
import { shareOf } from '../../../src/core/question-types/percentages'
import { make, setProperty, setText } from '../../shared/dom'
import { directionOfAll } from '../../shared/stage/answers'
import { buildChoice, type ChoiceElements } from '../../shared/stage/choice'
import { Figure, LIVE_MS, SHOW_MS } from '../../shared/stage/figure'
import { layOut } from '../../shared/stage/layout/layout'
import type { Parts, Units } from '../../shared/stage/layout/measure'
import { travel } from '../../shared/stage/layout/travel'
import { words } from '../../shared/words'
import { oneDecimal } from '../figures'
import type { ResultMoment, StagePart, StageType } from '../parts'
import { orderResult } from './result'
import { orderStageWords as stageWords } from './stage-words'

type Moment = ResultMoment<'order'>

/** What a row shows: a figure in tenths, or whole percent, and which part of the row its bar takes. */
interface Shown {
  value: number
  bar: number
}

class OrderPicture implements StagePart<'order'> {
  private readonly list = make('ol', 'answers ordered')
  private readonly rule = make('p', 'picture-rule')
  private readonly rows = new Map<string, Row>()
  private texts: readonly string[] = []
  /** Whether the figures are percent of people, not points. */
  private isOfPlaces = false

  constructor(place: HTMLElement) {
    place.append(this.list, this.rule)
  }

  update({ question }: Pick<Moment, 'poll' | 'question'>, result: Moment | null): void {
    this.texts = question.choices
    if (!result) return
    const { view, earlier } = result
    const { right } = result.question
    const [isFirst, isTurned] = [this.rows.size === 0, this.isOfPlaces !== (right !== null)]
    this.isOfPlaces = right !== null
    this.list.dir = directionOfAll(this.texts)
    this.list.classList.toggle('compared', earlier !== undefined)
    if (isFirst) this.list.classList.add('rising')
    const arrive = travel(this.list, '.stage-choice')
    const letters = lettersNow(result)
    const show = right === null ? pointsOf(this.texts.length) : sharesOf(right)
    for (const letter of letters) {
      const row = this.rows.get(letter) ?? new Row(letter)
      this.rows.set(letter, row)
      setText(row.elements.text, this.texts[LETTERS.indexOf(letter)]!)
      row.show(show(view, letter), earlier && show(earlier, letter), isFirst || isTurned ? SHOW_MS : LIVE_MS)
    }
    const elements = letters.map(letter => this.rows.get(letter)!.elements.element)
    if (elements.some((element, at) => this.list.children[at] !== element)) {
      this.list.append(...elements)
      arrive()
    }
    setText(this.rule, ruleOf(result))
  }

  layOut(parts: Parts, units: Units): void {
    layOut({ ...parts, answers: this.list }, 'result', this.texts, units, true)
  }
}

/** An item: its cap, its text, its bar and its figures. */
class Row {
  readonly elements: ChoiceElements
  private readonly now: Figure
  private readonly then: Figure
  private isOfPlaces = false

  constructor(letter: string) {
    this.elements = buildChoice(letter, 0)
    const { percent, percentThen, count } = this.elements
    const sentence = (value: number) => (this.isOfPlaces ? words.percent(value) : oneDecimal(value / 10))
    this.now = new Figure(percent, sentence)
    this.then = new Figure(percentThen, sentence)
    count.remove()
  }

  show(now: Shown & { isOfPlaces: boolean }, then: Shown | undefined, ms: number): void {
    const { element, points } = this.elements
    // Points do not turn into percent by counting.
    if (now.isOfPlaces !== this.isOfPlaces) this.now.clear()
    this.isOfPlaces = now.isOfPlaces
    setProperty(element, '--share', now.bar.toFixed(4))
    setProperty(element, '--share-then', (then?.bar ?? 0).toFixed(4))
    this.now.show(now.value, ms)
    if (then) this.then.show(then.value, ms)
    else this.then.clear()
    const shift = then ? now.value - then.value : 0
    setText(points, !then ? '' : now.isOfPlaces ? words.points(shift) : stageWords.shift(shift / 10))
    points.classList.toggle('up', shift > 0)
  }
}

/** While people vote the items keep their places: only bars move. Then the most points are first, or the right order. */
function lettersNow({ poll, question: { right }, view: { items } }: Moment): string[] {
  if (right !== null) return [...right]
  const letters = items.map(({ letter }) => letter)
  return poll.state === 'open' ? letters.sort() : letters
}

/** Of the first place all points make the whole bar. */
const pointsOf = (most: number) => (view: Moment['view'], letter: string) => {
  const { points } = itemOf(view, letter)
  return { value: Math.round(points * 10), bar: points / most, isOfPlaces: false }
}

/** Of all who answered, those who have an item at its right place. */
const sharesOf = (right: string) => (view: Moment['view'], letter: string) => {
  const share = shareOf(itemOf(view, letter).places[right.indexOf(letter)] ?? 0, view.voters)
  return { value: Math.round(share * 100), bar: share, isOfPlaces: true }
}

function itemOf({ items }: Moment['view'], letter: string): OrderedItem {
  return items.find(item => item.letter === letter) ?? { letter, points: 0, places: [] }
}

function ruleOf({ question, view }: Moment): string {
  const { right, choices, answer } = question
  const { voters, allRight } = view
  if (right === null) return stageWords.rule(voters, choices.length, answer.places)
  const placesRight = [...right].reduce((sum, letter, at) => sum + (itemOf(view, letter).places[at] ?? 0), 0)
  const percent = words.percent(Math.round(shareOf(allRight, voters) * 100))
  return stageWords.right(percent, oneDecimal(shareOf(placesRight, voters)), right.length)
}

export const orderPicture: StageType<'order'> = {
  rules: order,
  // Lozenges that suggest no order.
  usesAnswers: 'voting',
  make: place => new OrderPicture(place),
  table: moment => orderResult.table(moment),
  rightLabel: (_question, right) => [...right].join('\u2009'),
  notes: ({ answer, choices }, view, isOpen) =>
    isOpen && !view ? [stageWords.how(answer.places, choices.length)] : [],
}
