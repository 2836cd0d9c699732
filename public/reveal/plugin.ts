/**
 * Ask the Audience in a deck of reveal.js. `<section data-ask="2">` shows the room's screen: question 2 of its list opens
 * with this slide and closes when it is left. `<p class="fragment" data-ask-step="show">` closes and shows, "reveal" says
 * what is right. The presenter key stands in the address of the deck, behind #key=, and goes to that screen alone.
 */
import type { FromScreen, ToScreen } from '../shared/slides/messages'
import { deckWords as words } from './words'

/** What is needed of reveal.js, from version 4 on. */
interface Deck {
  on(event: string, listener: (event: unknown) => void): void
  getCurrentSlide(): HTMLElement | undefined
  layout(): void
}

/** A screen that has not said a word by then is refused, its server is away, or the network is slow. */
const READY_TIMEOUT_MS = 10_000
const script = document.currentScript as HTMLScriptElement
const { room = '', look = '' } = script.dataset
const screen = new URL((room && `r/${room}/`) + 'screen', script.src)
/** The previews of the speaker's window, and the deck as it is printed, steer nothing. */
const isPreview = /[?&](receiver|print-pdf|view=print)/.test(location.search)
let key = takeKey(location.hash)

/**
 * The key, which leaves the address, so that no wall and no bookmark shows it; a reload of this tab still has it.
 * @param hash of the address that was opened: reveal.js may have written another one by now
 */
function takeKey(hash: string): string | null {
  const name = `ask-the-audience ${screen.href}`
  const [part, found] = /[#/&?]key=([^/&]+)/.exec(hash) || []
  try {
    if (part && found) {
      if (location.hash.includes(part))
        history.replaceState(history.state, '', location.hash.replace(part, '') || '#')
      sessionStorage.setItem(name, decodeURIComponent(found))
    }
    return sessionStorage.getItem(name)
  } catch {
    return found ? decodeURIComponent(found) : null // a browser that stores nothing
  }
}

function init(deck: Deck): void {
  let slide: HTMLElement | undefined
  const frames = new Map<HTMLElement, HTMLIFrameElement>()
  const tell = (section: HTMLElement | undefined, step?: string) => {
    const question = (section === slide && !isPreview && section?.dataset['ask']) || null
    const message: ToScreen = { askTheAudience: { question, key, ...(step && { step }) } }
    const frame = section && frames.get(section)
    if (frame && frame.contentWindow) frame.contentWindow.postMessage(message, screen.origin)
  }
  const turn = () => {
    const before = slide
    slide = deck.getCurrentSlide()
    if (before === slide) return
    tell(before)
    if (!slide || slide.dataset['ask'] === undefined) return
    // The screen of the slide before still has to close its question.
    for (const [section, frame] of frames)
      if (section !== slide && section !== before && frames.delete(section)) frame.remove()
    if (frames.has(slide)) tell(slide)
    else frames.set(slide, addFrame(slide))
    deck.layout()
  }
  window.addEventListener('message', ({ data, origin, source }: MessageEvent<FromScreen | null>) => {
    if (origin !== screen.origin || !data || data.askTheAudience !== 'ready') return
    for (const [section, frame] of frames)
      if (frame.contentWindow === source) {
        frame.dataset['ready'] = ''
        frame.style.display = ''
        frame.parentElement?.querySelector('[data-ask-notice]')?.remove()
        deck.layout()
        tell(section)
      }
  })
  const typed = (address: string) => {
    key = takeKey(new URL(address).hash)
    tell(slide)
  }
  // Later: reveal.js stays where it is as long as it reads the key as the name of no slide.
  window.addEventListener('hashchange', ({ newURL }) => setTimeout(typed, 0, newURL))
  deck.on('ready', turn)
  deck.on('slidechanged', turn)
  deck.on('fragmentshown', event => {
    const { fragment } = event as { fragment: HTMLElement }
    if (fragment.dataset['askStep']) tell(slide, fragment.dataset['askStep'])
  })
}

/** The screen fills what the slide has left, and leaves the keys to the deck. */
function addFrame(slide: HTMLElement): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  frame.src = `${screen.href}?${slide.dataset['askLook'] || look}`
  frame.title = words.frame
  frame.className = 'r-stretch'
  frame.tabIndex = -1
  // With another scheme than its own, a browser gives a transparent page a ground.
  Object.assign(frame.style, { border: '0', pointerEvents: 'none', colorScheme: 'light' })
  slide.append(frame)
  setTimeout(() => {
    if (!frame.isConnected || frame.dataset['ready'] !== undefined) return
    const notice = document.createElement('p')
    notice.dataset['askNotice'] = ''
    notice.textContent = words.refused(location.origin === 'null' ? location.protocol : location.origin)
    frame.before(notice)
    // It goes on loading, and comes into sight once it is there.
    frame.style.display = 'none'
  }, READY_TIMEOUT_MS)
  return frame
}

/** What a deck names among its plugins. */
export const AskTheAudience = { id: 'ask-the-audience', init }
Object.assign(window, { AskTheAudience })
