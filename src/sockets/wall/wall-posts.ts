/** Owns the posts of one room's wall by its presenters' decisions: what waits, what is rejected, pinned or sifted out. */
import { forgetOldest } from '../../core/limits/bounded'
import type { Refusal } from '../../core/protocol/events'
import { givesWay, type PostSource } from '../../core/wall/fair-queue'
import { Feed } from '../../core/wall/feed'
import { mustWait, Sieve } from '../../core/wall/post-rules'
import { refuse } from '../../core/protocol/refusals'
import { MOST_WAITING, type Post, type WallDocument } from '../../core/protocol/wall'
import { Display } from './feed-view'

/** Posts of the room that a new search looks through. */
const MANY_HERE = 100
/** Rejected posts remembered, so that none comes back with an edit or after a dropped line. */
const MANY_REJECTED = 2000
/** Of these so many are told to a node to which the room is new. */
const LAST_REJECTED = 200
const MOST_PINNED = 3

export interface StockParts {
  /** As it is kept just now. */
  wall(): WallDocument
  /** The displays of this room, whatever they search. */
  displays(): Display[]
  /** Shows a post that may be shown. */
  show(post: Post): void
  /** Something else is pinned now. */
  pinnedChanged(): void
}

export class Stock {
  readonly waiting = new Display(new Feed(MOST_WAITING), 'postsWaiting')
  pinned: readonly Post[] = []
  /** Where each pinned post was found: whose end that search hears of. */
  private readonly foundOn = new Map<string, Display>()
  /** Posts of the room that are shown. */
  private readonly shownHere = new Map<string, Post>()
  private readonly rejected = new Set<string>()
  /** Where posts that wait came from; told to nobody. */
  private readonly sources = new Map<string, PostSource>()
  private sieve: Sieve

  constructor(private readonly parts: StockParts) {
    this.sieve = new Sieve(parts.wall())
  }

  /** Posts of the room that are shown, oldest first. */
  get here(): Post[] {
    return [...this.shownHere.values()]
  }

  /** Whether a post that comes may be shown, now or once it is approved. */
  takes(post: Post): boolean {
    return !this.rejected.has(post.id) && this.sieve.shows(post)
  }

  /** A post by somebody of the room: shown, or waiting where it must, or where a blocked word is in it. */
  add(post: Post, source = elsewhere(post)): void {
    if (this.holdsBack(post)) this.wait(post, source)
    else this.show(post)
  }

  /** Whether a post by somebody of the room is shown, or may wait: posts of others do not give way to it. */
  hasPlaceFor(post: Post, source: PostSource): boolean {
    return !this.holdsBack(post) || !this.isFull || this.loserTo(post, source) !== undefined
  }

  isWaiting(id: string): boolean {
    return this.waiting.feed.get(id) !== undefined
  }

  /** Lets a post wait, unless too many of its source do. */
  wait(post: Post, source = elsewhere(post)): void {
    const { feed } = this.waiting
    if (this.isFull && !this.isWaiting(post.id)) {
      const loser = this.loserTo(post, source)
      if (loser === undefined) return
      feed.remove(loser)
    }
    feed.push(post)
    this.sources.set(post.id, source)
    for (const id of this.sources.keys()) if (!this.isWaiting(id)) this.sources.delete(id)
    this.waiting.changed()
  }

  approve(id: string): Refusal | undefined {
    const post = this.waiting.feed.get(id)
    if (!post) return refuse('no-such-post')
    this.admit(post)
    return undefined
  }

  /** Shows a post that may be shown, whether it waited here or is new; not one that is rejected, or shown already. */
  admit(post: Post): void {
    const isWaiting = this.isWaiting(post.id)
    if (this.isRejected(post.id) || (!isWaiting && this.find(post.id))) return
    if (isWaiting) this.removeFrom(this.waiting, post.id)
    this.show(post)
  }

  /** Takes a post off, waiting or shown, for good. */
  reject(id: string): Refusal | undefined {
    if (!this.find(id)) return refuse('no-such-post')
    this.ban(id)
    return undefined
  }

  /** The same for one that may not have come yet. */
  ban(id: string): void {
    this.rejected.add(id)
    forgetOldest(this.rejected, MANY_REJECTED)
    this.remove(id)
  }

  isRejected(id: string): boolean {
    return this.rejected.has(id)
  }

  get lastRejected(): string[] {
    return [...this.rejected].slice(-LAST_REJECTED)
  }

  /** Holds a post on top of the room's wall, or no longer; one that waits is approved by that. */
  pin(id: string, isPinned: boolean): Refusal | undefined {
    if (this.pinned.some(post => post.id === id) === isPinned) return refuse('already-so')
    if (isPinned && this.pinned.length >= MOST_PINNED) return refuse('too-many-pinned')
    const post = this.find(id)
    if (!post) return refuse('no-such-post')
    if (this.isWaiting(id)) this.approve(id)
    const display = this.parts.displays().find(({ feed }) => feed.get(id))
    if (isPinned && display) this.foundOn.set(id, display)
    this.setPinned(isPinned ? [...this.pinned, post] : this.pinned.filter(other => other.id !== id))
    return undefined
  }

  /** The post with this id: waiting, shown or pinned. */
  find(id: string): Post | undefined {
    for (const { feed } of [this.waiting, ...this.parts.displays()]) {
      const post = feed.get(id)
      if (post) return post
    }
    return this.shownHere.get(id) ?? this.pinned.find(post => post.id === id)
  }

  /** A post is gone: it leaves this display, and whatever else holds it. */
  removeFrom(display: Display, id: string): void {
    display.feed.remove(id)
    display.changed()
    if (display !== this.waiting && this.isWaiting(id)) this.removeFrom(this.waiting, id)
    if (display !== this.waiting && this.pinned.some(post => post.id === id))
      this.setPinned(this.pinned.filter(post => post.id !== id))
  }

  /** A post on this display was edited. */
  replace(display: Display, post: Post): void {
    display.feed.replace(post)
    display.changed()
    if (this.pinned.some(({ id }) => id === post.id))
      this.setPinned(this.pinned.map(other => (other.id === post.id ? post : other)))
  }

  /** Presenters leave other posts out than before. What one of them approved all the same stays. */
  sift(): void {
    const before = this.sieve
    this.sieve = new Sieve(this.parts.wall())
    for (const post of this.all) if (before.shows(post) && !this.sieve.shows(post)) this.remove(post.id)
  }

  /** A new lesson: what was posted in the room is gone. */
  forgetHere(): void {
    for (const { id, network } of this.all) if (network === 'room') this.remove(id)
  }

  /** Nobody hears of their end any more: posts of the networks go from this display, waiting and pinned ones, too. */
  forgetFound(display: Display, waiting: readonly Post[] = []): void {
    const pinned = this.pinned.filter(({ id }) => this.foundOn.get(id) === display)
    for (const { id, network } of [...display.feed.posts, ...waiting, ...pinned])
      if (network !== 'room') this.removeFrom(display, id)
  }

  private get isFull(): boolean {
    return this.waiting.feed.posts.length >= MOST_WAITING
  }

  private holdsBack(post: Post): boolean {
    return mustWait(this.parts.wall(), post) || !this.sieve.shows(post)
  }

  private loserTo({ network }: Post, source: PostSource): string | undefined {
    const sourceOf = (post: Post) => this.sources.get(post.id) ?? elsewhere(post)
    return givesWay(this.waiting.feed.posts, { network, source }, sourceOf)
  }

  private get all(): Post[] {
    const displays = [this.waiting, ...this.parts.displays()]
    return [...displays.flatMap(({ feed }) => feed.posts), ...this.here, ...this.pinned]
  }

  private show(post: Post): void {
    if (post.network === 'room') {
      this.shownHere.set(post.id, post)
      forgetOldest(this.shownHere, MANY_HERE)
    }
    this.parts.show(post)
  }

  private remove(id: string): void {
    this.shownHere.delete(id)
    for (const display of this.parts.displays()) this.removeFrom(display, id)
  }

  private setPinned(posts: readonly Post[]): void {
    this.pinned = posts
    for (const id of this.foundOn.keys()) if (!posts.some(post => post.id === id)) this.foundOn.delete(id)
    this.parts.pinnedChanged()
  }
}

/** The source of a post that came through another node, or from a network. */
function elsewhere({ author }: Post): PostSource {
  return { address: 'elsewhere', person: author }
}
