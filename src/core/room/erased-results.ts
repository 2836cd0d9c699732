/** What of a room's document goes with erased results: nothing of them stays on a screen, or can be put back. */
import type { Circumstances, RoomDocument } from './document'
import { firstHands, type PollDocument } from './poll-document'

/** The ids of the earlier results that a poll shows. */
export function shownResults({ past }: Pick<PollDocument, 'past'>): string[] {
  return past ? [past.id, ...(past.besideId === null ? [] : [past.besideId])] : []
}

/**
 * The document without these results, which are gone. In the place of one that is on the screens comes a free show of
 * hands, with how to join; a result beside which another one stood stands alone.
 */
export function withoutResults(
  room: RoomDocument,
  gone: ReadonlySet<string>,
  { now, newId }: Pick<Circumstances, 'now' | 'newId'>,
): RoomDocument {
  const { poll, undo, step } = room
  const { past } = poll
  const remaining = {
    ...room,
    resultsRev: room.resultsRev + 1,
    shownAgain: room.shownAgain.filter(id => !gone.has(id)),
  }
  // What `undo` would put back, and the result that it would drop for it.
  const held = undo ? [...shownResults(undo.poll), undo.poll.resultId, undo.result] : []
  if (held.some(id => id !== null && gone.has(id))) remaining.undo = null
  if (!past) return remaining
  if (gone.has(past.id)) return { ...remaining, step: step + 1, poll: firstHands(newId(), now), undo: null }
  if (past.besideId === null || !gone.has(past.besideId)) return remaining
  const alone = { ...past, besideId: null, besideAt: null }
  return {
    ...remaining,
    poll: { ...poll, round: 1, earlier: [], roundIds: [], shownRounds: [], past: alone },
  }
}
