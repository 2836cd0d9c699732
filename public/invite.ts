/** Owns inviting: the audience by link and code, and another device of the presenter's by a code with the key. */
import { copyFrom } from './copy'
import { presenterLink } from './entrance'
import { keyOf } from './keys'
import { byId, show } from './page'
import { addressOf, roomCode } from './place'
import { presenterWords as words } from './presenter-words'

/** Milliseconds for which the code with the key is shown. */
const SHOWN_FOR = 60_000

/** Wires the section; returns how to hide the code that holds the key. */
export function initInvite(said: (sentence: string) => void): () => void {
  const link = byId<HTMLInputElement>('share-link')
  const code = byId('phone-code')
  const opener = byId('show-phone')
  let timer: number | undefined

  byId<HTMLImageElement>('share-qr').src = inRoom('qr.svg')
  byId<HTMLAnchorElement>('screen-link').href = addressOf(roomCode, 'screen')
  if (roomCode) show(byId('share-code'), words.room(roomCode))
  link.value = addressOf(roomCode)
  void addressToShare().then(url => (link.value = url))
  byId('copy-link').addEventListener('click', () => void copyFrom(link).then(said))

  function hide(): void {
    clearTimeout(timer)
    code.textContent = ''
    code.hidden = true
    show(opener, words.showPhone)
    opener.setAttribute('aria-expanded', 'false')
  }
  async function open(): Promise<void> {
    const [{ qrCode }, url] = await Promise.all([import('./qr'), addressToShare()])
    hide()
    code.append(qrCode(presenterLink(url, roomCode, keyOf(roomCode) ?? ''), words.phoneQr))
    code.hidden = false
    show(opener, words.hidePhone)
    opener.setAttribute('aria-expanded', 'true')
    timer = window.setTimeout(hide, SHOWN_FOR)
  }
  hide()
  opener.addEventListener('click', () => {
    if (code.hidden) void open().catch(() => said(words.gone))
    else hide()
  })
  // Before a picture of the page can reach the projector.
  for (const name of ['fullscreenchange', 'webkitfullscreenchange']) document.addEventListener(name, hide)
  return hide
}

/** The room's address as others can open it: opened as localhost, that is another one. */
async function addressToShare(): Promise<string> {
  try {
    const response = await fetch(inRoom('share.json'))
    return ((await response.json()) as { url: string }).url
  } catch {
    return addressOf(roomCode)
  }
}

function inRoom(file: string): string {
  return new URL(roomCode ? `${file}?room=${roomCode}` : file, document.baseURI).href
}
