/** Draws a QR code in the browser, for content that must not be sent to a server. Loaded on demand. */
import { create } from 'qrcode/lib/core/qrcode'

const SVG = 'http://www.w3.org/2000/svg'
/** The light edge that scanners need around the code. */
const MARGIN_MODULES = 4

/** A drawing of the text, dark on light whatever the page looks like. */
export function qrCode(text: string, label: string): SVGElement {
  const { size, data } = create(text).modules
  let path = ''
  data.forEach((isDark, index) => {
    if (isDark) path += `M${index % size} ${Math.floor(index / size)}h1v1h-1z`
  })
  const whole = size + 2 * MARGIN_MODULES
  const svg = part('svg', { viewBox: `${-MARGIN_MODULES} ${-MARGIN_MODULES} ${whole} ${whole}`, role: 'img' })
  svg.setAttribute('aria-label', label)
  svg.append(
    part('rect', { x: -MARGIN_MODULES, y: -MARGIN_MODULES, width: whole, height: whole, fill: '#fff' }),
    part('path', { d: path, fill: '#000', 'shape-rendering': 'crispEdges' }),
  )
  return svg
}

function part(name: string, attributes: Record<string, string | number>): SVGElement {
  const element: SVGElement = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}
