/** What pages are told of a feed, as laws: however posts come, change and go, and however seldom a page looks. */
import { expect } from 'chai'
import fc from 'fast-check'
import { MAX_SHOWN_POSTS } from '../../src/core/limits/input-limits'
import { Feed, type Cursor } from '../../src/core/wall/feed'
import type { Post, PostNews } from '../../src/core/protocol/wall'

const post = (id: number, text = ''): Post => ({
  id: String(id),
  network: 'room',
  author: 'room:a',
  name: 'Ann',
  handle: '',
  text,
  at: 0,
})

type Step =
  | { does: 'push'; count: number }
  | { does: 'replace'; place: number }
  | { does: 'remove'; place: number }
  | { does: 'look' | 'pause' | 'goOn'; page: number }

const page = fc.nat({ max: 2 })
const place = fc.nat({ max: 40 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('push' as const), count: fc.nat({ max: 30 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom('replace' as const, 'remove' as const),
      place,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom('look' as const, 'pause' as const, 'goOn' as const), page }),
  },
)
/** So many at once that no page that misses them is told of each. */
const storm = fc
  .integer({ min: 250, max: 600 })
  .map(count => Array<Step>(count).fill({ does: 'remove', place: 0 }))
const steps = fc
  .array(fc.oneof({ weight: 12, arbitrary: step.map(one => [one]) }, { weight: 2, arbitrary: storm }), {
    maxLength: 80,
  })
  .map(parts => parts.flat())

/** Does with its news what a page does. */
class Page {
  readonly shown = new Map<string, string>()
  isPaused = false
  counted = 0
  private cursor: Cursor

  constructor(private readonly feed: Feed) {
    this.cursor = feed.end
  }

  look(): PostNews {
    const { news, cursor } = this.feed.since(this.cursor, this.isPaused)
    const isKnown = new Set(this.shown.keys())
    this.cursor = cursor
    if (news.isWhole) this.shown.clear()
    for (const id of news.removed) this.shown.delete(id)
    for (const { id, text } of news.replaced) if (this.shown.has(id)) this.shown.set(id, text)
    for (const { id, text } of news.posts) this.shown.set(id, text)
    this.counted += news.skipped + news.posts.filter(({ id }) => !isKnown.has(id)).length
    return news
  }
}

describe('Whatever happens to a feed', () => {
  it('a page that looks ends with the newest posts as they are, none of those that went, and knows how many it missed', () => {
    fc.assert(
      fc.property(steps, all => {
        const feed = new Feed()
        const pages = [new Page(feed), new Page(feed), new Page(feed)]
        const gone = new Set<string>()
        const texts = new Map<string, string>()
        let posted = 0
        for (const [number, one] of all.entries())
          if (one.does === 'push')
            for (let i = 0; i < one.count; i++) {
              feed.push(post(++posted))
              texts.set(String(posted), '')
            }
          else if (one.does === 'replace' || one.does === 'remove') {
            const id = Math.max(0, posted - one.place)
            if (one.does === 'remove') {
              feed.remove(String(id))
              gone.add(String(id))
            } else if (!gone.has(String(id))) {
              feed.replace(post(id, `edit ${number}`))
              texts.set(String(id), `edit ${number}`)
            }
          } else {
            const each = pages[one.page]!
            if (one.does !== 'look') each.isPaused = one.does === 'pause'
            const news = each.look()
            expect(news.posts.length).to.be.at.most(MAX_SHOWN_POSTS)
            expect(news.skipped).to.be.at.least(0)
            for (const id of each.shown.keys()) expect(gone.has(id), 'gone').to.equal(false)
          }
        expect(feed.posts.length).to.be.at.most(MAX_SHOWN_POSTS)
        for (const each of pages) {
          each.isPaused = false
          each.look()
          for (const { id, text } of feed.posts) expect(each.shown.get(id)).to.equal(text)
          for (const [id, text] of each.shown) expect(text).to.equal(texts.get(id))
          expect(each.counted).to.equal(posted)
          expect(each.look()).to.deep.equal({ posts: [], skipped: 0, replaced: [], removed: [] })
        }
      }),
      { numRuns: 300 },
    )
  })
})
