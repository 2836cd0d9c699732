/**
 * What people do with asks: they ask, edit, withdraw and vote. Each decision gives what is to be kept, or a refusal.
 * Values in, values out.
 */
import { cleanText } from '../chat/messages'
import { MAX_ASK_LENGTH } from '../limits/input-limits'
import { MAX_LESSON_ASKS, type AsksSettings } from '../protocol/asks'
import { refuse } from '../protocol/refusals'
import type { Refusal } from '../protocol/replies'
import type { AsksWrite, KeptAsk, KeptAsks } from './kept-asks'
import { groupOf, rootOf } from './merged'

/** Asks of all lessons that a room keeps: the oldest lesson gives way first. */
export const MAX_ROOM_ASKS = 1000

/** What a decision on asks is about. */
export interface AsksState {
  kept: KeptAsks
  lesson: number
  settings: AsksSettings
  /** The ask that is on the screen. */
  up: number | null
}

/** What is to be kept; with the ask that it is about. `write` undefined: nothing changes. */
export type AskDecision = { ok: true; ask: KeptAsk; write?: Omit<AsksWrite, 'rev' | 'last'> } | Refusal

/** Whoever asks. */
export interface Asker {
  from: string
  /** Presenters and helpers ask without approval, and as often as they like. */
  role?: 'presenter' | 'helper' | undefined
}

/** A text as it is kept, or the refusal. */
export function decideAskText(text: string): { ok: true; text: string } | Refusal {
  const clean = cleanText(text).replace(/\n{2,}/g, '\n')
  if (clean === '') return refuse('empty-ask')
  return clean.length > MAX_ASK_LENGTH ? refuse('ask-too-long') : { ok: true, text: clean }
}

/** The asks of the present lesson. */
export function lessonAsks({ kept, lesson }: Pick<AsksState, 'kept' | 'lesson'>): KeptAsk[] {
  return kept.asks.filter(ask => ask.lesson === lesson)
}

/** A new ask. A retry is the same ask as before. */
export function decideNew(
  state: AsksState,
  { from, role }: Asker,
  given: { key: string; text: string; name: string; at: number },
): AskDecision {
  const asks = lessonAsks(state)
  const before = asks.find(ask => ask.from === from && ask.key === given.key)
  if (before) return { ok: true, ask: before }
  const { settings, kept, lesson } = state
  if (!role && !settings.isOpen) return refuse('asks-off')
  const own = asks.filter(ask => ask.from === from && isOpenAsk(rootOf(asks, ask)))
  if (!role && own.length >= settings.most) return refuse('too-many-own-asks')
  const remove = placeFor(state, asks)
  if (!remove) return refuse('too-many-asks')
  const ask: KeptAsk = {
    ...given,
    id: kept.last + 1,
    lesson,
    from,
    state: settings.approve && !role ? 'waiting' : 'shown',
    ...(role && { role }),
  }
  return { ok: true, ask, write: { put: [ask], remove } }
}

/** An open ask counts against what one person may have at a time. */
function isOpenAsk({ state }: KeptAsk): boolean {
  return state === 'waiting' || state === 'shown'
}

/**
 * The asks that give way to a new one: in a full lesson the oldest hidden one, else the oldest answered one; in a full
 * room the oldest of earlier lessons. Undefined: none can.
 */
function placeFor({ kept, lesson, up }: AsksState, asks: readonly KeptAsk[]): number[] | undefined {
  if (asks.length >= MAX_LESSON_ASKS) {
    const targets = new Set(asks.map(({ into }) => into))
    const free = asks.filter(({ id }) => id !== up && !targets.has(id))
    const oldest =
      free.find(({ state }) => state === 'hidden') ??
      free.find(({ state, into }) => state === 'answered' && into === undefined)
    return oldest && [oldest.id]
  }
  const earlier = kept.asks.filter(ask => ask.lesson < lesson)
  return earlier.slice(0, Math.max(0, kept.asks.length + 1 - MAX_ROOM_ASKS)).map(({ id }) => id)
}

/** Whether its asker may change the text: nobody has voted for it, and nobody has decided on it. */
export function canEdit({ kept, up }: AsksState, ask: KeptAsk): boolean {
  return isOpenAsk(ask) && ask.into === undefined && ask.id !== up && !kept.votes.has(ask.id)
}

/** Another text for one's own ask; `at` in milliseconds since 1970. Where asks wait for approval, it waits again. */
export function decideEdit(
  state: AsksState,
  { from, role }: Asker,
  { id, text, at }: { id: number; text: string; at: number },
): AskDecision {
  const ask = own(state, from, id)
  if (!ask.ok) return ask
  if (!role && !state.settings.isOpen) return refuse('asks-off')
  if (!canEdit(state, ask.ask)) return refuse('ask-has-votes')
  if (ask.ask.text === text) return ask
  const isToBeApproved = state.settings.approve && !role
  const { isCleared: _isCleared, ...before } = ask.ask
  const edited: KeptAsk = {
    ...before,
    text,
    textAt: at,
    ...(isToBeApproved && { state: 'waiting' as const }),
  }
  return { ok: true, ask: edited, write: { put: [edited], remove: [], unvoted: id } }
}

/** Takes back one's own ask, at any time: it is erased. What was merged into it stands for itself again. */
export function decideWithdraw(state: AsksState, { from }: Asker, id: number): AskDecision {
  const found = own(state, from, id)
  if (!found.ok) return found
  return { ...found, write: erased(state.kept, [id]) }
}

/** What erases these asks. */
export function erased(kept: KeptAsks, remove: readonly number[]): Omit<AsksWrite, 'rev' | 'last'> {
  const gone = new Set(remove)
  const put = kept.asks.flatMap(({ into, ...ask }) =>
    into !== undefined && gone.has(into) && !gone.has(ask.id) ? [ask] : [],
  )
  return { put, remove }
}

/**
 * Which asks a vote is for: the one that stands for the ask, and all that were merged into it. People vote only for
 * what they see, and not for their own.
 */
export function decideVote(
  state: AsksState,
  { from, role }: Asker,
  id: number,
): { ok: true; ids: number[] } | Refusal {
  const asks = lessonAsks(state)
  const meant = asks.find(ask => ask.id === id)
  const root = meant && rootOf(asks, meant)
  if (root?.state !== 'shown' && root?.state !== 'answered') return refuse('no-such-ask')
  if (!role && !state.settings.isOpen) return refuse('asks-off')
  if (root.from === from) return refuse('own-ask')
  if (root.state === 'answered') return refuse('ask-answered')
  return { ok: true, ids: groupOf(asks, root.id) }
}

function own(state: AsksState, from: string, id: number): { ok: true; ask: KeptAsk } | Refusal {
  const ask = lessonAsks(state).find(each => each.id === id)
  // Whose ask it is, and whether there is a hidden one of this number, is nobody's business.
  return ask?.from === from ? { ok: true, ask } : refuse('no-such-ask')
}
