/**
 * What an operation of the API is: how it is asked for, who may, what may stand behind the `?`, and what it answers.
 */
import type { z } from 'zod'
import { LEAST_WIDTH, MAX_WIDTH } from '../../core/charts/chart-svg'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Below which the operations of a room are. */
export const ROOM = '/api/rooms/{code}'
type FileType = 'text/csv' | 'image/svg+xml' | 'text/event-stream' | typeof XLSX

export interface Operation {
  method: 'get' | 'post' | 'put' | 'delete'
  /** As OpenAPI writes it: `{code}` is a parameter. */
  path: string
  summary: string
  /** `optional`: without it, only what the audience sees. `none`: it is not looked at. */
  key: 'needed' | 'optional' | 'none'
  /** Names of parameters behind the `?`. */
  query?: readonly (keyof typeof queryParameters)[]
  body?: { schema: z.ZodType; type?: 'text/plain'; isOptional?: boolean }
  answer: { status: 200 | 201 | 204; type?: FileType; schema?: z.ZodType }
  /** Statuses of refusals besides those that follow from the rest. */
  errors?: readonly number[]
  /** It is served elsewhere and stands here to be described. */
  isElsewhere?: boolean
}

/** An operation as the table of operations has it: what it needs of a key stands in the table of who may do what. */
export type WithoutKey = Omit<Operation, 'key'>

/** What may stand behind the `?`. */
export const queryParameters = {
  step: {
    schema: { type: 'integer', minimum: 0 },
    description: 'The step of the room that you have seen: where somebody was faster, nothing is done (409).',
  },
  lesson: {
    schema: { type: 'integer', minimum: 0 },
    description: 'The number of a lesson; the present one unless said.',
  },
  round: {
    schema: { type: 'integer', minimum: 1 },
    description: 'Which round; unless said the last one, beside the one before it.',
  },
  theme: {
    schema: { type: 'string', enum: ['light', 'dark', 'print'] },
    description: 'The colours of the picture; `light` unless said.',
  },
  width: {
    schema: { type: 'integer', minimum: LEAST_WIDTH, maximum: MAX_WIDTH },
    description: 'Of the picture, in pixels.',
  },
  hidden: {
    schema: { type: 'boolean' },
    description: 'With the key: whether hidden questions from the audience are told, too.',
  },
  add: { schema: { type: 'boolean' }, description: 'Whether what can be asked is added to the list.' },
} as const

/** The statuses of all refusals of an operation. */
export function errorsOf(operation: Operation): number[] {
  const { path, key, body, query, errors = [] } = operation
  const statuses = new Set<number>([403, 429, ...errors])
  if (path.includes('{code}')) for (const status of [404, 503]) statuses.add(status)
  if (key !== 'none') statuses.add(401)
  if (body) for (const status of [400, 413, 415]) statuses.add(status)
  if (query) statuses.add(400)
  return [...statuses].sort()
}
