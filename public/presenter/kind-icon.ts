/** A small picture of each type of question, drawn in the colour of the text beside it. */
import type { TypeName } from '../../src/core/question-types/registry'

const SVG = 'http://www.w3.org/2000/svg'

/** Lines in a square of 24, and areas. */
const LINES: Record<TypeName, string> = {
  one: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z',
  many: 'M3.5 4.5h6v6h-6zM3.5 14h6v6h-6zM13.5 7.5h7M13.5 17h7',
  scale: 'M3 12h18',
  number: 'M9.5 4l-2 16M16.5 4l-2 16M4.5 9h16M3.5 15h16',
  order: 'M3.5 6h9M3.5 12h9M3.5 18h9M18 5v14M15 8l3-3l3 3M15 16l3 3l3-3',
  words: 'M2.5 18.5l5-13l5 13M4.3 14h6.4M21 18.5v-8M21 14.5a3.3 3.8 0 1 0-6.6 0a3.3 3.8 0 1 0 6.6 0z',
  text: 'M4 6h16M4 12h16M4 18h10',
}
const AREAS: Partial<Record<TypeName, string>> = {
  one: 'M12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z',
  many: 'M3.5 4.5h6v6h-6z',
  scale: 'M5 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5zM14.5 7a5 5 0 1 0 0 10a5 5 0 1 0 0-10z',
}

/** Says nothing by itself: the name stands beside it, or is hidden there. */
export function kindIcon(type: TypeName): SVGSVGElement {
  const icon = document.createElementNS(SVG, 'svg')
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.setAttribute('class', 'kind-icon')
  icon.setAttribute('aria-hidden', 'true')
  for (const [name, lines] of [
    ['lines', LINES[type]],
    ['areas', AREAS[type]],
  ] as const) {
    if (!lines) continue
    const path = document.createElementNS(SVG, 'path')
    path.setAttribute('class', name)
    path.setAttribute('d', lines)
    icon.append(path)
  }
  return icon
}
