/** The operations of the API that answer with files: of one question, and of a lesson. */
import { DEFAULT_ROOM } from '../../../core/room/codes'
import { lessonTable } from '../../../core/poll/lesson-table'
import { resultTable } from '../../../core/poll/result-table'
import type { QuestionRows } from '../../../core/poll/rows'
import { refuse } from '../../../core/protocol/refusals'
import type { RoomDocument } from '../../../core/room/document'
import type { Answered, Call, Handler } from '../call'
import { HOUSE } from '../driven-room'
import { failed, failure, NO_KEY } from '../failures'
import { XLSX } from '../operation'
import { pollIdOf } from '../poll-json'
import { csvParts } from './csv'
import { exportedLesson, exportedPoll, type ExportedPoll } from './exported'
import { fileName } from './file-name'
import { jsonParts } from './json'
import type { Content, MadeFiles } from './made-files'
import { lessonSheets, pollSheets } from './sheets'
import { workbookOf, type Sheet } from './workbook'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: XLSX,
} as const
type Ending = keyof typeof TYPES
type Parts = Content['parts']

/** The handlers; `files`: those of this server. */
export function exportHandlers(files: MadeFiles) {
  return {
    pollTable: call => sendPoll(files, call, 'csv', poll => () => csvParts(resultTable(poll))),
    pollWorkbook: call =>
      sendPoll(files, call, 'xlsx', poll => workbookParts(call, [poll], rows => pollSheets(poll, rows))),
    lessonTable: call => sendLesson(files, call, 'csv', polls => () => csvParts(lessonTable(polls))),
    lessonWorkbook: call =>
      sendLesson(files, call, 'xlsx', polls => workbookParts(call, polls, rows => lessonSheets(polls, rows))),
    lessonJson: call =>
      sendLesson(files, call, 'json', (polls, lesson) => {
        const { code, name } = roomOf(call)
        return () => jsonParts({ code, name, lesson }, polls)
      }),
  } satisfies Record<string, Handler>
}

/** Answers with a question; without the key only if it was shown, and the room lets everybody have files. */
function sendPoll(
  files: MadeFiles,
  call: Call,
  ending: Ending,
  parts: (poll: ExportedPoll) => Parts,
): Promise<Answered> {
  const { room, id, isPresenter } = call
  return files.answer(call, {
    name: `${id}.${ending}`,
    hasVotes: ({ poll }) => pollIdOf(poll) === id && isSeen(poll, isPresenter),
    isInWorker: ending === 'xlsx',
    refusal: () => (mayHave(call) ? undefined : NO_KEY),
    make: async () => {
      const poll = await exportedPoll(room, id, isPresenter)
      if (!poll) return failure('no-such-poll')
      const { askedAt: day, question } = poll
      return { head: headOf(call, { day, of: question.text, ending }), parts: parts(poll) }
    },
  })
}

/** Answers with a lesson; without the key only with what was shown in the present one. */
function sendLesson(
  files: MadeFiles,
  call: Call,
  ending: Ending,
  parts: (polls: ExportedPoll[], lesson: number) => Parts,
): Promise<Answered> {
  const { room, isPresenter } = call
  const lesson = call.lesson || room.document.lesson
  const isPresent = () => lesson === room.document.lesson
  return files.answer(call, {
    name: `lesson ${lesson}.${ending}`,
    hasVotes: ({ poll }) => isPresent() && isSeen(poll, isPresenter),
    isInWorker: ending === 'xlsx',
    refusal: () => (mayHave(call) && (isPresenter || isPresent()) ? undefined : NO_KEY),
    make: async () => {
      const polls = await exportedLesson(room, lesson, isPresenter)
      if (polls.length === 0 && !isPresent()) return failed(refuse('no-such-lesson'))
      const day = polls[0]?.askedAt ?? Date.now()
      return { head: headOf(call, { day, ending }), parts: parts(polls, lesson) }
    },
  })
}

/** Whether the votes of the poll that is up are for whoever asks. */
function isSeen({ shown }: RoomDocument['poll'], isPresenter: boolean): boolean {
  return isPresenter || shown
}

/** Everybody may, where the room has a page of its results and lets them be saved. */
function mayHave({ isPresenter, room }: Call): boolean {
  const { page, files } = room.document.sharing
  return isPresenter || (page && files)
}

function workbookParts(
  call: Call,
  polls: readonly ExportedPoll[],
  sheets: (rows: readonly QuestionRows[]) => Iterable<Sheet>,
): Parts {
  return async function* (signal) {
    yield await workbookOf(sheets(await rowsOf(call, polls)), signal)
  }
}

/** The joint rows of these questions: for presenters alone, whatever else is shared. */
async function rowsOf({ room, isPresenter }: Call, polls: readonly ExportedPoll[]): Promise<QuestionRows[]> {
  const all: QuestionRows[] = []
  if (isPresenter) for (const { id, question } of polls) all.push({ question, rows: await room.rows(id) })
  return all
}

function headOf({ code, room }: Call, file: { day: number; of?: string; ending: Ending }): Content['head'] {
  return { name: fileName(code, room.document, file), type: TYPES[file.ending] }
}

function roomOf({ code, room }: Call): { code: string; name: string } {
  return { code: code === DEFAULT_ROOM ? HOUSE : code, name: room.document.roomName }
}
