/**
 * The wall's side of its bench: the hub with Bluesky as the server runs them, bare reading of the same frames, and
 * matching alone.
 */
import { once } from 'node:events'
import { pino } from 'pino'
import WebSocket from 'ws'
import { matches, TermIndex } from '../../../src/core/wall/term-index'
import { tokensOf } from '../../../src/core/text/tokens'
import { parseTerm, type Term } from '../../../src/core/wall/search-terms'
import { Bluesky } from '../../../src/networks/bluesky/bluesky'
import { Hub } from '../../../src/networks/hub'
import { SOURCE_INTERVALS } from '../../../src/networks/source'
import { expose } from '../expose'
import { makePosts, makeTerms } from '../load/posts'

const TERMS_SEED = 7
/** Rounds that let Node's own compilers see every path, on both sides alike. */
const WARM_UPS = 3

export interface Watched {
  /** Microseconds of CPU since it was last asked. */
  cpu: number
  /** Different posts that were handed to somebody. */
  found: number
  /** Frames that were read, where reading is all that is done. */
  read: number
}

export interface Matched {
  /** Microseconds a post, its text cut into tokens already. */
  ours: number
  naive: number
  /** Microseconds for cutting a text into tokens. */
  tokens: number
  /** Terms found; the same both ways. */
  found: number
  naiveFound: number
}

export type WallMethods = {
  /** Watches so many terms at the hub. */
  watch(how: { port: number; terms: number }): Promise<void>
  /** Only reads and parses every frame: what any program must do. */
  read(how: { port: number }): Promise<void>
  usage(): Watched
  /** Posts of `makePosts` that one of the terms matches, by looking at every term. */
  expected(how: { count: number; seed: number; terms: number }): number
  /** What matching costs with so many terms: by the index, and by a loop over all of them. */
  match(how: { terms: number; posts: number }): Matched
}

let read = 0
const found = new Set<string>()
let cpuBefore = process.cpuUsage()

const methods: WallMethods = {
  async watch({ port, terms }) {
    const address = `127.0.0.1:${port}`
    const hub = new Hub({
      networks: ['bluesky'],
      logger: pino({ level: 'silent' }),
      sourceOf: (_network, listener) =>
        new Bluesky({
          streams: [`ws://${address}`],
          profiles: `http://${address}`,
          images: false,
          intervals: SOURCE_INTERVALS,
          listener,
        }),
    })
    const isConnected = new Promise<void>(resolve => {
      hub.onStatus(() => hub.statuses[0]!.state === 'connected' && resolve())
    })
    const watcher = { post: ({ id }: { id: string }) => Boolean(found.add(id)), replace() {}, remove() {} }
    for (const term of makeTerms(terms, TERMS_SEED)) hub.watch(term, watcher)
    await isConnected
  },

  async read({ port }) {
    const webSocket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false })
    webSocket.on('message', data => {
      JSON.parse((data as Buffer).toString())
      read++
    })
    await once(webSocket, 'open')
  },

  usage() {
    const { user, system } = process.cpuUsage(cpuBefore)
    cpuBefore = process.cpuUsage()
    const usage = { cpu: user + system, found: found.size, read }
    found.clear()
    read = 0
    return usage
  },

  expected({ count, seed, terms }) {
    const all = termsOf(terms)
    return makePosts(count, seed).texts.filter(text => {
      const tokens = tokensOf(text)
      return all.some(term => matches(term, tokens))
    }).length
  },

  match({ terms, posts }) {
    const all = termsOf(terms)
    const matcher = new TermIndex()
    for (const term of all) matcher.add(term)
    const { texts } = makePosts(posts, 3)
    const cut = () => texts.map(text => tokensOf(text))
    for (let round = 1; round <= WARM_UPS; round++) cut()
    const [tokenized, tokens] = timed(cut)
    const byIndex = () => tokenized.reduce((sum, post) => sum + matcher.match(post).size, 0)
    const byLoop = () =>
      tokenized.reduce((sum, post) => sum + all.filter(term => matches(term, post)).length, 0)
    for (let round = 1; round <= WARM_UPS; round++) {
      byIndex()
      byLoop()
    }
    const [ours, oursTime] = timed(byIndex)
    const [naiveFound, naiveTime] = timed(byLoop)
    return {
      ours: oursTime / posts,
      naive: naiveTime / posts,
      tokens: tokens / posts,
      found: ours,
      naiveFound,
    }
  },
}
expose(methods)

/** The terms, each meaning once. */
function termsOf(count: number): Term[] {
  const terms = makeTerms(count, TERMS_SEED).flatMap(text => {
    const parsed = parseTerm(text)
    return parsed.ok ? parsed.term : []
  })
  return [...new Map(terms.map(term => [term.key, term])).values()]
}

/** What it gives, and the microseconds it took. */
function timed<T>(run: () => T): [T, number] {
  const start = performance.now()
  const value = run()
  return [value, (performance.now() - start) * 1000]
}
