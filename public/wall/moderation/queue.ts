/** Owns the posts on the presenter's desk: those that wait and those on the room's wall, as they come, change and go. */
import { MAX_SHOWN_POSTS } from '../../../src/core/limits/input-limits'
import type { OpenedWall, Post, PostNews } from '../../../src/core/protocol/wall'
import { make, setText } from '../../shared/dom'
import type { Deeds } from './actions'
import { wallDeskWords as words } from './words'
import { PostList } from './post-list'
import { mended, Shown } from '../visible-posts'

interface DeskPostsParts {
  deeds: Pick<Deeds, 'forWaiting' | 'forShown'>
  /** So many posts wait. */
  counted(waiting: number): void
}

export class DeskPosts {
  readonly element = make('div', 'wall-posts')
  private readonly shown = new Shown()
  private waiting: Post[] = []
  private readonly waitingTitle = make('h3')
  private readonly nothingWaits = make('p', 'hint', words.nothingWaits)
  private readonly waitingList: PostList
  private readonly nothingShown = make('p', 'hint', words.nothingShown)
  private readonly shownList: PostList

  constructor(private readonly parts: DeskPostsParts) {
    const { element, waitingTitle, nothingWaits, nothingShown } = this
    const { deeds } = parts
    const shownTitle = make('h3', '', words.shownTitle)
    const waitingList = (this.waitingList = new PostList(waitingTitle, () => deeds.forWaiting))
    const shownList = (this.shownList = new PostList(shownTitle, ({ id }) =>
      deeds.forShown(this.shown.pinned.some(post => post.id === id)),
    ))
    shownList.onFree = () => this.drawShown()
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

  /** All that waits and stands. */
  opened({ posts, pinned, waiting = [] }: OpenedWall): void {
    this.shown.pinned = pinned
    this.shown.begin(posts)
    this.setWaiting(waiting)
    this.drawShown(true)
  }

  heard(news: PostNews): void {
    if (news.isWhole) this.shown.begin(news.posts)
    else {
      this.shown.mend(news)
      for (const post of news.posts) this.shown.add(post)
    }
    this.drawShown(news.removed.length > 0 || news.replaced.length > 0)
  }

  pinned(posts: Post[]): void {
    this.shown.pinned = posts
    this.drawShown(true)
  }

  /** Returns whether posts wait where none did before. */
  heardWaiting({ posts, removed, replaced, isWhole }: PostNews): boolean {
    const hadNone = this.waiting.length === 0
    this.setWaiting([...(isWhole ? [] : mended(this.waiting, removed, replaced)), ...posts])
    return hadNone && posts.length > 0
  }

  /** A post does not wait any more; tells how many still do. */
  decided(id: string): number {
    this.setWaiting(mended(this.waiting, [id], []))
    return this.waiting.length
  }

  /** There is no such post any more. */
  gone(id: string): void {
    this.shown.mend({ removed: [id], replaced: [] })
    this.drawShown(true)
    this.decided(id)
  }

  private setWaiting(posts: Post[]): void {
    this.waiting = posts
    const { length } = posts
    setText(this.waitingTitle, words.waitingTitle(length))
    this.nothingWaits.hidden = length > 0
    this.waitingList.draw(posts)
    this.parts.counted(length)
  }

  /** New posts push others down: not below somebody's hands, unless one must go. */
  private drawShown(isUrgent = false): void {
    if (this.shownList.isInUse && !isUrgent) return
    const posts = this.shown.arranged(MAX_SHOWN_POSTS)
    this.nothingShown.hidden = posts.length > 0
    this.shownList.draw(posts)
  }
}
