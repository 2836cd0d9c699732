/** Shows the link and QR code for the audience, and a QR code with the key for another device of the presenter. */
import { copyFrom } from './copy'
import { loadPart } from '../shared/lazy'
import { presenterLink } from '../../src/core/pages'
import { keyOf } from '../shared/connection/presenter-keys'
import { byId, setText } from '../shared/dom'
import { addressOf, roomCode } from '../shared/urls'
import { keepShared, qrOf, readShare, announceChoice, type Shared } from '../shared/share-address'
import { presenterWords as words } from './words'

/** How long the code with the key is shown. */
const KEY_SHOWN_MS = 60_000

interface Callbacks {
  said: (sentence: string) => void
}

export class Invite {
  private readonly code = byId('phone-code')
  private readonly opener = byId('show-phone')
  private timer: number | undefined
  private readonly draw: () => Promise<void>

  constructor({ said }: Callbacks) {
    const { code, opener } = this
    const link = byId<HTMLInputElement>('share-link')
    byId<HTMLAnchorElement>('screen-link').href = addressOf(roomCode, 'screen')
    if (roomCode) setText(byId('share-code'), words.room(roomCode))
    const draw = initAddress(said)
    void draw()
    keepShared(draw)
    this.draw = draw
    byId('copy-link').addEventListener('click', () => void copyFrom(link).then(said))
    this.hide()
    opener.addEventListener('click', () => {
      if (code.hidden) void this.open().catch((error: Error) => said(error.message))
      else this.hide()
    })
    // Hide the code before the page can be seen on the projector.
    for (const name of ['fullscreenchange', 'webkitfullscreenchange'])
      document.addEventListener(name, () => this.hide())
  }

  /** Its tab is shown: the address may have changed meanwhile. */
  shown(): void {
    void this.draw()
  }

  /** Hides the code that contains the key. */
  hide(): void {
    const { code, opener } = this
    clearTimeout(this.timer)
    code.textContent = ''
    code.hidden = true
    setText(opener, words.showPhone)
    opener.setAttribute('aria-expanded', 'false')
  }

  private async open(): Promise<void> {
    const { code, opener } = this
    const [{ qrCode }, url] = await Promise.all([
      loadPart<typeof import('../shared/qr')>(code),
      addressToShare(),
    ])
    this.hide()
    code.append(qrCode(presenterLink(url, keyOf(roomCode) ?? ''), words.phoneQr))
    code.hidden = false
    setText(opener, words.hidePhone)
    opener.setAttribute('aria-expanded', 'true')
    this.timer = window.setTimeout(() => this.hide(), KEY_SHOWN_MS)
  }
}

/** Connects the choice of an address; returns a function that requests the address and draws it. */
function initAddress(said: (sentence: string) => void): () => Promise<void> {
  const link = byId<HTMLInputElement>('share-link')
  const choice = byId<HTMLSelectElement>('share-address')
  /** The address that holds on the server. */
  let held = ''
  const withKey = () => ({ Authorization: `Bearer ${keyOf(roomCode) ?? ''}` })

  async function draw(): Promise<void> {
    // Before sign-in there is no key, and a wrong one would count as a guess.
    const options = keyOf(roomCode) ? { headers: withKey() } : {}
    const fallback: Shared = { url: addressOf(roomCode) }
    const { url, addresses = [], chosen = '' } = await readShare(roomCode, options).catch(() => fallback)
    if (link.value !== url) byId<HTMLImageElement>('share-qr').src = qrOf(roomCode, url)
    link.value = url
    byId('share-choice').hidden = addresses.length < 2
    const all = ['', ...addresses]
    if (all.join() !== [...choice.options].map(({ value }) => value).join())
      choice.replaceChildren(...all.map(value => new Option(value || words.anyAddress, value)))
    choice.value = held = chosen
  }

  choice.addEventListener('change', () => {
    const body = JSON.stringify({ address: choice.value })
    const headers = { ...withKey(), 'Content-Type': 'application/json' }
    readShare(roomCode, { method: 'POST', headers, body }).then(
      () => {
        said(words.addressChosen)
        announceChoice()
      },
      () => {
        said(words.gone)
        choice.value = held
      },
    )
  })
  return draw
}

async function addressToShare(): Promise<string> {
  const { url } = await readShare(roomCode).catch(() => ({ url: addressOf(roomCode) }))
  return url
}
