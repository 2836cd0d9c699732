/**
 * Polls Mastodon's tag timelines in turn, as often as a server allows: new posts and, less often, edits and
 * deletions.
 */
import { steadyNow } from '../../clock'
import { forgetOldest } from '../../core/limits/bounded'
import { fold } from '../../core/text/fold'
import { Backoff, type Failure } from '../transport/backoff'
import { textAt } from '../transport/json-path'
import { ask } from '../transport/fetch-json'
import type { SourceIntervals } from '../source'
import { isGreater, isId, readStatus, type Status } from './status'

/** Posts per answer; servers give no more. */
const MAX_POSTS_A_REQUEST = 40
/** After this many reads the newest page is read whole: posts missing from it were deleted. */
const READS_PER_WHOLE_READ = 6
/** Posts remembered per tag. */
const MAX_KNOWN_POSTS = 120
/** If no more than these requests are left, waits until the server's limit is reset. */
const MIN_REQUESTS_LEFT = 3

interface Timeline {
  tag: string
  dueAt: number
  rounds: number
  /** The greatest id so far. */
  last: string
  /** Reported ids, and when each post was last edited. */
  known: Map<string, string>
}

export interface TimelinesParts {
  server: string
  token: string | undefined
  images: boolean
  intervals: SourceIntervals
  post(status: Status): void
  replace(status: Status): void
  remove(id: string): void
  skipped(): void
  /** A read ended, with or without a failure. */
  read(failure: Failure | undefined, retryAt: number): void
}

export class Timelines {
  private readonly timelines = new Map<string, Timeline>()
  private readonly backoff: Backoff
  private timer: NodeJS.Timeout | undefined
  private ending = new AbortController()
  private isReading = false
  private notBefore = 0
  private isCalm = false

  constructor(private readonly parts: TimelinesParts) {
    this.backoff = new Backoff(parts.intervals)
  }

  /** Reads these tags from now on. */
  setTags(tags: ReadonlySet<string>): void {
    for (const tag of this.timelines.keys()) if (!tags.has(tag)) this.timelines.delete(tag)
    for (const tag of tags)
      if (!this.timelines.has(tag))
        this.timelines.set(tag, { tag, dueAt: 0, rounds: 0, last: '', known: new Map() })
    this.schedule()
  }

  /**
   * Switches to slow polling while posts are pushed, and back; reads all tags soon, because posts may have been
   * missed.
   */
  setCalm(isCalm: boolean): void {
    if (isCalm === this.isCalm) return
    this.isCalm = isCalm
    for (const timeline of this.timelines.values()) Object.assign(timeline, { dueAt: 0, rounds: 0 })
    this.schedule()
  }

  /** Remembers a pushed post of this tag, so that polling notices its deletion while nothing is pushed. */
  note(tag: string, { id, edited }: Status): void {
    const timeline = this.timelines.get(fold(tag))
    if (timeline) remember(timeline, id, edited)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timelines.clear()
    this.ending.abort()
    this.ending = new AbortController()
    this.backoff.reset()
    this.isReading = false
    this.isCalm = false
  }

  /** Schedules the read of the tag that is due first; requests keep their interval, whatever is searched meanwhile. */
  private schedule(): void {
    if (this.isReading) return
    clearTimeout(this.timer)
    const next = [...this.timelines.values()].sort((one, other) => one.dueAt - other.dueAt)[0]
    if (!next) return
    const due = Math.max(this.notBefore, next.dueAt) - performance.now()
    this.timer = setTimeout(() => void this.read(next), Math.max(0, due)).unref()
  }

  private async read(timeline: Timeline): Promise<void> {
    const { parts, ending } = this
    const { intervals } = parts
    this.isReading = true
    timeline.dueAt = performance.now() + (this.isCalm ? READS_PER_WHOLE_READ : 1) * intervals.poll
    const isWhole = this.isCalm || timeline.rounds % READS_PER_WHOLE_READ === 0
    const since = isWhole || timeline.last === '' ? '' : `&since_id=${timeline.last}`
    const answer = await ask(
      `${parts.server}/api/v1/timelines/tag/${encodeURIComponent(timeline.tag)}?limit=${MAX_POSTS_A_REQUEST}${since}`,
      { timeout: intervals.answer, signal: ending.signal, token: parts.token },
    )
    if (ending.signal.aborted) return
    this.isReading = false
    let wait = intervals.pollGap
    if (answer.ok && Array.isArray(answer.body)) {
      this.backoff.reset()
      timeline.rounds++
      if (this.timelines.get(timeline.tag) === timeline) this.take(timeline, answer.body, isWhole)
      wait = Math.max(wait, waitMsOf(answer.headers))
      parts.read(undefined, 0)
    } else {
      const failure: Failure = answer.ok ? { reason: 'closed' } : answer.failure
      wait = Math.max(wait, this.backoff.after(failure))
      parts.read(failure, Math.round(steadyNow() + wait))
    }
    this.notBefore = performance.now() + wait
    this.schedule()
  }

  private take(timeline: Timeline, page: unknown[], isWhole: boolean): void {
    const { parts } = this
    const { known } = timeline
    const ids = page.map(json => textAt(json, 'id')).filter(isId)
    const oldest = ids.reduce((least, id) => (isGreater(least, id) ? id : least), ids[0] ?? '')
    const onPage = new Set(ids)
    const isAll = ids.length < MAX_POSTS_A_REQUEST / 2
    // A post in the range of this page but not on it was deleted; a short page covers all posts.
    for (const id of isWhole ? known.keys() : [])
      if (!onPage.has(id) && (isAll || isGreater(id, oldest))) {
        known.delete(id)
        parts.remove(id)
      }
    const read = page.slice(0, MAX_POSTS_A_REQUEST).map(json => readStatus(json, parts.server, parts.images))
    const statuses = read.filter(status => status !== undefined).reverse()
    for (let skipped = read.length - statuses.length; skipped > 0; skipped--) parts.skipped()
    for (const status of statuses) {
      const edited = known.get(status.id)
      remember(timeline, status.id, status.edited)
      if (isGreater(status.id, timeline.last)) timeline.last = status.id
      if (edited === undefined) parts.post(status)
      else if (edited !== status.edited) parts.replace(status)
    }
  }
}

function remember({ known }: Timeline, id: string, edited: string): void {
  known.set(id, edited)
  forgetOldest(known, MAX_KNOWN_POSTS)
}

/** Milliseconds to wait if the server says that few requests are left. */
function waitMsOf(headers: Headers): number {
  const left = headers.get('x-ratelimit-remaining')
  const until = Date.parse(headers.get('x-ratelimit-reset') ?? '')
  if (left === null || Number(left) > MIN_REQUESTS_LEFT || Number.isNaN(until)) return 0
  return Math.min(Math.max(0, until - Date.now()), 15 * 60 * 1000)
}
