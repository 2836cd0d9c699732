/**
 * The panic button: closes everything that people write in a room, hides what the last minute brought, and takes both
 * back as one step. Every feature through which people write takes part in `close` and `reopen`, and in `isHeldBack`.
 * Values in, values out.
 */
import type { Announcement } from '../protocol/chat'
import { MAX_HIDDEN_STRETCHES, type Panic, type PanicAction } from '../protocol/panic'
import { refuse } from '../protocol/refusals'
import type { Decision, RoomDocument } from './document'
import { withAsksOpen, withChatOn, withStretch } from './hidden-stretches'

/** Milliseconds before the key was pressed: what people wrote from then on is hidden. */
export const PANIC_REACH_MS = 60_000
/** Answers that stay on the screens when the others begin to wait for approval. */
export const MAX_KEPT_ANSWERS = 1000

/** What the decision needs to know besides the document. */
export interface PanicCircumstances {
  /** Milliseconds since 1970. */
  now: number
  /** Number of the first line of the last minute, or of the next line where there is none. */
  firstLine: number
  /** Number of the newest line. */
  lastLine: number
  /** Keys of answers that were there a minute ago; undefined: people type none to the question that is up. */
  answersBefore: readonly string[] | undefined
}

/** The room after this action, or the refusal. */
export function decidePanic(room: RoomDocument, action: PanicAction, about: PanicCircumstances): Decision {
  if (action === 'start') return { ok: true, document: started(room, about) }
  const { panic } = room
  if (!panic || panic.over !== null) return refuse('no-panic')
  const over = action === 'undo' ? 'undone' : 'kept'
  return { ok: true, document: reopened({ ...room, panic: { ...panic, over } }, panic, about) }
}

/** The panic that lasts now; null: there is none. */
export function panicNow({ panic }: Pick<RoomDocument, 'panic'>): Panic | null {
  return panic?.over === null ? panic : null
}

/** The panic that presenters and helpers may undo now; null: there is none. */
export function panicOffer(room: Pick<RoomDocument, 'panic'>): { id: number } | null {
  const panic = panicNow(room)
  return panic && { id: panic.id }
}

/** Whether everything that people write is closed, as the panic button left it. */
export function isCalm(room: Pick<RoomDocument, 'panic' | 'talk' | 'wall' | 'asks'>): boolean {
  return panicNow(room) !== null && !room.talk.chat && !room.wall.posting && !room.asks.isOpen
}

/** Whether a panic holds back what somebody wrote at this time (milliseconds since 1970) on the wall. */
export function isHeldBack(
  { panic, wall }: Pick<RoomDocument, 'panic' | 'wall'>,
  { at, role }: { at: number; role?: string | undefined },
): boolean {
  if (role !== undefined || !panic || panic.over === 'undone' || at < panic.since) return false
  // A node may learn only later that posting is open again.
  return at <= panic.pressedAt || (panic.over === null && !wall.posting)
}

/** What everybody is told as long as everything that people write is closed; null: it is not. */
export function panicNotice(
  room: Pick<RoomDocument, 'panic' | 'talk' | 'wall' | 'asks'>,
  now: number,
): Announcement | null {
  const panic = isCalm(room) && room.panic
  return panic ? { id: `panic-${panic.id}`, text: PANIC_NOTICE, at: panic.id, since: now } : null
}

export const PANIC_NOTICE =
  'The presenter has closed everything that people write here for a moment, and hidden the newest of it. Voting goes on.'

function started(room: RoomDocument, about: PanicCircumstances): RoomDocument {
  const last = panicNow(room)
  const { talk, wall, asks } = room
  const before: Panic['before'] = last?.before ?? { chat: false, posting: false, isPaused: true }
  const { chat, posting, isPaused } = before
  const panic: Panic = {
    id: last?.id ?? about.now,
    // What was posted after it had been opened again was not meant.
    since: last && !wall.posting ? last.since : about.now - PANIC_REACH_MS,
    pressedAt: about.now,
    presses: (last?.presses ?? 0) + 1,
    before: {
      chat: chat || talk.chat,
      posting: posting || wall.posting,
      isPaused: isPaused && wall.isPaused,
      asks: before.asks === true || asks.isOpen,
      up: asks.up ?? before.up ?? null,
    },
    answers: last?.answers ?? null,
    over: null,
  }
  return close({ ...room, panic }, panic, about)
}

/** Closes each feature through which people write. What is closed already stays so. */
function close(room: RoomDocument, panic: Panic, about: PanicCircumstances): RoomDocument {
  const { talk, wall, asks, hiddenLines, hiddenAsks } = room
  const isOpenEnded = hiddenLines.some(({ to }) => to === null)
  // What an earlier press hid is hidden: stretches never overlap.
  const from = Math.max(about.firstLine, ...hiddenLines.map(({ to }) => (to ?? 0) + 1))
  const lines = isOpenEnded ? hiddenLines : [...hiddenLines, { from, to: null, by: panic.id }]
  return withWaitingAnswers(
    {
      ...room,
      talk: { ...talk, chat: false },
      hiddenLines: lines.slice(-MAX_HIDDEN_STRETCHES),
      asks: { ...asks, isOpen: false, up: null },
      hiddenAsks: hiddenAsks.some(({ to }) => to === null)
        ? hiddenAsks
        : withStretch(hiddenAsks, { from: about.now - PANIC_REACH_MS, to: null, by: panic.id }),
      wall: { ...wall, posting: false, isPaused: true },
    },
    panic,
    about,
  )
}

/** Answers that were there a minute ago stay; the others, and all that come, wait for approval. */
function withWaitingAnswers(
  room: RoomDocument,
  panic: Panic,
  { answersBefore }: PanicCircumstances,
): RoomDocument {
  const { pollId, care } = room.poll
  if (!answersBefore || care.needsApproval) return room
  const hidden = new Set(care.hidden)
  const approved = answersBefore.filter(key => !hidden.has(key)).slice(0, MAX_KEPT_ANSWERS)
  const answers = { pollId, needsApproval: false, approved: care.approved }
  return {
    ...room,
    panic: { ...panic, answers },
    poll: { ...room.poll, care: { ...care, needsApproval: true, approved } },
  }
}

/** Puts back what was on before; with `undone` what was hidden is shown again. */
function reopened(room: RoomDocument, panic: Panic, { lastLine, now }: PanicCircumstances): RoomDocument {
  const { talk, wall, poll, asks, hiddenLines, hiddenAsks } = room
  const isUndone = room.panic?.over === 'undone'
  const { chat, posting, isPaused } = panic.before
  const isChatOn = chat || talk.chat
  const kept = isUndone ? hiddenLines.filter(({ by }) => by !== panic.id) : hiddenLines
  const { answers } = panic
  const isAsking = panic.before.asks === true || asks.isOpen
  const keptAsks = isUndone ? hiddenAsks.filter(({ by }) => by !== panic.id) : hiddenAsks
  const isSame = isUndone && answers?.pollId === poll.pollId
  const care = isSame
    ? { ...poll.care, needsApproval: answers.needsApproval, approved: answers.approved }
    : poll.care
  return {
    ...room,
    talk: { ...talk, chat: isChatOn },
    hiddenLines: isChatOn ? withChatOn(kept, lastLine) : kept,
    asks: { ...asks, isOpen: isAsking, up: asks.up ?? panic.before.up ?? null },
    hiddenAsks: isAsking ? withAsksOpen(keptAsks, now) : keptAsks,
    wall: { ...wall, posting: posting || wall.posting, isPaused: isPaused && wall.isPaused },
    poll: isSame ? { ...poll, care } : poll,
  }
}
