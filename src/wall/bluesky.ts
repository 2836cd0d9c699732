/** Owns Bluesky: its Jetstream of all posts, searched here, and the authors of those that match. No key is needed. */
import { cleanPost } from '../core/posts'
import { tokensOf, type Tokens } from '../core/terms'
import type { Post } from '../core/wall'
import { Authors, type Author } from './authors'
import { at, languagesOf, listAt, parseJson, textAt, textsAt, timeOf } from './json'
import { Line } from './line'
import type { Found, Paces, Source, Told, Wanted } from './source'

const COLLECTION = 'app.bsky.feed.post'
/** Posts that may wait for their authors; the oldest give way. */
const MANY_PENDING = 500
/** Posts remembered, so that what is sent again after a dropped line is not shown again. */
const MANY_REMEMBERED = 10_000

export interface BlueskyParts {
  streams: readonly string[]
  profiles: string
  images: boolean
  paces: Paces
  told: Told
}

/** A post whose author is still to be asked for. */
interface Pending {
  did: string
  post: Omit<Post, 'name' | 'handle'>
  tokens: Tokens
  isEdit: boolean
}

export class Bluesky implements Source {
  readonly network = 'bluesky'
  private wanted: Wanted | undefined
  private readonly line: Line
  private readonly authors: Authors
  private readonly pending = new Map<string, Pending>()
  private readonly seen = new Set<string>()
  /** Where the stream was, in microseconds since 1970; 0: at its end. */
  private reached = 0

  constructor(private readonly parts: BlueskyParts) {
    const { paces, told, profiles: address } = parts
    let isConnected = false
    let knowsAuthors = true
    const tell = () =>
      told.status(knowsAuthors ? { state: 'connected' } : { state: 'connected', reason: 'no-authors' })
    this.line = new Line({
      paces,
      told: {
        ...told,
        status: status => {
          isConnected = status.state === 'connected'
          if (isConnected) tell()
          else told.status(status)
        },
      },
      target: attempt => ({ url: this.url(attempt) }),
      message: text => this.receive(text),
      burst: () => void (this.reached = 0),
    })
    this.authors = new Authors({
      address,
      paces,
      found: authors => this.identify(authors),
      working: isWorking => {
        if (isWorking === knowsAuthors) return
        knowsAuthors = isWorking
        if (isConnected) tell()
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
    this.authors.stop()
    this.pending.clear()
    this.reached = 0
  }

  /** The servers in turn; back to where the line dropped, but not far. */
  private url(attempt: number): string {
    const { streams, paces } = this.parts
    const url = new URL(streams[attempt % streams.length]!)
    if (url.pathname === '/') url.pathname = '/subscribe'
    url.searchParams.set('wantedCollections', COLLECTION)
    if (this.reached > 0)
      url.searchParams.set('cursor', String(Math.max(this.reached, (Date.now() - paces.rewind) * 1000)))
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
    if (kind === 'account' && at(frame, 'account', 'active') === false) this.forgetAuthor(did)
    else if (kind === 'identity') this.authors.forget(did)
    return true
  }

  private commit(did: string, commit: unknown, time: number): boolean {
    const operation = textAt(commit, 'operation')
    const rkey = textAt(commit, 'rkey')
    if (!/^[\w.~:-]{1,512}$/.test(rkey)) return false
    if (textAt(commit, 'collection') !== COLLECTION) return true
    const id = `bluesky:${did}/${rkey}`
    if (operation === 'delete') {
      this.pending.delete(id)
      this.parts.told.remove(id)
      return true
    }
    const record = at(commit, 'record')
    const text = at(record, 'text')
    if (!['create', 'update'].includes(operation) || typeof text !== 'string') return false
    const isEdit = operation === 'update'
    const handle = this.authors.of(did)?.handle
    const tokens = tokensOf(text, {
      tags: textsAt(20, record, 'tags'),
      handles: handle === undefined ? [] : [handle],
    })
    // An edit concerns what is shown already, whether it still matches or not.
    if (!isEdit && (!this.wanted?.finds(tokens) || this.hasSeen(`${id} ${textAt(commit, 'rev')}`)))
      return true
    const post: Pending['post'] = {
      id,
      network: 'bluesky',
      author: `bluesky:${did}`,
      text: cleanPost(text),
      at: timeOf(textAt(record, 'createdAt'), time),
      link: `https://bsky.app/profile/${did}/post/${rkey}`,
      ...languagesOf(textsAt(3, record, 'langs')),
      ...(at(record, 'reply') !== undefined && { isReply: true }),
      ...(listAt(record, 'labels', 'values').length > 0 && { isSensitive: true }),
    }
    if (post.text !== '') this.wait({ did, post, tokens, isEdit })
    return true
  }

  /** Tells the post when its author is known; else it waits for them. */
  private wait(pending: Pending): void {
    const author = this.authors.of(pending.did)
    if (author) return this.tell(pending, author)
    const { post, isEdit } = pending
    const before = this.pending.get(post.id)
    this.pending.set(post.id, { ...pending, isEdit: isEdit && (before?.isEdit ?? true) })
    if (this.pending.size > MANY_PENDING) this.pending.delete(this.pending.keys().next().value!)
    this.authors.ask(pending.did)
  }

  private identify(authors: ReadonlyMap<string, Author | undefined>): void {
    for (const [id, pending] of this.pending) {
      if (!authors.has(pending.did)) continue
      this.pending.delete(id)
      const author = authors.get(pending.did)
      if (author) this.tell(pending, author)
    }
  }

  private tell({ post, tokens, isEdit }: Pending, { name, handle, image, isBot, isHidden }: Author): void {
    if (isHidden) return
    const whole: Post = {
      ...post,
      name,
      handle,
      ...(this.parts.images && image !== undefined && { image }),
      ...(isBot && { isBot }),
    }
    const found: Found = { post: whole, tokens }
    if (isEdit) this.parts.told.replace(found)
    else this.parts.told.post(found)
  }

  private forgetAuthor(did: string): void {
    this.authors.forget(did)
    for (const [id, pending] of this.pending) if (pending.did === did) this.pending.delete(id)
    this.parts.told.removeAuthor(`bluesky:${did}`)
  }

  private hasSeen(key: string): boolean {
    if (this.seen.has(key)) return true
    this.seen.add(key)
    if (this.seen.size > MANY_REMEMBERED) this.seen.delete(this.seen.values().next().value!)
    return false
  }
}
