/** The units in which a picture is drawn: shares of its own box, not of the window. */
import { setProperty } from '../dom'

/** A box that is lower than this has the picture of a wide one; a taller one that of a nearly square one. */
const NARROW_RATIO = 1.55
const TALL_RATIO = 1
/** A tall box is at least so many units high: what it has beside each other in a wide one stands below each other. */
const LEAST_TALL_UNITS = 135
/** What is read from the last row, as a share of the height of the box; in a tall box, of its unit. */
const LEAST_PERCENT = 3.05

/** Says what kind of box this is, and sets what does not depend on an announcement. */
export function measureBox(root: HTMLElement, picture: HTMLElement): void {
  // The picture has the width that a strip beside it leaves.
  const [width, height] = [picture.clientWidth, root.clientHeight]
  const ratio = width / height
  const isTall = ratio < TALL_RATIO
  root.classList.toggle('narrow', ratio < NARROW_RATIO && !isTall)
  root.classList.toggle('tall', isTall)
  const box = unitOf(width, height)
  const least = LEAST_PERCENT * (isTall ? box : height / 100)
  setProperty(root, '--box', `${box}px`)
  setProperty(root, '--least', `${least.toFixed(3)}px`)
}

/** Sets the units of the picture, which is lower than the box where an announcement stands above it. */
export function measurePicture(root: HTMLElement, picture: HTMLElement): void {
  setProperty(root, '--u', `${unitOf(picture.clientWidth, picture.clientHeight)}px`)
  setProperty(root, '--v', `${picture.clientHeight / 100}px`)
}

/** The unit of a picture, in pixels, and in it the smallest letters that are read from the last row. */
export function unitsOf(root: HTMLElement): { unit: number; least: number } {
  const read = (name: string) => parseFloat(root.style.getPropertyValue(name)) || 0
  const unit = read('--u')
  return { unit, least: unit && read('--least') / unit }
}

/** 1 % of the height, less where the width holds less, and in a tall box. */
function unitOf(width: number, height: number): number {
  const isTall = width / height < TALL_RATIO
  const unit = isTall
    ? Math.min(height / LEAST_TALL_UNITS, width * 0.0125)
    : Math.min(height * 0.01, width * 0.0066)
  return Math.round(unit * 1000) / 1000
}
