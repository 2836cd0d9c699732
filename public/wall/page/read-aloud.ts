/** Owns reading new posts aloud: switched off at first, for a wall may never be silent. */
import type { Post } from '../../../src/core/protocol/wall'
import { byId, setText } from '../../shared/dom'
import { rememberChecked } from '../../shared/storage'
import { wallWords as words } from '../words'

const SWITCH = 'read-posts'

/** Wires the switch; returns how to say that posts have come. */
export function initWallVoice(): (posts: Post[]) => void {
  const box = byId<HTMLInputElement>('read-posts')
  rememberChecked(box, SWITCH, false)
  return posts => {
    const newest = posts[posts.length - 1]
    if (box.checked && newest) setText(byId('voice'), words.spoken(newest.name, newest.text))
  }
}
