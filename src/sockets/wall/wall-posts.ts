/**
 * The posts of one room's wall: which of them wait, and which are shown, pinned, rejected or filtered out. What a panic
 * hides is in `held-posts`; who sees which view is for `room-wall`.
 */
import type { Logger } from 'pino'
import { forgetOldest } from '../../core/limits/bounded'
import type { HeldPost } from '../../core/protocol/node-events'
import type { PostSource } from '../../core/wall/fair-queue'
import { mustWait, PostFilter } from '../../core/wall/post-rules'
import type { Post } from '../../core/protocol/wall'
import type { RoomDocument } from '../../core/room/document'
import type { FeedView } from './feed-view'
import { HeldPosts } from './held-posts'
import { PinnedPosts } from './pinned-posts'
import { WaitingPosts } from './waiting-posts'

/** Posts of the room that a new search looks through. */
const MAX_SHOWN_HERE = 100
/** Rejected posts remembered, so that none comes back by an edit or after a dropped connection. */
const MAX_REJECTED = 2000
/** Of these so many are sent to a node on which the room has just been opened. */
const MAX_REJECTED_SENT = 200

export interface WallPostsParts {
  logger: Logger
  /** What the room keeps now of its presenters' settings. */
  document(): Pick<RoomDocument, 'wall' | 'blockedWords'>
  /** The views of this room, whatever they search. */
  views(): FeedView[]
  /** Whether a panic holds back what somebody of the room posted now. */
  isHeldBack(post: Post): boolean
  /** Puts a post that may be shown on the views. */
  show(post: Post): void
  /** A post of the room that has waited is shown now. */
  approved(post: Post): void
  /** The pinned posts have changed. */
  pinnedChanged(): void
  /** A post is taken off for good. */
  banned(id: string): void
}

export class WallPosts {
  readonly waiting: WaitingPosts
  readonly pinned: PinnedPosts
  readonly held: HeldPosts
  /** Posts of the room that are shown. */
  private readonly shownHere = new Map<string, Post>()
  private readonly rejected = new Set<string>()
  private filter: PostFilter

  constructor(private readonly parts: WallPostsParts) {
    this.waiting = new WaitingPosts(parts.logger)
    this.pinned = new PinnedPosts(() => parts.pinnedChanged())
    this.held = new HeldPosts({
      placeOf: id => this.placeOf(id),
      remove: id => this.remove(id),
      putBack: held => this.putBack(held),
      ban: id => this.ban(id),
    })
    this.filter = new PostFilter(parts.document())
  }

  /** Posts of the room that are shown, oldest first. */
  get here(): Post[] {
    return [...this.shownHere.values()]
  }

  /** Whether a post that comes may be shown, now or once it is approved. */
  accepts(post: Post): boolean {
    return !this.rejected.has(post.id) && this.filter.shows(post)
  }

  /**
   * Adds a post by somebody of the room: it is shown; where it must be approved, or contains a blocked word, it
   * waits.
   */
  add(post: Post, source?: PostSource): void {
    if (this.parts.isHeldBack(post))
      return this.held.hold({ post, place: this.needsApproval(post) ? 'waiting' : 'shown' })
    if (this.needsApproval(post)) this.waiting.add(post, source)
    else this.show(post)
  }

  /** Whether a post by somebody of the room is shown, or may wait. */
  hasPlaceFor(post: Post, source: PostSource): boolean {
    return !this.needsApproval(post) || this.waiting.hasPlaceFor(post, source)
  }

  /** Shows an approved post, whether it waited here or is new; not one that is rejected, or shown already. */
  admit(post: Post): void {
    const isWaiting = this.waiting.has(post.id)
    if (this.isRejected(post.id) || (!isWaiting && this.find(post.id))) return
    if (isWaiting) this.removeFrom(this.waiting.view, post.id)
    this.show(post)
    if (isWaiting && post.network === 'room') this.parts.approved(post)
  }

  /** Takes off a post for good, whether it waits, is shown or is still to come. */
  ban(id: string): void {
    this.parts.banned(id)
    this.held.delete(id)
    this.rejected.add(id)
    forgetOldest(this.rejected, MAX_REJECTED)
    this.remove(id)
  }

  isRejected(id: string): boolean {
    return this.rejected.has(id) || this.held.has(id)
  }

  get lastRejected(): string[] {
    return [...this.rejected].slice(-MAX_REJECTED_SENT)
  }

  /** The post with this id: waiting, shown or pinned. */
  find(id: string): Post | undefined {
    for (const { feed } of [this.waiting.view, ...this.parts.views()]) {
      const post = feed.get(id)
      if (post) return post
    }
    return this.shownHere.get(id) ?? this.pinned.get(id)
  }

  /** The first view on which this post is shown. */
  viewWith(id: string): FeedView | undefined {
    return this.parts.views().find(({ feed }) => feed.get(id))
  }

  /** A post is gone: it is removed from this view, from those that wait and from the pinned ones. */
  removeFrom(view: FeedView, id: string): void {
    view.feed.remove(id)
    view.changed()
    if (view === this.waiting.view) return
    if (this.waiting.has(id)) this.removeFrom(this.waiting.view, id)
    this.pinned.remove(id)
  }

  /** A post on this view was edited. */
  replace(view: FeedView, post: Post): void {
    view.feed.replace(post)
    view.changed()
    this.pinned.replace(post)
  }

  /**
   * The filter has changed: posts that it hides from now on are removed. A post that it hid before, but a presenter
   * approved, stays.
   */
  refilter(): void {
    const before = this.filter
    this.filter = new PostFilter(this.parts.document())
    for (const post of this.all) if (before.shows(post) && !this.filter.shows(post)) this.remove(post.id)
  }

  /** A new lesson: what was posted in the room is removed. */
  forgetHere(): void {
    this.held.clear()
    for (const { id, network } of this.all) if (network === 'room') this.remove(id)
  }

  /**
   * The search of this view has ended, so no source would report that a post of a network was deleted: those on the
   * view are removed, pinned ones and the given waiting ones, too.
   */
  forgetFound(view: FeedView, waiting: readonly Post[] = []): void {
    for (const { id, network } of [...view.feed.posts, ...waiting, ...this.pinned.on(view)])
      if (network !== 'room') this.removeFrom(view, id)
  }

  /** A panic began: the newest posts of the room are taken off, wherever they are. */
  holdBack(): void {
    this.held.takeOff(this.all.filter(post => this.parts.isHeldBack(post)))
  }

  private placeOf(id: string): HeldPost['place'] {
    if (this.waiting.has(id)) return 'waiting'
    return this.pinned.has(id) ? 'pinned' : 'shown'
  }

  private putBack({ post, place }: HeldPost): void {
    if (place === 'waiting' || this.needsApproval(post)) this.waiting.add(post)
    else this.show(post)
    if (place === 'pinned' && !this.pinned.isFull) this.pinned.add(post, this.viewWith(post.id))
  }

  private needsApproval(post: Post): boolean {
    return mustWait(this.parts.document().wall, post) || !this.filter.shows(post)
  }

  private get all(): Post[] {
    const views = [this.waiting.view, ...this.parts.views()]
    return [...views.flatMap(({ feed }) => feed.posts), ...this.here, ...this.pinned.posts]
  }

  private show(post: Post): void {
    if (post.network === 'room') {
      this.shownHere.set(post.id, post)
      forgetOldest(this.shownHere, MAX_SHOWN_HERE)
    }
    this.parts.show(post)
  }

  private remove(id: string): void {
    this.shownHere.delete(id)
    for (const view of this.parts.views()) this.removeFrom(view, id)
  }
}
