/** Reads new posts aloud: switched off at first, for a wall may never be silent. */
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

  /** Says the newest of these posts, where that is switched on. */
  update(posts: Post[]): void {
    const newest = posts[posts.length - 1]
    if (this.box.checked && newest) setText(byId('voice'), words.spoken(newest.name, newest.text))
  }
}
