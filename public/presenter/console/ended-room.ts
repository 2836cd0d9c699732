/** The picture after a room has ended: it was erased, here or by somebody else. Offers a new room. */
import { byId, setText } from '../../shared/dom'
import { openRoom } from '../../shared/open-room'
import { presenterWords as words } from '../words'

/** @param byUs whether this page has erased it */
export function showEndedRoom(byUs: boolean): void {
  byId('ended').hidden = false
  setText(byId('ended-title'), byUs ? words.erased : words.hasEnded)
  byId('ended-title').focus()
}

export function initEndedRoom(): void {
  byId('open-new-room').addEventListener('click', () => void openRoom(byId('ended-said')))
}
