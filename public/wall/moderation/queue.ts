/** Updates the lists of posts that presenters decide on: waiting posts, and posts on the room's wall. */
import { MAX_SHOWN_POSTS } from '../../../src/core/limits/input-limits'
import type { OpenedWall, Post, PostNews } from '../../../src/core/protocol/wall'
import { make, setText } from '../../shared/dom'
import type { ReportCounts } from '../../shared/reports/counts'
import type { PostActions } from './actions'
import { wallModerationWords as words } from './words'
import { PostList } from './post-list'
import { patched, VisiblePosts } from '../visible-posts'

interface Callbacks {
  actions: Pick<PostActions, 'forWaiting' | 'forShown' | 'removal'>
  reports: ReportCounts
  /** Reports how many posts wait. */
  counted(waiting: number): void
}

export class ModerationQueue {
  readonly element = make('div', 'wall-posts')
  private readonly shown = new VisiblePosts()
  private waiting: Post[] = []
  private readonly waitingTitle = make('h3')
  private readonly nothingWaits = make('p', 'hint', words.nothingWaits)
  private readonly waitingList: PostList
  private readonly nothingShown = make('p', 'hint', words.nothingShown)
  private readonly shownList: PostList

  constructor(private readonly callbacks: Callbacks) {
    const { element, waitingTitle, nothingWaits, nothingShown } = this
    const { actions, reports } = callbacks
    const shownTitle = make('h3', '', words.shownTitle)
    const waitingList = (this.waitingList = new PostList(
      waitingTitle,
      () => actions.forWaiting,
      post => actions.removal(post),
    ))
    const shownList = (this.shownList = new PostList(
      shownTitle,
      ({ id }) => actions.forShown(this.shown.pinned.some(post => post.id === id)),
      post => actions.removal(post),
      ({ id }) => reports.markOf('post', id),
    ))
    shownList.onFree = () => this.drawShown()
    reports.onChange(() => shownList.markAll())
    const keys = make('p', 'hint keys', words.keysHint)
    element.append(
      waitingTitle,
      nothingWaits,
      waitingList.list,
      keys,
      shownTitle,
      nothingShown,
      shownList.list,
    )
  }

  /** Draws all waiting posts and all on the wall. */
  opened({ posts, pinned, waiting = [] }: OpenedWall): void {
    this.shown.pinned = pinned
    this.shown.begin(posts)
    this.setWaiting(waiting)
    this.drawShown(true)
  }

  receive(news: PostNews): void {
    if (news.isWhole) this.shown.begin(news.posts)
    else {
      this.shown.applyPatch(news)
      for (const post of news.posts) this.shown.add(post)
    }
    this.drawShown(news.removed.length > 0 || news.replaced.length > 0)
  }

  pinned(posts: Post[]): void {
    this.shown.pinned = posts
    this.drawShown(true)
  }

  /** Returns whether posts wait now and none did before. */
  receiveWaiting({ posts, removed, replaced, isWhole }: PostNews): boolean {
    const hadNone = this.waiting.length === 0
    this.setWaiting([...(isWhole ? [] : patched(this.waiting, removed, replaced)), ...posts])
    return hadNone && posts.length > 0
  }

  /** A post no longer waits; returns how many still do. */
  decided(id: string): number {
    this.setWaiting(patched(this.waiting, [id], []))
    return this.waiting.length
  }

  /** The post no longer exists. */
  gone(id: string): void {
    this.shown.applyPatch({ removed: [id], replaced: [] })
    this.drawShown(true)
    this.decided(id)
  }

  private setWaiting(posts: Post[]): void {
    this.waiting = posts
    const { length } = posts
    setText(this.waitingTitle, words.waitingTitle(length))
    this.nothingWaits.hidden = length > 0
    this.waitingList.update(posts)
    this.callbacks.counted(length)
  }

  /** Draws the posts on the wall; not while the list is in use, unless a post must be removed. */
  private drawShown(isUrgent = false): void {
    if (this.shownList.isInUse && !isUrgent) return
    const posts = this.shown.arranged(MAX_SHOWN_POSTS)
    this.nothingShown.hidden = posts.length > 0
    this.shownList.update(posts)
  }
}
