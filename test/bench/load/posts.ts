/**
 * Made-up posts and terms for the wall's bench, in the shapes, lengths and proportions of Jetstream's frames; the
 * same for the same seed.
 */
import { repeatableChance } from '../statistics'

const WORDS = 30_000
/** So few that all who wrote what is found are soon known: asking for authors is bounded, and not what is measured. */
const AUTHORS = 1_000
/** Words below this rank stand in most posts; few people search for them. */
const COMMON = 150
const LETTERS = 'eeeaaaoiutnrslhdcmpgbvkfwyzxjqéüñçøж猫Ω'

export interface MadeUp {
  /** Texts of posts. */
  texts: string[]
  /** Frames as they come, but for their time: what stands before and after it. */
  frames: [before: string, after: string][]
}

type Chance = () => number

/** Makes a source of words of which a few stand everywhere and most hardly anywhere. */
function vocabulary(chance: Chance): { any: () => string; rare: () => string } {
  const words = new Set<string>()
  while (words.size < WORDS) {
    const length = 2 + Math.floor(8 * chance() * chance() + 2 * chance())
    words.add(Array.from({ length }, () => LETTERS[Math.floor(chance() * LETTERS.length)]!).join(''))
  }
  const ranked = [...words].sort((one, other) => one.length - other.length)
  // The logarithm of a word's rank is even: Zipf's law.
  return {
    any: () => ranked[Math.floor(WORDS ** chance()) - 1]!,
    rare: () => ranked[COMMON + Math.floor((WORDS - COMMON) * chance())]!,
  }
}

/** So many posts, and the frames that bring them. */
export function makePosts(count: number, seed: number): MadeUp {
  const chance = repeatableChance(seed)
  const { any } = vocabulary(repeatableChance(1))
  const texts = Array.from({ length: count }, () => textOf(any, chance))
  return { texts, frames: texts.map((text, index) => frameOf(text, `${seed}x${index}`, index, chance)) }
}

/** So many different terms, as people type them. */
export function makeTerms(count: number, seed: number): string[] {
  const chance = repeatableChance(seed)
  const { any, rare } = vocabulary(repeatableChance(1))
  const kinds = [rare, rare, () => `#${rare()}`, () => `${any()} ${rare()}`, () => `${rare()}, ${rare()}`]
  kinds.push(
    () => `"${any()} ${any()}"`,
    () => `@${rare()}`,
  )
  const terms = new Set<string>()
  while (terms.size < count) terms.add(kinds[Math.floor(chance() * kinds.length)]!())
  return [...terms]
}

function textOf(any: () => string, chance: Chance): string {
  const words = Array.from({ length: 3 + Math.floor(30 * chance() * chance()) }, any)
  if (chance() < 0.15) words.push(`#${any()}`)
  if (chance() < 0.1) words.unshift(`@${any()}.example.org`)
  if (chance() < 0.15) words.push('🎉', 'https://example.org/' + any())
  words[0] = words[0]![0]!.toUpperCase() + words[0]!.slice(1)
  return words.join(' ').slice(0, 300)
}

function frameOf(text: string, id: string, index: number, chance: Chance): [string, string] {
  const link = (kind: string) => ({
    cid: `bafyreib${kind}${id.padStart(50, 'q')}`,
    uri: `at://did:plc:${kind.padEnd(24, 'a')}/app.bsky.feed.post/3l${id}`,
  })
  const image = {
    alt: '',
    aspectRatio: { height: 1500, width: 2000 },
    image: { $type: 'blob', ref: { $link: link('blob').cid }, mimeType: 'image/jpeg', size: 412_345 },
  }
  const record = {
    $type: 'app.bsky.feed.post',
    createdAt: '2026-03-01T12:00:00.000Z',
    ...(chance() < 0.3 && { embed: { $type: 'app.bsky.embed.images', images: [image] } }),
    ...(chance() < 0.15 && {
      facets: [
        {
          features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org/something/long' }],
          index: { byteEnd: 30, byteStart: 10 },
        },
      ],
    }),
    langs: ['en'],
    ...(chance() < 0.45 && { reply: { parent: link('parent'), root: link('root') } }),
    text,
  }
  const commit = {
    rev: `3l${id}rev`,
    operation: 'create',
    collection: 'app.bsky.feed.post',
    rkey: `3l${id}`,
    record,
    cid: link('self').cid,
  }
  const did = `did:plc:author${String(index % AUTHORS).padStart(18, 'a')}`
  return [`{"did":"${did}","time_us":`, `,"kind":"commit","commit":${JSON.stringify(commit)}}`]
}
