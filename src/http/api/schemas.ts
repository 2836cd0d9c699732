/**
 * What the API takes and answers, as schemas: handlers are typed by them, and the OpenAPI document is written from them.
 * Polls and results are in `poll-schemas`.
 */
import { z } from 'zod'
import { questionSchema, questionSchemas } from '../../core/import/question-json'
import { count, stateField, turnout } from './poll-schemas'

export { questionSchema }

const stepField = z.int().describe('Grows with every command; `?step=` names the one that you have seen.')

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
