/** What is said of a list that is saved in a format of other programs. A translation replaces this file. */
import { words } from '../../shared/words'
import { formatNames, type SavedFormat } from './saved-formats'

/** A question as a sentence names it. */
export interface Named {
  /** Its place in the list, from 1. */
  number: number
  text: string
  kind: string
}

const MAX_NAMED = 5
const MAX_TEXT_LENGTH = 30

function named(questions: readonly Named[], isWithKind: boolean): string {
  const shown = questions.slice(0, MAX_NAMED).map(({ number, text, kind }) => {
    const [...signs] = (text || words.questionAloud).replace(/\s+/g, ' ')
    const short =
      signs.length > MAX_TEXT_LENGTH ? `${signs.slice(0, MAX_TEXT_LENGTH - 1).join('')}…` : signs.join('')
    return `${number} “\u2068${short}\u2069”${isWithKind ? ` (${kind})` : ''}`
  })
  const more = questions.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

export const saveWords = {
  /** One sentence; empty: nothing is lost. */
  lost(format: SavedFormat, leftOut: readonly Named[], changed: readonly Named[]): string {
    const parts = [
      ...(leftOut.length > 0
        ? [
            `${formatNames[format]} has no kind for these questions, which are left out: ${named(leftOut, true)}`,
          ]
        : []),
      ...(changed.length > 0
        ? [
            `line breaks or signs that ${formatNames[format]} does not know are lost in: ${named(changed, false)}`,
          ]
        : []),
    ]
    const sentence = parts.join('; ')
    return sentence === '' ? '' : `${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`
  },

  /** Empty: all have one. */
  unmarked: (questions: readonly Named[]) =>
    questions.length === 0
      ? ''
      : `Moodle stops its import at choices of which none is right: mark one in ${named(questions, false)}, or take these out.`,
}
