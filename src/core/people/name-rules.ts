/** Checks names, and which names are reserved for the presenter and the host. */
import type { Refusal } from '../protocol/replies'
import { BIDI_CONTROLS, INVISIBLE, withoutFloods, withoutStray } from '../text/invisible'
import { skeletonsOf } from '../text/confusables'
import { refuse } from '../protocol/refusals'
import { mixesScripts } from '../text/scripts'

/** Visible characters as people type them: a letter with marks may be several. */
export const MAX_NAME = 30
/** A longer text is refused before it is cleaned, even if most of it is invisible. */
export const MAX_TYPED_NAME = 10 * MAX_NAME
/** UTF-16 units of a name, joiners included: a family emoji of four people has eleven. */
const MAX_NAME_UNITS = 4 * MAX_NAME

const VISIBLE = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u
/** Control characters, unpaired surrogates and private-use characters. */
const NO_TEXT = /[\p{Cc}\p{Cs}\p{Co}]/u

/** Names for the presenter and the host only. */
const RESERVED = new Set(['presenter', 'host', 'moderator', 'admin'].flatMap(lettersOf))
/** Reserved even as a part of a name. */
const [UNMISTAKABLE] = lettersOf('presenter')

/**
 * The name as it is shown: as typed, but in NFC and without extra spaces and stray invisible characters; or the
 * refusal.
 */
export function cleanName(text: string): { ok: true; name: string } | Refusal {
  if (text.length > MAX_TYPED_NAME) return refuse('bad-name')
  if (text.search(BIDI_CONTROLS) >= 0) return refuse('name-signs')
  const name = oneLine(text)
  const length = lengthOf(name)
  if (length === 0 || length > MAX_NAME || name.length > MAX_NAME_UNITS || !VISIBLE.test(name))
    return refuse('bad-name')
  if (NO_TEXT.test(name) || withoutFloods(name) !== name) return refuse('name-signs')
  return mixesScripts(name) ? refuse('mixed-scripts') : { ok: true, name }
}

/** Shortens a name to leave room for a suffix; never separates a letter from its marks. */
export function beginningOf(text: string, room: number): string {
  const characters = [...oneLine(text.slice(0, MAX_TYPED_NAME))]
  let end = 0
  for (let length = 0, units = 0; end < characters.length; end++) {
    const character = characters[end]!
    length += lengthOf(character)
    units += character.length
    if (length > room || units > MAX_NAME_UNITS - MAX_NAME) break
  }
  const beginning = characters.slice(0, end).join('')
  return /^\p{M}/u.test(characters[end] ?? '') ? beginning.replace(/\P{M}\p{M}*$/u, '') : beginning
}

/** Whether a name could be mistaken for the presenter's or the host's, decorations ignored. */
export function isReserved(name: string): boolean {
  const words = [...name.split(/\s/), ...name.split(/[^\p{L}\p{M}]+/u)]
  const parts = [name, name.replace(/\p{N}/gu, ''), ...words]
  return parts.flatMap(lettersOf).some(letters => RESERVED.has(letters) || letters.includes(UNMISTAKABLE!))
}

function oneLine(text: string): string {
  return withoutStray(text).normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** The number of characters, joiners not counted. */
function lengthOf(name: string): number {
  return [...name.replace(INVISIBLE, '')].length
}

/** The visible letters of a name, without marks, signs and spaces. */
function lettersOf(name: string): string[] {
  return skeletonsOf(name).map(look => look.replace(/[^\p{L}]/gu, ''))
}
