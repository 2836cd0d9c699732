/** Reads new posts aloud; off by default, because a busy wall would never be silent. */
import type { Post } from '../../../src/core/protocol/wall'
import { byId, setText } from '../../shared/dom'
import { rememberChecked } from '../../shared/storage'
import { wallWords as words } from '../words'

const SWITCH_KEY = 'read-posts'

export class ReadAloud {
  private readonly box = byId<HTMLInputElement>('read-posts')

  constructor() {
    rememberChecked(this.box, SWITCH_KEY, false)
  }

  /** Reads the newest of these posts, if it is switched on. */
  update(posts: Post[]): void {
    const newest = posts[posts.length - 1]
    if (this.box.checked && newest) setText(byId('voice'), words.spoken(newest.name, newest.text))
  }
}
