/** The yardstick of ballots: the same writes to a bare LMDB, each awaited until it is on disk, and nothing else. */
import { expose } from '../expose'
import { percentile } from '../statistics'
import { commit } from './commit'

export interface Committed {
  p50: number
  p95: number
  p99: number
}

export type CommitMethods = {
  /** Makes that many ballots at once, each a transaction of two writes, and tells when they were on disk. */
  commit(count: number): Promise<Committed>
}

let polls = 0

const methods: CommitMethods = {
  async commit(count) {
    const poll = `poll-${++polls}`
    const counts: Record<string, number> = { A: 0, B: 0, C: 0, D: 0 }
    const took: number[] = []
    const start = performance.now()
    await Promise.all(
      Array.from({ length: count }, async (_, voter) => {
        const choice = 'ABCD'[voter % 4]!
        counts[choice]!++
        await commit(['ballot', poll, `voter-${voter}`], choice, ['tally', poll], counts)
        took.push(performance.now() - start)
      }),
    )
    return { p50: percentile(took, 0.5), p95: percentile(took, 0.95), p99: percentile(took, 0.99) }
  },
}
expose(methods)
