/** The lines of a pasted text, whatever program broke them, each with the number that a text field gives it. */

export interface Line {
  /** From 1. Breaks within a paragraph, as Word and PowerPoint write them, do not count. */
  number: number
  /** As it was pasted. */
  raw: string
  /** Without what nobody sees at its ends. */
  text: string
  /** Whether nothing stands between this line and the one before. */
  isBehindGap: boolean
}

/** Line ends; the last three are breaks within a paragraph, in PowerPoint, Word and on the web. */
export const LINE_END = /\r\n|\r|\n/
const SOFT_BREAK = /[\u000b\u000c\u0085\u2028\u2029]/
/** Characters without a width or meaning of their own. */
const UNSEEN = /[\u200b\u2060\ufeff\u00ad]/g
/** Spaces that a keyboard does not have; the tab stays, for it separates cells. */
const WIDE_SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g
const NOT_PLAIN = new RegExp(`${UNSEEN.source}|${WIDE_SPACES.source}|[\\uf020-\\uf0ff]`)
/** Signs of the fonts Symbol and Wingdings, which Word writes as bullets and boxes. */
const SYMBOLS: Record<string, string> = {
  '\uf0a8': '☐',
  '\uf06f': '☐',
  '\uf071': '☐',
  '\uf0fe': '☑',
  '\uf052': '☑',
  '\uf0fd': '☒',
  '\uf0fc': '✓',
}
const SYMBOL = /^(\s*)([\uf020-\uf0ff])(?=\s)/
/** Whether a line of this text begins with one. */
export const hasSymbols = (text: string): boolean => /^[^\S\r\n]*[\uf020-\uf0ff]\s/m.test(text)

const readable = (raw: string) =>
  raw
    .replace(UNSEEN, '')
    .replace(WIDE_SPACES, ' ')
    .replace(SYMBOL, (_sign, space: string, symbol: string) => space + (SYMBOLS[symbol] ?? '•'))

/** The lines on which there is something to see. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let isBehindGap = true
  // One look at the whole text saves three at each line.
  const hasSoftBreaks = SOFT_BREAK.test(text)
  const isPlain = !NOT_PLAIN.test(text)
  text.split(LINE_END).forEach((paragraph, index) => {
    for (const raw of hasSoftBreaks ? paragraph.split(SOFT_BREAK) : [paragraph]) {
      const clean = isPlain ? raw : readable(raw)
      const text = clean.trim()
      if (text === '') {
        // An empty part of a paragraph is no empty line between questions.
        isBehindGap ||= raw.length === paragraph.length
        continue
      }
      lines.push({ number: index + 1, raw: clean.trimEnd(), text, isBehindGap })
      isBehindGap = false
    }
  })
  return lines
}
