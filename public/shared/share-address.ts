/** Requests the address to share, again whenever it may have changed: with the Wi-Fi, or by a presenter's choice. */

/** How often a page asks whether the address is still the same. */
const CHECK_INTERVAL_MS = 10_000
/** An event of the document: this page's presenter chose another address. */
const CHOSEN = 'share-chosen'

export interface Shared {
  url: string
  /**
   * To presenters only: what this machine can be reached at, and which of it they chose; '' leaves it to the server.
   */
  addresses?: string[]
  chosen?: string
}

/** The room's address as others can open it, which differs if this page was opened as localhost. */
export async function readShare(code: string, options: RequestInit = {}): Promise<Shared> {
  const response = await fetch(inRoom('share.json', code), options)
  if (!response.ok) throw new Error(`share.json: ${response.status}`)
  return (await response.json()) as Shared
}

/** An address as people type it: `192.0.2.2:3000/r/M96NMT`, without what a browser adds by itself. */
export function typedAddress(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '')
}

/** The picture of this address, or of the sheet for a post there; another address makes it load again. */
export function qrOf(code: string, url: string, isForPosts = false): string {
  const picture = new URL(inRoom('qr.svg', code))
  if (isForPosts) picture.searchParams.set('post', '')
  picture.searchParams.set('for', url)
  return picture.href
}

/**
 * Calls this again whenever the address may have changed. A host name stays the same; an IP address may change with
 * the network.
 */
export function keepShared(refresh: () => Promise<void>): void {
  const again = () => void refresh().catch(() => undefined) // it is asked again later
  document.addEventListener(CHOSEN, again)
  window.addEventListener('online', again)
  if (/^localhost$|^[\d.]+$|^\[/.test(location.hostname)) window.setInterval(again, CHECK_INTERVAL_MS)
}

/** Makes every part of this page ask for the address again. */
export function announceChoice(): void {
  document.dispatchEvent(new Event(CHOSEN))
}

function inRoom(file: string, code: string): string {
  return new URL(code ? `${file}?room=${code}` : file, document.baseURI).href
}
