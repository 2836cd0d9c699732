/** Owns the translation for classic sockets, pages written by following the Socket.IO workshops. It only translates. */
import escape from 'lodash/escape'
import type { Line } from '../core/talk'
import type { Post } from '../core/wall'
import { broadcast, type Packet } from './broadcast'
import type { LiveRoom } from './live-room'

/** Rewrites a workshop client's packet into ours; hands on what it does not know. */
export function translate(room: LiveRoom, name: string, args: unknown[]): [string, ...unknown[]] {
  if (name !== 'message') return [name, ...args]
  if (args[0] === 'voteCast') return ['castVote', { pollId: room.document.poll.pollId, choice: args[1] }]
  return ['sayAs', ...args]
}

/** Tells every classic socket of a line in both of the workshops' ways, its author, too. */
export function tellClassics({ classics }: LiveRoom, { name, text }: Pick<Line, 'name' | 'text'>): void {
  if (classics.size === 0) return
  void broadcast(classics, [
    ['chat message', text],
    ['message', { user: name, username: name, text }],
  ])
}

/** Posts as the workshops' pages know them. They insert them as HTML, so nothing in them may be any. */
export function tweetsOf(posts: readonly Post[]): Packet[] {
  return posts.map(({ name, handle, text, image = '' }) => [
    'tweets',
    {
      name: escape(name),
      screen_name: escape(handle || name),
      text: escape(text),
      user_profile_image: escape(image),
    },
  ])
}
