/**
 * The words that a room does not allow in what its people write: chat lines, private lines, names, asks, posts and typed
 * answers. What the crew writes is not held to them. Values in, values out.
 */
import { parseListed, splitListed, takenOver, type ListedWord } from '../text/listed-words'
import { WordList } from '../text/word-list'
import { refuse } from '../protocol/refusals'
import type { Refusal } from '../protocol/replies'
import type { WallDocument } from '../protocol/wall'
import type { Decision, RoomDocument } from './document'

export const MAX_BLOCKED_WORDS = 200
/** Bytes of the whole list as JSON: it goes to the crew in one message. */
export const MAX_BLOCKED_BYTES = 10_000

/** Characters of a word that is told to whoever wrote it. */
const MAX_TOLD_LENGTH = 40

/** Lists that were made of words; a document keeps its array as long as nobody changes it. */
const made = new WeakMap<readonly string[], WordList>()

/** The list of a room, made once for each array of words. */
export function wordListOf({ blockedWords }: Pick<RoomDocument, 'blockedWords'>): WordList {
  let list = made.get(blockedWords)
  if (!list) made.set(blockedWords, (list = new WordList(blockedWords)))
  return list
}

/** A document of a version that blocked words on the wall only: they are blocked in the room. */
export function withRoomWords(kept: Partial<RoomDocument>): Partial<RoomDocument> {
  const { blockedWords: words, ...wall } = { ...kept.wall } as Partial<WallDocument> & {
    blockedWords?: unknown
  }
  if (!Array.isArray(words)) return kept
  const typed = words.filter(word => typeof word === 'string')
  return { blockedWords: takenOver(typed), ...kept, wall: wall as WallDocument }
}

/** Why somebody may not write a text; the sentence names the word, as the author has to find it. */
export function refusalOfWords(
  document: Pick<RoomDocument, 'blockedWords'>,
  text: string,
  isCrew = false,
): Refusal | undefined {
  return refusalOf('blocked-word', document, text, isCrew)
}

/** Why somebody may not have a name. */
export function refusalOfName(
  document: Pick<RoomDocument, 'blockedWords'>,
  name: string,
  isCrew = false,
): Refusal | undefined {
  return refusalOf('blocked-name', document, name, isCrew)
}

/** Adds words, or takes them off; commas stand between several. Words that find the same are one. */
export function changeBlockedWords(
  room: RoomDocument,
  { word, isBlocked }: { word: string; isBlocked: boolean },
): Decision {
  const given = new Map<string, string>()
  for (const typed of splitListed(word)) {
    const parsed = parseListed(typed)
    if (!parsed.ok) return refuse(parsed.code)
    given.set(parsed.word.key, typed)
  }
  if (given.size === 0) return refuse('no-word')
  const keyOf = (typed: string) => listed(typed)?.key
  const before = new Set(room.blockedWords.map(keyOf))
  const added = [...given].flatMap(([key, typed]) => (before.has(key) ? [] : typed))
  const blockedWords = isBlocked
    ? [...room.blockedWords, ...added]
    : room.blockedWords.filter(typed => !given.has(keyOf(typed) ?? typed))
  if (blockedWords.length === room.blockedWords.length) return refuse('already-so')
  if (isBlocked && !isWithinLimits(blockedWords)) return refuse('too-many-blocked')
  return { ok: true, document: { ...room, blockedWords } }
}

function listed(typed: string): ListedWord | undefined {
  const parsed = parseListed(typed)
  return parsed.ok ? parsed.word : undefined
}

function isWithinLimits(words: readonly string[]): boolean {
  return (
    words.length <= MAX_BLOCKED_WORDS &&
    new TextEncoder().encode(JSON.stringify(words)).length <= MAX_BLOCKED_BYTES
  )
}

/** Says which word it is: its author has to find it. The crew is not held to the list. */
function refusalOf(
  code: 'blocked-word' | 'blocked-name',
  document: Pick<RoomDocument, 'blockedWords'>,
  text: string,
  isCrew: boolean,
): Refusal | undefined {
  const found = isCrew ? undefined : wordListOf(document).find(text)
  if (found === undefined) return undefined
  const refusal = refuse(code)
  const word = [...found]
  const seen = word.length > MAX_TOLD_LENGTH ? word.slice(0, MAX_TOLD_LENGTH).join('') + '…' : found
  return { ...refusal, message: `${refusal.message} The word is “${seen}”.` }
}
