/**
 * A simulation of many nodes: votes come at random, nodes announce and share as `update-scheduler.ts` and
 * `node-totals.ts` do, and each step takes the CPU that was measured: what a room needs that is larger than a bench
 * can hold.
 */
import { repeatableChance } from './statistics'

/** Milliseconds: the least between two announcements, and between two messages of a node. */
const UPDATE_INTERVAL_MS = 50
const MESSAGE_INTERVAL_MS = 100
/** The part of the time that announcing may take. */
const BUSY_SHARE = 0.5
/** Milliseconds of a step. */
const STEP = 1

/** Microseconds of CPU. */
export interface Costs {
  vote: number
  /** One tally to one socket. */
  delivery: number
  /** One announcement, whatever the number of sockets. */
  tick: number
  /** A message of another node, taken in. */
  message: number
  /** Redis: one message to one node. */
  copy: number
}

export interface Simulated {
  /** Tallies a socket hears a second. */
  tallies: number
  /** Microseconds of CPU a second of one node, in the mean. */
  node: number
  redis: number
  /** Messages that all nodes send a second. */
  messages: number
}

interface SimulatedNode {
  hasNews: boolean
  isDirty: boolean
  startedAt: number
  saidAt: number
  pace: number
  freeAt: number
}

/** One room, its voters spread evenly. */
export function simulate(
  {
    nodes: count,
    voters,
    votesPerSecond,
    seconds,
  }: { nodes: number; voters: number; votesPerSecond: number; seconds: number },
  costs: Costs,
): Simulated {
  const chance = repeatableChance(1)
  const nodes: SimulatedNode[] = Array.from({ length: count }, () => ({
    hasNews: false,
    isDirty: false,
    startedAt: -Infinity,
    saidAt: -Infinity,
    pace: UPDATE_INTERVAL_MS,
    freeAt: 0,
  }))
  const sockets = voters / count
  let [work, ticks, messages, inFlight] = [0, 0, 0, 0]
  const spend = (node: SimulatedNode, now: number, cost: number) => {
    work += cost
    node.freeAt = Math.max(node.freeAt, now) + cost / 1000
  }
  for (let now = 0; now < seconds * 1000; now += STEP) {
    const arriving = inFlight
    inFlight = 0
    for (const node of nodes) {
      // What all others said a moment ago; their own share they have.
      if (arriving > 0) {
        spend(node, now, (arriving * costs.message * (count - 1)) / count)
        node.hasNews = true
      }
      const votes = drawn(((votesPerSecond / count) * STEP) / 1000, chance)
      if (votes > 0) {
        spend(node, now, votes * costs.vote)
        node.hasNews = node.isDirty = true
      }
      const isDue = node.hasNews && now >= node.startedAt + node.pace && now >= node.freeAt
      if (!isDue) continue
      const spent = sockets * costs.delivery + costs.tick
      spend(node, now, spent)
      Object.assign(node, {
        hasNews: false,
        startedAt: now,
        pace: Math.max(UPDATE_INTERVAL_MS, spent / 1000 / BUSY_SHARE),
      })
      ticks++
      if (count === 1 || !node.isDirty || now < node.saidAt + MESSAGE_INTERVAL_MS) continue
      Object.assign(node, { isDirty: false, saidAt: now })
      messages++
      inFlight++
    }
  }
  return {
    tallies: ticks / count / seconds,
    node: work / count / seconds,
    redis: (messages * count * costs.copy) / seconds,
    messages: messages / seconds,
  }
}

/** How many of things that come at random (Poisson). */
function drawn(mean: number, chance: () => number): number {
  if (mean > 30) return Math.round(mean)
  const limit = Math.exp(-mean)
  let product = chance()
  let count = 0
  while (product > limit) {
    product *= chance()
    count++
  }
  return count
}
