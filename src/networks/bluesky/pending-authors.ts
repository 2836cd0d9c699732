/** Holds Bluesky posts until their authors are known, and drops those that are deleted before. */
import { forgetOldest } from '../../core/limits/bounded'
import type { Tokens } from '../../core/text/tokens'
import { Authors, type Author } from './profiles'
import type { Failure } from '../transport/backoff'
import type { AnonymousPost } from './jetstream'
import type { SourceIntervals, SourceListener } from '../source'

/** Posts that may wait; above this, the oldest is dropped. */
const MAX_PENDING_POSTS = 500

/** A post whose author is not looked up yet. */
export interface Pending {
  did: string
  post: AnonymousPost
  tokens: Tokens
  isEdit: boolean
}

export interface AttributionParts {
  profiles: string
  images: boolean
  intervals: SourceIntervals
  listener: Pick<SourceListener, 'post' | 'replace'>
  /** Reports whether authors can be looked up. */
  working: (isWorking: boolean, failure?: Failure) => void
}

export class Attribution {
  private readonly authors: Authors
  private readonly pending = new Map<string, Pending>()

  constructor(private readonly parts: AttributionParts) {
    const { profiles: address, intervals, working } = parts
    this.authors = new Authors({ address, intervals, working, found: authors => this.identify(authors) })
  }

  /** The author's handle, if it is known already. */
  handleOf(did: string): string | undefined {
    return this.authors.of(did)?.handle
  }

  waits(id: string): boolean {
    return this.pending.has(id)
  }

  /** Reports the post at once if its author is known; otherwise it waits for the author. */
  add(pending: Pending): void {
    const author = this.authors.of(pending.did)
    if (author) return this.release(pending, author)
    const { post, isEdit } = pending
    const before = this.pending.get(post.id)
    this.pending.set(post.id, { ...pending, isEdit: isEdit && (before?.isEdit ?? true) })
    forgetOldest(this.pending, MAX_PENDING_POSTS)
    this.authors.ask(pending.did)
  }

  /** The post was deleted. */
  delete(id: string): void {
    this.pending.delete(id)
  }

  /** The author was deleted: drops all waiting posts of this author. */
  drop(did: string): void {
    this.authors.drop(did)
    for (const [id, pending] of this.pending) if (pending.did === did) this.pending.delete(id)
  }

  /** The author's name changed: looks it up again. */
  forget(did: string): void {
    this.authors.forget(did)
  }

  stop(): void {
    this.authors.stop()
    this.pending.clear()
  }

  private identify(authors: ReadonlyMap<string, Author | undefined>): void {
    for (const [id, pending] of this.pending) {
      if (!authors.has(pending.did)) continue
      this.pending.delete(id)
      const author = authors.get(pending.did)
      if (author) this.release(pending, author)
    }
  }

  private release({ post, tokens, isEdit }: Pending, { name, handle, image, isBot, isHidden }: Author): void {
    if (isHidden) return
    const found = {
      tokens,
      post: {
        ...post,
        name,
        handle,
        ...(this.parts.images && image !== undefined && { image }),
        ...(isBot && { isBot }),
      },
    }
    if (isEdit) this.parts.listener.replace(found)
    else this.parts.listener.post(found)
  }
}
