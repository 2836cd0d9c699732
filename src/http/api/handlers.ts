/** What each operation of the API does with a room: decides by the commands of the presenter's page, and answers. */
import { questionFromJson } from '../../core/import/question-json'
import { questionToJson } from '../../core/import/json-shape'
import { importText } from './import-text'
import { addedTo, changedList } from './list-changes'
import type { Question } from '../../core/protocol/poll'
import type { Command } from '../../core/protocol/presenter'
import type { Refusal } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import type { Answered, Call, Handler } from './call'
import type { Events } from './events'
import { failed, failure, NO_KEY, type Failure } from './failures'
import { COMMANDS, type operations, type OperationName } from './operations'
import { pollIdOf, pollsOf, pollThatIsUp, pollWith } from './poll-json'
import { resultsJson } from './results-json'
import { careHandlers } from './asks/care'
import { asksJson } from './asks/told'
import { exportHandlers } from './export/exports'
import type { MadeFiles } from './export/made-files'
import { sendPicture } from './export/picture'
import { placeOf, questionsJson, roomJson } from './room-json'

type Elsewhere = {
  [N in OperationName]: (typeof operations)[N] extends { isElsewhere: true } ? N : never
}[OperationName]
export type Handlers = Record<Exclude<OperationName, Elsewhere>, Handler>

/** The table of handlers. */
export function handlersOf(events: Events, files: MadeFiles): Handlers {
  const commands = Object.fromEntries(
    COMMANDS.map(name => [name, (call: Call) => commanded(call, { name })]),
  ) as Record<(typeof COMMANDS)[number], Handler>
  return {
    ...commands,
    ...exportHandlers(files),
    room: ({ code, room, isPresenter }) => roomJson(code, room, isPresenter),
    listQuestions: ({ room }) => questionsJson(room.document),
    addQuestion: call =>
      withQuestion(call.request.body, async question => {
        const added = await addedTo(call.room, [question])
        return 'ok' in added ? added : { ...questionToJson(question), id: added.ids[0] }
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
    importText,
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
    pollChart: call => sendPicture(files, call),
    results: ({ code, room, isPresenter, lesson = room.document.lesson }) => {
      const { document } = room
      if (!isPresenter && !document.sharing.page) return failure('results-not-shared')
      if (!isPresenter && lesson !== document.lesson) return NO_KEY
      return resultsJson(code, room, isPresenter, lesson)
    },
    asks: asksJson,
    ...careHandlers,
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

/** A refusal as the failure that is sent. */
export function failureOf(answered: object): Failure | undefined {
  if ('ok' in answered && answered.ok === false) return failed(answered as Refusal)
  return 'status' in answered && 'code' in answered ? (answered as Failure) : undefined
}
