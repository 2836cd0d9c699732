/** A question as the poll that pictures draw: a preview before it is asked, or a result after it. */
import { LETTERS } from '../../src/core/question-types/letters'
import { typeNameOf } from '../../src/core/question-types/registry'
import type { Poll, Question } from '../../src/core/protocol/poll'

/** @param moment what is not as in an open question that was just asked */
export function asPoll(question: Question, moment: Partial<Poll>): Poll {
  const { text, choices, kind, answer, canAbstain } = question
  return {
    pollId: '',
    kind,
    type: typeNameOf(question),
    ...(answer ? { answer } : {}),
    ...(canAbstain ? { canAbstain } : {}),
    question: text,
    choices: choices.map((each, place) => ({ letter: LETTERS[place]!, text: each })),
    state: 'open',
    posed: true,
    shown: false,
    right: null,
    round: 1,
    earlier: [],
    deadline: null,
    durationSeconds: null,
    stage: 'question',
    explanation: '',
    reworded: false,
    past: null,
    ...moment,
  }
}
