/** Cuts GIFT into its questions, which stand apart by empty lines, and says which lines ask nothing. */
import { indexOfSign } from './gift-text'
import type { Line } from '../lines'

const TITLE = /^::[^:\\]/
export const isComment = ({ text }: Line) => text.startsWith('//')
const isCategory = ({ text }: Line) => text.startsWith('$CATEGORY')

/** Whether nothing is asked here. */
export const isAside = (line: Line): boolean => isComment(line) || isCategory(line)

export const isTitled = ({ text }: Line) => TITLE.test(text) && text.indexOf('::', 2) > 0

/**
 * Questions stand apart by empty lines; one inside of braces does not count. Behind a closed brace a title or a comment
 * begins the next one, too.
 * @param isMixed they stand in a text of another format, in which a title begins and a last brace ends them, too
 */
export function chunksOf(lines: readonly Line[], isMixed = false): Line[][] {
  const chunks: Line[][] = []
  let isOpen = false
  const isNext = (line: Line, chunk: readonly Line[]) => {
    if (line.isBehindGap) return !isOpen || TITLE.test(line.text)
    if (isOpen || chunk.every(isAside)) return false
    const isEnded = /\}\W*$/.test(chunk[chunk.length - 1]!.text)
    return isMixed ? isTitled(line) || isEnded : isEnded && (isTitled(line) || isAside(line))
  }
  for (const line of lines) {
    const chunk = chunks[chunks.length - 1]
    if (!chunk || isNext(line, chunk)) {
      chunks.push([line])
      isOpen = false
    } else chunk.push(line)
    if (isComment(line)) continue
    for (let at = indexOfSign(line.text, '{}'); at >= 0; at = indexOfSign(line.text, '{}', at + 1))
      isOpen = line.text[at] === '{'
  }
  return chunks
}
