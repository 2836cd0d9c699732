/** Owns what a line may be, and who may say one. Values in, values out. */
import { HOUSE } from './codes'
import type { Refusal } from './events'
import type { RoomDocument } from './room-document'
import { refuse } from './refusals'

/** Characters of a line, as JavaScript counts them: two for most emoji. */
export const MAX_LINE = 2000
export const MAX_ANNOUNCEMENT = 500
/** Lines of the history that are sent at a time. */
export const HISTORY = 100
/** Bytes of them, as UTF-8; a single line may be longer. */
export const MAX_PAGE_BYTES = 32 * 1024

/** Marks that stand above each other, whatever invisible is between them; languages need up to three. */
const MARKS = /[\p{M}\p{Cf}]{5,}/gu
const MAX_MARKS = 4
/** Reverses or embeds what stands around it, so that a line reads as something else. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g
/** Halves of characters. */
const HALVES = /\p{Cs}/gu
/** All control characters but the tab and the end of a line. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
/** What is in no text anybody can see. */
const INVISIBLE = /[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** The text as it is kept and shown; empty when there is nothing to see in it. Never shortened. */
export function cleanText(text: string): string {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, '')
    .replace(BIDI_CONTROLS, '')
    .replace(HALVES, '')
    // Before, too: to put thousands of marks in order takes longer than a vote may wait.
    .replace(MARKS, withoutFlood)
    .normalize('NFC')
    .replace(MARKS, withoutFlood)
    .trim()
  return clean.replace(INVISIBLE, '') === '' ? '' : clean
}

function withoutFlood(marks: string): string {
  let count = 0
  return marks.replace(/\p{M}/gu, mark => (++count > MAX_MARKS ? '' : mark))
}

/** A line's text as it is kept, or why it is none. */
export function decideText(text: string): { ok: true; text: string } | Refusal {
  const clean = cleanText(text)
  if (clean === '') return refuse('empty-line')
  return clean.length > MAX_LINE ? refuse('line-too-long') : { ok: true, text: clean }
}

export interface Speaker {
  /** The public id. */
  id: string
  presenter: boolean
  classic: boolean
}

/** Decides whether somebody may speak in a room; a presenter always may. */
export function decideSpeaker(
  code: string,
  { talk, muted }: Pick<RoomDocument, 'talk' | 'muted'>,
  { id, presenter, classic }: Speaker,
): Refusal | undefined {
  if (presenter) return undefined
  if (!talk.chat || (classic && (!talk.classic || code !== HOUSE))) return refuse('chat-off')
  return muted.some(person => person.id === id) ? refuse('muted') : undefined
}
