/**
 * The source for Mastodon: one server's tag timelines, read without a key; with a user's token posts, edits and
 * deletions are pushed as well.
 */
import { forgetOldest } from '../../core/limits/bounded'
import { urlOf } from '../../core/text/url'
import { parseJson, textAt, textsAt } from '../transport/json-path'
import { Line } from '../transport/reconnecting-socket'
import { ask } from '../transport/fetch-json'
import type { SourceIntervals, Source, SourceListener, Wanted } from '../source'
import { isId, postId, readStatus, tagsOf, type Status } from './status'
import { Timelines } from './tag-timelines'

/** Tags read in turn; with more, each would be read too seldom. */
const MAX_TAGS = 40
const MAX_REMEMBERED_POSTS = 5000

export interface MastodonParts {
  server: string
  token: string | undefined
  images: boolean
  intervals: SourceIntervals
  listener: SourceListener
}

export class Mastodon implements Source {
  readonly network = 'mastodon'
  private readonly timelines: Timelines
  private readonly line: Line
  private tags: ReadonlySet<string> = new Set()
  private wanted: Wanted | undefined
  private isLeftOut = false
  /** Posts already reported, pushed or polled. */
  private readonly seen = new Set<string>()
  /** The address of the streaming API; some servers have another host for it. */
  private streams: string

  constructor(private readonly parts: MastodonParts) {
    const { server, token, images, intervals, listener } = parts
    this.streams = server.replace(/^http/, 'ws')
    this.timelines = new Timelines({
      server,
      token,
      images,
      intervals,
      post: status => this.post(status),
      replace: status => listener.replace(status),
      remove: id => listener.remove(postId(id)),
      skipped: () => listener.skipped(),
      read: (failure, retryAt) => {
        if (!failure) return this.reportConnected()
        const needsKey = failure.reason === 'wrong-key'
        const reason = needsKey && token === undefined ? 'no-key' : failure.reason
        listener.status({ state: needsKey ? 'needs-key' : 'retrying', reason, retryAt })
      },
    })
    this.line = new Line({
      intervals,
      pingsCount: true,
      listener: {
        ...listener,
        status: status => {
          this.timelines.setCalm(status.state === 'connected')
          if (status.state === 'connected') this.reportConnected()
          else if (status.state === 'needs-key') listener.status(status)
        },
      },
      target: () => ({
        url: `${this.streams}/api/v1/streaming`,
        headers: { authorization: `Bearer ${token}` },
      }),
      opened: () => {
        for (const tag of this.tags) this.subscribe('subscribe', tag)
      },
      message: text => this.receive(text),
    })
  }

  start(wanted: Wanted): void {
    const { token, listener } = this.parts
    const isFirst = this.wanted === undefined
    this.wanted = wanted
    const tags = new Set(wanted.terms.flatMap(({ term }) => tagsOf(term)))
    this.isLeftOut = tags.size > MAX_TAGS
    const before = this.tags
    this.tags = new Set([...tags].slice(0, MAX_TAGS))
    for (const tag of before) if (!this.tags.has(tag)) this.subscribe('unsubscribe', tag)
    for (const tag of this.tags) if (!before.has(tag)) this.subscribe('subscribe', tag)
    this.timelines.setTags(this.tags)
    // Mastodon can only be searched by tags.
    if (this.tags.size === 0) listener.status({ state: 'idle' })
    else if (before.size === 0) listener.status({ state: 'connecting' })
    if (isFirst && token !== undefined) void this.openLine()
  }

  stop(): void {
    this.wanted = undefined
    this.tags = new Set()
    this.line.close()
    this.timelines.stop()
    this.seen.clear()
  }

  private async openLine(): Promise<void> {
    const { server, intervals } = this.parts
    const answer = await ask(`${server}/api/v2/instance`, { timeout: intervals.answer })
    const url = answer.ok ? textAt(answer.body, 'configuration', 'urls', 'streaming') : ''
    if (/^wss?:/.test(url) && urlOf(url)) this.streams = url.replace(/\/+$/, '')
    if (this.wanted) this.line.open()
  }

  private reportConnected(): void {
    if (this.tags.size === 0) return
    this.parts.listener.status({ state: 'connected', ...(this.isLeftOut && { reason: 'too-many-terms' }) })
  }

  private subscribe(type: 'subscribe' | 'unsubscribe', tag: string): void {
    this.line.send(JSON.stringify({ type, stream: 'hashtag', tag }))
  }

  private post(status: Status): void {
    if (this.seen.has(status.id)) return
    this.seen.add(status.id)
    forgetOldest(this.seen, MAX_REMEMBERED_POSTS)
    this.parts.listener.post(status)
  }

  private receive(text: string): boolean {
    const { listener, server, images } = this.parts
    const frame = parseJson(text)
    const event = textAt(frame, 'event')
    const payload = textAt(frame, 'payload')
    const [stream, tag] = textsAt(2, frame, 'stream')
    if (stream !== 'hashtag' || tag === undefined) return false
    if (event === 'delete') {
      if (!isId(payload)) return false
      listener.remove(postId(payload))
      return true
    }
    if (event !== 'update' && event !== 'status.update') return true
    const status = readStatus(parseJson(payload), server, images)
    if (!status) return false
    if (event === 'update') {
      this.timelines.note(tag, status)
      this.post(status)
    } else listener.replace(status)
    return true
  }
}
