/** What came of a lesson as JSON: poll by poll, then the questions from the audience. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { questionToJson } from '../../../core/import/json-shape'
import { roundFigures, type Seen } from '../../../core/import/round-json'
import { tallyOf } from '../../../core/question-types/rounds'
import { timeOf } from '../poll-json'
import type { AskJson } from '../poll-schemas'
import type { ExportedPoll } from './exported'

/** What is said of the lesson before its polls. */
export interface LessonHead {
  code: string
  name: string
  lesson: number
}

/** The lesson, a poll at a time; votes are taken between. @param asks the questions from the audience */
export async function* jsonParts(
  head: LessonHead,
  polls: readonly ExportedPoll[],
  asks: readonly AskJson[],
): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"polls":[`)
  for (const [place, poll] of polls.entries()) {
    yield Buffer.from(`${place === 0 ? '\n' : ',\n'}${JSON.stringify(exportedJson(poll))}`)
    await nextTurn()
  }
  yield Buffer.from('\n],"asks":[')
  for (const [place, ask] of asks.entries())
    yield Buffer.from(`${place === 0 ? '\n' : ',\n'}${JSON.stringify(ask)}`)
  yield Buffer.from('\n]}\n')
}

/** Every answer by name, however many there are: it is a file, not an answer that a program waits for. */
function exportedJson(poll: ExportedPoll) {
  const { id, question, posed, askedAt, endedAt, rounds, numbers, care, voted, present } = poll
  const seen: Seen = { audience: 'screen', care, isRevealed: true }
  return {
    id,
    question: questionToJson(question),
    posed,
    askedAt: timeOf(askedAt),
    endedAt: endedAt === null ? null : timeOf(endedAt),
    rounds: rounds.map((round, place) => ({
      round: numbers?.[place] ?? place + 1,
      ...roundFigures(question, tallyOf(round), seen, Infinity),
    })),
    turnout: { voted, present },
  }
}
