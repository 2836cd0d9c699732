/** Downloads results as files. */
import { make, pill } from '../../shared/dom'
import { apiAddress, download, saveFile } from '../save-file'
import { resultsWords as words } from './words'

export type FileFormat = 'csv' | 'xlsx' | 'json'

/**
 * Downloads a file of the API. Resolves to the sentence to show.
 * @param path behind the room, such as `results.csv?lesson=2`
 */
export function saveResults(path: string): Promise<string> {
  return download(apiAddress(path), {
    save: (file, name) => saveFile(name ?? path, file),
    failed: words.notSaved,
  })
}

/** Downloads the questions from the room of an earlier lesson. Resolves to the sentence to show. */
export function saveAsksOf(lesson: number): Promise<string> {
  const file = `asks.csv?lesson=${lesson}`
  return download(apiAddress(`asks?lesson=${lesson}`), {
    save: async told => {
      const { asks } = JSON.parse(await told.text()) as { asks: unknown[] }
      return asks.length === 0 ? words.noAsks : saveResults(file)
    },
    failed: words.notSaved,
  })
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
