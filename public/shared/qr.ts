/** Draws a QR code in the browser, for content that must not be sent to a server. Loaded on demand. */
import { create } from 'qrcode/lib/core/qrcode'

const SVG = 'http://www.w3.org/2000/svg'
/** The light edge that scanners need around the code. */
const MARGIN_MODULES = 4

/** A drawing of the text, dark on light whatever the page looks like: one line for each run of dark modules in a row. */
export function qrCode(text: string, label: string): SVGElement {
  const { size, data } = create(text).modules
  let path = ''
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const start = column
      while (column < size && data[row * size + column]) column++
      if (column > start) path += `M${start} ${row}.5h${column - start}`
    }
  const whole = size + 2 * MARGIN_MODULES
  const svg = part('svg', { viewBox: `${-MARGIN_MODULES} ${-MARGIN_MODULES} ${whole} ${whole}`, role: 'img' })
  svg.setAttribute('aria-label', label)
  svg.append(
    part('rect', { x: -MARGIN_MODULES, y: -MARGIN_MODULES, width: whole, height: whole, fill: '#fff' }),
    part('path', { d: path, stroke: '#000', 'shape-rendering': 'crispEdges' }),
  )
  return svg
}

function part(name: string, attributes: Record<string, string | number>): SVGElement {
  const element: SVGElement = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}
