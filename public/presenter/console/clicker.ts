/** Shows the stage in full screen, and handles the keys of a clicker and of the console: next, back, black, undo. */
import { fullScreenElement } from '../../shared/full-screen'
import { byId, FIELDS } from '../../shared/dom'
import { clickerKey, Presses, type ClickerKey } from '../../shared/stage/clicker-keys'

type FullScreenElement = HTMLElement & { webkitRequestFullscreen?: () => void }

type Does = ClickerKey | 'undo' | 'tally' | 'join' | 'panic'

/** The keys of the console besides those of a clicker, in lower case. */
const LETTERS: Record<string, Does> = { u: 'undo', t: 'tally', j: 'join', q: 'panic' }
/** In fields, and in the lines of the chat, keys keep their usual effect. */
const KEYS_STAY = `${FIELDS}, [role=log]`
const PRESSED = 'button, a, summary'
/** Where arrow keys choose a tab, or scroll. */
const ARROWS_STAY = '#sections'
const OPEN_DIALOG = '[aria-modal=true]:not([hidden])'

interface Callbacks extends Record<Exclude<Does, 'next'>, () => void> {
  next(isFullScreen: boolean): void
  /** Whether single letters are keys. */
  hasLetters(): boolean
  /** A bouncing clicker: its second press was ignored. */
  ignored(): void
  /** The poll display has entered or left full screen. */
  resized(): void
}

/** Connects the keys: they work everywhere but in text fields and under an open dialog. */
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
  }
  for (const name of ['fullscreenchange', 'webkitfullscreenchange']) document.addEventListener(name, turned)

  function isBlack(): boolean {
    return display.classList.contains('blanked')
  }
  display.addEventListener('click', () => {
    if (isBlack()) callbacks.blank()
  })

  /** What a key does where it was pressed; undefined: its usual effect. */
  function meaningOf({ key, target, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): Does | undefined {
    const place = target as Element
    if (altKey || place.closest(KEYS_STAY) || (!isFull() && document.querySelector(OPEN_DIALOG)))
      return undefined
    if (ctrlKey || metaKey) return key === 'z' && !shiftKey ? 'undo' : undefined
    const isOnStage = isFull() || place === display
    if (key === 'Enter' && !isOnStage) return undefined
    if (/^( |Enter)$/.test(key) && place.closest(PRESSED)) return undefined
    if (key.startsWith('Arrow') && place.closest(ARROWS_STAY)) return undefined
    if (/^[^ ]$/.test(key) && !isOnStage && !callbacks.hasLetters()) return undefined
    return clickerKey(key) ?? LETTERS[key.toLowerCase()]
  }

  const presses = new Presses()
  document.addEventListener('keydown', event => {
    // A key of the place where it was pressed, such as B on a post of the wall.
    if (event.defaultPrevented) return
    // The key that clickers send to start a presentation.
    if (event.key === 'F5' && !event.shiftKey && !isFull() && event.target === display) {
      event.preventDefault()
      opener.click()
    }
    const does = meaningOf(event)
    if (!does) return
    event.preventDefault()
    // A held key and a bouncing clicker button count once.
    const press = presses.kindOf(event)
    if (press === 'held') return
    if (press === 'bounce') return callbacks.ignored()
    // Brings back the picture first, because nobody should send commands without seeing it.
    if (isBlack() && does !== 'tally' && does !== 'panic') callbacks.blank()
    else if (does === 'next') callbacks.next(isFull())
    else callbacks[does]()
  })
}
