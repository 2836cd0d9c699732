/** What the sheets of chat and questions share: the page makes space for them, and they for a phone's keyboard. */

/** The page makes space for a sheet while any is open. */
export function markSheet(sheet: HTMLElement, isOpen: boolean): void {
  sheet.toggleAttribute('data-open', isOpen)
  const isAnyOpen = document.querySelector('.side-sheet[data-open]') !== null
  document.documentElement.classList.toggle('side-sheet-open', isAnyOpen)
}

/**
 * Shrinks a sheet on a phone while the keyboard covers a part of it; not on a zoomed page.
 * @returns does it now, for a sheet that opens
 */
export function fitToKeyboard(sheet: HTMLElement): () => void {
  const fit = () => {
    const { visualViewport, innerHeight } = window
    if (!visualViewport || sheet.hidden) return
    const isCut = visualViewport.scale < 1.05 && innerHeight - visualViewport.height > 1
    const set = (name: string, pixels: number) =>
      isCut ? sheet.style.setProperty(name, `${pixels}px`) : sheet.style.removeProperty(name)
    set('--sheet-height', visualViewport.height)
    set('--sheet-top', visualViewport.offsetTop)
  }
  for (const name of ['resize', 'scroll']) window.visualViewport?.addEventListener(name, fit)
  return fit
}
