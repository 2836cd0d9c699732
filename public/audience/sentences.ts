/** What screen readers are told of a question. Loads when there is first something to say. */
import type { Counts, Poll } from '../../src/core/protocol/poll'
import { percentsOf, totalOf } from '../../src/core/question-types/percentages'
import { words as pageWords } from '../shared/words'
import { questionOf } from './question'
import { speechWords as words } from './speech-words'
import { verdictOf } from './verdict'

/** The poll, its tally, and the letter of the own vote, as the page shows them. */
export interface Moment {
  poll: Poll
  counts: Counts | null
  own: string | null
}

/** What has happened between two moments, a sentence each; without an earlier one, how it stands. */
export function changes(before: Moment | undefined, now: Moment): string[] {
  const { poll, counts } = now
  const isNew = before?.poll.pollId !== poll.pollId
  const known = isNew ? undefined : before?.poll
  const said: string[] = []
  if (poll.past && known?.past?.askedAt !== poll.past.askedAt)
    said.push(`${pageWords.earlierResult(poll.past.askedAt)}: ${questionOf(poll)}`)
  else if (before && isNew) said.push(newQuestion(poll))
  else if (known && poll.reworded && !isSameText(known, poll)) said.push(words.reworded(questionOf(poll)))
  if (isResult(poll) && counts && !(known && isResult(known))) said.push(tally(counts, poll.earlier))
  if (poll.right && poll.right !== known?.right) said.push(...verdict(now))
  if (poll.stage === 'end' && before?.poll.stage !== 'end') said.push(words.thankYou)
  return said
}

/** The tally in words: each letter with its share, and its share in the round before. */
export function tally(counts: Counts | null, earlier: Counts[] = []): string {
  if (!counts) return pageWords.resultsHidden
  const total = totalOf(counts)
  const percents = percentsOf(counts)
  const last = earlier[earlier.length - 1]
  const before = last && percentsOf(last)
  const parts = Object.keys(counts).map(letter =>
    words.result(letter, percents[letter] ?? 0, before && (before[letter] ?? 0)),
  )
  return words.results(parts, total)
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
  const { isRight, first, rest } = verdictOf(poll, counts, own)!
  const sentence = isRight && !rest ? first : `${first} ${rest}.`.trim()
  const why = poll.explanation && `${pageWords.why(poll.right!)} ${poll.explanation}`
  return [sentence.replace(/\u202f%/, words.percent), why].filter(Boolean)
}

function newQuestion(poll: Poll): string {
  const question = questionOf(poll)
  return poll.round > 1 ? words.askedAgain(question) : words.asked(question, poll.choices.length)
}
