/** The operations of the API that answer with files: of one question, and of a lesson. */
import { DEFAULT_ROOM } from '../../../core/room/codes'
import { lessonTable } from '../../../core/poll/lesson-table'
import { resultTable } from '../../../core/poll/result-table'
import type { QuestionRows } from '../../../core/poll/rows'
import { refuse } from '../../../core/protocol/refusals'
import type { RoomDocument } from '../../../core/room/document'
import { dayOf, sendAsks } from '../asks/file'
import { toldAsks, type Asked } from '../asks/told'
import type { Answered, Call, Handler } from '../call'
import { HOUSE } from '../driven-room'
import { failed, failure, NO_KEY } from '../failures'
import { pollIdOf } from '../poll-json'
import type { AskJson } from '../poll-schemas'
import { csvParts } from './csv'
import { exportedLesson, exportedPoll, type ExportedPoll } from './exported'
import { headOf, isKnown, mayHave, refusalFor, type Ending } from './file-head'
import { jsonParts } from './json'
import type { Content, MadeFiles } from './made-files'
import { lessonSheets, pollSheets } from './sheets'
import { workbookOf, type Sheet } from './workbook'

type Parts = Content['parts']

/** The handlers; `files`: those of this server. */
export function exportHandlers(files: MadeFiles) {
  return {
    pollTable: call => sendPoll(files, call, 'csv', poll => () => csvParts(resultTable(poll))),
    pollWorkbook: call =>
      sendPoll(files, call, 'xlsx', poll => workbookParts(call, [poll], rows => pollSheets(poll, rows))),
    lessonTable: call =>
      sendLesson(
        files,
        call,
        'csv',
        ({ polls }) =>
          () =>
            csvParts(lessonTable(polls)),
      ),
    lessonWorkbook: call =>
      sendLesson(files, call, 'xlsx', ({ polls, asks }) =>
        workbookParts(call, polls, rows => lessonSheets(polls, rows, asks)),
      ),
    lessonJson: call =>
      sendLesson(files, call, 'json', ({ lesson, polls, asks }) => {
        const { code, name } = roomOf(call)
        return () => jsonParts({ code, name, lesson }, polls, asks)
      }),
    asksTable: call => sendAsks(files, call),
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

interface Lesson {
  lesson: number
  polls: ExportedPoll[]
  asks: AskJson[]
}

/** Answers with a lesson; without the key only with what was shown in the present one. */
function sendLesson(
  files: MadeFiles,
  call: Call,
  ending: Ending,
  parts: (lesson: Lesson) => Parts,
): Promise<Answered> {
  const { room, isPresenter } = call
  const lesson = call.lesson || room.document.lesson
  const isPresent = () => lesson === room.document.lesson
  // A CSV has one table of blocks, which readers know: asks are a file of their own.
  const asked: Asked | undefined = ending === 'csv' ? undefined : { lesson, isPresenter }
  return files.answer(call, {
    name: `lesson ${lesson}.${ending}`,
    hasVotes: ({ poll }) => isPresent() && isSeen(poll, isPresenter),
    asked,
    isInWorker: ending === 'xlsx',
    refusal: () => refusalFor(call, lesson),
    make: async () => {
      const polls = await exportedLesson(room, lesson, isPresenter)
      const asks = asked ? await toldAsks(room, asked) : []
      if (polls.length === 0 && !isKnown(room.document, lesson)) return failed(refuse('no-such-lesson'))
      const day = polls[0]?.askedAt ?? dayOf(asks)
      return { head: headOf(call, { day, ending }), parts: parts({ lesson, polls, asks }) }
    },
  })
}

/** Whether the votes of the poll that is up are for whoever asks. */
function isSeen({ shown }: RoomDocument['poll'], isPresenter: boolean): boolean {
  return isPresenter || shown
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

function roomOf({ code, room }: Call): { code: string; name: string } {
  return { code: code === DEFAULT_ROOM ? HOUSE : code, name: room.document.roomName }
}
