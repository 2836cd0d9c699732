/** Our own server for the bench, with a question that takes ballots. */
import { newRoom } from '../../../src/core/room/document'
import { decide } from '../../../src/core/room/presenter-commands'
import { FREE_HANDS } from '../../../src/core/poll/voting-rules'
import { hashOf } from '../../../src/credentials'
import { host } from './host'
import { startOurApp } from './start-app'

const about = { now: Date.now(), newId: () => 'ballots-of-the-bench', tally: new Map() }

host(
  startOurApp(async (store, key) => {
    const room = newRoom(hashOf(key), about)
    const asked = decide(room, { name: 'ask', question: { ...FREE_HANDS, kind: 'ballot' } }, about)
    if (asked.ok) await store.createRoom('', asked.document, about.now)
  }),
)
