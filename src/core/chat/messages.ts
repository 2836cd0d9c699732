/** What a line may be, and who may say one. Values in, values out. */
import { MAX_LINE_LENGTH } from '../limits/input-limits'
import { DEFAULT_ROOM } from '../room/codes'
import type { Refusal } from '../protocol/events'
import { BIDI_CONTROLS, INVISIBLE, withoutFloods } from '../text/invisible'
import type { RoomDocument } from '../room/document'
import { refuse } from '../protocol/refusals'

/** Lines of the history that are sent at a time, and their bytes as UTF-8; a single line may be longer. */
export const MAX_PAGE_LINES = 100
export const MAX_PAGE_BYTES = 32 * 1024

/** Halves of surrogate pairs. */
const LONE_SURROGATES = /\p{Cs}/gu
/** Ends of lines as other systems and word processors write them. */
const LINE_ENDS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g
/** All control characters but the tab and the end of a line. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/** The text as it is recorded and shown; empty when nothing of it is visible. Never shortened. */
export function cleanText(text: string): string {
  const seen = text
    .replace(LINE_ENDS, '\n')
    .replace(CONTROLS, '')
    .replace(BIDI_CONTROLS, '')
    .replace(LONE_SURROGATES, '')
  // Before normalizing, too: sorting thousands of combining marks would block the event loop for too long.
  const clean = withoutFloods(withoutFloods(seen).normalize('NFC')).trim()
  return clean.replace(INVISIBLE, '').trim() === '' ? '' : clean
}

/** A line's text as it is recorded, or why it is refused. */
export function decideText(text: string): { ok: true; text: string } | Refusal {
  const clean = cleanText(text)
  if (clean === '') return refuse('empty-line')
  return clean.length > MAX_LINE_LENGTH ? refuse('line-too-long') : { ok: true, text: clean }
}

export interface Speaker {
  /** The public id. */
  id: string
  presenter: boolean
  classic: boolean
}

/** Why somebody may not speak in a room; a presenter always may. */
export function decideSpeaker(
  code: string,
  { talk, muted }: Pick<RoomDocument, 'talk' | 'muted'>,
  { id, presenter, classic }: Speaker,
): Refusal | undefined {
  if (presenter) return undefined
  if (!talk.chat || (classic && (!talk.classic || code !== DEFAULT_ROOM))) return refuse('chat-off')
  return muted.some(person => person.id === id) ? refuse('muted') : undefined
}
