/** Saves files on this computer: what the page has, and what the server gives to presenters alone. */
import { keyOf } from '../shared/connection/presenter-keys'
import { make } from '../shared/dom'
import { roomCode } from '../shared/urls'
import { presenterWords as words } from './words'

/** Milliseconds for which a page says that a file was saved: as long as it offers to undo a step. */
const SAVED_SHOWN_MS = 10_000

let passing: number | undefined

/** Lets the browser download this. Returns the sentence to show, which goes after a while. */
export function saveFile(name: string, content: Blob): string {
  const link = make('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // After the browser has started the download.
  setTimeout(() => URL.revokeObjectURL(link.href), 0)
  const sentence = words.saved(name)
  clearTimeout(passing)
  passing = window.setTimeout(() => forget(sentence), SAVED_SHOWN_MS)
  return sentence
}

/** Takes a sentence away, wherever it still stands; a screen reader has read it when it came, and reads nothing now. */
function forget(sentence: string): void {
  for (const place of document.querySelectorAll('[role=status]'))
    if (place.textContent === sentence) place.textContent = ''
}

export interface Download {
  /** Saves the file, with the name that the server gives it; returns the sentence to show. */
  save: (file: Blob, name: string | undefined) => string | Promise<string>
  /** What is said where it does not come. */
  failed: string
}

/** Downloads a file; not by a link, which could not send the key. Resolves to the sentence to show. */
export async function download(address: string, { save, failed }: Download): Promise<string> {
  try {
    const headers = { Authorization: `Bearer ${keyOf(roomCode) ?? ''}` }
    const response = await fetch(new URL(address, document.baseURI).href, { headers })
    if (!response.ok) return ((await response.json()) as { message: string }).message
    // All of it, before anything is saved: half a file would look like a whole one.
    return await save(await response.blob(), fileNameIn(response))
  } catch {
    return failed
  }
}

/** The address of what the API has of this room, such as `results.csv?lesson=2`. */
export function apiAddress(path: string): string {
  return `api/rooms/${roomCode || 'house'}/${path}`
}

/** The name of a file as the server says it, with any letters. */
function fileNameIn({ headers }: Response): string | undefined {
  const disposition = headers.get('Content-Disposition') ?? ''
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? []
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1]
}
