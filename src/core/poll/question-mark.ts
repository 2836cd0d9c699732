/** Short texts by which questions are compared without their ids: pages know a question that is up by its poll alone. */
import type { Poll, Question } from '../protocol/poll'

/** A short text that is equal for questions with the same text, choices and options. Takes whole questions, so that no part can be forgotten. */
export function questionMark({ text, choices, answer }: Question): string {
  return markOf(text, choices, answer)
}

/** The `questionMark` of the question that a poll asks. */
export function markOfPoll({ question, choices, answer }: Poll): string {
  return markOf(
    question,
    choices.map(({ text }) => text),
    answer,
  )
}

function markOf(text: string, choices: readonly string[], answer: Question['answer']): string {
  const texts = JSON.stringify(answer ? [text, choices, answer] : [text, choices])
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let place = 0; place < texts.length; place++) {
    const unit = texts.charCodeAt(place)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  return (high >>> 0).toString(36) + (low >>> 0).toString(36)
}
