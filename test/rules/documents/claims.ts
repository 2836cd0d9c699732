/** Reads the table of claims, and says which of them no document makes or nothing shows. */
import { fileOf, readDocument } from './named'

export interface Claim {
  /** The document that makes it, by its path from the root. */
  document: string
  /** Its words, as they stand there. */
  claim: string
  /** The cell that says what shows it. */
  shown: string
}

/** Every row of the table, under the heading of its document. */
export function claimsOf(text: string): Claim[] {
  return text
    .split(/^## /m)
    .slice(1)
    .flatMap(section => {
      const [document, ...lines] = section.split('\n')
      return lines
        .map(line => /^\| (.+) \| (.+) \|$/.exec(line))
        .filter(row => row !== null && row[1] !== 'claim')
        .map(row => ({ document: document!.trim(), claim: row![1]!, shown: row![2]! }))
    })
}

/** Words alone: without emphasis, code, links and line breaks. */
function words(text: string): string {
  return text
    .replace(/\]\([^)]*\)/g, '')
    .replace(/[*`[\]]/g, '')
    .replace(/\s+/g, ' ')
}

/** What is wrong with this row, as a sentence. */
export function faultOf({ document, claim, shown }: Claim): string | undefined {
  if (!words(readDocument(document)).includes(words(claim))) return `${document} does not say "${claim}"`
  const named = Array.from(shown.matchAll(/`([^`]+)`/g), ([, code]) => code!)
  const shows = named.some(code => /\bnpm /.test(code) || (/^(test\/|\.ci\/)/.test(code) && fileOf(code)))
  return shows ? undefined : `nothing shows "${claim}" of ${document}`
}
