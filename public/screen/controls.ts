/** The projector's two buttons: they fade, and the pointer with them, while nobody moves it. */
import { byId } from '../shared/dom'
import { fullScreenElement } from '../shared/full-screen'

/** Without a movement for this time, pointer and buttons go. */
const IDLE_AFTER_MS = 3000

type FullScreenElement = HTMLElement & { webkitRequestFullscreen?: () => void }
type FullScreenDocument = Document & { webkitExitFullscreen?: () => void }

interface Callbacks {
  light(): void
}

/** Connects the buttons. `fullScreen` enters full screen, or leaves it. */
export function initControls(callbacks: Callbacks): { fullScreen(): void } {
  const page = document.documentElement as FullScreenElement
  const enter = (page.requestFullscreen ?? page.webkitRequestFullscreen)?.bind(page)
  const { body } = document
  let timer: number | undefined

  function stir(): void {
    body.classList.remove('idle')
    clearTimeout(timer)
    timer = window.setTimeout(() => body.classList.add('idle'), IDLE_AFTER_MS)
  }
  function fullScreen(): void {
    const exit = (document.exitFullscreen ?? (document as FullScreenDocument).webkitExitFullscreen)?.bind(
      document,
    )
    // Ignored: if the browser refuses, for example in a frame, the page stays as it is.
    void Promise.resolve(fullScreenElement() ? exit?.() : enter?.()).catch(() => undefined)
  }

  byId('full-screen').hidden = !enter
  byId('full-screen').addEventListener('click', fullScreen)
  byId('light').addEventListener('click', () => callbacks.light())
  document.addEventListener('pointerdown', stir)
  document.addEventListener('pointermove', ({ movementX, movementY }) => {
    // Browsers tell a movement also when the page moves below a pointer that rests.
    if (movementX !== 0 || movementY !== 0) stir()
  })
  return { fullScreen }
}
