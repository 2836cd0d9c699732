/** Owns the stage in full screen and the keys of a clicker: on, back, black. */
import { byId } from './page'

type FullScreenElement = HTMLElement & { webkitRequestFullscreen?: () => void }
type FullScreenDocument = Document & { webkitFullscreenElement?: Element | null }

const KEYS: Record<string, 'next' | 'back' | 'blank'> = {
  PageDown: 'next',
  ArrowRight: 'next',
  PageUp: 'back',
  ArrowLeft: 'back',
  '.': 'blank',
}

interface Remote {
  next(): void
  back(): void
  /** The stage fills the screen, or is a part of the page again. */
  resized(): void
  /** The stage turned black, or shows again. */
  blanked(isBlack: boolean): void
}

/** Wires the stage. Its keys work in full screen, or while it has the focus; never in a text field. */
export function initRemote(remote: Remote): void {
  const stage = byId<FullScreenElement>('stage')
  const opener = byId('full-screen')
  const open = (stage.requestFullscreen ?? stage.webkitRequestFullscreen)?.bind(stage)
  opener.hidden = !open
  opener.addEventListener('click', () => {
    // Refused, for instance in a frame: the page stays as it is.
    void Promise.resolve(open?.()).catch(() => undefined)
  })

  function isFull(): boolean {
    return (document.fullscreenElement ?? (document as FullScreenDocument).webkitFullscreenElement) === stage
  }
  function turned(): void {
    stage.classList.toggle('screen', isFull())
    stage.classList.toggle('small', !isFull())
    remote.resized()
    if (isFull()) stage.focus()
    else opener.focus()
    if (!isFull()) blank(false)
  }
  for (const name of ['fullscreenchange', 'webkitfullscreenchange']) document.addEventListener(name, turned)

  function isBlack(): boolean {
    return stage.classList.contains('black')
  }
  function blank(on: boolean): void {
    if (isBlack() === on) return
    stage.classList.toggle('black', on)
    remote.blanked(on)
  }
  stage.addEventListener('click', () => blank(false))

  document.addEventListener('keydown', event => {
    const target = event.target as Element
    const does = KEYS[event.key]
    if (!does || event.ctrlKey || event.altKey || event.metaKey) return
    if (!isFull() && target !== stage) return
    if (target.closest('input, textarea, select, [contenteditable]')) return
    event.preventDefault()
    if (event.repeat) return
    // What was black comes back first: nobody leads on behind a black screen.
    if (does === 'blank' || isBlack()) blank(!isBlack())
    else remote[does]()
  })
}
