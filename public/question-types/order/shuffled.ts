/** The order in which somebody sees the items: random, so that the first one gains nothing, and the same at each look. */
import { recallWord, rememberWord } from '../../shared/storage'

const SEED_KEY = 'order-seed'

/** Also where storage is refused. */
let seed = ''

/** What is random about this browser. */
function ownSeed(): string {
  seed ||= recallWord(SEED_KEY) ?? ''
  if (seed === '') {
    seed = Math.random().toString(36).slice(2)
    rememberWord(SEED_KEY, seed)
  }
  return seed
}

/** The letters in the order of this browser and poll. A letter that comes later leaves the others as they stand. */
export function shuffled(letters: readonly string[], pollId: string): string[] {
  const keyOf = (letter: string) => hashOf(`${ownSeed()} ${pollId} ${letter}`)
  return [...letters].sort((one, other) => keyOf(one) - keyOf(other))
}

/** FNV-1a, and its last bits mixed into all others. */
function hashOf(text: string): number {
  let hash = 2166136261
  for (const sign of text) hash = Math.imul(hash ^ sign.codePointAt(0)!, 16777619)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
