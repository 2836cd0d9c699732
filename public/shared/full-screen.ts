/** Knows whether the page fills the screen, and lets no key of a clicker reload it then. */

type FullScreenDocument = Document & { webkitFullscreenElement?: Element | null }

/** What fills the screen, if anything does. */
export function fullScreenElement(): Element | null {
  return document.fullscreenElement ?? (document as FullScreenDocument).webkitFullscreenElement ?? null
}

/** Clickers send F5 and Shift+F5 to begin and end a show; a reload would end full screen in the middle of it. */
export function keepFullScreen(): void {
  document.addEventListener('keydown', event => {
    const isFull = fullScreenElement() !== null || matchMedia('(display-mode: fullscreen)').matches
    if (event.key === 'F5' && isFull) event.preventDefault()
  })
}
