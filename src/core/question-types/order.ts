/** An order: items by preference (Borda points) or in the one right order; perhaps the first places only. */
import { oneDecimal } from './figures'
import { countTag, wholeNumber } from './fields'
import { labelOf, LETTERS, lettersOf, readLetters } from './letters'
import { listed, shareOf } from './percentages'
import {
  ABSTAIN,
  ALL_RIGHT,
  allRightOf,
  countersOf,
  NO_CARE,
  refused,
  voted,
  VOTERS,
  votesOf,
  type QuestionType,
} from './question-type'

export interface OrderOptions {
  type: 'order'
  /** How many places are given, from the first on; with a right order all of them. */
  places: number
}

export interface OrderView {
  voters: number
  abstained: number
  /** People whose whole order is right. */
  allRight: number
  /** The items, the most points first. */
  items: OrderedItem[]
}

export interface OrderedItem {
  letter: string
  /** Mean Borda points: as many as there are items for the first place, one less for each further one, else none. */
  points: number
  /** How many gave it each place, the first first. */
  places: number[]
}

export const order: QuestionType<OrderOptions, OrderView> = {
  name: 'order',
  isBounded: true,
  choices: [2, 10],
  readOptions({ places }, { choices, right }) {
    const given = wholeNumber(places ?? choices.length, 1, choices.length)
    if (given === undefined || (right !== null && given !== choices.length)) return undefined
    return { type: 'order', places: given }
  },
  readRight(question, right) {
    const letters = readLetters(question, right)
    return typeof letters !== 'string' && letters.length === question.choices.length ? right : undefined
  },
  arranged(choices, right) {
    const inOrder = [...right].map(letter => choices[LETTERS.indexOf(letter)]!)
    const shuffled = shuffledBy(inOrder)
    return { choices: shuffled.map(place => inOrder[place]!), right: lettersAt(shuffled) }
  },
  readTag: text => (/^correct$/i.test(text) ? { fields: {}, areInOrder: true } : countTag(text, 'places')),
  writeTag({ answer: { places }, choices, right }) {
    if (right !== null) return 'correct'
    return places === choices.length ? '' : String(places)
  },
  counters: question => [
    VOTERS,
    ...lettersOf(question).flatMap(letter => placesOf(question).map(place => `${letter}${place}`)),
  ],
  parseVote(question, sent) {
    const letters = readLetters(question, sent)
    if (typeof letters === 'string') return refused(letters)
    const { places } = question.answer
    if (letters.length < places) return refused('too-few-choices')
    if (letters.length > places) return refused('too-many-choices')
    return voted(VOTERS, ...letters.map((letter, index) => `${letter}${index + 1}`), ALL_RIGHT + sent)
  },
  sentVote(question, vote) {
    const letterAt = new Map(countersOf(vote).map(counter => [counter.slice(1), counter[0]!]))
    return placesOf(question)
      .map(place => letterAt.get(String(place)) ?? '')
      .join('')
  },
  isRight: (question, vote) =>
    question.right === null ? null : order.sentVote(question, vote) === question.right,
  voters: tally => votesOf(tally, VOTERS),
  view(question, tally) {
    const voters = votesOf(tally, VOTERS)
    const most = question.choices.length
    const items = lettersOf(question).map(letter => {
      const places = placesOf(question).map(place => votesOf(tally, `${letter}${place}`))
      const points = places.reduce((sum, count, index) => sum + count * (most - index), 0)
      return { letter, points: shareOf(points, voters), places }
    })
    // Sorting is stable: equal points keep the order of the letters.
    items.sort((one, other) => other.points - one.points)
    return { voters, abstained: votesOf(tally, ABSTAIN), allRight: allRightOf(question, tally), items }
  },
  rows: (question, tally) =>
    order.view(question, tally, 'presenter', NO_CARE).items.map(({ letter, points, places }) => ({
      label: `${labelOf(question, letter)}: ${oneDecimal(points)} points`,
      votes: places[0] ?? 0,
      percent: null,
      isRight: false,
    })),
  picture: (question, tally) => ({
    shape: 'bars',
    others: 0,
    bars: order.view(question, tally, 'presenter', NO_CARE).items.map(({ letter, points }) => ({
      letter,
      label: question.choices[LETTERS.indexOf(letter)]!,
      share: points / question.choices.length,
      figure: oneDecimal(points),
      detail: 'points',
      right: question.right === null ? null : `right: ${question.right.indexOf(letter) + 1}`,
    })),
  }),
  read(question, { voters, allRight, items }) {
    const sentences = [
      items
        .map(
          ({ letter, points }, index) =>
            `${index + 1}: ${labelOf(question, letter)}, ${oneDecimal(points)} points`,
        )
        .join('; ') + '.',
    ]
    if (question.right !== null)
      sentences.push(`${Math.round(shareOf(allRight, voters) * 100)} percent have the whole order right.`)
    return sentences
  },
  headline(question, tally) {
    const { voters, allRight, items } = order.view(question, tally, 'presenter', NO_CARE)
    const [first] = items
    if (voters === 0 || !first) return ''
    if (question.right !== null) return `${Math.round(shareOf(allRight, voters) * 100)} % right`
    const equal = items.filter(({ points }) => points === first.points)
    return `First ${listed(equal.map(({ letter }) => labelOf(question, letter)))}`
  },
}

function placesOf({ answer: { places } }: { answer: OrderOptions }): number[] {
  return Array.from({ length: places }, (_, index) => index + 1)
}

/** Places in an order that the texts decide, and that is not the given one. */
function shuffledBy(texts: readonly string[]): number[] {
  let state = 2166136261
  for (const sign of texts.join('\n')) state = Math.imul(state ^ sign.codePointAt(0)!, 16777619) >>> 0
  const places = texts.map((_text, place) => place)
  for (let last = places.length - 1; last > 0; last--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const other = Math.floor((state / 2 ** 32) * (last + 1))
    ;[places[last], places[other]] = [places[other]!, places[last]!]
  }
  return places.every((place, index) => place === index) ? [...places.slice(1), places[0]!] : places
}

/** Which letter each place of the right order has got. */
function lettersAt(shuffled: readonly number[]): string {
  return shuffled.map((_place, index) => LETTERS[shuffled.indexOf(index)]!).join('')
}
