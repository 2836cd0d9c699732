/**
 * Validates the arguments of every event of a page: one table of schemas, from which the types of pages and handlers
 * are derived. `unknown` in, a value or a refusal out.
 */
import { z } from 'zod'
import {
  MAX_BALLOTS_PER_ADDRESS,
  MAX_BLOCKED_TEXT,
  MAX_CHOICE_LENGTH,
  MAX_CHOICES,
  MAX_EXPLANATION_LENGTH,
  MAX_MESSAGE_BYTES,
  MAX_QUESTION_LENGTH,
  MAX_RIGHT_LENGTH,
  MAX_TICKETS,
  MAX_TYPED_TICKET_LENGTH,
  MAX_VOTE_LENGTH,
} from '../limits/input-limits'
import type { CareChange } from '../question-types/care'
import { readQuestion } from '../question-types/registry'
import { MAX_OPEN_ASKS } from './asks'
import { MAX_SLOW_SECONDS } from './chat'
import type { EventReplies } from './event-replies'
import type { Handshake } from './handshake'
import type { Question } from './poll'
import type { Command } from './presenter'
import { SIGNS } from './signs'
import type { Refusal } from './replies'
import { refuse } from './refusals'

/** The result of a parser: the value, or the refusal. */
export type Parsed<T> = { ok: true; value: T } | Refusal

/** Ids that clients generate: long enough to be unguessable, short enough to store. */
const clientId = z.string().regex(/^[\w-]{16,64}$/)
const pollId = z.string().min(1).max(64)

const handshake = z.object({
  tab: clientId.optional(),
  browser: clientId.optional(),
  again: z.boolean().optional(),
  room: z.string().max(32).optional(),
  screen: z.boolean().optional(),
  presenterKey: z.string().max(256).optional(),
  helperKey: z.string().max(256).optional(),
})

const resultId = z.string().min(1).max(64)
const rightAnswer = z.string().min(1).max(MAX_RIGHT_LENGTH)
const position = z.number().int().min(0).max(1000)
const seconds = z
  .number()
  .int()
  .min(1)
  .max(24 * 3600)
const questionTexts = {
  text: z.string().trim().max(MAX_QUESTION_LENGTH),
  choices: z.array(z.string().trim().max(MAX_CHOICE_LENGTH)).max(MAX_CHOICES),
}
const explanation = z.string().trim().max(MAX_EXPLANATION_LENGTH)
/** Each type of question reads its own options. */
const answer = z.looseObject({ type: z.string() }).optional()
/** The type says what can be right, too. */
const question: z.ZodType<Question> = z
  .object({
    ...questionTexts,
    kind: z.enum(['hands', 'ballot']),
    results: z.enum(['live', 'hidden']),
    right: rightAnswer.nullable(),
    explanation: explanation.optional(),
    canAbstain: z.boolean().optional(),
    needsApproval: z.boolean().optional(),
    answer,
  })
  .transform((given, context) => {
    const read = readQuestion(given)
    if (read) return read
    context.addIssue({ code: 'custom', message: 'not a question of its type' })
    return z.NEVER
  })
const command: z.ZodType<Command> = z.discriminatedUnion('name', [
  z.object({ name: z.literal('ask'), question }),
  z.object({ name: z.literal('askPrepared'), index: position }),
  z.object({ name: z.enum(['close', 'reopen', 'show', 'hide', 'reveal', 'conceal']) }),
  z.object({ name: z.literal('markRight'), right: rightAnswer.nullable() }),
  z.object({ name: z.enum(['clear', 'again', 'hands', 'newLesson', 'next', 'back']) }),
  z.object({ name: z.literal('stage'), stage: z.enum(['join', 'question', 'end', 'black']) }),
  z.object({ name: z.enum(['finish', 'undo']) }),
  z.object({ name: z.literal('showAgain'), id: resultId, beside: resultId.optional() }),
  z.object({ name: z.literal('reword'), ...questionTexts, explanation, answer }),
  z.object({ name: z.literal('setTimer'), seconds: seconds.nullable() }),
  z.object({ name: z.literal('extendTimer'), seconds }),
  z.object({ name: z.literal('prepare'), questions: z.array(question).min(1).max(100) }),
  z.object({ name: z.literal('editPrepared'), index: position, question }),
  z.object({ name: z.literal('removePrepared'), index: position }),
  z.object({ name: z.literal('movePrepared'), from: position, to: position }),
])

/** What an open answer is meant by. */
const answerKey = z.string().min(1).max(600)
const careChange: z.ZodType<CareChange> = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['approve', 'hide', 'restore']), key: answerKey }),
  z.object({ do: z.literal('split'), key: answerKey, from: answerKey.optional() }),
  z.object({ do: z.literal('merge'), key: answerKey, into: answerKey }),
  z.object({ do: z.literal('highlight'), key: answerKey.nullable() }),
  z.object({ do: z.enum(['approval', 'freeze', 'list']), isOn: z.boolean() }),
])

/** Bounded by the size of a message only: core refuses a line that is too long with a sentence that names its limit. */
const text = z.string().max(MAX_MESSAGE_BYTES)
const key = z.string().regex(/^[\w-]{1,64}$/)
const publicId = z.string().regex(/^[\w-]{1,64}$/)
const seq = z.number().int().min(0)
const term = z.string().max(MAX_MESSAGE_BYTES)
const postId = z.string().min(1).max(1024)
/** For events without arguments: anything sent is ignored. */
const nothing = z.unknown().transform((): undefined => undefined)

/** The arguments of each event. Its answer is in `EventReplies`. */
export const eventSchemas = {
  castVote: z.object({ pollId, vote: z.string().max(MAX_VOTE_LENGTH) }),
  withdrawVote: z.object({ pollId }),
  present: z.object({ pollId, step: z.number().int(), command }),
  careForAnswers: z.object({ pollId, change: careChange }),
  listResults: z.object({
    lesson: z.number().int().min(1).optional(),
    from: seq.optional(),
    round: seq.optional(),
  }),
  resultTable: z.object({ id: resultId, round: position, from: seq.optional() }),
  eraseResult: z.object({ id: resultId }),
  newKey: nothing,
  makeHelper: z.object({ name: text }),
  revokeHelper: z.object({ id: publicId }),
  eraseRoom: z.object({ code: z.string().max(32) }),
  listRooms: nothing,
  eraseLesson: z.object({ lesson: z.number().int().min(1) }),
  nameRoom: z.object({ name: text }),
  getSnapshot: nothing,

  openChat: z.object({ after: seq.optional(), name: text.optional() }),
  closeChat: nothing,
  olderLines: z.object({ before: seq }),
  takeName: z.object({ name: text }),
  releaseName: nothing,
  /** On the wire two arguments, `(text, {key})`, as the workshop's client sends them. */
  'chat message': z.object({ text, key: key.optional() }),
  /** A translated line of a workshop's page; without a name if the page sends none. */
  sayAs: z.object({ username: text.optional(), text }),
  deleteLine: z.object({ seq }),
  typing: nothing,
  sayPrivately: z.object({ to: publicId, text, key }),
  report: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['line', 'ask']), id: seq, isOn: z.boolean() }),
    z.object({ kind: z.literal('post'), id: postId, isOn: z.boolean() }),
  ]),
  dismissReports: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['line', 'ask']), id: seq }),
    z.object({ kind: z.literal('post'), id: postId }),
  ]),
  mute: z.object({ id: publicId, isMuted: z.boolean() }),
  /** Who it is, or what the author of it said: an ask, or an answer that was typed in this poll. */
  removePerson: z.union([
    z.object({ id: publicId, hide: z.boolean().optional() }),
    z.object({ ask: seq, hide: z.boolean().optional() }),
    z.object({ pollId, answer: answerKey, hide: z.boolean().optional() }),
  ]),
  letBack: z.object({ id: publicId }),
  setTalk: z
    .object({
      chat: z.boolean(),
      private: z.boolean(),
      classic: z.boolean(),
      host: z.boolean(),
      slow: z.number().int().min(0).max(MAX_SLOW_SECONDS),
    })
    .exactPartial(),
  setSharing: z.object({ page: z.boolean(), files: z.boolean(), rows: z.boolean() }).exactPartial(),
  showSign: z.object({ sign: z.enum(SIGNS) }),
  setSigns: z.object({ isOn: z.boolean() }),
  setBallotsPerAddress: z.object({ most: z.number().int().min(0).max(MAX_BALLOTS_PER_ADDRESS) }),
  makeTickets: z.object({ batch: seq, count: z.number().int().min(1).max(MAX_TICKETS) }),
  stopTickets: z.object({ batch: seq }),
  listTickets: z.object({ from: seq }),
  countTickets: nothing,
  useTicket: z.object({ ticket: z.string().max(MAX_TYPED_TICKET_LENGTH) }),
  panic: z.object({ action: z.enum(['start', 'undo', 'reopen']) }),
  announce: z.object({ text }),
  withdrawAnnouncement: z.object({ id: z.string().max(64) }),

  openAsks: nothing,
  closeAsks: nothing,
  addAsk: z.object({ key, text, isNamed: z.boolean() }),
  editAsk: z.object({ id: seq, text }),
  withdrawAsk: z.object({ id: seq }),
  voteForAsk: z.object({ id: seq, isFor: z.boolean() }),
  careForAsk: z.object({
    id: seq,
    action: z.enum([
      'approve',
      'hide',
      'restore',
      'answer',
      'reopen',
      'screen',
      'unscreen',
      'merge',
      'unmerge',
    ]),
    into: seq.optional(),
    answer: text.optional(),
  }),
  setAsks: z
    .object({
      isOpen: z.boolean(),
      approve: z.boolean(),
      most: z.number().int().min(1).max(MAX_OPEN_ASKS),
      onScreen: z.enum(['none', 'ask', 'list']),
    })
    .exactPartial(),

  openWall: z.object({ term: term.optional() }),
  closeWall: nothing,
  searchWall: z.object({ term: term.nullable() }),
  pauseWall: z.object({ isPaused: z.boolean() }),
  postToWall: z.object({ text, key }),
  setWall: z
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
    .exactPartial(),
  approvePost: z.object({ id: postId }),
  rejectPost: z.object({ id: postId }),
  pinPost: z.object({ id: postId, isPinned: z.boolean() }),
  blockAuthor: z.object({ author: postId, name: z.string().trim().max(100), isBlocked: z.boolean() }),
  blockWord: z.object({ word: z.string().trim().max(MAX_BLOCKED_TEXT), isBlocked: z.boolean() }),
  /** The workshop's `socket.emit('updateTerm', 'cats')`. */
  updateTerm: term,
  startStream: nothing,
  stopStream: nothing,
} satisfies Record<keyof EventReplies, z.ZodType>

export type EventName = keyof typeof eventSchemas

/** The parsed arguments of each event. */
export type EventInputs = { [E in EventName]: z.output<(typeof eventSchemas)[E]> }

/** Parses the handshake of a socket. */
export function parseHandshake(input: unknown): Parsed<Handshake> {
  const result = handshake.safeParse(input)
  return result.success ? { ok: true, value: result.data } : refuse('bad-request')
}

const eventNames: ReadonlySet<string> = new Set(Object.keys(eventSchemas))

/** Whether pages may send an event of this name. */
export function isEventName(name: string): name is EventName {
  return eventNames.has(name)
}

/** Parses the arguments of an event, without the answer callback. */
export function parseEvent<E extends EventName>(event: E, ...args: unknown[]): Parsed<EventInputs[E]> {
  const schema: z.ZodType = eventSchemas[event]
  const result = schema.safeParse(event === 'chat message' ? lineOf(args) : args[0])
  return result.success ? { ok: true, value: result.data as EventInputs[E] } : refuse('bad-request')
}

/** Joins the two arguments of `chat message`: the text, and the options that our own page adds. */
function lineOf([text, options]: unknown[]): unknown {
  return { ...(options as object | undefined), text }
}
