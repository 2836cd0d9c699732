/** What each operation of the API does with a room: decides by the commands of the presenter's page, and answers. */
import type { Request, Response } from 'express'
import { questionFromJson } from '../../core/import/question-json'
import { questionToJson } from '../../core/import/json-shape'
import type { Command, Question } from '../../core/protocol/poll'
import type { Refusal } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import type { Entry } from './access'
import type { DrivenRoom } from './driven-room'
import type { Events } from './events'
import { failed, failure, type Failure } from './failures'
import { COMMANDS, type operations, type OperationName } from './operations'
import { pollIdOf, pollsOf, pollThatIsUp, pollWith } from './poll-json'
import { sendTable, tableOf } from './poll-table'
import { placeOf, questionsJson, roomJson } from './room-json'

/** A request that may use its room. */
export interface Call extends Entry {
  request: Request
  response: Response
  /** `{id}` of the path; empty where there is none. */
  id: string
  step: number | undefined
  lesson: number | undefined
}

/** What is answered as JSON; a refusal or failure; undefined: the handler has answered. */
type Answered = object | Refusal | Failure | undefined
export type Handler = (call: Call) => Answered | Promise<Answered>

type Elsewhere = {
  [N in OperationName]: (typeof operations)[N] extends { isElsewhere: true } ? N : never
}[OperationName]
export type Handlers = Record<Exclude<OperationName, Elsewhere>, Handler>

/** The table of handlers. */
export function handlersOf(events: Events): Handlers {
  const commands = Object.fromEntries(
    COMMANDS.map(name => [name, (call: Call) => commanded(call, { name })]),
  ) as Record<(typeof COMMANDS)[number], Handler>
  return {
    ...commands,
    room: ({ code, room, isPresenter }) => roomJson(code, room, isPresenter),
    listQuestions: ({ room }) => questionsJson(room.document),
    addQuestion: call =>
      withQuestion(call.request.body, async question => {
        const refusal = await changedList(call.room, () => ({ name: 'prepare', questions: [question] }))
        // The last one is ours, or that of somebody who came behind us: ours is the last that is equal.
        return refusal ?? { ...questionToJson(question), id: lastIdOf(call.room, question) }
      }),
    replaceQuestion: call =>
      withQuestion(call.request.body, async question => {
        const refusal = await changedList(
          call.room,
          at(call, index => ({ name: 'editPrepared', index, question })),
        )
        return refusal ?? { ...questionToJson(question), id: call.id }
      }),
    removeQuestion: async call => {
      const refusal = await changedList(
        call.room,
        at(call, index => ({ name: 'removePrepared', index })),
      )
      if (refusal) return refusal
      call.response.status(204).set('Cache-Control', 'no-store').end()
      return undefined
    },
    ask: call => {
      const { id } = (call.request.body ?? {}) as { id?: unknown }
      if (typeof id !== 'string')
        return withQuestion(call.request.body, question => commanded(call, { name: 'ask', question }))
      const index = placeOf(call.room.document, id)
      return index < 0 ? refuse('no-such-question') : commanded(call, { name: 'askPrepared', index })
    },
    listPolls: async ({ room, isPresenter, lesson }) => ({
      polls: isPresenter ? await pollsOf(room, lesson) : [await pollThatIsUp(room, false)],
    }),
    poll: async ({ room, id, isPresenter }) =>
      (await pollWith(room, id, isPresenter)) ?? failure('no-such-poll'),
    pollTable: async ({ room, id, response }) => {
      const table = await tableOf(room, id)
      return table ? sendTable(response, id, table).then(() => undefined) : failure('no-such-poll')
    },
    events: call => events.answer(call, call.response),
  }
}

/** Gives a command for what is up, or for the step that the program has seen. */
async function commanded({ room, step }: Call, command: Command): Promise<Answered> {
  const { document } = room
  const reply = await room.command({
    pollId: document.poll.pollId,
    step: step ?? document.step,
    command,
  })
  return reply.ok ? { pollId: pollIdOf(room.document.poll), step: reply.step } : reply
}

/**
 * Changes the list; what names a question by its id means it wherever it stands by then. Whoever comes too late tries
 * again: somebody else has got on, so this ends.
 */
async function changedList(room: DrivenRoom, meant: () => Command | Refusal): Promise<Refusal | undefined> {
  for (;;) {
    const command = meant()
    if ('ok' in command) return command
    const { poll, step } = room.document
    const reply = await room.command({ pollId: poll.pollId, step, command })
    if (reply.ok) return undefined
    if (reply.code !== 'older-step') return reply
  }
}

function at({ room, id }: Call, command: (index: number) => Command): () => Command | Refusal {
  return () => {
    const index = placeOf(room.document, id)
    return index < 0 ? refuse('no-such-question') : command(index)
  }
}

/** A question that was answered with its id may be sent with it. */
function withQuestion(
  body: unknown,
  act: (question: Question) => Promise<Answered>,
): Promise<Answered> | Failure {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  const { id: _id, ...given } = (isObject ? body : {}) as Record<string, unknown>
  const read = questionFromJson(isObject ? given : body)
  return read.ok ? act(read.question) : failure('bad-question', read.problem)
}

function lastIdOf({ document }: DrivenRoom, question: Question): string {
  const text = JSON.stringify(question)
  const place = document.prepared.map(each => JSON.stringify(each)).lastIndexOf(text)
  return String(document.preparedIds[place] ?? document.lastPreparedId)
}

/** A refusal as the failure that is sent. */
export function failureOf(answered: object): Failure | undefined {
  if ('ok' in answered && answered.ok === false) return failed(answered as Refusal)
  return 'status' in answered && 'code' in answered ? (answered as Failure) : undefined
}
