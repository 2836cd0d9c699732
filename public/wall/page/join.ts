/** Owns how the wall tells people where to join: the address, the code and its QR code. */
import { byId, setText } from '../../shared/dom'
import { qrOf, readShare } from '../../shared/share-address'
import { words } from '../../shared/words'

/** Shows the address beside the QR code, without what nobody types. */
export async function showJoin(code: string): Promise<void> {
  if (code) setText(byId('code'), words.room(code))
  const { url } = await readShare(code)
  byId<HTMLImageElement>('qr').src = qrOf(code, url)
  const address = byId('address')
  setText(address, url.replace(/^https?:\/\//, '').replace(/\/(r\/\w+)?$/, ''))
  // A long one is written in smaller letters: wall.css has how.
  address.style.setProperty('--length', String(address.textContent!.length))
}
