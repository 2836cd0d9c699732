/**
 * The source for Bluesky: searches its Jetstream of all posts, and looks up the authors of posts that match. Needs
 * no key.
 */
import { forgetOldest } from '../../core/limits/bounded'
import { tokensOf, type Tokens } from '../../core/text/tokens'
import { Attribution } from './pending-authors'
import { COLLECTION, postOf, readCommit, type Written } from './jetstream'
import { at, parseJson, textAt, textsAt } from '../transport/json-path'
import { Line } from '../transport/reconnecting-socket'
import type { SourceIntervals, Source, SourceListener, Wanted } from '../source'

/** Posts remembered, so that posts sent again after a lost connection are not shown again. */
const MAX_REMEMBERED_POSTS = 10_000

export interface BlueskyParts {
  streams: readonly string[]
  profiles: string
  images: boolean
  intervals: SourceIntervals
  listener: SourceListener
}

export class Bluesky implements Source {
  readonly network = 'bluesky'
  private wanted: Wanted | undefined
  private readonly line: Line
  private readonly attribution: Attribution
  private readonly seen = new Set<string>()
  /** The last position in the stream, in microseconds since 1970; 0: its end. */
  private reached = 0

  constructor(private readonly parts: BlueskyParts) {
    const { intervals, listener } = parts
    let isConnected = false
    let knowsAuthors = true
    const reportConnected = () =>
      listener.status(knowsAuthors ? { state: 'connected' } : { state: 'connected', reason: 'no-authors' })
    this.line = new Line({
      intervals,
      listener: {
        ...listener,
        status: status => {
          isConnected = status.state === 'connected'
          if (isConnected) reportConnected()
          else listener.status(status)
        },
      },
      target: attempt => ({ url: this.url(attempt) }),
      message: text => this.receive(text),
      burst: () => void (this.reached = 0),
    })
    this.attribution = new Attribution({
      ...parts,
      working: isWorking => {
        if (isWorking === knowsAuthors) return
        knowsAuthors = isWorking
        if (isConnected) reportConnected()
      },
    })
  }

  start(wanted: Wanted): void {
    this.wanted = wanted
    this.line.open()
  }

  stop(): void {
    this.wanted = undefined
    this.line.close()
    this.attribution.stop()
    this.reached = 0
  }

  /** The next server's URL, with the position where the connection was lost, if that is not too long ago. */
  private url(attempt: number): string {
    const { streams, intervals } = this.parts
    const url = new URL(streams[attempt % streams.length]!)
    if (url.pathname === '/') url.pathname = '/subscribe'
    url.searchParams.set('wantedCollections', COLLECTION)
    if (this.reached > 0)
      url.searchParams.set('cursor', String(Math.max(this.reached, (Date.now() - intervals.rewind) * 1000)))
    return url.href
  }

  private receive(text: string): boolean {
    const frame = parseJson(text)
    const did = textAt(frame, 'did')
    const kind = textAt(frame, 'kind')
    const time = at(frame, 'time_us')
    if (!/^did:[a-z]+:[\w.:%-]{1,200}$/.test(did) || typeof time !== 'number' || !(time > 0)) return false
    this.reached = Math.floor(time)
    if (kind === 'commit') return this.commit(did, at(frame, 'commit'), Math.min(time / 1000, Date.now()))
    if (kind === 'account' && at(frame, 'account', 'active') === false) {
      this.attribution.drop(did)
      this.parts.listener.removeAuthor(`bluesky:${did}`)
    } else if (kind === 'identity') this.attribution.forget(did)
    return true
  }

  private commit(did: string, json: unknown, time: number): boolean {
    const commit = readCommit(did, json)
    if (!commit) return false
    if (commit.operation === 'delete') {
      this.attribution.delete(commit.id)
      this.parts.listener.remove(commit.id)
    } else if (commit.operation !== 'other') this.written(did, commit, time)
    return true
  }

  private written(did: string, commit: Written, time: number): void {
    const handle = this.attribution.handleOf(did)
    const tokens = tokensOf(commit.text, {
      tags: textsAt(20, commit.record, 'tags'),
      handles: handle === undefined ? [] : [handle],
    })
    const isEdit = commit.operation === 'update'
    if (!(isEdit ? this.isShown(commit) : this.isWanted(commit, tokens))) return
    const post = postOf(did, commit, time)
    if (post.text !== '') this.attribution.add({ did, post, tokens, isEdit })
  }

  /** Whether a post is shown or about to be shown: then edits are reported even if it no longer matches. */
  private isShown({ id }: Written): boolean {
    return this.attribution.waits(id) || (this.wanted?.shows(id) ?? false)
  }

  private isWanted({ id, rev }: Written, tokens: Tokens): boolean {
    if (!this.wanted?.finds(tokens)) return false
    const key = `${id} ${rev}`
    if (this.seen.has(key)) return false
    this.seen.add(key)
    forgetOldest(this.seen, MAX_REMEMBERED_POSTS)
    return true
  }
}
