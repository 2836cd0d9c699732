/** What screen readers are told of a question. Loads when there is first something to say. */
import type { Counts, Poll } from '../../src/core/protocol/poll'
import type { AnswerView } from '../../src/core/question-types/registry'
import { ABSTAIN } from '../../src/core/question-types/question-type'
import { percentsOf, totalOf } from '../../src/core/question-types/percentages'
import { words as pageWords } from '../shared/words'
import { questionOf } from './question'
import { speechWords as words } from './speech-words'
import { verdictOf } from './verdict'

/** The poll, its tally, what people typed, and the own vote, as the page shows them. */
export interface Moment {
  poll: Poll
  counts: Counts | null
  answers: AnswerView | null
  /** What people typed in the round before, or in the result beside it. */
  earlierAnswers: AnswerView | null
  own: string | null
}

/** What depends on the type of the question. */
export interface Reader {
  /** How it is answered. */
  how(poll: Poll): string
  /** The result; undefined: there is none to be seen. */
  result(now: Moment): string | undefined
  /** What was right, and whether the own vote was. */
  verdict(now: Moment): string[]
}

/** Reads one choice. */
const letters: Reader = {
  how: ({ choices }) => words.choices(choices.length),
  result: ({ counts, poll }) => (counts ? tallySentence(counts, poll.earlier) : undefined),
  verdict,
}

/** What has happened between two moments, a sentence each; without an earlier one, how it stands. */
export function changes(before: Moment | undefined, now: Moment, reader = letters): string[] {
  const { poll } = now
  const isNew = before?.poll.pollId !== poll.pollId
  const known = isNew ? undefined : before?.poll
  const said: string[] = []
  if (poll.past && known?.past?.askedAt !== poll.past.askedAt)
    said.push(`${pageWords.earlierResult(poll.past.askedAt)}: ${questionOf(poll)}`)
  else if (before && isNew) said.push(newQuestion(poll, reader))
  else if (known && poll.reworded && !isSameText(known, poll)) said.push(words.reworded(questionOf(poll)))
  // What people typed comes behind the poll.
  const wasSaid = known && isResult(known) && reader.result(before!) !== undefined
  const result = isResult(poll) && !wasSaid && reader.result(now)
  if (result) said.push(result)
  if (poll.right && poll.right !== known?.right) said.push(...reader.verdict(now))
  if (poll.stage === 'end' && before?.poll.stage !== 'end') said.push(words.thankYou)
  return said
}

/** The result of this moment, or that it is hidden. */
export function tally(now: Moment | undefined, reader = letters): string {
  return (now && reader.result(now)) ?? pageWords.resultsHidden
}

/** The tally in words: each letter with its share, and its share in the round before. */
export function tallySentence(counts: Counts, earlier: Counts[] = []): string {
  const total = totalOf(counts)
  const percents = percentsOf(counts)
  const last = earlier[earlier.length - 1]
  const before = last && percentsOf(last)
  const parts = Object.entries(percents).map(([letter, percent]) =>
    words.result(letter, percent, before && (before[letter] ?? 0)),
  )
  const abstained = counts[ABSTAIN] ?? 0
  return [words.results(parts, total), ...(abstained > 0 ? [words.cannotSay(abstained)] : [])].join(' ')
}

export function timeLeft(seconds: number): string {
  return words.secondsLeft(seconds)
}

function isResult({ shown, state }: Poll): boolean {
  return shown && state === 'closed'
}

function isSameText(one: Poll, other: Poll): boolean {
  return one.question === other.question && JSON.stringify(one.choices) === JSON.stringify(other.choices)
}

function verdict({ poll, counts, own }: Moment): string[] {
  // Whoever could not say is not told to be wrong.
  const { isRight, first, rest } = verdictOf(poll, counts, own === ABSTAIN ? null : own)!
  const sentence = isRight && !rest ? first : `${first} ${rest}.`.trim()
  const why = poll.explanation && `${pageWords.why(poll.right!)} ${poll.explanation}`
  return [sentence.replace(/\u202f%/, words.percent), why].filter(Boolean)
}

function newQuestion(poll: Poll, reader: Reader): string {
  const question = questionOf(poll)
  return poll.round > 1 ? words.askedAgain(question) : words.asked(question, reader.how(poll))
}
