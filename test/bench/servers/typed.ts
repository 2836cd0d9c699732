/** Our own server for the bench, with a question of the type that `BENCH_TYPE` names; it takes ballots. */
import type { Question } from '../../../src/core/protocol/poll'
import { newRoom } from '../../../src/core/room/document'
import { decide } from '../../../src/core/room/presenter-commands'
import { hashOf } from '../../../src/credentials'
import type { BenchType } from '../load/typed'
import { host } from './host'
import { startOurApp } from './start-app'

const base = { text: '', choices: [], kind: 'ballot', results: 'live', right: null } as const
const QUESTIONS: Record<BenchType, Question> = {
  one: { ...base, choices: ['', '', '', ''] },
  words: { ...base, choices: [], answer: { type: 'words', most: 3 } },
  number: {
    ...base,
    choices: [],
    answer: { type: 'number', min: null, max: null, decimals: 1, unit: 'm' },
  },
}
const about = { now: Date.now(), newId: () => 'answers-of-the-bench', tally: new Map() }

host(
  startOurApp(async (store, key) => {
    const asked = decide(
      newRoom(hashOf(key), about),
      { name: 'ask', question: QUESTIONS[process.env['BENCH_TYPE'] as BenchType] },
      about,
    )
    if (asked.ok) await store.createRoom('', asked.document, about.now)
  }),
)
