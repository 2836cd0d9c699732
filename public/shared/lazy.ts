/** Loads a part of a page on demand: its script and its style sheet. */
import { make, pill } from './dom'
import { offerReload, restoreTyped } from './connection/newer-version'
import { probe, unreachable } from './connection/probe'
import { words } from './words'

/** Time-out of a load, so that the next press can try again. */
const LOAD_TIMEOUT_MS = 20_000

/** How often each script failed: a browser remembers a failed module for good, so the next try has another address. */
const failures = new Map<string, number>()

/**
 * Loads what the element names in `data-src` and `data-href`. Each page bundles its parts on its own.
 * Rejects with a sentence that says what helps; a later call tries again.
 */
export async function loadPart<T>({ dataset: { src, href } }: HTMLElement): Promise<T> {
  const failed = failures.get(src!) ?? 0
  const address = (name: string) => new URL(name, document.baseURI).href + (failed ? `?again=${failed}` : '')
  try {
    const [part] = await withTimeout([
      import(address(src!)) as Promise<T>,
      href && loadStyle(href, address(href)),
    ])
    setTimeout(restoreTyped)
    return part
  } catch {
    failures.set(src!, failed + 1)
    throw new Error(await whyNot([src!, ...(href ? [href] : [])]))
  }
}

/** Fills an element with a part. If that fails, the element shows why and offers a retry. */
export function fillPart<T>(place: HTMLElement, fill: (part: T) => void): void {
  if (place.dataset['state']) return
  place.dataset['state'] = 'loading'
  loadPart<T>(place).then(
    part => {
      place.dataset['state'] = 'filled'
      place.textContent = ''
      fill(part)
    },
    (error: Error) => {
      delete place.dataset['state']
      const hadFocus = place.contains(document.activeElement)
      const again = pill(words.tryAgain, () => fillPart(place, fill))
      const said = make('p', 'said', error.message)
      said.setAttribute('role', 'status')
      place.textContent = ''
      place.append(said, again)
      if (hadFocus) again.focus()
    },
  )
}

async function whyNot(addresses: string[]): Promise<string> {
  const found = (await Promise.all(addresses.map(probe))).find(each => each !== 'answers')
  if (!found) return words.notLoaded
  if (found !== 'missing') return unreachable(found)
  offerReload()
  return words.newer
}

function withTimeout<A, B>(all: [Promise<A>, B]): Promise<[A, Awaited<B>]> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('too slow')), LOAD_TIMEOUT_MS)
    Promise.all(all).then(resolve, reject)
  })
}

function loadStyle(name: string, href: string): Promise<unknown> | undefined {
  if (document.querySelector(`link[data-part="${name}"]`)) return undefined
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  return new Promise((resolve, reject) => {
    link.onload = () => resolve((link.dataset['part'] = name))
    link.onerror = () => {
      link.remove()
      reject(new Error(href))
    }
    document.head.append(link)
  })
}
