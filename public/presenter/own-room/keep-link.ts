/** Reminds the presenter of a new room to keep the link with the key, and copies it at any time under "Invite". */
import { presenterLink } from '../../../src/core/pages'
import { keyOf } from '../../shared/connection/presenter-keys'
import { byId, make, pill, setText } from '../../shared/dom'
import { loadPart } from '../../shared/lazy'
import { forgetNewRoom, isNewRoom } from '../../shared/own-rooms'
import { readShare } from '../../shared/share-address'
import { addressOf, roomCode } from '../../shared/urls'
import { copyFrom } from '../copy'
import { ownRoomWords as words } from './words'

/** How long the QR code with the key is shown. */
const CODE_SHOWN_MS = 60_000

interface Callbacks {
  said: (sentence: string) => void
}

export class KeepLink {
  /** The room's address as another device can open it; known before a press, because a browser copies only at once. */
  private url = addressOf(roomCode)

  constructor(private readonly callbacks: Callbacks) {
    void readShare(roomCode).then(
      ({ url }) => (this.url = url),
      () => undefined,
    )
    const phone = byId('show-phone')
    phone.before(pill(words.copyOwnLink, () => void this.copy(phone)))
    if (roomCode && isNewRoom(roomCode)) this.remind()
  }

  private get link(): string {
    return presenterLink(this.url, keyOf(roomCode) ?? '')
  }

  /** Copies the link without showing it: the projector may show this page. */
  private async copy(beside: HTMLElement): Promise<void> {
    const focused = document.activeElement
    const field = make('textarea', 'visually-hidden')
    field.value = this.link
    field.readOnly = true
    field.setAttribute('aria-hidden', 'true')
    beside.after(field)
    const sentence = await copyFrom(field)
    field.remove()
    if (focused instanceof HTMLElement) focused.focus()
    this.callbacks.said(sentence)
  }

  private remind(): void {
    const notice = make('section', 'keep-link')
    const title = make('h2', '', words.keepLink)
    title.id = 'keep-link-title'
    notice.setAttribute('aria-labelledby', title.id)
    const code = make('div', 'keep-code')
    code.hidden = true
    code.dataset['src'] = byId('phone-code').dataset['src']
    const copy = pill(words.copyOwnLink, () => {
      forgetNewRoom(roomCode)
      void this.copy(code)
    })
    copy.classList.add('primary')
    const show = pill(words.showCode, () => void this.toggle(code, show))
    const done = pill(words.done, () => {
      forgetNewRoom(roomCode)
      notice.remove()
      document.querySelector<HTMLElement>('#next')?.focus()
    })
    const buttons = make('div', 'keep-buttons')
    buttons.append(copy, show, done)
    notice.append(title, make('p', 'hint', words.whyKeep), code, buttons)
    byId('console').append(notice)
  }

  private async toggle(code: HTMLElement, opener: HTMLElement): Promise<void> {
    const isShown = code.hidden
    code.textContent = ''
    code.hidden = true
    setText(opener, words.showCode)
    if (!isShown) return
    try {
      const { qrCode } = await loadPart<typeof import('../../shared/qr')>(code)
      forgetNewRoom(roomCode)
      code.append(qrCode(this.link, words.codeOfLink))
      code.hidden = false
      setText(opener, words.hideCode)
      setTimeout(() => {
        if (!code.hidden) void this.toggle(code, opener)
      }, CODE_SHOWN_MS)
    } catch (error) {
      this.callbacks.said((error as Error).message)
    }
  }
}
