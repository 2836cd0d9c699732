/** Owns the stage in full screen and the keys of a clicker: on, back, black. */
import { fullScreenElement } from '../shared/full-screen'
import { DOUBLE_TAP } from './ignore-double-clicks'
import { byId } from '../shared/dom'

type FullScreenElement = HTMLElement & { webkitRequestFullscreen?: () => void }

const KEYS: Record<string, 'next' | 'back' | 'blank'> = {
  PageDown: 'next',
  ArrowRight: 'next',
  ArrowDown: 'next',
  ' ': 'next',
  Enter: 'next',
  PageUp: 'back',
  ArrowLeft: 'back',
  ArrowUp: 'back',
  '.': 'blank',
  b: 'blank',
  B: 'blank',
}
/** What presses a button, and moves within a field, does only that. */
const FIELDS = 'input, textarea, select, [contenteditable]'
const PRESSED = 'button, a, summary'

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
    return fullScreenElement() === stage
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

  let last = { key: '', at: -Infinity }
  document.addEventListener('keydown', event => {
    const target = event.target as Element
    const { key, repeat, timeStamp: at } = event
    if (event.ctrlKey || event.altKey || event.metaKey || (!isFull() && target !== stage)) return
    // The key with which clickers begin a show.
    if (key === 'F5' && !event.shiftKey && !isFull()) {
      event.preventDefault()
      opener.click()
    }
    const does = KEYS[key]
    if (!does || target.closest(FIELDS) || (/^( |Enter)$/.test(key) && target.closest(PRESSED))) return
    event.preventDefault()
    // A key that is held, and a clicker whose button bounces, count once.
    const isBounce = key === last.key && at - last.at < DOUBLE_TAP
    last = { key, at }
    if (repeat || isBounce) return
    // What was black comes back first: nobody leads on behind a black screen.
    if (does === 'blank' || isBlack()) blank(!isBlack())
    else remote[does]()
  })
}
