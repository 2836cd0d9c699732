/** One choice: the letter is the vote and the counter. The only type that workshop pages know. */
import { labelOf, lettersOf } from './letters'
import { leadSentence, percentsOf, shareOf } from './percentages'
import {
  ABSTAIN,
  refused,
  voted,
  votesOf,
  type QuestionBase,
  type QuestionType,
  type Tally,
} from './question-type'

export interface OneOptions {
  type: 'one'
}

/** How many chose each letter, and how many people that are. */
export interface LettersView {
  voters: number
  abstained: number
  votes: [letter: string, votes: number][]
}

/** The letters of a tally, zeros included. */
export function lettersView(question: QuestionBase, tally: Tally, voters: number): LettersView {
  const votes = lettersOf(question).map((letter): [string, number] => [letter, votesOf(tally, letter)])
  return { voters, abstained: votesOf(tally, ABSTAIN), votes }
}

/** The letters with the most votes, all of equal ones, and how many each has; undefined: nobody has chosen any. */
export function bestOf(question: QuestionBase, tally: Tally): [letters: string, votes: number] | undefined {
  const { votes } = lettersView(question, tally, 0)
  const most = Math.max(0, ...votes.map(([, count]) => count))
  const best = votes.filter(([, count]) => count === most).map(([letter]) => letter)
  return most > 0 ? [best.join(''), most] : undefined
}

function votersOf(tally: Tally): number {
  let voters = 0
  for (const [counter, votes] of tally) if (counter !== ABSTAIN) voters += votes
  return voters
}

export const one: QuestionType<OneOptions, LettersView> = {
  name: 'one',
  isBounded: true,
  isForWorkshops: true,
  isMarkedByStars: true,
  hasOneRight: true,
  choices: [2, 12],
  readOptions: () => ({ type: 'one' }),
  readRight: (question, right) => (lettersOf(question).includes(right) ? right : undefined),
  readTag: text => (text === '' ? { fields: {} } : undefined),
  writeTag: () => '',
  counters: lettersOf,
  parseVote: (question, sent) =>
    lettersOf(question).includes(sent) ? voted(sent) : refused('no-such-choice'),
  sentVote: (_question, vote) => vote,
  isRight: ({ right }, vote) => (right === null ? null : vote === right),
  voters: votersOf,
  view: (question, tally) => lettersView(question, tally, votersOf(tally)),
  rows(question, tally) {
    const { votes } = lettersView(question, tally, 0)
    const percents = percentsOf(Object.fromEntries(votes))
    return votes.map(([letter, count]) => ({
      letter,
      label: labelOf(question, letter),
      votes: count,
      percent: percents[letter]!,
      isRight: letter === question.right,
    }))
  },
  read(_question, { votes }) {
    const percents = percentsOf(Object.fromEntries(votes))
    return [votes.map(([letter]) => `${letter} ${percents[letter]} percent`).join(', ') + '.']
  },
  best(question, tally) {
    const best = bestOf(question, tally)
    if (!best) return undefined
    const { votes } = lettersView(question, tally, 0)
    const [letters, most] = best
    // Percentages that add up to 100 differ where the votes are equal: A 34, B 33, C 33.
    const percent =
      letters.length === 1
        ? percentsOf(Object.fromEntries(votes))[letters]!
        : Math.round(shareOf(most, votersOf(tally)) * 100)
    return { letters, percent }
  },
  headline(question, tally) {
    const best = one.best!(question, tally)
    return best ? leadSentence([...best.letters], best.percent) : ''
  },
}
