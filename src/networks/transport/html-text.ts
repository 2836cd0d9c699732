/** Converts the HTML of networks to text: tags are removed, character references become characters. */
import { decodeHTMLStrict } from 'entities/decode'

const MAX_HTML_LENGTH = 20_000

/** Converts HTML to text: paragraphs and breaks become lines, all other tags are removed. */
export function textOfHtml(html: string): string {
  return decodeReferences(
    html
      .slice(0, MAX_HTML_LENGTH)
      .replace(/<br[^<>]*>/gi, '\n')
      .replace(/<\/(?:p|div|li|blockquote|pre)\s*>/gi, '\n\n')
      .replace(/<[^<>]*>/g, ''),
  )
}

/**
 * Decodes each character reference once: text that was escaped twice stays escaped once. Unknown references stay as
 * they are, and so do those without a semicolon: servers always write it, and in a URL's query `&copy=1` is not a
 * reference.
 */
export function decodeReferences(text: string): string {
  return decodeHTMLStrict(text)
}
