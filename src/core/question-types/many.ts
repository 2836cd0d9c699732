/** Several choices: percentages are of people, so they may add up to more than 100. */
import { wholeNumber } from './fields'
import { labelOf, lettersOf, readLetters } from './letters'
import { bestOf, lettersView, type LettersView } from './one'
import { leadSentence, shareOf } from './percentages'
import {
  ALL_RIGHT,
  allRightOf,
  countersOf,
  refused,
  voted,
  VOTERS,
  votesOf,
  type QuestionType,
} from './question-type'

export interface ManyOptions {
  type: 'many'
  /** The fewest and the most choices of one vote. */
  min: number
  max: number
}

/** How many chose each letter, and how many people's choice was exactly the right one. */
export interface ManyView extends LettersView {
  allRight: number
}

const inOrder = (letters: readonly string[]) => [...letters].sort()
const percentOf = (votes: number, voters: number) => Math.round(shareOf(votes, voters) * 100)

export const many: QuestionType<ManyOptions, ManyView> = {
  name: 'many',
  isBounded: true,
  isMarkedByStars: true,
  choices: [2, 12],
  readOptions({ min = 1, max }, { choices }) {
    const fewest = wholeNumber(min, 1, choices.length)
    const most = wholeNumber(max ?? choices.length, fewest ?? 1, choices.length)
    return fewest === undefined || most === undefined ? undefined : { type: 'many', min: fewest, max: most }
  },
  readRight(question, right) {
    const letters = readLetters(question, right)
    if (typeof letters === 'string' || letters.length === 0) return undefined
    return inOrder(letters).join('')
  },
  readTag(text) {
    if (text === '') return { fields: {} }
    const [, fewest, most] = /^(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?$/.exec(text) ?? []
    return fewest === undefined ? undefined : { fields: { min: Number(fewest), max: Number(most ?? fewest) } }
  },
  writeTag({ answer: { min, max }, choices }) {
    if (min === 1 && max === choices.length) return ''
    return min === max ? String(min) : `${min}-${max}`
  },
  counters: question => [VOTERS, ...lettersOf(question)],
  parseVote(question, sent) {
    const letters = readLetters(question, sent)
    if (typeof letters === 'string') return refused(letters)
    const { min, max } = question.answer
    if (letters.length < min) return refused('too-few-choices')
    if (letters.length > max) return refused('too-many-choices')
    const vote = inOrder(letters)
    return voted(VOTERS, ...vote, ALL_RIGHT + vote.join(''))
  },
  sentVote: (question, vote) =>
    lettersOf(question)
      .filter(letter => countersOf(vote).includes(letter))
      .join(''),
  isRight: (question, vote) =>
    question.right === null ? null : many.sentVote(question, vote) === question.right,
  voters: tally => votesOf(tally, VOTERS),
  view: (question, tally) => ({
    ...lettersView(question, tally, votesOf(tally, VOTERS)),
    allRight: allRightOf(question, tally),
  }),
  rows: (question, tally) =>
    lettersOf(question).map(letter => ({
      letter,
      label: labelOf(question, letter),
      votes: votesOf(tally, letter),
      percent: percentOf(votesOf(tally, letter), votesOf(tally, VOTERS)),
      isRight: question.right?.includes(letter) ?? false,
    })),
  read: (_question, { voters, votes }) => [
    `Of ${voters} ${voters === 1 ? 'person' : 'people'}: ` +
      votes.map(([letter, count]) => `${letter} ${percentOf(count, voters)} percent`).join(', ') +
      '.',
  ],
  headline(question, tally) {
    const best = bestOf(question, tally)
    return best ? leadSentence([...best[0]], percentOf(best[1], votesOf(tally, VOTERS))) : ''
  },
  // Whoever might choose all of them may do so still.
  withMoreChoices: ({ answer, choices }, count) =>
    answer.max === choices.length ? { ...answer, max: count } : answer,
}
