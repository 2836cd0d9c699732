/** Owns the sentence of every refusal; both the server and the page say it from here. */
import type { Refusal, RefusalCode } from './events'

export const refusalSentences: Record<RefusalCode, string> = {
  'bad-request': 'The server did not understand that request. Nothing was changed.',
  'too-fast': 'That was too fast. Wait a moment and try again.',
  'no-such-room': 'There is no room with this code.',
  'no-such-choice': 'That is not one of the choices. Your vote is unchanged.',
  'poll-over': 'That question is over.',
  'poll-closed': 'This question is closed. No more votes are taken.',
  'screens-do-not-vote': 'A screen only shows the tally. Open the page itself to vote.',
  'server-error': 'Something went wrong on the server. Nothing was changed.',
}

/** Makes the refusal that belongs to a code. */
export function refuse(code: RefusalCode): Refusal {
  return { ok: false, code, message: refusalSentences[code] }
}
