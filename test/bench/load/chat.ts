/** A crowd that chats: opens every chat, says lines at a steady rate, and notes when each reached everybody. */
import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../statistics'
import type { Crowd } from './crowd'

export interface Chatting {
  lines: number
  seconds: number
}

export interface ChatResult {
  lines: number
  /** Lines that reached somebody, all together, of those that should have. */
  delivered: number
  expected: number
  /** Milliseconds from saying a line to its arrival, over all arrivals. */
  p50: number
  p95: number
  p99: number
}

/** Voters who speak; all others read. */
const SPEAKERS = 100
/** Milliseconds that the last line may take to everybody. */
const WAIT_TIMEOUT_MS = 10_000

/** Opens the chat of every voter, and gives the speakers their names. */
export async function openChats(crowd: Crowd): Promise<void> {
  for (const [number, voter] of crowd.voters.entries()) {
    for (const text of crowd.dialect.openChat(number, number < SPEAKERS)) voter.say(text)
    if (number % 50 === 49) await sleep(10)
  }
  await crowd.untilQuiet()
}

/** Says the lines, one after the other by different speakers. */
export async function chat(crowd: Crowd, { lines, seconds }: Chatting): Promise<ChatResult> {
  const { voters, dialect } = crowd
  const saidAt = new Float64Array(lines)
  const took: number[] = []
  crowd.onLine = number => took.push(performance.now() - saidAt[number]!)
  const start = performance.now()
  for (let number = 0; number < lines; number++) {
    const wait = start + (number * seconds * 1000) / lines - performance.now()
    if (wait > 0) await sleep(wait)
    saidAt[number] = performance.now()
    voters[number % SPEAKERS]!.say(dialect.say(number))
  }
  const expected = lines * voters.length
  const end = performance.now()
  while (took.length < expected && performance.now() < end + WAIT_TIMEOUT_MS) await sleep(50)
  return {
    lines,
    delivered: took.length,
    expected,
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    p99: percentile(took, 0.99),
  }
}
