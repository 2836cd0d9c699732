/** The operations of the API that answer with files: of one question, and of a lesson. */
import { DEFAULT_ROOM } from '../../../core/room/codes'
import { lessonTable } from '../../../core/poll/lesson-table'
import { resultTable } from '../../../core/poll/result-table'
import type { QuestionRows } from '../../../core/poll/rows'
import { refuse } from '../../../core/protocol/refusals'
import type { Refusal } from '../../../core/protocol/replies'
import type { Answered, Call, Handler } from '../call'
import { HOUSE } from '../driven-room'
import { failed, failure, NO_KEY, type Failure } from '../failures'
import { sendCsv } from './csv'
import { exportedLesson, exportedPoll, type ExportedPoll } from './exported'
import { fileName } from './file-name'
import { sendJson } from './json'
import { lessonSheets, pollSheets } from './sheets'
import { beginFile } from './streamed'
import type { Sheet, Workbooks } from './workbook'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The handlers; `workbooks`: those of this server. */
export function exportHandlers(workbooks: Workbooks) {
  return {
    pollTable: call =>
      withPoll(call, poll => sendCsv(call.response, pollFile(call, poll, 'csv'), resultTable(poll))),
    pollWorkbook: call =>
      withPoll(call, async poll =>
        sendWorkbook(
          call,
          workbooks,
          pollFile(call, poll, 'xlsx'),
          pollSheets(poll, await rowsOf(call, [poll])),
        ),
      ),
    lessonTable: call =>
      withLesson(call, polls => sendCsv(call.response, lessonFile(call, polls, 'csv'), lessonTable(polls))),
    lessonWorkbook: call =>
      withLesson(call, async polls =>
        sendWorkbook(
          call,
          workbooks,
          lessonFile(call, polls, 'xlsx'),
          lessonSheets(polls, await rowsOf(call, polls)),
        ),
      ),
    lessonJson: call =>
      withLesson(call, (polls, lesson) => {
        const { code, name } = roomOf(call)
        return sendJson(call.response, lessonFile(call, polls, 'json'), { code, name, lesson }, polls)
      }),
  } satisfies Record<string, Handler>
}

/** Answers with a question; without the key only if it was shown, and the room lets everybody have files. */
async function withPoll(
  call: Call,
  send: (poll: ExportedPoll) => Promise<Answered | void>,
): Promise<Answered> {
  const { room, id, isPresenter } = call
  if (!mayHave(call)) return NO_KEY
  const poll = await exportedPoll(room, id, isPresenter)
  if (!poll) return failure('no-such-poll')
  return (await send(poll)) ?? undefined
}

/** Answers with a lesson; without the key only with what was shown in the present one. */
async function withLesson(
  call: Call,
  send: (polls: ExportedPoll[], lesson: number) => Promise<Answered | void>,
): Promise<Answered> {
  const { room, isPresenter } = call
  const { document } = room
  const lesson = call.lesson || document.lesson
  if (!mayHave(call) || (!isPresenter && lesson !== document.lesson)) return NO_KEY
  const polls = await exportedLesson(room, lesson, isPresenter)
  if (polls.length === 0 && lesson !== document.lesson) return refuse('no-such-lesson')
  return (await send(polls, lesson)) ?? undefined
}

/** Everybody may, where the room has a page of its results and lets them be saved. */
function mayHave({ isPresenter, room }: Call): boolean {
  const { page, files } = room.document.sharing
  return isPresenter || (page && files)
}

/** The joint rows of these questions: for presenters alone, whatever else is shared. */
async function rowsOf({ room, isPresenter }: Call, polls: readonly ExportedPoll[]): Promise<QuestionRows[]> {
  const all: QuestionRows[] = []
  if (isPresenter) for (const { id, question } of polls) all.push({ question, rows: await room.rows(id) })
  return all
}

async function sendWorkbook(
  { response }: Call,
  workbooks: Workbooks,
  name: string,
  sheets: Iterable<Sheet>,
): Promise<Refusal | Failure | undefined> {
  const bytes = await workbooks.write(sheets, () => !response.destroyed)
  if (!bytes) return failed(refuse('too-fast'))
  if (response.destroyed) return undefined
  beginFile(response, { name, type: XLSX })
  response.end(bytes)
  return undefined
}

function pollFile({ code, room }: Call, { askedAt, question }: ExportedPoll, ending: string): string {
  return fileName(code, room.document, { day: askedAt, of: question.text, ending })
}

function lessonFile({ code, room }: Call, polls: readonly ExportedPoll[], ending: string): string {
  return fileName(code, room.document, { day: polls[0]?.askedAt ?? Date.now(), ending })
}

function roomOf({ code, room }: Call): { code: string; name: string } {
  return { code: code === DEFAULT_ROOM ? HOUSE : code, name: room.document.roomName }
}
