/** Owns the way to the wall behind "More": a link to it, and a button to post where the presenter allows that. */
import type { WallNews } from '../../../src/core/protocol/wall'
import { newTabLink, pill } from '../../shared/dom'
import type { ClientSocket } from '../../shared/connection/connection'
import { addressOf, roomCode } from '../../shared/urls'
import { wallWords as words } from '../words'
import { WriteSheet } from './post-form'

interface DoorParts {
  socket: ClientSocket
  /** Gets the focus back from the sheet for a post. */
  opener: HTMLElement
  /** Closes what the door stands in. */
  leave(): void
}

/** Fills an element with the way to the wall. */
export function fillWallDoor(place: HTMLElement, { socket, opener, leave }: DoorParts): void {
  const link = newTabLink(words.openWall, addressOf(roomCode, 'wall'))
  let sheet: WriteSheet | undefined
  const post = pill(words.postHere, () => {
    leave()
    sheet ??= new WriteSheet(socket, opener)
    sheet.open()
  })
  const settle = ({ posting }: WallNews) => (post.hidden = !posting)
  post.hidden = true
  place.append(link, post)
  socket.on('wall', settle)
  socket.on('snapshot', ({ wall }) => settle(wall))
  socket.emit('getSnapshot', reply => {
    if (reply.ok) settle(reply.snapshot.wall)
  })
}
