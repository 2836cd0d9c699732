/**
 * The source for X: its filtered stream, for presenters' terms only, with a paid token and a limit of posts a
 * day.
 */
import { steadyNow } from '../../clock'
import { Allowance } from './daily-quota'
import { Backoff, type Failure } from '../transport/backoff'
import { at, parseJson } from '../transport/json-path'
import { statusAfter } from '../transport/reconnecting-socket'
import { ruleOf, syncRules } from './stream-rules'
import type { SourceIntervals, Source, SourceListener, Wanted } from '../source'
import { readStream } from '../transport/line-stream'
import { readTweet } from './tweet'

const FIELDS = new URLSearchParams({
  'tweet.fields': 'created_at,author_id,lang,possibly_sensitive,referenced_tweets',
  expansions: 'author_id',
  'user.fields': 'username,name,profile_image_url',
})

export interface XParts {
  server: string
  token: string
  allowance: Allowance
  images: boolean
  intervals: SourceIntervals
  listener: SourceListener
}

export class X implements Source {
  readonly network = 'x'
  private rules: ReadonlySet<string> = new Set()
  /** Whether a term cannot be expressed as a rule, or X refused a rule. */
  private isUnsayable = false
  private isIncomplete = false
  private isConnected = false
  private readonly backoff: Backoff
  /** Aborts what is running; undefined if nothing is. */
  private running: AbortController | undefined
  private timer: NodeJS.Timeout | undefined
  private syncTimer: NodeJS.Timeout | undefined
  private syncing: Promise<Failure | undefined> | undefined

  constructor(private readonly parts: XParts) {
    this.backoff = new Backoff(parts.intervals)
  }

  start({ terms }: Wanted): void {
    const { listener, intervals } = this.parts
    const asked = terms.filter(({ isPaid }) => isPaid).map(({ text }) => ruleOf(text))
    const rules = new Set(asked.filter(rule => rule !== undefined))
    this.isUnsayable = asked.includes(undefined)
    const hasChanged = rules.size !== this.rules.size || [...rules].some(rule => !this.rules.has(rule))
    this.rules = rules
    if (rules.size === 0) {
      this.halt()
      listener.status({ state: 'idle' })
    } else if (!this.running && !this.timer) this.run()
    else if (hasChanged && this.running) this.syncSoon(this.running, intervals.pollGap)
  }

  /** Delays the sync, because terms change letter by letter and X allows few requests. */
  private syncSoon(running: AbortController, wait: number): void {
    clearTimeout(this.syncTimer)
    this.syncTimer = setTimeout(() => {
      void this.sync(running.signal).then(failure => {
        if (failure) running.abort()
        else if (this.isConnected) this.reportConnected()
      })
    }, wait).unref()
  }

  private reportConnected(): void {
    const isLeftOut = this.isUnsayable || this.isIncomplete
    this.parts.listener.status({ state: 'connected', ...(isLeftOut && { reason: 'too-many-terms' }) })
  }

  stop(): void {
    this.rules = new Set()
    this.halt()
  }

  private halt(): void {
    clearTimeout(this.timer)
    clearTimeout(this.syncTimer)
    this.timer = undefined
    const { running } = this
    this.running = undefined
    running?.abort()
  }

  /** Syncs the rules, then reads the stream; after a failure of either, tries again later. */
  private run(): void {
    const { listener, allowance } = this.parts
    this.timer = undefined
    if (!allowance.isLeft) return this.rest()
    const running = new AbortController()
    this.running = running
    listener.status({ state: 'connecting' })
    void this.session(running.signal).then(failure => {
      running.abort()
      if (this.running !== running) return
      this.running = undefined
      if (!allowance.isLeft) return this.rest()
      const wait = this.backoff.after(failure)
      listener.status(statusAfter(failure, wait))
      this.timer = setTimeout(() => this.run(), wait).unref()
    })
  }

  /** Pauses until tomorrow, because today's posts are used up. */
  private rest(): void {
    const wait = this.parts.allowance.renewedAt - Date.now()
    this.parts.listener.status({
      state: 'spent',
      reason: 'daily-budget',
      retryAt: Math.round(steadyNow() + wait),
    })
    this.timer = setTimeout(() => this.run(), wait).unref()
  }

  private async session(signal: AbortSignal): Promise<Failure> {
    const failure = await this.sync(signal)
    return failure ?? this.stream(signal)
  }

  /** Syncs one at a time, each time with the current rules. */
  private async sync(signal: AbortSignal): Promise<Failure | undefined> {
    const { server, token, intervals } = this.parts
    await this.syncing
    const asked = { timeout: intervals.answer, signal, token }
    this.syncing = syncRules(server, this.rules, asked).then(synced => {
      if (!synced.ok) return synced.failure
      this.isIncomplete = !synced.isComplete
      return undefined
    })
    return this.syncing
  }

  private async stream(ended: AbortSignal): Promise<Failure> {
    const { server, token, intervals, allowance } = this.parts
    const failure = await readStream(`${server}/2/tweets/search/stream?${FIELDS.toString()}`, {
      token,
      intervals,
      ended,
      connected: () => {
        this.isConnected = true
        this.reportConnected()
      },
      line: line => {
        this.backoff.reset()
        this.receive(line)
        return allowance.isLeft
      },
    })
    this.isConnected = false
    return failure
  }

  private receive(line: string | undefined): void {
    const { listener, allowance, images } = this.parts
    if (line === '') return
    const json = line === undefined ? undefined : parseJson(line)
    const found = readTweet(json, images)
    // It costs money whether it can be shown or not.
    if (at(json, 'data') !== undefined) allowance.take()
    if (found) listener.post(found)
    else listener.skipped()
  }
}
