/** Streams what came of a lesson as JSON, question by question. */
import type { Response } from 'express'
import { Readable } from 'node:stream'
import { questionToJson } from '../../../core/import/json-shape'
import { roundFigures, type Seen } from '../../../core/import/round-json'
import { tallyOf } from '../../../core/question-types/rounds'
import { timeOf } from '../poll-json'
import type { ExportedPoll } from './exported'
import { streamed } from './streamed'

/** What is said of the lesson before its questions. */
export interface LessonHead {
  code: string
  name: string
  lesson: number
}

/** Answers with a lesson; each question is written when the client has read those before. */
export function sendJson(
  response: Response,
  name: string,
  head: LessonHead,
  polls: readonly ExportedPoll[],
): Promise<void> {
  return streamed(
    response,
    { name, type: 'application/json; charset=utf-8' },
    Readable.from(parts(head, polls)),
  )
}

function* parts(head: LessonHead, polls: readonly ExportedPoll[]): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"polls":[`
  for (const [place, poll] of polls.entries())
    yield `${place === 0 ? '\n' : ',\n'}${JSON.stringify(exportedJson(poll))}`
  yield '\n]}\n'
}

/** Every answer by name, however many there are: it is a file, not an answer that a program waits for. */
function exportedJson({ id, question, posed, askedAt, endedAt, rounds, care, voted, present }: ExportedPoll) {
  const seen: Seen = { audience: 'screen', care, isRevealed: true }
  return {
    id,
    question: questionToJson(question),
    posed,
    askedAt: timeOf(askedAt),
    endedAt: endedAt === null ? null : timeOf(endedAt),
    rounds: rounds.map(round => roundFigures(question, tallyOf(round), seen, Infinity)),
    turnout: { voted, present },
  }
}
