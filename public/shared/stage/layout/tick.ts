/** The tick of a right choice: in its bar where it has room, else above the bar's figures. */
import { setProperty } from '../../dom'

/** In units. */
const SIZE = 17
const MIN_SIZE = 6
const MARGIN = 3
const SIZE_IN_ROW = 8

/** Gives the tick of each right choice its size and its place. Nothing else moves for it. */
export function placeTicks(list: HTMLElement, unit: number): void {
  for (const right of list.querySelectorAll<HTMLElement>('.right')) placeTick(list, right, unit)
}

function placeTick(list: HTMLElement, right: HTMLElement, unit: number): void {
  const track = right.querySelector<HTMLElement>('.track')!
  const tick = right.querySelector<HTMLElement>('.tick')!
  if (!list.classList.contains('columns')) {
    setProperty(right, '--tick-size', `${Math.min(SIZE_IN_ROW * unit, track.offsetHeight * 0.8)}px`)
    return
  }
  const figures = right.querySelector<HTMLElement>('.now')!.offsetHeight
  const share = parseFloat(right.style.getPropertyValue('--share')) || 0
  const bar = (track.offsetHeight - figures) * share
  const width = right.querySelector<HTMLElement>('.now-bar')!.offsetWidth * 0.92
  const wanted = Math.min(SIZE * unit, width)
  const isInside = bar >= wanted + 2 * MARGIN * unit
  const room = track.offsetHeight - bar - figures
  const size = isInside ? wanted : Math.max(MIN_SIZE * unit, Math.min(wanted, room))
  tick.classList.toggle('above', !isInside)
  setProperty(right, '--tick-size', `${size.toFixed(2)}px`)
}
