/** The ids of this tab and this browser, and what the tab remembers across a reload or a crash. */
import { attempt } from '../storage'

/** What a tab remembers across a reload, a crash and a discard. */
export interface Remembered {
  tab: string
  /** The room it was in. */
  room?: string
  /** The page was unloaded normally, so this is its reload. Otherwise it crashed, or this tab is a copy of another. */
  left?: boolean | undefined
  pollId?: string | undefined
  /** What the server had recorded. */
  vote?: string | null
  /** The votes in the earlier rounds of the same question. */
  said?: string[]
  /** A tap that is not acknowledged yet; null: to withdraw the vote. */
  wanted?: { choice: string | null } | undefined
}

export const TAB_KEY = 'tab'
const BROWSER_KEY = 'browser'
/** Milliseconds in which another page of this browser answers that it has this tab id. */
const COPY_TIMEOUT_MS = 500

/** The channel on which pages of this browser ask each other for their tab ids; older browsers have none. */
let channel: BroadcastChannel | undefined
let ownTab: string | undefined

/** 128 random bits. `crypto.randomUUID` does not exist on plain-http addresses. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

/**
 * What this tab remembers. A copy of another tab has its memory too, but gets an id of its own.
 * @param fresh the id of a tab that remembers nothing; it may have been told to the room already
 */
export async function recallTab(fresh = randomId()): Promise<Remembered> {
  const text = attempt(() => sessionStorage.getItem(TAB_KEY))
  const known = text ? attempt(() => JSON.parse(text) as Remembered) : undefined
  const isKnown = typeof known?.tab === 'string'
  ownTab = isKnown ? known.tab : fresh
  holdTab()
  if (isKnown && (known.left || !(await isCopy(ownTab)))) return known
  if (isKnown) ownTab = randomId()
  return { tab: ownTab }
}

/** From now on this page answers other tabs that ask whether its tab id is in use. */
export function holdTab(): void {
  channel = attempt(() => new BroadcastChannel(TAB_KEY))
  // A page does not receive its own messages.
  channel?.addEventListener('message', ({ data }) => {
    if (data === ownTab) channel!.postMessage('mine ' + ownTab)
  })
}

/** From now on another page may use this tab id. */
export function releaseTab(): void {
  channel?.close()
}

function isCopy(tab: string): Promise<boolean> {
  return new Promise(resolve => {
    if (!channel) return resolve(true) // other tabs cannot be asked: a new id is better than one shared by two tabs
    channel.addEventListener('message', ({ data }) => {
      if (data === 'mine ' + tab) resolve(true)
    })
    channel.postMessage(tab)
    setTimeout(() => resolve(false), COPY_TIMEOUT_MS)
  })
}

/** Call it at every change, because a page that crashes or is discarded has no later chance. */
export function rememberTab(remembered: Remembered): void {
  attempt(() => sessionStorage.setItem(TAB_KEY, JSON.stringify(remembered)))
}

/** The id shared by all tabs of this browser; undefined if storage is refused. */
export function browserId(): string | undefined {
  return attempt(() => {
    const known = localStorage.getItem(BROWSER_KEY)
    if (known) return known
    const made = randomId()
    localStorage.setItem(BROWSER_KEY, made)
    return made
  })
}
