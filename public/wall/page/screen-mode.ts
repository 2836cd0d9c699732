/** Enters and leaves the screen mode: only posts, large, on a page that does not scroll. */
import { byId } from '../../shared/dom'

type FullScreenElement = HTMLElement & { webkitRequestFullscreen?: () => void }
type FullScreenDocument = Document & {
  webkitFullscreenElement?: Element | null
  webkitExitFullscreen?: () => void
}

/** How long the pointer and the button to leave stay visible after a movement. */
const POINTER_SHOWN_MS = 2500
const PARAMETER = 'screen'

export class ScreenMode {
  isOn = false
  private timer: number | undefined

  /** @param changed called once the page has its new size */
  constructor(private readonly changed: () => void) {
    const opener = byId('screen-mode')
    const page = document as FullScreenDocument
    opener.addEventListener('click', () => {
      this.turn(true)
      const root = document.documentElement as FullScreenElement
      // If the browser refuses, for example in a frame, the page fills its window.
      const full = (root.requestFullscreen ?? root.webkitRequestFullscreen)?.call(root)
      void Promise.resolve(full).catch(() => undefined)
    })
    byId('leave-screen').addEventListener('click', () => this.leave())
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape' && this.isOn) this.leave()
    })
    for (const name of ['fullscreenchange', 'webkitfullscreenchange'])
      document.addEventListener(name, () => {
        if (!page.fullscreenElement && !page.webkitFullscreenElement) this.turn(false)
      })
    document.addEventListener('pointerdown', () => this.wake())
    // Browsers also send the event for a resting pointer when something moves below it.
    document.addEventListener('pointermove', ({ movementX, movementY }) => {
      if (movementX || movementY) this.wake()
    })
  }

  /** Starts in the mode of the URL. */
  begin(): void {
    if (new URLSearchParams(location.search).has(PARAMETER)) this.turn(true)
  }

  private leave(): void {
    const page = document as FullScreenDocument
    if (page.fullscreenElement) void page.exitFullscreen().catch(() => undefined)
    else if (page.webkitFullscreenElement) page.webkitExitFullscreen?.()
    this.turn(false)
  }

  private turn(isOn: boolean): void {
    if (this.isOn === isOn) return
    this.isOn = isOn
    document.body.classList.toggle('screen', isOn)
    rememberInAddress(PARAMETER, isOn ? '' : null)
    if (!isOn) byId('screen-mode').focus()
    this.changed()
  }

  private wake(): void {
    clearTimeout(this.timer)
    document.body.classList.add('awake')
    this.timer = window.setTimeout(() => document.body.classList.remove('awake'), POINTER_SHOWN_MS)
  }
}

/** Writes a parameter into the URL, so that a reload or a shared link shows the same; null removes it. */
export function rememberInAddress(name: string, value: string | null): void {
  const url = new URL(location.href)
  if (value === null) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  history.replaceState(null, '', url.pathname + url.search.replace(/=(?=&|$)/g, ''))
}
