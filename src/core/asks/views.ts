/**
 * What is sent of asks, and to whom: everybody sees those that are shown or answered, presenters all, askers their own.
 * Values in, values out.
 */
import sortBy from 'lodash/sortBy'
import { withinBytes } from '../limits/bounded'
import type { Ask, CaredAsk, OwnAsk } from '../protocol/asks'
import type { KeptAsk, KeptAsks } from './kept-asks'
import { mergedGroups, rootOf } from './merged'
import { canEdit, lessonAsks, type AsksState } from './new-asks'
import { byVotes } from './order'

/** Asks that everybody is sent: so many with most votes, and so many of the newest. */
const MAX_LIFTED = 100
const MAX_NEWEST = 50
/** UTF-8 bytes of the asks that one message carries. */
export const MAX_ASKS_BYTES = 32 * 1024

/** An ask as it is sent; nothing of it leads to its asker. */
function told({ id, text, name, at, state, answer, role }: KeptAsk, { votes }: KeptAsks): Ask {
  return {
    id,
    text,
    name,
    at,
    votes: votes.get(id) ?? 0,
    state,
    ...(state === 'answered' && { answer: answer ?? '' }),
    ...(role && { role }),
  }
}

/** Whether everybody may see an ask. */
export function isPublic({ state, into }: Pick<KeptAsk, 'state' | 'into'>): boolean {
  return into === undefined && (state === 'shown' || state === 'answered')
}

/** Those that go into presenters' files: all but the hidden ones, and those that were merged into a hidden one. */
export function unhiddenAsks<A extends Pick<KeptAsk, 'id' | 'into' | 'state'>>(asks: readonly A[]): A[] {
  const hidden = new Set(asks.flatMap(({ id, state }) => (state === 'hidden' ? [id] : [])))
  for (const [root, group] of mergedGroups(asks)) if (hidden.has(root)) for (const id of group) hidden.add(id)
  return asks.filter(({ id }) => !hidden.has(id))
}

/** All asks of the lesson that everybody may see, the oldest first. */
export function publicAsks(state: Pick<AsksState, 'kept' | 'lesson'>): Ask[] {
  return lessonAsks(state).flatMap(ask => (isPublic(ask) ? [told(ask, state.kept)] : []))
}

/** Those of them that everybody is sent: as many as one message holds, the most wanted first. */
export function windowOf(asks: readonly Ask[]): Ask[] {
  if (asks.length <= 1) return [...asks]
  const lifted = [...asks].sort(byVotes).slice(0, MAX_LIFTED)
  const newest = sortBy(asks, ({ id }) => -id).slice(0, MAX_NEWEST)
  // By turns two of the first and one of the second: where bytes are short, both have their share.
  const inTurn = lifted.flatMap((ask, place) =>
    place % 2 === 1 && newest[(place - 1) / 2] ? [ask, newest[(place - 1) / 2]!] : [ask],
  )
  return withinBytes([...new Set([...inTurn, ...newest])], MAX_ASKS_BYTES)
}

/** All asks of the lesson as presenters see them. */
export function allAsks(state: Pick<AsksState, 'kept' | 'lesson'>): CaredAsk[] {
  return lessonAsks(state).map(ask => ({
    ...told(ask, state.kept),
    ...(ask.into !== undefined && { into: ask.into }),
  }))
}

/** The asks of one person. Of a merged one its own text, and what became of the one that stands for it. */
export function ownAsks(state: AsksState, from: string): OwnAsk[] {
  const asks = lessonAsks(state)
  return asks
    .filter(ask => ask.from === from)
    .map(ask => {
      const root = rootOf(asks, ask)
      if (root === ask) return { ...told(ask, state.kept), canEdit: canEdit(state, ask) }
      const { votes, state: became, answer } = told(root, state.kept)
      const own = { ...told(ask, state.kept), votes, state: became, into: root.id, canEdit: false }
      delete own.answer
      return answer === undefined ? own : { ...own, answer }
    })
}

/** The ask that is on the screen; null where it may not be seen. */
export function upAsk({ kept, lesson, up }: Pick<AsksState, 'kept' | 'lesson' | 'up'>): Ask | null {
  const ask = up === null ? undefined : lessonAsks({ kept, lesson }).find(({ id }) => id === up)
  return ask && isPublic(ask) ? told(ask, kept) : null
}
