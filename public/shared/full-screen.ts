/** Detects full screen, and prevents a clicker's keys from reloading the page then. */

type FullScreenDocument = Document & { webkitFullscreenElement?: Element | null }

/** The element in full screen, if there is one. */
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
