/** What the API takes and answers, as schemas: handlers are typed by them, and the OpenAPI document is written from them. */
import { z } from 'zod'
import { questionSchema, questionSchemas } from '../../core/import/question-json'

const count = z.int().min(0)
const votes = z.record(z.string(), count)
const time = z.iso.datetime()

export { questionSchema }

const stepField = z.int().describe('Grows with every command; `?step=` names the one that you have seen.')
const stateField = z.enum(['open', 'closed'])
const turnout = z.strictObject({ voted: count, present: count })

/** Every no. */
export const errorSchema = z.looseObject({
  code: z.string().describe('For programs.'),
  message: z.string().describe('For people.'),
})

const idField = z.string().describe('Stays when the question moves or is edited.')
/** A question of any kind, with an id. */
const questionWith = <T extends z.ZodRawShape>(more: T) =>
  z.discriminatedUnion('type', [
    questionSchemas.one.extend(more),
    questionSchemas.many.extend(more),
    questionSchemas.scale.extend(more),
    questionSchemas.number.extend(more),
    questionSchemas.order.extend(more),
    questionSchemas.text.extend(more),
    questionSchemas.words.extend(more),
  ])
/** A prepared question. */
export const preparedSchema = questionWith({ id: idField })
export const questionsSchema = z.strictObject({
  questions: z.array(preparedSchema),
  next: z.string().nullable().describe('The id of the question that comes next.'),
})

export const importTextSchema = z
  .string()
  .describe('Questions in any format that "Paste a list" understands.')
export const importedSchema = z.strictObject({
  format: z.string().describe('What the text was taken for; `none`: it is a file of another program.'),
  questions: z
    .array(questionWith({ id: idField.optional() }))
    .describe('What can be asked; with an id where it was added.'),
  problems: z
    .array(
      z.strictObject({
        line: z.int(),
        last: z.int().describe('Of the lines it is about.'),
        message: z.string(),
        isNote: z
          .boolean()
          .describe('Nothing needs to be done: it says what was left out or how it was understood.'),
      }),
    )
    .describe('What was not understood, and what is wrong with a question that cannot be asked.'),
})

/** What a type shows besides its counts stands behind them; see `TypeFigures`. */
export const roundSchema = z.strictObject({
  voted: count.describe('People, those who cannot say included.'),
  abstained: count,
  counts: votes.describe('Votes of each letter, point, place or answer.'),
  others: count.describe('How many different answers there are besides those in `counts`.'),
  allRight: count.optional().describe('How many gave exactly what is right.'),
  rightAnswers: count.optional().describe('How many gave a number or a text that is right.'),
  mean: z.number().optional(),
  median: z.number().optional(),
  quartiles: z.tuple([z.number(), z.number()]).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  bins: z
    .strictObject({
      from: z.number(),
      width: z.number(),
      votes: z.array(count),
      below: count,
      above: count,
    })
    .optional(),
  statements: z
    .array(
      z.strictObject({
        letter: z.string(),
        voters: count,
        mean: z.number().nullable(),
        votes: z.array(count),
      }),
    )
    .optional(),
  ranks: z
    .array(z.strictObject({ letter: z.string(), points: z.number(), places: z.array(count) }))
    .optional(),
  words: z.array(z.strictObject({ text: z.string(), votes: count })).optional(),
  answers: z.array(z.strictObject({ text: z.string(), votes: count })).optional(),
})
const numberedRound = roundSchema.extend({ round: z.int().describe('Its number, from 1.') })
const pollRound = numberedRound.extend({ shown: z.boolean().describe('Whether the audience was shown it.') })

export const pollSchema = z.strictObject({
  id: z.string().describe('All rounds of a question have the same.'),
  question: questionSchema.describe('Without the key: `right` and `explanation` only once revealed.'),
  posed: z.boolean().describe('Whether a presenter asked it; otherwise it is a free show of hands.'),
  state: stateField,
  isUp: z.boolean().describe('Whether it is the poll that is up.'),
  shown: z.boolean().describe('Whether the audience sees its tally now.'),
  revealed: z.boolean().describe('Whether the audience sees what is right now.'),
  lesson: z.int(),
  askedAt: time,
  endedAt: time.nullable(),
  rounds: z
    .array(pollRound)
    .describe('The last one is the present one. Without the key: those that were shown, none while hidden.'),
  turnout: turnout.describe('Of the last of these rounds.'),
})
/** A poll as it stays, once it has been replaced. */
export const resultSchema = pollSchema.extend({
  shown: z.boolean().describe('Whether the audience saw a tally of it when it was last up.'),
  revealed: z.boolean().describe('Whether the audience saw what is right when it was last up.'),
  pollIds: z
    .array(z.string())
    .describe(
      'Of each of these rounds, as in the votes that a browser has sent; empty where it is not known.',
    ),
})
const lessonSchema = z.strictObject({
  lesson: z.int(),
  startedAt: time,
  endedAt: time,
  questions: count,
})
/** The results of a lesson. */
export const resultsSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  lesson: z.int(),
  isPublic: z.boolean().describe('Whether whoever voted may see what was shown.'),
  isAll: z.boolean().describe('Whether what was not shown is among it: with the key.'),
  files: z.boolean().describe('Whether everybody may save what was shown as files.'),
  rowsKept: z
    .boolean()
    .describe('Whether it is kept in the present lesson which answers are from the same person.'),
  lessons: z.array(lessonSchema).optional().describe('The earlier ones, with the key.'),
  results: z.array(resultSchema),
})
/** A file: each poll as it is kept. */
export const exportSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  lesson: z.int(),
  polls: z.array(
    pollSchema
      .pick({ id: true, question: true, posed: true, askedAt: true, endedAt: true, turnout: true })
      .extend({ rounds: z.array(numberedRound).describe('With all answers, however many there are.') }),
  ),
})
export const pollsSchema = z.strictObject({ polls: z.array(pollSchema) })

export const roomSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  pollId: z.string().describe('Of the poll that is up.'),
  state: stateField,
  shown: z.boolean(),
  revealed: z.boolean(),
  round: z.int(),
  stage: z.enum(['join', 'question', 'end', 'black']).describe('What every screen shows.'),
  turnout,
  step: stepField.optional(),
  lesson: z.int().optional(),
  questions: count.optional().describe('How many are prepared.'),
  nextQuestion: z.string().nullable().optional(),
  upcoming: z.string().nullable().optional().describe('What `next` would do now.'),
})

/** A conflict tells how the room is, so that the program can decide again. */
export const conflictSchema = errorSchema.extend({ room: roomSchema.optional() })

export const commandSchema = z.strictObject({ pollId: z.string(), step: stepField })
export const askSchema = z.union([
  z.strictObject({ id: z.string().describe('Of a prepared question.') }),
  questionSchema,
])
export const openedRoomSchema = z.looseObject({
  code: z.string(),
  url: z.string(),
  presenterUrl: z.string(),
  presenterKey: z.string(),
})
export const newRoomSchema = z.looseObject({ name: z.string().max(60).optional() })

export type RoomJson = z.output<typeof roomSchema>
export type PollJson = z.output<typeof pollSchema>
export type ResultJson = z.output<typeof resultSchema>
export type ResultsJson = z.output<typeof resultsSchema>
export type RoundJson = z.output<typeof roundSchema>
