/** Reads out of a poll of any type what there is to draw and to say: its result, the round before, the verdict. */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import type { AnswerView } from '../../src/core/question-types/registry'
import type { Counts, Poll } from '../../src/core/protocol/poll'
import { words } from '../shared/words'
import { questionOf, viewOf, type AnswerType, type TypeName } from './parts'
import { answerTypeOf } from './phone-types'
import { typeWords } from './words'

/** The poll and its result. */
interface Shown {
  poll: Poll
  counts: Counts | null
  answers: AnswerView | null
  earlierAnswers?: AnswerView | null
}

/** What the reveal says to one person: the verdict in two parts, null before it, and what stands before its reason. */
interface Told {
  verdict: { isRight: boolean; first: string; rest: string } | null
  why: string
}

/** How a poll is answered; undefined: by one choice. */
export function typeOf({ answer }: Poll): AnswerType<TypeName> | undefined {
  return answer && answerTypeOf(answer.type)
}

/** What is drawn of a result; undefined: it is hidden. */
export function viewNow({ poll, counts, answers }: Shown): AnswerView | undefined {
  const type = typeOf(poll)
  if (!type) return undefined
  if (!type.rules.isBounded) return answers ?? undefined
  return counts ? viewOf(type.rules, questionOf(poll), counts) : undefined
}

/** The round before, or the result beside this one. */
export function earlierOf({ poll, counts, earlierAnswers }: Shown): AnswerView | undefined {
  const last = poll.earlier[poll.earlier.length - 1]
  const type = typeOf(poll)
  if (!type || !last) return undefined
  if (!type.rules.isBounded) return earlierAnswers ?? undefined
  return counts ? viewOf(type.rules, questionOf(poll), last) : undefined
}

/** What the reveal says to one person. */
export function told(poll: Poll, own: string | null, type: AnswerType<TypeName>): Told {
  const { right } = poll
  if (right === null) return { verdict: null, why: '' }
  const question = questionOf(poll)
  const vote = own === null || own === ABSTAIN ? undefined : type.rules.parseVote(question, own)
  const isRight = vote?.ok === true && type.rules.isRight(question, vote.vote) === true
  const first = isRight ? words.right : vote ? words.notThisTime : ''
  const rest = isRight ? '' : typeWords.wasRight(type.rightLabel?.(question, right) ?? right, first === '')
  return { verdict: { isRight, first, rest }, why: typeWords.why }
}
