/** Owns the door for outside data: `unknown` in, a value or a refusal out. */
import { z } from 'zod'
import type { CastVote, Handshake, Refusal, WithdrawVote } from './events'
import { refuse } from './refusals'

/** What a parser gives: the value, or why not. */
export type Parsed<T> = { ok: true; value: T } | Refusal

/** Ids that clients make up: long enough to be unguessable, short enough to keep. */
const clientId = z.string().regex(/^[\w-]{16,64}$/)
const pollId = z.string().min(1).max(64)

const handshake = z.object({
  tab: clientId.optional(),
  browser: clientId.optional(),
  room: z.string().max(32).optional(),
  screen: z.boolean().optional(),
})
const castVote = z.object({ pollId, choice: z.string().max(8) })
const withdrawVote = z.object({ pollId })

function parser<T>(schema: z.ZodType<T>): (input: unknown) => Parsed<T> {
  return input => {
    const result = schema.safeParse(input)
    return result.success ? { ok: true, value: result.data } : refuse('bad-request')
  }
}

export const parseHandshake: (input: unknown) => Parsed<Handshake> = parser(handshake)
export const parseCastVote: (input: unknown) => Parsed<CastVote> = parser(castVote)
export const parseWithdrawVote: (input: unknown) => Parsed<WithdrawVote> = parser(withdrawVote)
/** For events that carry nothing. */
export const parseNothing: (input: unknown) => Parsed<undefined> = () => ({ ok: true, value: undefined })
