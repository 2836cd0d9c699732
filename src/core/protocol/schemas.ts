/** Owns the door for outside data: `unknown` in, a value or a refusal out. */
import { z } from 'zod'
import { MAX_MESSAGE_BYTES } from '../limits/input-limits'
import type { CastVote, Command, Handshake, Present, Question, Refusal, WithdrawVote } from './events'
import { refuse } from './refusals'
import type { TalkSettings } from './chat'
import type { WallSettings } from './wall'

/** What a parser gives: the value, or why not. */
export type Parsed<T> = { ok: true; value: T } | Refusal

/** Ids that clients make up: long enough to be unguessable, short enough to keep. */
const clientId = z.string().regex(/^[\w-]{16,64}$/)
const pollId = z.string().min(1).max(64)

const handshake = z.object({
  tab: clientId.optional(),
  browser: clientId.optional(),
  again: z.boolean().optional(),
  room: z.string().max(32).optional(),
  screen: z.boolean().optional(),
  presenterKey: z.string().max(256).optional(),
})
const castVote = z.object({ pollId, choice: z.string().max(8) })
const withdrawVote = z.object({ pollId })

const letter = z.string().regex(/^[A-H]$/)
const place = z.number().int().min(0).max(1000)
const seconds = z
  .number()
  .int()
  .min(1)
  .max(24 * 3600)
const question: z.ZodType<Question> = z
  .object({
    text: z.string().trim().max(500),
    choices: z.array(z.string().trim().max(200)).min(2).max(8),
    kind: z.enum(['hands', 'ballot']),
    results: z.enum(['live', 'hidden']),
    right: letter.nullable(),
  })
  .refine(({ choices, right }) => right === null || right.charCodeAt(0) - 65 < choices.length)
const command: z.ZodType<Command> = z.discriminatedUnion('name', [
  z.object({ name: z.literal('ask'), question }),
  z.object({ name: z.literal('askPrepared'), index: place }),
  z.object({ name: z.enum(['close', 'reopen', 'show', 'hide', 'reveal', 'conceal']) }),
  z.object({ name: z.literal('markRight'), right: letter.nullable() }),
  z.object({ name: z.enum(['clear', 'again', 'hands', 'newLesson', 'next', 'back']) }),
  z.object({ name: z.literal('setTimer'), seconds: seconds.nullable() }),
  z.object({ name: z.literal('extendTimer'), seconds }),
  z.object({ name: z.literal('prepare'), questions: z.array(question).min(1).max(100) }),
  z.object({ name: z.literal('editPrepared'), index: place, question }),
  z.object({ name: z.literal('removePrepared'), index: place }),
  z.object({ name: z.literal('movePrepared'), from: place, to: place }),
])
const present = z.object({ pollId, step: z.number().int(), command })
const roomCode = z.object({ code: z.string().max(32) })

/** Longer texts end at the limit of a message; what is too long for a line is told with its limit. */
const text = z.string().max(MAX_MESSAGE_BYTES)
const key = z.string().regex(/^[\w-]{1,64}$/)
const publicId = z.string().regex(/^[\w-]{1,64}$/)
const seq = z.number().int().min(0)
const openChat = z.object({ after: seq.optional(), name: text.optional() })
const olderLines = z.object({ before: seq })
const takeName = z.object({ name: text })
const sayLine = z.object({ text, key: key.optional() })
const deleteLine = z.object({ seq })
const sayPrivately = z.object({ to: publicId, text, key })
const mute = z.object({ id: publicId, isMuted: z.boolean() })
const setTalk = z
  .object({ chat: z.boolean(), private: z.boolean(), classic: z.boolean(), host: z.boolean() })
  .partial()
const announce = z.object({ text })
const withdrawAnnouncement = z.object({ id: z.string().max(64) })
const classicLine = z.object({ username: text.optional(), text })

const term = z.string().max(MAX_MESSAGE_BYTES)
const postId = z.string().min(1).max(1024)
const openWall = z.object({ term: term.optional() })
const searchWall = z.object({ term: term.nullable() })
const pauseWall = z.object({ isPaused: z.boolean() })
const postToWall = z.object({ text, key })
const setWall = z
  .object({
    term: term.nullable(),
    isPaused: z.boolean(),
    posting: z.boolean(),
    search: z.boolean(),
    approve: z.enum(['room', 'all', 'none']),
    sensitive: z.boolean(),
    replies: z.boolean(),
    boosts: z.boolean(),
    bots: z.boolean(),
    languages: z.array(z.string().regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*$/)).max(20),
  })
  .partial()
const aboutPost = z.object({ id: postId })
const pinPost = z.object({ id: postId, isPinned: z.boolean() })
const author = z.object({ author: postId, name: z.string().trim().max(100), isBlocked: z.boolean() })
const word = z.object({ word: z.string().trim().max(100), isBlocked: z.boolean() })

/** Of what is kept only what is relied on is looked at: there may be more in it. */
const keptQuestion = z.looseObject({
  text: z.string(),
  choices: z.array(z.string()).min(1).max(8),
  kind: z.enum(['hands', 'ballot']),
  results: z.enum(['live', 'hidden']),
  right: z.string().nullable(),
})
const keptCounts = z.record(z.string(), z.number())
const keptDocument = z.looseObject({
  keyHash: z.string().min(1),
  createdAt: z.number(),
  usedAt: z.number(),
  step: z.number().int(),
  poll: z.looseObject({
    pollId: z.string().min(1),
    question: keptQuestion,
    posed: z.boolean(),
    state: z.enum(['open', 'closed']),
    shown: z.boolean(),
    revealed: z.boolean(),
    round: z.number(),
    earlier: z.array(keptCounts),
    final: keptCounts.nullable(),
    deadline: z.number().nullable(),
  }),
  prepared: z.array(keptQuestion),
  next: z.number().int().min(0),
  talk: z
    .looseObject({ chat: z.boolean(), private: z.boolean(), classic: z.boolean(), host: z.boolean() })
    .partial(),
  muted: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  announcement: z.looseObject({ id: z.string(), text: z.string(), at: z.number() }).nullable(),
  lesson: z.number().int(),
  wall: z.looseObject({
    term: z.string().nullable(),
    isPaused: z.boolean(),
    posting: z.boolean(),
    search: z.boolean(),
    approve: z.enum(['room', 'all', 'none']),
    languages: z.array(z.string()),
    blockedAuthors: z.array(z.looseObject({ author: z.string(), name: z.string() })),
    blockedWords: z.array(z.string()),
  }),
})

/** What is wrong with a room's document as it was kept, without any of its content; undefined: nothing. */
export function documentProblem(kept: unknown): string | undefined {
  const result = keptDocument.safeParse(kept)
  if (result.success) return undefined
  const { path, message } = result.error.issues[0]!
  return `${path.join('.') || 'document'}: ${message}`
}

function parser<T>(schema: z.ZodType<T>): (input: unknown) => Parsed<T> {
  return input => {
    const result = schema.safeParse(input)
    return result.success ? { ok: true, value: result.data } : refuse('bad-request')
  }
}

export const parseHandshake: (input: unknown) => Parsed<Handshake> = parser(handshake)
export const parseCastVote: (input: unknown) => Parsed<CastVote> = parser(castVote)
export const parseWithdrawVote: (input: unknown) => Parsed<WithdrawVote> = parser(withdrawVote)
export const parsePresent: (input: unknown) => Parsed<Present> = parser(present)
export const parseRoomCode: (input: unknown) => Parsed<{ code: string }> = parser(roomCode)
export const parseOpenChat: (input: unknown) => Parsed<{ after?: number; name?: string }> = parser(openChat)
export const parseOlderLines: (input: unknown) => Parsed<{ before: number }> = parser(olderLines)
export const parseTakeName: (input: unknown) => Parsed<{ name: string }> = parser(takeName)
/** The workshop's arguments: a text, and behind it what our own page adds. */
export const parseSayLine = (first: unknown, options: unknown): Parsed<{ text: string; key?: string }> =>
  parser(sayLine)({ ...(options as object | undefined), text: first })
export const parseDeleteLine: (input: unknown) => Parsed<{ seq: number }> = parser(deleteLine)
export const parseSayPrivately: (input: unknown) => Parsed<{ to: string; text: string; key: string }> =
  parser(sayPrivately)
export const parseMute: (input: unknown) => Parsed<{ id: string; isMuted: boolean }> = parser(mute)
export const parseSetTalk: (input: unknown) => Parsed<Partial<TalkSettings>> = parser(setTalk)
export const parseAnnounce: (input: unknown) => Parsed<{ text: string }> = parser(announce)
export const parseWithdrawAnnouncement: (input: unknown) => Parsed<{ id: string }> =
  parser(withdrawAnnouncement)
/** What the workshops' pages say, once it is translated; without a name where the page sends none. */
export const parseClassicLine: (input: unknown) => Parsed<{ username?: string; text: string }> =
  parser(classicLine)
export const parseOpenWall: (input: unknown) => Parsed<{ term?: string }> = parser(openWall)
export const parseSearchWall: (input: unknown) => Parsed<{ term: string | null }> = parser(searchWall)
export const parsePauseWall: (input: unknown) => Parsed<{ isPaused: boolean }> = parser(pauseWall)
export const parsePostToWall: (input: unknown) => Parsed<{ text: string; key: string }> = parser(postToWall)
export const parseSetWall: (input: unknown) => Parsed<Partial<WallSettings>> = parser(setWall)
export const parseAboutPost: (input: unknown) => Parsed<{ id: string }> = parser(aboutPost)
export const parsePinPost: (input: unknown) => Parsed<{ id: string; isPinned: boolean }> = parser(pinPost)
export const parseBlockAuthor: (
  input: unknown,
) => Parsed<{ author: string; name: string; isBlocked: boolean }> = parser(author)
export const parseBlockWord: (input: unknown) => Parsed<{ word: string; isBlocked: boolean }> = parser(word)
/** The workshop's `socket.emit('updateTerm', 'cats')`. */
export const parseUpdateTerm: (input: unknown) => Parsed<string> = parser(term)
/** For events that carry nothing. */
export const parseNothing: (input: unknown) => Parsed<undefined> = () => ({ ok: true, value: undefined })
