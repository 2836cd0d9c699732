/**
 * A question as JSON for programs: the schemas, one a kind, and the reader. OpenAPI is written from the same schemas, so
 * they hold no transformation. `json-shape` writes what is read here; pages load that file, without zod.
 */
import { z } from 'zod'
import {
  MAX_CHOICE_LENGTH,
  MAX_CHOICES,
  MAX_EXPLANATION_LENGTH,
  MAX_QUESTION_LENGTH,
} from '../limits/input-limits'
import { readQuestion, type Question, type TypeName } from '../question-types/registry'
import { plainOf } from './json-shape'

const texts = (fewest: number, most: number) =>
  z.array(z.string().trim().max(MAX_CHOICE_LENGTH)).min(fewest).max(most)
const oneLetter = z.string().regex(/^[A-L]$/, 'must be one letter of a choice, such as "B"')
const letters = z.string().regex(/^[A-L]{1,12}$/, 'must be letters of choices, such as "BD"')

const common = {
  text: z.string().trim().max(MAX_QUESTION_LENGTH).describe('Empty: the question is asked aloud.'),
  results: z
    .enum(['hidden', 'live'])
    .default('hidden')
    .describe('hidden: nobody sees the tally before it is shown.'),
  explanation: z
    .string()
    .trim()
    .max(MAX_EXPLANATION_LENGTH)
    .optional()
    .describe('Shown when the right answer is revealed.'),
  canAbstain: z.boolean().optional().describe('Whether one may answer "I cannot say".'),
}
const bounded = {
  ...common,
  kind: z
    .enum(['ballot', 'hands'])
    .default('ballot')
    .describe('ballot: one vote a browser, kept. hands: gone with its sender.'),
}
const open = { ...common, kind: z.literal('ballot').default('ballot') }
const needsApproval = z
  .boolean()
  .optional()
  .describe('Whether answers are shown only once they are approved.')

/** The shape of each kind of question; the names are those of the types of questions. */
export const questionSchemas = {
  one: z.strictObject({
    type: z.literal('one'),
    ...bounded,
    choices: texts(2, MAX_CHOICES),
    right: oneLetter.nullish(),
  }),
  many: z.strictObject({
    type: z.literal('many'),
    ...bounded,
    choices: texts(2, MAX_CHOICES),
    min: z
      .int()
      .min(1)
      .max(MAX_CHOICES)
      .optional()
      .describe('The fewest choices of one vote; 1 unless said.'),
    max: z
      .int()
      .min(1)
      .max(MAX_CHOICES)
      .optional()
      .describe('The most choices of one vote; all unless said.'),
    right: letters.nullish(),
  }),
  scale: z.strictObject({
    type: z.literal('scale'),
    ...bounded,
    points: z.int().min(2).max(11).describe('How many points the scale has.'),
    from: z.int().min(0).max(1).optional().describe('The first point: 1 unless said, or 0.'),
    labels: z
      .tuple([z.string().max(40), z.string().max(40)])
      .optional()
      .describe('What its two ends are called.'),
    statements: texts(0, 6).optional(),
  }),
  number: z.strictObject({
    type: z.literal('number'),
    ...open,
    min: z.number().nullish(),
    max: z.number().nullish(),
    decimals: z.int().min(0).max(6).optional(),
    unit: z.string().max(20).optional(),
    right: z.strictObject({ from: z.number(), to: z.number() }).nullish(),
  }),
  order: z.strictObject({
    type: z.literal('order'),
    ...bounded,
    items: texts(2, 10),
    places: z.int().min(1).max(10).optional().describe('How many places are given; all unless said.'),
    right: letters.nullish().describe('The letters of the items in their right order, such as "CAB".'),
  }),
  text: z.strictObject({
    type: z.literal('text'),
    ...open,
    needsApproval,
    max: z.int().min(1).max(3).optional().describe('The most answers of one vote; 1 unless said.'),
    right: z.array(z.string()).max(10).nullish().describe('Accepted spellings.'),
  }),
  words: z.strictObject({
    type: z.literal('words'),
    ...open,
    needsApproval,
    max: z.int().min(1).max(10).optional().describe('The most words of one vote; 3 unless said.'),
    leaveOut: z
      .string()
      .regex(/^[a-z]{2}$/)
      .optional()
      .describe('The language whose words that say nothing are left out.'),
  }),
} satisfies Record<TypeName, z.ZodType>

/** A question of any kind. */
export const questionSchema = z.discriminatedUnion('type', [
  questionSchemas.one,
  questionSchemas.many,
  questionSchemas.scale,
  questionSchemas.number,
  questionSchemas.order,
  questionSchemas.text,
  questionSchemas.words,
])

export type ReadQuestion = { ok: true; question: Question } | { ok: false; problem: string }

/** Reads a question from JSON, or says in one sentence what is wrong with it. An `id` is for the caller to take out. */
export function questionFromJson(value: unknown): ReadQuestion {
  const read = questionSchema.safeParse(value)
  if (!read.success) return { ok: false, problem: sentenceOf(read.error) }
  const given = plainOf(read.data)
  const question = readQuestion(given)
  if (question) return { ok: true, question }
  const withoutRight = readQuestion({ ...given, right: null })
  return {
    ok: false,
    problem: withoutRight
      ? 'right: this cannot be right for the question.'
      : `${read.data.type}: the numbers and texts of this kind do not fit each other.`,
  }
}

function sentenceOf(error: z.ZodError): string {
  const [issue] = error.issues
  if (!issue) return 'This is no question.'
  if (issue.code === 'invalid_union')
    return `type: must be one of ${Object.keys(questionSchemas).join(', ')}.`
  const place = issue.path.join('.')
  return `${place === '' ? '' : `${place}: `}${issue.message}.`
}
