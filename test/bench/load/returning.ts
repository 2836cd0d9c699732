/**
 * Voters who come back by themselves when their server is gone: with the pauses of our pages, which are those of
 * socket.io-client, and its limit for one attempt.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../statistics'
import { dialects } from './dialects'
import { Voter } from './voter'

/** Connections being made at a time, at first. */
const AT_A_TIME = 200
/** socket.io-client's pauses: `reconnectionDelay`, `reconnectionDelayMax` and `randomizationFactor` as our pages have them. */
const PAUSE_MS = 1000
const MAX_PAUSE_MS = 5000
const JITTER = 0.5
/** `timeout` of our pages: one attempt to connect. */
const ATTEMPT_TIMEOUT_MS = 8000

export interface Returned {
  /** Voters who are back. */
  back: number
  /** Of these: whose ballot is the one that was acknowledged before. */
  kept: number
  /** Attempts that failed since the server was gone. */
  failed: number
  /** Seconds from the loss of the connection to the snapshot. */
  p50: number
  p95: number
  last: number
}

class Returner {
  choice = ''
  pollId = ''
  yourVote: string | null = null
  lostAt = 0
  backAt = 0
  failed = 0
  private voter: Voter | undefined
  private attempts = 0
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly port: number,
    private readonly number: number,
    private readonly acknowledged: () => void,
  ) {}

  connect(): void {
    const voter: Voter = new Voter(dialects.ours, this.port, this.number, (what, text) => {
      if (voter !== this.voter) return
      if (what === 'joined') this.joined(text)
      else if (what === 'acknowledged' && text.includes('"ok":true')) this.acknowledged()
      else if (what === 'closed') this.lost()
    })
    this.voter = voter
    this.timer = setTimeout(() => {
      // An attempt that takes too long is given up.
      if (voter !== this.voter || this.isIn) return
      this.lost()
      voter.leave()
    }, ATTEMPT_TIMEOUT_MS)
  }

  vote(choice: string): void {
    this.choice = choice
    this.voter!.cast(choice, 1)
  }

  get isIn(): boolean {
    return this.backAt > this.lostAt
  }

  private joined(text: string): void {
    clearTimeout(this.timer)
    const [, snapshot] = JSON.parse(text.slice(2)) as [string, { yourVote: string | null }]
    this.yourVote = snapshot.yourVote
    this.attempts = 0
    this.backAt = performance.now()
  }

  private lost(): void {
    clearTimeout(this.timer)
    this.voter = undefined
    if (this.isIn) this.lostAt = performance.now()
    else this.failed++
    const pause = Math.min(MAX_PAUSE_MS, PAUSE_MS * 2 ** this.attempts++)
    const spread = pause * JITTER * Math.random()
    setTimeout(
      () => this.connect(),
      Math.min(MAX_PAUSE_MS, Math.random() < 0.5 ? pause - spread : pause + spread),
    )
  }
}

export class ReturningCrowd {
  private readonly returners: Returner[]
  private acknowledged = 0

  constructor(port: number, voters: number) {
    const acknowledged = () => void this.acknowledged++
    this.returners = Array.from({ length: voters }, (_, number) => new Returner(port, number, acknowledged))
  }

  /** Everybody joins and casts a ballot; resolves to the ballots that were acknowledged. */
  async joinAndVote(): Promise<number> {
    const all = this.returners.length
    let begun = 0
    while (begun < all) {
      for (const returner of this.returners.slice(begun, begun + AT_A_TIME)) returner.connect()
      begun = Math.min(all, begun + AT_A_TIME)
      const wanted = begun
      await this.until(() => this.countIn() >= wanted, 60_000)
    }
    for (const [number, returner] of this.returners.entries()) {
      returner.vote('ABCD'[number % 4]!)
      if (number % AT_A_TIME === 0) await sleep(20)
    }
    await this.until(() => this.acknowledged >= all, 60_000)
    return this.acknowledged
  }

  /** The server is gone by now, or will be at once: resolves once all are back, or the time is over. */
  async comeBack(timeoutMs: number): Promise<Returned> {
    const all = this.returners.length
    await this.until(() => this.returners.every(({ lostAt }) => lostAt > 0), timeoutMs)
    await this.until(() => this.countIn() >= all, timeoutMs)
    const back = this.returners.filter(({ isIn }) => isIn)
    const took = back.map(({ backAt, lostAt }) => (backAt - lostAt) / 1000)
    return {
      back: back.length,
      kept: back.filter(({ yourVote, choice }) => yourVote === choice).length,
      failed: this.returners.reduce((sum, { failed }) => sum + failed, 0),
      p50: percentile(took, 0.5),
      p95: percentile(took, 0.95),
      last: Math.max(...took),
    }
  }

  private countIn(): number {
    return this.returners.reduce((sum, { isIn }) => sum + Number(isIn), 0)
  }

  /** Looks ten times a second: a look at each of 10,000 at each change would be the load. */
  private async until(isSo: () => boolean, timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs
    while (!isSo() && performance.now() < deadline) await sleep(100)
  }
}
