/** The words about signs. A translation replaces this file. */
import { SIGNS, type Sign, type SignCounts } from '../../src/core/protocol/signs'

const NAMES: Record<Sign, string> = {
  like: 'Like',
  great: 'Great',
  funny: 'Funny',
  wow: 'Wow',
  unclear: 'Unclear',
}

export const signWords = {
  names: NAMES,
  row: 'Show a sign on the screen',
  shown: (sign: Sign) => `${NAMES[sign]}: on the screen.`,
  noAnswer: 'No answer from the server. Your sign may not be shown.',
  /** What a screen reader finds in place of the pictures. */
  told(counts: SignCounts, seconds: number): string {
    const parts = SIGNS.filter(sign => counts[sign]).map(sign => `${NAMES[sign]} ${counts[sign]}`)
    return parts.length > 0
      ? `Signs of the last ${seconds} seconds: ${parts.join(', ')}`
      : `No signs in the last ${seconds} seconds`
  },
}
