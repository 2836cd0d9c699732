/** The links to the wall behind "More": to its page, and a button to post if the presenter allows it. */
import type { WallNews } from '../../../src/core/protocol/wall'
import type { BackGesture } from '../../shared/back-gesture'
import { newTabLink, pill } from '../../shared/dom'
import type { ClientSocket } from '../../shared/connection/connection'
import { addressOf, roomCode } from '../../shared/urls'
import { wallWords as words } from '../words'
import { PostForm } from './post-form'

/** The page's one sheet: what was typed into it is there again, however it is opened. */
let sheet: PostForm | undefined

/** Opens the sheet for a post at once, if posts are taken here: somebody has followed the wall's link or QR code. */
export function openPostSheet(socket: ClientSocket, opener: HTMLElement, backGesture: BackGesture): void {
  socket.emit('getSnapshot', reply => {
    if (!reply.ok || !reply.snapshot.wall.posting) return
    sheet ??= new PostForm(socket, opener, backGesture)
    sheet.open()
  })
}

interface Callbacks {
  socket: ClientSocket
  /** Gets the focus when the sheet for a post closes. */
  opener: HTMLElement
  backGesture: BackGesture
  /** Closes the menu around the links. */
  leave: () => void
}

/** Fills an element with the links to the wall. */
export function fillWallLinks(place: HTMLElement, { socket, opener, backGesture, leave }: Callbacks): void {
  const link = newTabLink(words.openWall, addressOf(roomCode, 'wall'))
  const post = pill(words.postHere, () => {
    leave()
    sheet ??= new PostForm(socket, opener, backGesture)
    sheet.open()
  })
  const update = ({ posting }: WallNews) => (post.hidden = !posting)
  post.hidden = true
  place.append(link, post)
  socket.on('wall', update)
  socket.on('snapshot', ({ wall }) => update(wall))
  socket.emit('getSnapshot', reply => {
    if (reply.ok) update(reply.snapshot.wall)
  })
}
