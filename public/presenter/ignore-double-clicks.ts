/** Tells a double click from two clicks: on a fast connection the first has done its work before the second comes. */

/** Milliseconds within which a second tap belongs to the first; browsers do not count taps alike. */
export const DOUBLE_TAP_MS = 350

/** Milliseconds between the end of a touch and the click that it makes. */
const MAX_TAP_MS = 1000

/** From now on the second half of a double click, or of a double tap, presses no button marked `data-once`. */
export function ignoreDoubleClicks(): void {
  let touchedAt = -Infinity
  let last: { button: Element; at: number } | undefined
  document.addEventListener('touchend', event => (touchedAt = event.timeStamp), { passive: true })
  document.addEventListener(
    'click',
    event => {
      const button = (event.target as Element).closest('[data-once]')
      if (!button) return
      const at = event.timeStamp
      const isTap = at - touchedAt < MAX_TAP_MS
      const isSecond = event.detail > 1 || (isTap && last?.button === button && at - last.at < DOUBLE_TAP_MS)
      last = { button, at }
      if (!isSecond) return
      event.preventDefault()
      event.stopPropagation()
    },
    true,
  )
}
