/** Polls, results and figures as the API answers them, as schemas. */
import { z } from 'zod'
import { questionSchema } from '../../core/import/question-json'
import { MAX_OPEN_ASKS } from '../../core/protocol/asks'

export const count = z.int().min(0)
const votes = z.record(z.string(), count)
const time = z.iso.datetime()
export const stateField = z.enum(['open', 'closed'])
export const turnout = z.strictObject({ voted: count, present: count })

/** What a type shows besides its counts stands behind them; see `TypeFigures`. */
const roundSchema = z.strictObject({
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
  isUp: z.boolean().describe('Whether it is the poll that is up. At the end of a lesson none is.'),
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
const resultSchema = pollSchema.extend({
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
/** A question from the audience. */
export const audienceAskSchema = z.strictObject({
  id: z.int(),
  text: z.string(),
  name: z.string().describe('Empty: asked without a name.'),
  askedAt: z.iso.datetime(),
  votes: z.int(),
  state: z
    .enum(['waiting', 'shown', 'answered', 'hidden'])
    .describe('Without the key only shown and answered ones.'),
  answer: z.string().optional().describe('Empty: it was answered aloud.'),
  role: z.enum(['presenter', 'helper']).optional(),
  into: z.int().optional().describe('The ask that it was merged into, with the key.'),
})
/** How questions from the audience are taken. */
export const asksSettingsSchema = z.strictObject({
  isOpen: z.boolean().describe('Whether people may ask and vote.'),
  approve: z.boolean().describe('Whether a question waits until it is approved.'),
  most: z.int().min(1).max(MAX_OPEN_ASKS).describe('Open questions that one person may have.'),
  onScreen: z.enum(['none', 'ask', 'list']).describe('What the screen shows of them.'),
  up: z.int().nullable().describe('The question that is on the screen.'),
})
export const asksSchema = z.strictObject({
  lesson: z.int(),
  isOpen: z.boolean().describe('Whether people may ask now.'),
  settings: asksSettingsSchema.optional().describe('With the key.'),
  asks: z.array(audienceAskSchema),
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
  asks: z
    .array(audienceAskSchema)
    .describe('Questions from the audience that everybody saw, those with most votes first.'),
  results: z.array(resultSchema),
})
/** A file: each poll as it is kept, and the asks. */
export const exportSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  lesson: z.int(),
  polls: z.array(
    pollSchema
      .pick({ id: true, question: true, posed: true, askedAt: true, endedAt: true, turnout: true })
      .extend({ rounds: z.array(numberedRound).describe('With all answers, however many there are.') }),
  ),
  asks: z
    .array(audienceAskSchema)
    .describe(
      'Questions from the audience: with the key all but the hidden ones, without it what everybody saw.',
    ),
})
export const pollsSchema = z.strictObject({ polls: z.array(pollSchema) })

export type PollJson = z.output<typeof pollSchema>
export type ResultJson = z.output<typeof resultSchema>
export type AskJson = z.output<typeof audienceAskSchema>
export type ResultsJson = z.output<typeof resultsSchema>
