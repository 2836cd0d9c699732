/** What the API can do with the questions from the audience: a part of the table of operations. */
import { ROOM, type Operation, type WithoutKey } from '../operation'
import { asksSchema, asksSettingsSchema, audienceAskSchema } from '../poll-schemas'
import { answerSchema, changedSettingsSchema, mergeSchema } from './schemas'

const care = (action: string, summary: string, body?: Operation['body']) => ({
  method: 'post' as const,
  path: `${ROOM}/asks/{id}/${action}`,
  summary,
  ...(body && { body }),
  answer: { status: 200 as const, schema: audienceAskSchema },
  errors: [409],
})

export const askOperations = {
  asks: {
    method: 'get',
    path: `${ROOM}/asks`,
    summary:
      'The questions from the audience, those with most votes first. Without the key: those of the present lesson that ' +
      'everybody sees, while they are open or where the room shares its results.',
    query: ['lesson', 'hidden'],
    answer: { status: 200, schema: asksSchema },
  },
  asksTable: {
    method: 'get',
    path: `${ROOM}/asks.csv`,
    summary: 'The same as a table; without the key where the room shares files.',
    query: ['lesson', 'hidden'],
    answer: { status: 200, type: 'text/csv' },
  },
  setAsks: {
    method: 'post',
    path: `${ROOM}/asks/settings`,
    summary: 'Changes settings of the questions from the audience; what is not named stays.',
    body: { schema: changedSettingsSchema },
    answer: { status: 200, schema: asksSettingsSchema },
    errors: [409],
  },
  approveAsk: care('approve', 'Lets everybody see a question that waits.'),
  hideAsk: care('hide', 'Hides a question from everybody.'),
  restoreAsk: care('restore', 'Shows a hidden question again.'),
  answerAsk: care('answer', 'Marks a question as answered: aloud, or in a line that everybody can read.', {
    schema: answerSchema,
    isOptional: true,
  }),
  reopenAsk: care('reopen', 'Takes the answer to a question back.'),
  screenAsk: care('screen', 'Puts a question on the screen, which approves it.'),
  unscreenAsk: care('unscreen', 'Takes a question off the screen.'),
  mergeAsk: care(
    'merge',
    'Merges a question into another one that asks the same; votes count each person once.',
    {
      schema: mergeSchema,
    },
  ),
  unmergeAsk: care('unmerge', 'Lets a merged question stand for itself again.'),
} as const satisfies Record<string, WithoutKey>
