/** Opens the sheet for a post where the address says so, as the wall's link and its QR code do. */
import type { BackGesture } from '../shared/back-gesture'
import type { ClientSocket } from '../shared/connection/connection'
import { byId } from '../shared/dom'
import { loadPart } from '../shared/lazy'
import { POST_SHEET } from '../../src/core/pages'

/** Does it once, also when the address changes later. */
export function followPostLink(socket: ClientSocket, backGesture: BackGesture): void {
  const follow = () => {
    if (location.hash !== POST_SHEET) return
    history.replaceState(null, '', location.pathname + location.search)
    loadPart<typeof import('../wall/compose/main')>(byId('wall-links')).then(
      ({ openPostSheet }) => openPostSheet(socket, byId('more'), backGesture),
      () => undefined, // "More" offers it, and says what is wrong
    )
  }
  follow()
  window.addEventListener('hashchange', follow)
}
