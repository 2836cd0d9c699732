/** Converts the HTML of networks to text: tags are removed, character references become characters. */
import { decodeHTMLStrict } from 'entities/decode'

const MAX_HTML_LENGTH = 20_000

/** HTML as text: paragraphs and breaks as lines, everything else without its tags. */
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
 * Each character reference as its character, once: what was escaped twice stays escaped once. Unknown ones stay as they
 * are, and those without a semicolon, too: servers write it, and in the query of an address `&copy=1` is no sign.
 */
export function decodeReferences(text: string): string {
  return decodeHTMLStrict(text)
}
