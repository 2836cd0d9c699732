/** The keys of the projector's page: those of a clicker, and the letters f, l and j. */
import { clickerKey, Presses } from '../shared/stage/clicker-keys'

interface Callbacks {
  next(): void
  back(): void
  isBlack(): boolean
  blank(on: boolean): void
  /** Enters full screen, or leaves it. */
  fullScreen(): void
  /** Changes from dark to light, or back. */
  light(): void
  /** Shows how to join, or the question again. */
  join(): void
}

/** Listens to the keys of the whole page: it has no text field. */
export function initKeys(callbacks: Callbacks): void {
  const presses = new Presses()
  const letters: Record<string, () => void> = {
    f: () => callbacks.fullScreen(),
    l: () => callbacks.light(),
    j: () => callbacks.join(),
  }
  document.addEventListener('keydown', event => {
    const { key, target } = event
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (/^( |Enter)$/.test(key) && (target as Element).closest('button')) return
    const means = clickerKey(key)
    const act = letters[key.toLowerCase()]
    if (!means && !act) return
    event.preventDefault()
    if (presses.kindOf(event) !== 'new') return
    if (act) return act()
    // Shows a black picture first, because nobody should send commands without seeing it.
    if (means === 'blank' || callbacks.isBlack()) callbacks.blank(!callbacks.isBlack())
    else if (means) callbacks[means]()
  })
  document.addEventListener('click', () => callbacks.blank(false))
}
