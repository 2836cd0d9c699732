/** Owns who this page is: the ids of its tab and its browser, and what a reload of the tab remembers. */

/** What a tab remembers across a reload. */
export interface Remembered {
  tab: string
  pollId?: string
  /** What the server had recorded. */
  vote?: string | null
  /** A tap that was not acknowledged yet; null: to take the vote back. */
  wanted?: { choice: string | null }
}

const TAB_KEY = 'tab'
const BROWSER_KEY = 'browser'

/** 128 random bits. `crypto.randomUUID` does not exist on plain-http addresses. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

/** Storage may be switched off or full: then nothing is kept, and the page works all the same. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

/** Reads what this tab remembers and removes it, so that a duplicated tab gets an id of its own. */
export function recallTab(): Remembered {
  const text = attempt(() => sessionStorage.getItem(TAB_KEY))
  forgetTab()
  const remembered = text ? attempt(() => JSON.parse(text) as Remembered) : undefined
  return remembered && typeof remembered.tab === 'string' ? remembered : { tab: randomId() }
}

/** A page that is there again keeps its id to itself. */
export function forgetTab(): void {
  attempt(() => sessionStorage.removeItem(TAB_KEY))
}

export function rememberTab(remembered: Remembered): void {
  attempt(() => sessionStorage.setItem(TAB_KEY, JSON.stringify(remembered)))
}

/** The id that all tabs of this browser share; undefined where storage is refused. */
export function browserId(): string | undefined {
  return attempt(() => {
    const known = localStorage.getItem(BROWSER_KEY)
    if (known) return known
    const made = randomId()
    localStorage.setItem(BROWSER_KEY, made)
    return made
  })
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

/** A switch that this browser remembers where it can. */
export function recallSwitch(name: string, standard: boolean): boolean {
  const text = recallWord(name)
  return text === null ? standard : text === 'on'
}

export function rememberSwitch(name: string, isOn: boolean): void {
  rememberWord(name, isOn ? 'on' : 'off')
}
