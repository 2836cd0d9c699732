/** Saves what the page has as a file of this computer. */
import { make } from '../shared/dom'
import { presenterWords as words } from './words'

/** Lets the browser download this. Returns the sentence to show. */
export function saveFile(name: string, content: Blob): string {
  const link = make('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // After the browser has started the download.
  setTimeout(() => URL.revokeObjectURL(link.href), 0)
  return words.saved(name)
}

/** The name of a file as the server says it, with any letters. */
export function fileNameIn({ headers }: Response): string | undefined {
  const disposition = headers.get('Content-Disposition') ?? ''
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? []
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1]
}
