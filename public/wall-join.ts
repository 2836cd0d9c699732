/** Owns how the wall tells people where to join: the address, the code and its QR code. */
import { byId, show } from './page'
import { words } from './words'

/** Shows the address beside the QR code, without what nobody types. */
export async function showJoin(code: string): Promise<void> {
  const query = code ? `?room=${code}` : ''
  byId<HTMLImageElement>('qr').src = new URL(`qr.svg${query}`, document.baseURI).href
  if (code) show(byId('code'), words.room(code))
  const response = await fetch(new URL('share.json', document.baseURI).href)
  const { url } = (await response.json()) as { url: string }
  const address = byId('address')
  show(address, url.replace(/^https?:\/\//, '').replace(/\/$/, ''))
  // A long one is written in smaller letters: wall.css has how.
  address.style.setProperty('--length', String(address.textContent!.length))
}
