/** Measures words as the browser draws them, in ems, so that they fit at any size. */
import type { Shape } from './cloud-layout'

/** Pixels of an em while measuring: large, so that nothing is rounded that one sees. */
const EM = 100
const WEIGHT = 700
/** For browsers that do not say how high the letters of a text are. */
const USUAL = { ascent: 0.78, descent: 0.24 }
/** The least, so that words without tall letters do not lie close. */
const LEAST_ASCENT = 0.56

export class Shapes {
  private readonly context = document.createElement('canvas').getContext('2d')
  private readonly known = new Map<string, Shape>()
  private font = ''

  /** @param place whose font the words have */
  constructor(private readonly place: HTMLElement) {}

  of(label: string): Shape {
    const { fontFamily } = getComputedStyle(this.place)
    if (fontFamily !== this.font) this.known.clear()
    this.font = fontFamily
    let shape = this.known.get(label)
    if (!shape) this.known.set(label, (shape = this.measure(label)))
    return shape
  }

  private measure(label: string): Shape {
    const { context } = this
    if (!context) return { width: label.length * 0.7, ...USUAL }
    context.font = `${WEIGHT} ${EM}px ${this.font}`
    const {
      width,
      actualBoundingBoxAscent: ascent,
      actualBoundingBoxDescent: descent,
    } = context.measureText(label)
    // Chrome 76 and older do not know them.
    if (!Number.isFinite(ascent)) return { width: width / EM, ...USUAL }
    return {
      width: width / EM,
      ascent: Math.max(LEAST_ASCENT, ascent / EM),
      descent: Math.max(0, descent / EM),
    }
  }
}
