/** Checks the text of chat messages (lines), and who may send one. Values in, values out. */
import { MAX_LINE_LENGTH } from '../limits/input-limits'
import { DEFAULT_ROOM } from '../room/codes'
import type { Refusal } from '../protocol/replies'
import { BIDI_CONTROLS, INVISIBLE, withoutFloods } from '../text/invisible'
import type { RoomDocument } from '../room/document'
import { refuse } from '../protocol/refusals'

/** Lines of the history that one reply carries, and their UTF-8 bytes; a single longer line is still sent. */
export const MAX_PAGE_LINES = 100
export const MAX_PAGE_BYTES = 32 * 1024

/** Unpaired surrogates. */
const LONE_SURROGATES = /\p{Cs}/gu
/** Line breaks of other systems and word processors. */
const LINE_ENDS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g
/** All control characters except the tab and the line feed. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/** The text as it is recorded and shown; empty if it has no visible character. Never shortened. */
export function cleanText(text: string): string {
  const seen = text
    .replace(LINE_ENDS, '\n')
    .replace(CONTROLS, '')
    .replace(BIDI_CONTROLS, '')
    .replace(LONE_SURROGATES, '')
  // Also before normalizing: sorting thousands of combining marks would block the event loop.
  const clean = withoutFloods(withoutFloods(seen).normalize('NFC')).trim()
  return clean.replace(INVISIBLE, '').trim() === '' ? '' : clean
}

/** A line's text as it is recorded, or the refusal. */
export function decideText(text: string): { ok: true; text: string } | Refusal {
  const clean = cleanText(text)
  if (clean === '') return refuse('empty-line')
  return clean.length > MAX_LINE_LENGTH ? refuse('line-too-long') : { ok: true, text: clean }
}

export interface Speaker {
  /** The public id. */
  id: string
  /** A presenter, or a helper. */
  isCrew: boolean
  classic: boolean
}

/** Why somebody may not send lines in a room; the crew always may. */
export function decideSpeaker(
  code: string,
  { talk, muted }: Pick<RoomDocument, 'talk' | 'muted'>,
  { id, isCrew, classic }: Speaker,
): Refusal | undefined {
  if (isCrew) return undefined
  if (!talk.chat || (classic && (!talk.classic || code !== DEFAULT_ROOM))) return refuse('chat-off')
  return muted.some(person => person.id === id) ? refuse('muted') : undefined
}
