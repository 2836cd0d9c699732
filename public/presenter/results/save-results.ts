/** Downloads results as files; not by a link, which could not send the presenter's key. */
import { make, pill } from '../../shared/dom'
import { keyOf } from '../../shared/connection/presenter-keys'
import { roomCode } from '../../shared/urls'
import { fileNameIn, saveFile } from '../save-file'
import { resultsWords as words } from './words'

export type FileFormat = 'csv' | 'xlsx' | 'json'

/**
 * Downloads a file of the API. Resolves to the sentence to show.
 * @param path behind the room, such as `results.csv?lesson=2`
 */
export async function saveResults(path: string): Promise<string> {
  const address = new URL(`api/rooms/${roomCode || 'house'}/${path}`, document.baseURI).href
  try {
    const response = await fetch(address, { headers: { Authorization: `Bearer ${keyOf(roomCode) ?? ''}` } })
    if (!response.ok) return ((await response.json()) as { message: string }).message
    // All of it, before anything is saved: half a file would look like a whole one.
    const file = await response.blob()
    return saveFile(fileNameIn(response) ?? path, file)
  } catch {
    return words.notSaved
  }
}

/** A row for what saves something. */
export function saveRow(...buttons: HTMLElement[]): HTMLElement {
  const row = make('div', 'save-results')
  row.append(make('span', 'hint', words.save), ...buttons)
  return row
}

/** The buttons that save something in these formats. */
export function saveButtons(
  formats: readonly FileFormat[],
  what: string,
  save: (format: FileFormat) => void,
): HTMLElement[] {
  return formats.map(format => saveButton(format, what, () => save(format)))
}

export function saveButton(
  format: keyof typeof words.formats,
  what: string,
  save: () => void,
): HTMLButtonElement {
  return pill(words.formats[format], save, words.ofResult(words.saveAs(format), what))
}
