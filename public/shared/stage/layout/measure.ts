/** Whether texts fit where they stand, and the largest letters with which they do. */
import { setProperty } from '../../dom'

/** The elements whose sizes depend on each other. */
export interface Parts {
  stage: HTMLElement
  question: HTMLElement
  verdict: HTMLElement
  answers: HTMLElement
  joinAddress: HTMLElement
  foot: HTMLElement
  explanation: HTMLElement
}

export interface Units {
  /** In pixels. */
  unit: number
  /** The smallest letters that are read from the last row, in units. */
  least: number
}

/** In units of the picture. */
export interface Sizes {
  from: number
  to: number
  step: number
}

/** Halvings of a range: each doubles the precision. */
const HALVINGS = 8

export function setSize(element: HTMLElement, size: number): void {
  setProperty(element, '--size', size.toFixed(2))
}

/** Sets the largest size with which this fits; returns whether any does. */
export function largest(element: HTMLElement, { from, to, step }: Sizes, fits: () => boolean): boolean {
  for (let size = Math.max(from, to); ; size = Math.max(to, size - step)) {
    setSize(element, size)
    if (fits()) return true
    if (size <= to) return false
  }
}

/** The largest size of a range that fits, or its smallest. */
export function bisect({ from, to }: Pick<Sizes, 'from' | 'to'>, fits: (size: number) => boolean): number {
  if (fits(from)) return from
  let [small, large] = [to, from]
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (small + large) / 2
    if (fits(middle)) small = middle
    else large = middle
  }
  return small
}

/** Whether something in it is wider than it is. */
export function isWide(element: HTMLElement): boolean {
  return element.scrollWidth > element.clientWidth + 1
}

export function linesOf(text: HTMLElement): number {
  const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(text)
  return Math.round(
    (text.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)) / parseFloat(lineHeight),
  )
}
