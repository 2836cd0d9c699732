/** `npm run bench:metrics`: what it costs a vote that METRICS_TOKEN is set, in microseconds of processor time. */
import { Metrics } from '../../src/metrics/metrics'
import type { Observer } from '../../src/sockets/observer'
import { observed } from '../../src/sockets/observed'
import type { RoomSocket } from '../../src/sockets/room/live-room'

const VOTES = 1_000_000
const ROUNDS = 5
const REPLY = { ok: true as const, vote: 'B' }

/** As much of a socket as is read. */
const socket = { data: { room: { document: { poll: { question: { kind: 'ballot' } } } } } } as RoomSocket
const args = [{ pollId: 'poll', vote: 'B' }]

/** Microseconds a vote, as `dispatch` does it. */
function costOf(observer: Observer | undefined): number {
  const { user } = process.cpuUsage()
  for (let done = 0; done < VOTES; done++) {
    const report = observer && observed(observer, socket, 'castVote', args)
    report?.(REPLY)
  }
  return (process.cpuUsage().user - user) / VOTES
}

function medianOf(observer: Observer | undefined): string {
  const costs = Array.from({ length: ROUNDS }, () => costOf(observer)).sort((one, other) => one - other)
  return costs[Math.floor(ROUNDS / 2)]!.toFixed(2)
}

async function main(): Promise<void> {
  console.log(`Without METRICS_TOKEN: ${medianOf(undefined)} us a vote.`)
  const metrics = new Metrics([])
  console.log(
    `With it:               ${medianOf(metrics)} us a vote (median of ${ROUNDS}, ${VOTES} votes each).`,
  )
  const start = performance.now()
  const { text } = await metrics.read()
  console.log(`One answer to Prometheus: ${text.length} bytes, ${(performance.now() - start).toFixed(1)} ms.`)
}

void main().then(() => process.exit(0))
