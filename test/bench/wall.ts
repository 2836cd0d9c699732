/**
 * The bench of the wall: what searching all posts of a network for many terms costs, beside only reading them and
 * beside a loop over all terms.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Scripts } from './build'
import { Child } from './child'
import type { JetstreamMethods } from './load/jetstream'
import { progress } from './progress'
import type { Matched, Watched, WallMethods } from './servers/wall'
import { median } from './statistics'

const TERMS = 500
const PER_SECOND = 1000
const SECONDS = 10
const POSTS = PER_SECOND * SECONDS
const SERVER_CORE = 0
const GENERATOR_CORE = 1
/** The filter may take this part of a core. */
const CORE_GOAL = 0.25
/** Numbers of terms between which the growth of the cost is looked at. */
const SIZES = [50, 500, 5000]
/** A hundred times as many terms may make a match so many times as dear; 100 would be a loop over all. */
const GROWTH_GOAL = 20
const MATCHED_POSTS = 5000
/** Milliseconds after which the authors of the last posts are known. */
const LAST_AUTHORS = 3000

/** Measures, tells the figures in a few lines, and gives what went wrong as sentences. */
export async function measureWall(scripts: Scripts, repeat: number): Promise<string[]> {
  const ours: (Watched & { expected: number })[] = []
  const bare: Watched[] = []
  const matched: Matched[][] = []
  for (let seed = 1; seed <= repeat; seed++) {
    progress(`${PER_SECOND} posts a second and ${TERMS} terms, repetition ${seed} of ${repeat}`)
    ours.push(await watch(scripts, seed))
    bare.push(await read(scripts, seed))
    matched.push(await match(scripts))
  }
  const share = (some: Watched[]) => median(some.map(({ cpu }) => cpu)) / 1e6 / SECONDS
  const at = (size: number, key: 'ours' | 'naive' | 'tokens') =>
    median(matched.map(sizes => sizes[SIZES.indexOf(size)]![key]))
  const [few, , many] = SIZES as [number, number, number]
  const growth = (key: 'ours' | 'naive') => at(many, key) / at(few, key)
  const row = (size: number) =>
    `${String(size).padStart(5)} terms   by the index ${at(size, 'ours').toFixed(2)} µs   by a loop over all ${at(size, 'naive').toFixed(1)} µs   index / loop ${(at(size, 'ours') / at(size, 'naive')).toFixed(3)}`
  console.log(`
${PER_SECOND} posts a second from a Jetstream, ${TERMS} terms; ${median(ours.map(one => one.found))} of ${POSTS} posts found
the wall's hub and Bluesky    ${percent(share(ours))} of a core (goal: at most ${percent(CORE_GOAL)}; ${verdict(share(ours) <= CORE_GOAL)})
bare ws and JSON.parse        ${percent(share(bare))} of a core
the wall / bare reading: ${(share(ours) / share(bare)).toFixed(2)}
matching one post, besides ${at(TERMS, 'tokens').toFixed(1)} µs for cutting it into tokens:
${SIZES.map(row).join('\n')}
${many / few} times the terms cost, by the index: ${growth('ours').toFixed(1)} times (goal: at most ${GROWTH_GOAL}; ${verdict(growth('ours') <= GROWTH_GOAL)}); by a loop over all: ${growth('naive').toFixed(0)} times`)
  return [
    ...ours
      .filter(({ found, expected }) => found !== expected)
      .map(({ found, expected }) => `of ${expected} posts that match, the wall found ${found}`),
    ...bare.filter(one => one.read !== POSTS).map(one => `of ${POSTS} frames ${one.read} were read`),
    ...matched
      .flat()
      .filter(({ found, naiveFound }) => found !== naiveFound)
      .map(({ found, naiveFound }) => `the index found ${found} terms, a loop over all ${naiveFound}`),
  ]
}

async function watch(scripts: Scripts, seed: number): Promise<Watched & { expected: number }> {
  return beside(scripts, seed, async (wall, port) => {
    await wall.ask('watch', { port, terms: TERMS })
    return async usage => ({
      ...usage,
      expected: await wall.ask('expected', { count: POSTS, seed, terms: TERMS }),
    })
  })
}

async function read(scripts: Scripts, seed: number): Promise<Watched> {
  return beside(scripts, seed, async (wall, port) => {
    await wall.ask('read', { port })
    return usage => Promise.resolve(usage)
  })
}

/** Connects a fresh process to a fresh Jetstream, warms both up, and measures while posts come. */
async function beside<T>(
  scripts: Scripts,
  seed: number,
  connect: (wall: Child<WallMethods>, port: number) => Promise<(usage: Watched) => Promise<T>>,
): Promise<T> {
  const wall = new Child<WallMethods>(scripts.wall, SERVER_CORE)
  const jetstream = new Child<JetstreamMethods>(scripts.jetstream, GENERATOR_CORE)
  try {
    const finish = await connect(wall, await jetstream.ask('listen', undefined))
    await jetstream.ask('send', { count: 3 * PER_SECOND, perSecond: PER_SECOND, seed: seed + 100 })
    await delay(LAST_AUTHORS)
    await wall.ask('usage', undefined)
    await jetstream.ask('send', { count: POSTS, perSecond: PER_SECOND, seed })
    await delay(LAST_AUTHORS)
    return await finish(await wall.ask('usage', undefined))
  } finally {
    await Promise.all([wall.end(), jetstream.end()])
  }
}

async function match(scripts: Scripts): Promise<Matched[]> {
  const wall = new Child<WallMethods>(scripts.wall, SERVER_CORE)
  try {
    const all: Matched[] = []
    for (const terms of SIZES) all.push(await wall.ask('match', { terms, posts: MATCHED_POSTS }))
    return all
  } finally {
    await wall.end()
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function verdict(isReached: boolean): string {
  return isReached ? 'reached' : 'MISSED'
}
