/**
 * Ignores the second half of a double click: on a fast connection the first click has already been carried out before
 * it.
 */

/** Milliseconds within which a second tap belongs to the first; browsers count taps differently. */
export const DOUBLE_TAP_MS = 350

/** The most milliseconds between the end of a touch and its click. */
const MAX_TAP_MS = 1000

/**
 * From now on, the second half of a double click or double tap does not press a button marked `data-once`, nor does a
 * key that bounces on it.
 * @param ignored called for each press that was ignored
 */
export function ignoreDoubleClicks(ignored: () => void): void {
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
      // A key presses a button by a click without a count.
      const isCounted = event.detail > 0 && !isTap
      // Browsers also count taps on two buttons that are near each other.
      const isSoon = last !== undefined && at - last.at < DOUBLE_TAP_MS
      const isSecond = isCounted ? event.detail > 1 : isSoon && (event.detail > 1 || last!.button === button)
      last = { button, at }
      if (!isSecond) return
      event.preventDefault()
      event.stopPropagation()
      ignored()
    },
    true,
  )
}
