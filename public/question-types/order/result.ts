/**
 * The result of an order on phones: the items by their mean points, with the rule beside them. Once a right order is
 * revealed they stand in it, with how many got each place right.
 */
import { LETTERS, labelOf } from '../../../src/core/question-types/letters'
import { order, type OrderedItem } from '../../../src/core/question-types/order'
import { shareOf } from '../../../src/core/question-types/percentages'
import { make, setProperty, setText } from '../../shared/dom'
import { words as pageWords } from '../../shared/words'
import { figure, oneDecimal, percentOf } from '../figures'
import type { ResultMoment, ResultPart, ResultType } from '../parts'
import { ResultRow, type Figures } from './result-row'
import { orderWords as words } from './words'

type Moment = ResultMoment<'order'>

class OrderResult implements ResultPart<'order'> {
  private readonly headline = make('p', 'order-headline')
  private readonly list = make('div', 'choice-rows')
  private readonly rule = make('p', 'order-rule')
  private readonly rows = new Map<string, ResultRow>()

  constructor(place: HTMLElement) {
    // Whoever does not see it has the table.
    this.list.setAttribute('aria-hidden', 'true')
    place.append(this.headline, this.list, this.rule)
  }

  update(moment: Moment): void {
    const { poll, question, view, earlier, own } = moment
    const { right } = poll
    const figures = right === null ? byPoints(moment) : byPlaces(moment, right)
    this.list.dataset['figures'] = earlier ? 'two' : 'one'
    setProperty(this.list, '--count', String(figures.length))
    for (const each of figures) {
      const row = this.rows.get(each.letter) ?? new ResultRow(each.letter)
      this.rows.set(each.letter, row)
      const ownPlace = (own ?? '').indexOf(each.letter) + 1
      const rightPlace = (right ?? '').indexOf(each.letter) + 1
      row.update(question.choices[LETTERS.indexOf(each.letter)]!, each, ownPlace, rightPlace)
    }
    const elements = figures.map(({ letter }) => this.rows.get(letter)!.element)
    if (elements.some((element, place) => this.list.children[place] !== element))
      this.list.append(...elements)
    const { voters, allRight } = view
    this.headline.hidden = right === null
    setText(this.headline, words.allRight(allRight, voters, percentOf(shareOf(allRight, voters))))
    setText(this.rule, right === null ? ruleOf(moment) : words.rightRule)
  }
}

/** Of the first place all points make the whole bar. */
function byPoints({ question, view, earlier }: Moment): Figures[] {
  const most = question.choices.length
  return view.items.map(({ letter, points }) => {
    const before = earlier && itemOf(earlier.items, letter).points
    const value = oneDecimal(points)
    return {
      letter,
      bar: points / most,
      before: (before ?? 0) / most,
      value,
      valueBefore: before === undefined ? '' : oneDecimal(before),
      note: words.points(value),
    }
  })
}

/** In the right order, with the share of those who have the place right. */
function byPlaces({ view, earlier }: Moment, right: string): Figures[] {
  return [...right].map((letter, index) => {
    const count = itemOf(view.items, letter).places[index] ?? 0
    const share = shareOf(count, view.voters)
    const before = earlier && shareOf(itemOf(earlier.items, letter).places[index] ?? 0, earlier.voters)
    return {
      letter,
      bar: share,
      before: before ?? 0,
      value: pageWords.percent(Math.round(share * 100)),
      valueBefore: before === undefined ? '' : pageWords.percent(Math.round(before * 100)),
      note: figure(count),
    }
  })
}

function itemOf(items: readonly OrderedItem[], letter: string): OrderedItem {
  return items.find(item => item.letter === letter) ?? { letter, points: 0, places: [] }
}

function ruleOf({ question, view }: Moment): string {
  const [most, { places }] = [question.choices.length, question.answer]
  const rule = places === most ? words.rule(most) : words.ruleOfFirst(most, places)
  return `${words.answers(view.voters)} ${rule}`
}

/** The items as they stand, their points, and how many gave them the first place, or the right one. */
function tableOf({ poll, question, view, earlier }: Moment): { head: string[]; rows: string[][] } {
  const { table } = words
  const { right } = poll
  const items = right === null ? view.items : [...right].map(letter => itemOf(view.items, letter))
  const last = right === null ? table.first : table.right
  return {
    head: [table.item, table.points, ...(earlier ? [table.before] : []), last],
    rows: items.map((item, index) => [
      labelOf(question, item.letter),
      oneDecimal(item.points),
      ...(earlier ? [oneDecimal(itemOf(earlier.items, item.letter).points)] : []),
      figure(item.places[right === null ? 0 : index] ?? 0),
    ]),
  }
}

export const orderResult: ResultType<'order'> = {
  rules: order,
  make: place => new OrderResult(place),
  table: tableOf,
}
