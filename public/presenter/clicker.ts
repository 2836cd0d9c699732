/** Shows the poll display in full screen, and handles the keys of a clicker: next, back, black. */
import { fullScreenElement } from '../shared/full-screen'
import { DOUBLE_TAP_MS } from './ignore-double-clicks'
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
/** In these fields, keys keep their usual effect. */
const FIELDS = 'input, textarea, select, [contenteditable]'
const PRESSED = 'button, a, summary'

interface Callbacks {
  next(): void
  back(): void
  /** The poll display has entered or left full screen. */
  resized(): void
  /** The display turned black, or is shown again. */
  blanked(isBlack: boolean): void
}

/** Connects the poll display. Its keys work in full screen or while it has the focus, but never in a text field. */
export function initClicker(callbacks: Callbacks): void {
  const display = byId<FullScreenElement>('poll-display')
  const opener = byId('full-screen')
  const open = (display.requestFullscreen ?? display.webkitRequestFullscreen)?.bind(display)
  opener.hidden = !open
  opener.addEventListener('click', () => {
    // Ignored: if the browser refuses, for example in a frame, the page stays as it is.
    void Promise.resolve(open?.()).catch(() => undefined)
  })

  function isFull(): boolean {
    return fullScreenElement() === display
  }
  function turned(): void {
    display.classList.toggle('screen', isFull())
    display.classList.toggle('small', !isFull())
    callbacks.resized()
    if (isFull()) display.focus()
    else opener.focus()
    if (!isFull()) blank(false)
  }
  for (const name of ['fullscreenchange', 'webkitfullscreenchange']) document.addEventListener(name, turned)

  function isBlack(): boolean {
    return display.classList.contains('black')
  }
  function blank(on: boolean): void {
    if (isBlack() === on) return
    display.classList.toggle('black', on)
    callbacks.blanked(on)
  }
  display.addEventListener('click', () => blank(false))

  let last = { key: '', at: -Infinity }
  document.addEventListener('keydown', event => {
    const target = event.target as Element
    const { key, repeat, timeStamp: at } = event
    if (event.ctrlKey || event.altKey || event.metaKey || (!isFull() && target !== display)) return
    // The key that clickers send to start a presentation.
    if (key === 'F5' && !event.shiftKey && !isFull()) {
      event.preventDefault()
      opener.click()
    }
    const does = KEYS[key]
    if (!does || target.closest(FIELDS) || (/^( |Enter)$/.test(key) && target.closest(PRESSED))) return
    event.preventDefault()
    // A held key and a bouncing clicker button count once.
    const isBounce = key === last.key && at - last.at < DOUBLE_TAP_MS
    last = { key, at }
    if (repeat || isBounce) return
    // Shows a black display first, because nobody should send commands without seeing it.
    if (does === 'blank' || isBlack()) blank(!isBlack())
    else callbacks[does]()
  })
}
