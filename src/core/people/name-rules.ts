/** What a name may be, and which names are the presenter's and the host's. */
import type { Refusal } from '../protocol/events'
import { BIDI_CONTROLS, INVISIBLE, withoutFloods, withoutStray } from '../text/invisible'
import { skeletonsOf } from './confusables'
import { refuse } from '../protocol/refusals'
import { mixesScripts } from '../text/scripts'

/** Characters that are seen, as people type them: a letter with its marks may be several. */
export const MAX_NAME = 30
/** A longer text is no name, however much of it is invisible; nobody cleans it. */
export const MAX_TYPED_NAME = 10 * MAX_NAME
/** Characters of a name with what joins them: a family is seven for one that is seen as four. */
const MAX_NAME_UNITS = 4 * MAX_NAME

const VISIBLE = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u
/** Controls, halves of characters, and what every typeface draws in its own way. */
const NO_TEXT = /[\p{Cc}\p{Cs}\p{Co}]/u

/** What nobody but the presenter and the host is called. */
const RESERVED = new Set(['presenter', 'host', 'moderator', 'admin'].flatMap(lettersOf))
/** Reserved also where it is only part of a name. */
const [UNMISTAKABLE] = lettersOf('presenter')

/** The name as it is shown, which is as it was typed but for NFC, spaces and stray invisible characters; or why it cannot be one. */
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

/** The beginning of a name that leaves room for what is put behind it; no letter is cut from its marks. */
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

/** Whether a name could be taken for the presenter's or the host's, however it is decorated. */
export function isReserved(name: string): boolean {
  const words = [...name.split(/\s/), ...name.split(/[^\p{L}\p{M}]+/u)]
  const parts = [name, name.replace(/\p{N}/gu, ''), ...words]
  return parts.flatMap(lettersOf).some(letters => RESERVED.has(letters) || letters.includes(UNMISTAKABLE!))
}

function oneLine(text: string): string {
  return withoutStray(text).normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Characters without what only joins them. */
function lengthOf(name: string): number {
  return [...name.replace(INVISIBLE, '')].length
}

/** What is left of a name for the eyes without marks, signs and spaces. */
function lettersOf(name: string): string[] {
  return skeletonsOf(name).map(look => look.replace(/[^\p{L}]/gu, ''))
}
