/** Makes what people typed safe to stand in a picture: without what XML forbids, nobody sees, or what disturbs its neighbours. */
import { BIDI_CONTROLS, withoutFloods, withoutStray } from '../text/invisible'

/** More than any text of a question or an answer has. */
const MAX_LENGTH = 4000
/** Control characters but line breaks, unpaired surrogates, and what is no character. */
const FORBIDDEN = /(?!\n)\p{Cc}|[\p{Cs}\ufffe\uffff]/gu

/** The lines of a text; a tab is a space, and spaces that indent a line stay. */
export function cleanLines(text: string): string[] {
  const plain = text
    .slice(0, MAX_LENGTH)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, '  ')
  const seen = withoutFloods(withoutStray(plain.replace(BIDI_CONTROLS, '').replace(FORBIDDEN, '')))
  const lines = seen.split('\n').map(line => {
    const [indent = ''] = /^ +/.exec(line) ?? []
    return (
      '\u00a0'.repeat(indent.length) +
      line
        .slice(indent.length)
        .replace(/[ \u3000]+/g, ' ')
        .trimEnd()
    )
  })
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop()
  while (lines.length > 0 && lines[0] === '') lines.shift()
  return lines
}

/** A text as one line. */
export function cleanLine(text: string): string {
  return cleanLines(text).join(' ').replace(/\s+/gu, ' ').trim()
}
