/** Shows how to join on the wall: the address, and a QR code that opens the sheet for a post where posts are taken. */
import { byId, make, setText } from '../../shared/dom'
import { qrOf, readShare, typedAddress } from '../../shared/share-address'
import { wallWords as words } from '../words'

/** Draws it. Rejects where the server does not say the address. */
export async function showJoin(code: string, isForPosts: boolean): Promise<void> {
  const { url } = await readShare(code)
  const picture = qrOf(code, url, isForPosts)
  const qr = byId<HTMLImageElement>('qr')
  if (qr.src !== picture) qr.src = picture
  setText(byId('join-words'), isForPosts ? words.postAt : words.joinAt)
  const address = byId('address')
  // A long address breaks before the room.
  const parts = typedAddress(url).split(/(?=\/r\/)/)
  if (address.textContent !== parts.join(''))
    address.replaceChildren(...parts.flatMap((part, index) => (index > 0 ? [make('wbr'), part] : [part])))
  // The style sheet uses it.
  address.style.setProperty('--length', String(Math.max(...parts.map(({ length }) => length))))
}
