/** Copies a text; on plain http, where there is no clipboard API, by `execCommand`. */
import { presenterWords as words } from './words'

/** Copies the text of a field. Resolves to the sentence to show. */
export async function copyFrom(field: HTMLTextAreaElement | HTMLInputElement): Promise<string> {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value)
    else if (!copySelected(field)) return words.notCopied
    return words.copied
  } catch {
    return copySelected(field) ? words.copied : words.notCopied
  }
}

function copySelected(field: HTMLTextAreaElement | HTMLInputElement): boolean {
  field.focus()
  field.select()
  return document.execCommand('copy')
}
