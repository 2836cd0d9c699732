/** Owns reading new posts aloud: switched off at first, for a wall may never be silent. */
import type { Post } from '../../../src/core/protocol/wall'
import { byId, show } from '../../shared/page'
import { recallSwitch, rememberSwitch } from '../../shared/connection/identity'
import { wallWords as words } from '../words'

const SWITCH = 'read-posts'

/** Wires the switch; returns how to say that posts have come. */
export function initWallVoice(): (posts: Post[]) => void {
  const box = byId<HTMLInputElement>('read-posts')
  box.checked = recallSwitch(SWITCH, false)
  box.addEventListener('change', () => rememberSwitch(SWITCH, box.checked))
  return posts => {
    const newest = posts[posts.length - 1]
    if (box.checked && newest) show(byId('voice'), words.spoken(newest.name, newest.text))
  }
}
