/** A room whose question takes ballots, put into a store before its server starts. */
import { FREE_HANDS } from '../../../src/core/poll/voting-rules'
import { newRoom } from '../../../src/core/room/document'
import { decide } from '../../../src/core/room/presenter-commands'
import { hashOf } from '../../../src/credentials'
import type { Store } from '../../../src/store/store'

/** Puts it there as the default room. */
export async function createBallotRoom(store: Store, key: string): Promise<void> {
  const about = { now: Date.now(), newId: () => 'ballots-of-the-bench', tally: new Map() }
  const room = newRoom(hashOf(key), about)
  const asked = decide(room, { name: 'ask', question: { ...FREE_HANDS, kind: 'ballot' } }, about)
  if (asked.ok) await store.createRoom('', asked.document, about.now)
}
