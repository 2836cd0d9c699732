/** Copies a text: on plain-http addresses a page has no clipboard, only the old way. */
import { presenterWords as words } from './words'

/** Copies what is in a field. Resolves to what to say about it. */
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
