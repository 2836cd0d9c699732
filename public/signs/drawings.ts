/** The pictures of the signs: our own, so that they look the same on every system. */
import type { Sign } from '../../src/core/protocol/signs'

const SVG = 'http://www.w3.org/2000/svg'
const FACE = 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19Z'

/** Outlines in a square of 24; what is filled stands behind. */
const PATHS: Record<Sign, { lines: string; filled?: string }> = {
  like: { lines: '', filled: 'M12 20.6 4.3 12.9A4.9 4.9 0 0 1 12 6.8a4.9 4.9 0 0 1 7.7 6.1Z' },
  great: {
    lines: '',
    filled: 'm12 2.8 2.8 5.9 6.4.8-4.7 4.4 1.2 6.4-5.7-3.1-5.7 3.1 1.2-6.4-4.7-4.4 6.4-.8Z',
  },
  funny: {
    lines: `${FACE}M6.8 10.2q1.6-2.4 3.2 0M14 10.2q1.6-2.4 3.2 0`,
    filled: 'M7.4 13.6h9.2a4.6 4.6 0 0 1-9.2 0Z',
  },
  wow: { lines: `${FACE}M8.6 9.4h.01M15.4 9.4h.01M12 13a2.2 2.6 0 1 0 0 5.2 2.2 2.6 0 0 0 0-5.2Z` },
  unclear: { lines: 'M7.8 8.4a4.2 4.2 0 1 1 6.5 3.5c-1.6 1.1-2.3 1.9-2.3 3.7M12 20.2h.01' },
}

/** Draws a sign in the colour of the text around it. What it means is said beside it. */
export function drawSign(sign: Sign): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', `sign ${sign}`)
  const { lines, filled } = PATHS[sign]
  for (const [path, fill] of [
    [lines, 'none'],
    [filled, 'currentColor'],
  ] as const) {
    if (!path) continue
    const drawn = document.createElementNS(SVG, 'path')
    drawn.setAttribute('d', path)
    drawn.setAttribute('fill', fill)
    svg.append(drawn)
  }
  return svg
}
