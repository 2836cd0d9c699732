/** Fits texts into their elements: makes the letters smaller until nothing overflows. */

/** Shares of the size that the style sheet gives. */
const STEP = 0.05
const MIN_SIZE = 0.2
/** As a share of a letter's size. */
const MAX_OVERFLOW = 0.2

/** Sets `--fit` on an element: the factor by which its letters and its children's must shrink to fit. */
export function fit(element: HTMLElement): void {
  const boxes = [element, ...element.children]
  for (let size = 1; ; size -= STEP) {
    element.style.setProperty('--fit', size.toFixed(2))
    if (size <= MIN_SIZE || !boxes.some(overflows)) return
  }
}

/** Some fonts have letters slightly taller than their lines, which does not count as overflow. */
function overflows(box: Element): boolean {
  return box.scrollHeight - box.clientHeight > parseFloat(getComputedStyle(box).fontSize) * MAX_OVERFLOW
}
