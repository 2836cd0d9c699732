/** Reads and cleans what people typed, and says which spellings are the same answer. */
import { BIDI_CONTROLS, withoutFloods, withoutStray } from '../text/invisible'
import { fold } from '../text/fold'
import { countersOf, refused, voted, VOTERS, type ParsedVote } from './question-type'

/** Control characters but line breaks, unpaired surrogates and private-use characters. */
const NO_TEXT = /[\p{Cc}\p{Cs}\p{Co}]/gu
/** Punctuation around an answer. */
const BEFORE = /^[\p{P}\p{Z}]+/u
const BEHIND = /[\p{P}\p{Z}]+$/u
/** The # of C# belongs to the word. */
const LETTER_WITH_SIGN = /^\p{L}#?/u
const VISIBLE = /[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u

/** One line without what nobody sees or what disturbs the lines around it; empty: nothing to see is left. */
export function cleanAnswer(text: string): string {
  const line = withoutFloods(withoutStray(text.replace(BIDI_CONTROLS, ''))).replace(NO_TEXT, ' ')
  const clean = line.normalize('NFC').replace(/\s+/gu, ' ').trim()
  return VISIBLE.test(clean) ? clean : ''
}

/** The number of characters as people count them, a letter with its marks being one. */
export function lengthOf(text: string): number {
  return [...text.replace(/\p{M}|\p{Cf}/gu, '')].length
}

/** What stands on the lines of what somebody sent, cleaned; lines without anything to see are left out. */
export function answersIn(sent: string): string[] {
  return sent
    .split('\n')
    .map(cleanAnswer)
    .filter(answer => answer !== '')
}

/** The vote for typed answers, one a line. An answer that somebody gives twice, in whatever spelling, counts once. */
export function parseTypedVote(
  sent: string,
  { most, isTooLong }: { most: number; isTooLong: (answer: string) => boolean },
): ParsedVote {
  const given = [...new Map(answersIn(sent).map(answer => [answerKey(answer), answer])).values()]
  if (given.length === 0) return refused('empty-answer')
  if (given.length > most) return refused('too-many-answers')
  return given.some(isTooLong) ? refused('answer-too-long') : voted(VOTERS, ...given)
}

/** The answers of a recorded vote. */
export function answersOf(vote: string): string[] {
  return countersOf(vote).slice(1)
}

/** What is equal for spellings of the same answer. */
export function answerKey(text: string): string {
  const folded = fold(text).trim()
  return withoutOuter(folded) || folded
}

function withoutOuter(text: string): string {
  const inner = text.replace(BEFORE, '')
  const [kept = ''] = LETTER_WITH_SIGN.exec(inner) ?? []
  return kept + inner.slice(kept.length).replace(BEHIND, '')
}
