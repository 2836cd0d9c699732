/** Looks up the authors of Bluesky posts: profiles by DID, requested in batches and cached for a while. */
import { forgetOldest } from '../../core/limits/bounded'
import { cleanAuthor } from '../../core/wall/post-rules'
import { Backoff, type Failure } from '../transport/backoff'
import { at, listAt, textAt, webAddress } from '../transport/json-path'
import { ask } from '../transport/fetch-json'
import type { SourceIntervals } from '../source'

export interface Author {
  name: string
  handle: string
  image: string | undefined
  isBot: boolean
  /** Does not want to be shown to logged-out users, or has a label that hides the author. */
  isHidden: boolean
}

/** Profiles per request; the network allows no more. */
const MAX_PROFILES_A_REQUEST = 25
/** Authors waiting for a lookup; above this, the oldest is dropped. */
const MAX_WAITING_AUTHORS = 500
const MAX_CACHED_PROFILES = 5000
/** Milliseconds for which a profile is remembered. */
const PROFILE_LIFETIME_MS = 3600 * 1000
const HIDING = new Set(['!no-unauthenticated', '!hide', '!takedown', 'porn', 'sexual', 'graphic-media'])

export interface AuthorsParts {
  address: string
  intervals: SourceIntervals
  /** Reports these authors; undefined: the author no longer exists. */
  found(authors: ReadonlyMap<string, Author | undefined>): void
  /** Reports whether lookups work. */
  working(isWorking: boolean, failure?: Failure): void
}

export class Authors {
  private readonly known = new Map<string, { author: Author; at: number }>()
  private readonly asked = new Set<string>()
  private readonly backoff: Backoff
  private timer: NodeJS.Timeout | undefined
  private ending = new AbortController()

  constructor(private readonly parts: AuthorsParts) {
    this.backoff = new Backoff(parts.intervals)
  }

  /** The author, if already known. */
  of(did: string): Author | undefined {
    const kept = this.known.get(did)
    return kept && performance.now() - kept.at < PROFILE_LIFETIME_MS ? kept.author : undefined
  }

  /** Queues a lookup of an author, in a batch with others. */
  ask(did: string): void {
    this.asked.add(did)
    forgetOldest(this.asked, MAX_WAITING_AUTHORS)
    this.timer ??= this.later(this.parts.intervals.authors)
  }

  /** The author's profile changed. */
  forget(did: string): void {
    this.known.delete(did)
  }

  /** The author was deleted: cancels the lookup. */
  drop(did: string): void {
    this.known.delete(did)
    this.asked.delete(did)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.asked.clear()
    this.ending.abort()
    this.ending = new AbortController()
  }

  private later(wait: number): NodeJS.Timeout {
    return setTimeout(() => void this.request(), wait).unref()
  }

  private async request(): Promise<void> {
    const { parts, ending } = this
    const dids = [...this.asked].slice(0, MAX_PROFILES_A_REQUEST)
    if (dids.length === 0) {
      this.timer = undefined
      return
    }
    const query = dids.map(did => `actors=${encodeURIComponent(did)}`).join('&')
    const answer = await ask(`${parts.address}/xrpc/app.bsky.actor.getProfiles?${query}`, {
      timeout: parts.intervals.answer,
      signal: ending.signal,
    })
    if (ending.signal.aborted) return
    if (answer.ok) {
      this.backoff.reset()
      const profiles = new Map(listAt(answer.body, 'profiles').map(one => [textAt(one, 'did'), one]))
      const found = new Map(dids.map(did => [did, authorOf(profiles.get(did))]))
      for (const did of dids) this.asked.delete(did)
      for (const [did, author] of found) if (author) this.remember(did, author)
      parts.working(true)
      parts.found(found)
    } else parts.working(false, answer.failure)
    const wait = answer.ok ? parts.intervals.authors : this.backoff.after(answer.failure)
    this.timer = this.asked.size > 0 ? this.later(wait) : undefined
  }

  private remember(did: string, author: Author): void {
    this.known.delete(did)
    this.known.set(did, { author, at: performance.now() })
    forgetOldest(this.known, MAX_CACHED_PROFILES)
  }
}

function authorOf(profile: unknown): Author | undefined {
  const handle = textAt(profile, 'handle')
  if (!/^[a-z\d.-]{1,253}$/i.test(handle)) return undefined
  const labels = listAt(profile, 'labels')
    .filter(label => at(label, 'neg') !== true)
    .map(label => textAt(label, 'val'))
  return {
    handle,
    name: cleanAuthor(textAt(profile, 'displayName'), handle),
    image: webAddress(textAt(profile, 'avatar'), true),
    isBot: labels.includes('bot'),
    isHidden: labels.some(label => HIDING.has(label)),
  }
}
