/** Lets the caps of choices, or whole rows, travel from one layout to another. */

const TRAVEL_MS = 400
const CALM = matchMedia('(prefers-reduced-motion: reduce)')

/** Where the caps of a list stand now, or other parts of it; call the result once they stand elsewhere. */
export function travel(list: HTMLElement, parts = '.letter-cap'): () => void {
  // In a stage that is drawn smaller, a pixel of the screen is more than one of the page.
  const scale = list.getBoundingClientRect().width / list.offsetWidth || 1
  const caps = [...list.querySelectorAll<HTMLElement>(parts)]
  const before = caps.map(cap => cap.getBoundingClientRect())
  return () => {
    if (CALM.matches || document.hidden) return
    caps.forEach((cap, index) => {
      const was = before[index]!
      const is = cap.getBoundingClientRect()
      if (!cap.isConnected || was.width === 0 || is.width === 0) return
      const [x, y] = [(was.left - is.left) / scale, (was.top - is.top) / scale]
      const [wide, high] = [was.width / is.width, was.height / is.height]
      if (Math.abs(x) + Math.abs(y) < 1 && Math.abs(wide - 1) < 0.01) return
      cap.animate?.(
        [
          { transformOrigin: '0 0', transform: `translate(${x}px, ${y}px) scale(${wide}, ${high})` },
          { transformOrigin: '0 0', transform: 'none' },
        ],
        { duration: TRAVEL_MS, easing: 'ease-in-out' },
      )
    })
  }
}
