/**
 * What the API can do: one table, by which requests are routed and checked, and from which the OpenAPI document is
 * written.
 */
import { keyNeedOf, type ApiOperation } from '../../core/access/api-permissions'
import { askOperations } from './asks/operations'
import { ROOM, XLSX, type Operation, type WithoutKey } from './operation'
import { exportSchema, pollSchema, pollsSchema, resultsSchema } from './poll-schemas'
import {
  askSchema,
  commandSchema,
  importedSchema,
  importTextSchema,
  newRoomSchema,
  openedRoomSchema,
  preparedSchema,
  questionSchema,
  questionsSchema,
  roomSchema,
} from './schemas'

const command = (name: string, summary: string): WithoutKey => ({
  method: 'post',
  path: `${ROOM}/${name}`,
  summary,
  query: ['step'],
  answer: { status: 200, schema: commandSchema },
  errors: [409],
})

/** Commands that need nothing but their name. */
export const COMMANDS = ['close', 'reopen', 'show', 'hide', 'reveal', 'again', 'next', 'back'] as const

const table = {
  openRoom: {
    method: 'post',
    path: '/api/rooms',
    summary: 'Opens a room. The key of its presenter is in the answer only.',
    body: { schema: newRoomSchema, isOptional: true },
    answer: { status: 201, schema: openedRoomSchema },
    errors: [401, 403, 503],
    isElsewhere: true,
  },
  room: {
    method: 'get',
    path: ROOM,
    summary: 'What is up in a room.',
    answer: { status: 200, schema: roomSchema },
  },
  listQuestions: {
    method: 'get',
    path: `${ROOM}/questions`,
    summary: 'The prepared questions, in their order.',
    answer: { status: 200, schema: questionsSchema },
  },
  addQuestion: {
    method: 'post',
    path: `${ROOM}/questions`,
    summary: 'Adds a question behind the others.',
    body: { schema: questionSchema },
    answer: { status: 201, schema: preparedSchema },
    errors: [409],
  },
  replaceQuestion: {
    method: 'put',
    path: `${ROOM}/questions/{id}`,
    summary: 'Puts another question in the place of a prepared one.',
    body: { schema: questionSchema },
    answer: { status: 200, schema: preparedSchema },
    errors: [409],
  },
  removeQuestion: {
    method: 'delete',
    path: `${ROOM}/questions/{id}`,
    summary: 'Takes a prepared question off the list.',
    answer: { status: 204 },
  },
  importText: {
    method: 'post',
    path: `${ROOM}/import`,
    summary:
      'Understands a text of any format: our own, Aiken, GIFT, Markdown, lists and tables as they are pasted.',
    query: ['add'],
    body: { schema: importTextSchema, type: 'text/plain' },
    answer: { status: 200, schema: importedSchema },
    errors: [409],
  },
  ask: {
    method: 'post',
    path: `${ROOM}/ask`,
    summary: 'Asks a prepared question, or the one in the body.',
    query: ['step'],
    body: { schema: askSchema },
    answer: { status: 200, schema: commandSchema },
    errors: [409],
  },
  close: command('close', 'Closes the question: no votes are taken any more.'),
  reopen: command('reopen', 'Opens it again.'),
  show: command('show', 'Shows the tally to everybody.'),
  hide: command('hide', 'Hides the tally and what is right.'),
  reveal: command('reveal', 'Closes the question, shows the tally and what is right.'),
  again: command('again', 'Asks the same question again, as a further round of the same poll.'),
  next: command(
    'next',
    'Does what Next does on the presenter’s page: close, show, reveal, ask the next one.',
  ),
  back: command('back', 'Takes the last step back.'),
  listPolls: {
    method: 'get',
    path: `${ROOM}/polls`,
    summary: 'The polls of a lesson, the oldest first. Without the key: the one that is up.',
    query: ['lesson'],
    answer: { status: 200, schema: pollsSchema },
  },
  poll: {
    method: 'get',
    path: `${ROOM}/polls/{id}`,
    summary: 'A poll with its rounds.',
    answer: { status: 200, schema: pollSchema },
  },
  pollTable: {
    method: 'get',
    path: `${ROOM}/polls/{id}.csv`,
    summary: 'A poll as a table: UTF-8 with a byte order mark, safe against formulas.',
    answer: { status: 200, type: 'text/csv' },
  },
  pollChart: {
    method: 'get',
    path: `${ROOM}/polls/{id}.svg`,
    summary:
      'The chart of a poll as a picture. Without the key: of the one that is up, once it is shown, and what was shown ' +
      'before in this lesson, where the room shares its results.',
    query: ['round', 'theme', 'width'],
    answer: { status: 200, type: 'image/svg+xml' },
  },
  results: {
    method: 'get',
    path: `${ROOM}/results`,
    summary:
      'What stays of a lesson, the oldest question first. Without the key: what was shown in the present one, where the ' +
      'room shares it.',
    query: ['lesson'],
    answer: { status: 200, schema: resultsSchema },
  },
  pollWorkbook: {
    method: 'get',
    path: `${ROOM}/polls/{id}.xlsx`,
    summary: 'A poll as a workbook for Excel.',
    answer: { status: 200, type: XLSX },
  },
  lessonTable: {
    method: 'get',
    path: `${ROOM}/results.csv`,
    summary: 'The polls of a lesson as tables in one file, an empty line between.',
    query: ['lesson'],
    answer: { status: 200, type: 'text/csv' },
  },
  lessonWorkbook: {
    method: 'get',
    path: `${ROOM}/results.xlsx`,
    summary:
      'A lesson as a workbook for Excel: a list of its polls, the questions from the audience, and a sheet for each poll.',
    query: ['lesson'],
    answer: { status: 200, type: XLSX },
  },
  lessonJson: {
    method: 'get',
    path: `${ROOM}/results.json`,
    summary: 'A lesson to be kept: its polls with all their answers, and the questions from the audience.',
    query: ['lesson'],
    answer: { status: 200, schema: exportSchema },
  },
  ...askOperations,
  events: {
    method: 'get',
    path: `${ROOM}/events`,
    summary:
      'Server-sent events: `room` and `poll` with the same data as their addresses, at once and at every change.',
    answer: { status: 200, type: 'text/event-stream' },
  },
} as const satisfies Record<ApiOperation, WithoutKey>

/** With what each needs of a key. */
export const operations = Object.fromEntries(
  Object.entries(table).map(([name, operation]) => [
    name,
    { ...operation, key: keyNeedOf(name as ApiOperation) },
  ]),
) as { [N in ApiOperation]: (typeof table)[N] & Pick<Operation, 'key'> }

export type OperationName = keyof typeof operations
