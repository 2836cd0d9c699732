/** What "next" will do, and what it will do after that: by the server's own rules. */
import type { Question } from '../../../src/core/protocol/poll'
import type { Command } from '../../../src/core/protocol/presenter'
import { newRoom, type RoomDocument } from '../../../src/core/room/document'
import { pose, type PollDocument } from '../../../src/core/room/poll-document'
import { nextCommand } from '../../../src/core/room/next-and-back'
import type { PresenterView } from '../view-model'

/** The step after the one that "next" does now; null: a question must be written first. */
export function stepAfter(view: PresenterView): Command | null {
  const room = roomOf(view)
  const first = nextCommand(room)
  return (first && nextCommand(roomAfter(room, first))) ?? null
}

/** A room after a step of "next", as far as the step after it depends on it. */
function roomAfter(room: RoomDocument, command: Command): RoomDocument {
  const { poll, prepared, next } = room
  const asked = command.name === 'askPrepared' ? prepared[command.index] : undefined
  if (asked) return { ...room, poll: pose(asked, '', 0), next: next + 1 }
  const changes: Partial<Record<Command['name'], Partial<PollDocument>>> = {
    stage: { stage: 'question' },
    close: { state: 'closed' },
    show: { shown: true },
    reveal: { revealed: true },
    finish: { stage: 'end' },
  }
  return { ...room, poll: { ...poll, ...changes[command.name] } }
}

/** What a presenter knows of the room, as a document: enough to decide on steps. */
function roomOf({ news: { poll, now }, state }: PresenterView): RoomDocument {
  const { explanation, right, prepared, next, step } = state
  const question = {
    text: poll.question,
    choices: poll.choices.map(({ text }) => text),
    kind: poll.kind,
    results: 'hidden' as const,
    right,
    explanation,
  }
  const { pollId, posed, shown, round, deadline, stage, reworded } = poll
  return {
    ...newRoom('', { now, newId: () => '' }),
    step,
    prepared,
    next,
    poll: {
      ...pose(question, pollId, now, posed),
      ...{ state: poll.state, shown, round, deadline, stage, reworded, revealed: poll.right !== null },
      past: poll.past && { ...poll.past, id: '', besideId: null },
    },
  }
}

/** The place of the question that is up in the prepared list; below 0: it is not in it. */
export function placeOfCurrent({ news: { poll }, state: { prepared, next } }: PresenterView): number {
  if (!poll.posed) return -1
  const texts = poll.choices.map(({ text }) => text)
  const key = keyOf({ text: poll.question, choices: texts, answer: poll.answer })
  const isIt = (place: number) => prepared[place] !== undefined && keyOf(prepared[place]) === key
  return isIt(next - 1) ? next - 1 : prepared.findIndex((_question, place) => isIt(place))
}

function keyOf({ text, choices, answer }: Pick<Question, 'text' | 'choices' | 'answer'>): string {
  return JSON.stringify([text, choices, answer?.type])
}
