/** What this browser voted on a question: read from its own storage, and sent to nobody. */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import { isRight, parseVote, type Question } from '../../src/core/question-types/registry'
import { LETTERS } from '../../src/core/question-types/letters'
import { make, written } from '../shared/dom'
import type { ReadResult } from './read-result'
import { resultsWords as words } from './words'

/** A list of the votes, one a round; undefined: this browser has none. */
export function ownVotes(
  { question, pollIds, rounds }: Pick<ReadResult, 'question' | 'pollIds' | 'rounds'>,
  votes: ReadonlyMap<string, string>,
): HTMLElement | undefined {
  const items = pollIds.flatMap((id, place) => {
    const vote = votes.get(id)
    if (vote === undefined) return []
    const item = make('li')
    const round = rounds[place]?.round ?? 1
    if (pollIds.length > 1 || round > 1) item.append(make('span', 'round-name', words.round(round)), ' ')
    item.append(`${words.youAnswered} `, answerOf(question, vote), ...verdictOf(question, vote))
    return [item]
  })
  if (items.length === 0) return undefined
  const list = make('ul', 'own-votes')
  list.append(...items)
  return list
}

function answerOf(question: Question, vote: string): HTMLElement {
  const answer = make('b')
  answer.translate = false
  const parts = partsOf(question, vote)
  for (const [index, part] of parts.entries())
    answer.append(...(index > 0 ? [words.between] : []), written('span', '', part))
  return answer
}

/** As people read it: letters, points, a number, or what they typed. */
function partsOf({ choices }: Question, vote: string): string[] {
  if (vote === ABSTAIN) return [words.cannotSay]
  if (choices.length > 0 && /^[A-L]+$/.test(vote)) return [...vote]
  if (choices.length > 0 && /^[\d,]+$/.test(vote))
    return vote
      .split(',')
      .flatMap((point, place) => (point === '' ? [] : [words.of(LETTERS[place] ?? '', point)]))
  return vote.split('\n')
}

/** Once it is revealed what is right. */
function verdictOf(question: Question, sent: string): (string | HTMLElement)[] {
  const parsed = parseVote(question, sent)
  const verdict = parsed.ok ? isRight(question, parsed.vote) : null
  if (verdict === null) return []
  return [
    words.between,
    make('span', verdict ? 'is-right' : 'is-not-right', verdict ? words.wasRight : words.wasNotRight),
  ]
}
