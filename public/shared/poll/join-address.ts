/** How a page tells people where to join: the address, the code of the room and its QR code. */
import { byId, setText } from '../dom'
import { qrOf, readShare, typedAddress } from '../share-address'
import { words } from '../words'

/** Shows the address beside the QR code, without what nobody types. Rejects where the server does not say it. */
export async function showJoinAddress(code: string): Promise<void> {
  if (code) setText(byId('code'), words.room(code))
  const { url } = await readShare(code)
  byId<HTMLImageElement>('qr').src = qrOf(code, url)
  setText(byId('address'), typedAddress(url))
}
