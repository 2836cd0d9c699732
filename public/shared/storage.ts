/**
 * Stores small values in this browser or this tab. If storage is refused nothing is stored, and the page still works.
 */

/** Storage may be switched off or full: then this returns undefined. */
export function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

/** A word that this browser remembers where it can, or only this tab. */
export function recallWord(name: string, where: 'browser' | 'tab' = 'browser'): string | null {
  return attempt(() => storageOf(where).getItem(name)) ?? null
}

/** Remembers a word; null forgets it. */
export function rememberWord(name: string, word: string | null, where: 'browser' | 'tab' = 'browser'): void {
  attempt(() => (word === null ? storageOf(where).removeItem(name) : storageOf(where).setItem(name, word)))
}

function storageOf(where: 'browser' | 'tab'): Storage {
  return where === 'tab' ? sessionStorage : localStorage
}

/**
 * Lets this browser remember whether a box is checked.
 * @param changed is called when somebody checks it or unchecks it
 */
export function rememberChecked(
  box: HTMLInputElement,
  name: string,
  isOnAtFirst: boolean,
  changed?: (isOn: boolean) => void,
): void {
  const text = recallWord(name)
  box.checked = text === null ? isOnAtFirst : text === 'on'
  box.addEventListener('change', () => {
    rememberWord(name, box.checked ? 'on' : 'off')
    changed?.(box.checked)
  })
}
