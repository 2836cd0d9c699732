/** What the API takes for the questions from the audience, as schemas for the OpenAPI document: checked by the rules of the events. */
import { z } from 'zod'
import { MAX_ANSWER_LINE_LENGTH } from '../../../core/limits/input-limits'
import { asksSettingsSchema } from '../poll-schemas'

export const changedSettingsSchema = asksSettingsSchema.omit({ up: true }).partial()
export const answerSchema = z.strictObject({
  answer: z
    .string()
    .max(MAX_ANSWER_LINE_LENGTH)
    .optional()
    .describe('A line that everybody can read; left out: it was answered aloud.'),
})
export const mergeSchema = z.strictObject({ into: z.int().describe('The question that stays.') })
