/**
 * What the sheets of chat and questions share: the page makes space for them, and on a phone they make space for an
 * announcement and for the keyboard.
 */
import { setProperty } from '../dom'

/** The page makes space for a sheet while any is open. */
export function markSheet(sheet: HTMLElement, isOpen: boolean): void {
  sheet.toggleAttribute('data-open', isOpen)
  const isAnyOpen = document.querySelector('.side-sheet[data-open]') !== null
  document.documentElement.classList.toggle('side-sheet-open', isAnyOpen)
}

/**
 * Leaves space above a sheet for an announcement, which stays visible; and shrinks it on a phone while the keyboard
 * covers a part of it, not on a zoomed page.
 * @returns does the latter now, for a sheet that opens
 */
export function fitSheet(sheet: HTMLElement): () => void {
  const fit = () => {
    const { visualViewport, innerHeight } = window
    if (!visualViewport || sheet.hidden) return
    const isCut = visualViewport.scale < 1.05 && innerHeight - visualViewport.height > 1
    const set = (name: string, pixels: number) =>
      isCut ? sheet.style.setProperty(name, `${pixels}px`) : sheet.style.removeProperty(name)
    set('--sheet-height', visualViewport.height)
    set('--sheet-top', visualViewport.offsetTop)
  }
  leaveSpaceForBanner(sheet)
  for (const name of ['resize', 'scroll']) window.visualViewport?.addEventListener(name, fit)
  return fit
}

/** However the text of the announcement wraps. Some pages have no banner. */
function leaveSpaceForBanner(sheet: HTMLElement): void {
  const banner = document.getElementById('announcement')
  if (!banner) return
  const isShown = () => banner.parentElement!.classList.contains('announced')
  const resized = () =>
    setProperty(sheet, '--banner-space', isShown() ? `calc(${banner.offsetHeight}px + 0.5rem)` : '0px')
  new ResizeObserver(resized).observe(banner)
}
