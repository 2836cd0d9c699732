/** Owns inviting: the audience by link and code, and another device of the presenter's by a code with the key. */
import { copyFrom } from './copy'
import { loadPart } from '../shared/lazy'
import { presenterLink } from '../../src/core/pages'
import { keyOf } from '../shared/connection/presenter-keys'
import { byId, setText } from '../shared/dom'
import { addressOf, roomCode } from '../shared/urls'
import { keepShared, qrOf, readShare, tellChosen, type Shared } from '../shared/share-address'
import { presenterWords as words } from './words'

/** Milliseconds for which the code with the key is shown. */
const SHOWN_FOR = 60_000

/** Wires the section; returns how to hide the code that holds the key. */
export function initInvite(said: (sentence: string) => void): () => void {
  const link = byId<HTMLInputElement>('share-link')
  const code = byId('phone-code')
  const opener = byId('show-phone')
  let timer: number | undefined

  byId<HTMLAnchorElement>('screen-link').href = addressOf(roomCode, 'screen')
  if (roomCode) setText(byId('share-code'), words.room(roomCode))
  const draw = drawShare(said)
  void draw()
  keepShared(draw)
  byId('invite').addEventListener('toggle', () => void draw())
  byId('copy-link').addEventListener('click', () => void copyFrom(link).then(said))

  function hide(): void {
    clearTimeout(timer)
    code.textContent = ''
    code.hidden = true
    setText(opener, words.showPhone)
    opener.setAttribute('aria-expanded', 'false')
  }
  async function open(): Promise<void> {
    const [{ qrCode }, url] = await Promise.all([
      loadPart<typeof import('../shared/qr')>(code),
      addressToShare(),
    ])
    hide()
    code.append(qrCode(presenterLink(url, keyOf(roomCode) ?? ''), words.phoneQr))
    code.hidden = false
    setText(opener, words.hidePhone)
    opener.setAttribute('aria-expanded', 'true')
    timer = window.setTimeout(hide, SHOWN_FOR)
  }
  hide()
  opener.addEventListener('click', () => {
    if (code.hidden) void open().catch((error: Error) => said(error.message))
    else hide()
  })
  // Before a picture of the page can reach the projector.
  for (const name of ['fullscreenchange', 'webkitfullscreenchange']) document.addEventListener(name, hide)
  return hide
}

/** Wires the choice among addresses; returns how to ask for the address and draw it. */
function drawShare(said: (sentence: string) => void): () => Promise<void> {
  const link = byId<HTMLInputElement>('share-link')
  const choice = byId<HTMLSelectElement>('share-address')
  const withKey = () => ({ Authorization: `Bearer ${keyOf(roomCode) ?? ''}` })

  async function draw(): Promise<void> {
    // At the door there is no key yet, and a wrong one would count as a guess.
    const options = keyOf(roomCode) ? { headers: withKey() } : {}
    const fallback: Shared = { url: addressOf(roomCode) }
    const { url, addresses = [], chosen = '' } = await readShare(roomCode, options).catch(() => fallback)
    if (link.value !== url) byId<HTMLImageElement>('share-qr').src = qrOf(roomCode, url)
    link.value = url
    byId('share-choice').hidden = addresses.length < 2
    const all = ['', ...addresses]
    if (all.join() !== [...choice.options].map(({ value }) => value).join())
      choice.replaceChildren(...all.map(value => new Option(value || words.anyAddress, value)))
    choice.value = chosen
  }

  choice.addEventListener('change', () => {
    const body = JSON.stringify({ address: choice.value })
    const headers = { ...withKey(), 'Content-Type': 'application/json' }
    readShare(roomCode, { method: 'POST', headers, body }).then(
      () => {
        said(words.addressChosen)
        tellChosen()
      },
      () => said(words.gone),
    )
  })
  return draw
}

async function addressToShare(): Promise<string> {
  const { url } = await readShare(roomCode).catch(() => ({ url: addressOf(roomCode) }))
  return url
}
