/** The keys of a clicker, and what each means. */

export type ClickerKey = 'next' | 'back' | 'blank'

const KEYS: Record<string, ClickerKey> = {
  PageDown: 'next',
  ArrowRight: 'next',
  ArrowDown: 'next',
  ' ': 'next',
  Enter: 'next',
  PageUp: 'back',
  ArrowLeft: 'back',
  ArrowUp: 'back',
  '.': 'blank',
  b: 'blank',
  B: 'blank',
}
/** A clicker's button that bounces sends its key again within this time. */
const BOUNCE_MS = 350

/** What a press is: a new one, a key that is held, or a button that bounces. */
export type Press = 'new' | 'held' | 'bounce'

/** What this key of a clicker means; undefined for other keys. */
export function clickerKey(key: string): ClickerKey | undefined {
  return KEYS[key]
}

/** Tells presses from a key that is held and from a button that bounces. */
export class Presses {
  private last = { key: '', at: -Infinity }

  kindOf({ key, repeat, timeStamp: at }: KeyboardEvent): Press {
    const isBounce = key === this.last.key && at - this.last.at < BOUNCE_MS
    this.last = { key, at }
    if (repeat) return 'held'
    return isBounce ? 'bounce' : 'new'
  }
}
