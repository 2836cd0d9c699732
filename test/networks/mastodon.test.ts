/**
 * Mastodon on the wall: through the front door of a real server, beside a local Mastodon that speaks the real
 * protocol.
 */
import { expect } from 'chai'
import times from 'lodash/times'
import type { SourceIntervals } from '../../src/networks/source'
import { connectPresenter } from '../support/presenter'
import { FakeMastodon, TOKEN } from '../fakes/mastodon'
import { BAD_MOODS, type MoodAndStatus } from '../fakes/upstream'
import type { TestApp } from '../support/app'
import { waitFor } from '../support/clients'
import { wallApp } from '../support/wall-app'
import { WallPage } from '../support/wall-page'

function appOf(
  fake: FakeMastodon,
  env: Record<string, string> = {},
  intervals: Partial<SourceIntervals> = {},
): Promise<TestApp> {
  return wallApp({ WALL_SOURCES: 'room,mastodon', MASTODON_SERVER: fake.url(), ...env }, intervals)
}

const connected = { state: 'connected', reason: undefined } as const
const warnings = (app: TestApp) =>
  app.log.filter(line => line['network'] === 'mastodon' && line['level'] === 40)

describe('Mastodon without a key', () => {
  it('is read for the tags that somebody searches, and shows what matches with its author', async () => {
    const fake = await FakeMastodon.start()
    const app = await appOf(fake)
    const closed = await WallPage.open(app)
    expect(closed.sources.at(-1)).to.deep.equal({ network: 'mastodon', state: 'idle' })
    expect(fake.requests).to.deep.equal([])

    const before = fake.post('About cats &amp; mice', ['Cats'])
    const cats = await WallPage.open(app, '#cats')
    const dogs = await WallPage.open(app, 'dogs, "good boy"')
    const post = await cats.shows('About cats & mice')
    expect(post).to.deep.include({
      id: `mastodon:${before}`,
      network: 'mastodon',
      author: 'mastodon:ana@social.example',
      name: 'Ana A.',
      handle: 'ana@social.example',
      link: `https://social.example/@ana/${before}`,
      languages: ['en'],
    })
    expect(post).to.not.have.property('image')
    fake.post('No word of what the tag says', ['dogs'])
    fake.post('A tag by chance', ['good'])
    await dogs.shows('No word of what the tag says')
    await cats.status('mastodon', connected)
    fake.post('<span>More</span><br>cats', ['cats'], {
      account: { acct: 'bo', username: 'bo', display_name: '', bot: false },
    })
    expect(await cats.shows('More\ncats')).to.include({
      handle: `bo@${new URL(fake.url()).host}`,
      name: `bo@${new URL(fake.url()).host}`,
    })
    expect(cats.texts).to.deep.equal(['About cats & mice', 'More\ncats'])
    expect(dogs.texts).to.deep.equal(['No word of what the tag says'])
    const tags = new Set(fake.readings.map(({ tag }) => tag))
    expect([...tags].sort()).to.deep.equal(['cats', 'dogs', 'good'])
    const since = fake.readings.filter(({ tag }) => tag === 'cats').map(one => one.since)
    expect(since[0]).to.equal(null)
    expect(since).to.include(before)
    expect(fake.requests.every(({ headers }) => headers.authorization === undefined)).to.equal(true)
  })

  it('takes deleted posts off and edited ones over at its next look at the whole page, and shows nothing twice', async () => {
    const fake = await FakeMastodon.start()
    const page = await WallPage.open(await appOf(fake), 'cats')
    const first = fake.post('cats one', ['cats'])
    const second = fake.post('cats two', ['cats'])
    await page.shows('cats two')
    fake.delete(first)
    fake.edit(second, 'cats too')
    await page.gone('cats one')
    await page.shows('cats too')
    expect(page.received.flatMap(({ posts }) => posts)).to.have.length(2)
  })

  it('shows nothing that is not public; sensitive posts, replies, boosts and bots once the presenter lets them in', async () => {
    const fake = await FakeMastodon.start()
    const app = await appOf(fake)
    const { client } = await connectPresenter(app)
    await client.emitWithAck('setWall', { sensitive: true, replies: true, boosts: true, bots: true })
    for (const visibility of ['unlisted', 'private', 'direct', 7])
      fake.post(`cats ${visibility}`, ['cats'], { visibility })
    fake.post('cats behind', ['cats'], { spoiler_text: 'Long' })
    fake.post('cats sensitive', ['cats'], { sensitive: true })
    fake.post('cats reply', ['cats'], { in_reply_to_id: '7' })
    const account = { acct: 'bot@social.example', display_name: 'B', bot: true }
    fake.post('cats bot', ['cats'], { account })
    const inner = { id: '9', visibility: 'public', content: '<p>cats boost</p>', account, tags: [] }
    fake.post('', ['cats'], { reblog: inner })
    fake.post('', ['cats'], { reblog: { ...inner, visibility: 'private' } })
    const last = { url: 'javascript:alert(1)' }
    fake.post('cats plain \u202e <script>alert(1)</script><img src=x onerror=alert(1)>', ['cats'], last)
    const page = await WallPage.open(app, 'cats')
    const plain = await page.shows('cats plain  alert(1)')
    expect(plain.link).to.match(/^https:/)
    expect(page.texts.slice(0, -1)).to.deep.equal([
      'Long\n\ncats behind',
      'cats sensitive',
      'cats reply',
      'cats bot',
      'cats boost',
    ])
    await client.emitWithAck('setWall', { sensitive: false, replies: false, boosts: false, bots: false })
    await page.until(() => page.shown.size === 1)
  })

  it('decodes only what is HTML by Mastodon’s API: a name and a warning stand as their author wrote them', async () => {
    const fake = await FakeMastodon.start()
    const app = await appOf(fake)
    await (await connectPresenter(app)).client.emitWithAck('setWall', { sensitive: true })
    const page = await WallPage.open(app, 'cats')
    fake.post('cats &lt;3 &amp;amp;', ['cats'], {
      spoiler_text: 'Q&amp;A <b>',
      account: { acct: 'bo@social.example', display_name: 'Bo &lt;3 <i>', bot: false },
    })
    expect((await page.shows('Q&amp;A <b>\n\ncats <3 &amp;')).name).to.equal('Bo &lt;3 <i>')
  })

  it('skips statuses that are malformed or hostile, and goes on', async () => {
    const fake = await FakeMastodon.start()
    const app = await appOf(fake)
    const junk: Record<string, unknown>[] = [
      { id: '../../evil' },
      { id: 7 },
      { account: null },
      { account: { acct: 'a"onload="x' } },
      { account: { acct: ['ana'] } },
      { content: 7 },
      { content: '<p></p>' },
      { reblog: { id: 'x' } },
    ]
    for (const more of junk) fake.post('cats', ['cats'], more)
    fake.post('cats at last', ['cats'], {
      created_at: 'soon',
      language: '<b>',
      tags: [{ name: 'cats' }, null, 7],
    })
    const page = await WallPage.open(app, 'cats')
    const post = await page.shows('cats at last')
    expect(post.at).to.be.at.most(Date.now())
    expect(post).to.not.have.property('languages')
    expect(page.texts).to.have.length(1)
    expect(warnings(app)).to.deep.equal([])
  })

  const moods: MoodAndStatus[] = [
    ...BAD_MOODS,
    [{ status: 401 }, { state: 'needs-key', reason: 'no-key' }],
    ['not-json', { state: 'retrying', reason: 'closed' }],
  ]
  for (const [mood, status] of moods)
    it(`answered with ${JSON.stringify(mood)} is said to the page and once in the log, tried again, and shows posts then`, async () => {
      const fake = await FakeMastodon.start()
      const app = await appOf(fake, {}, { answer: 100 })
      fake.mood = mood
      const page = await WallPage.open(app, 'cats')
      const shown = await page.status('mastodon', status)
      if (typeof mood === 'object' && 'retryAfter' in mood)
        expect(shown.retryAt).to.be.closeTo(Date.now() + 2000, 500)
      else await page.until(() => fake.readings.length > 2)
      fake.mood = 'well'
      fake.post('cats', ['cats'])
      await page.shows('cats')
      await page.status('mastodon', connected)
      expect(warnings(app)).to.have.length(1)
      expect(warnings(app)[0]).to.include({ reason: (status as { reason: string }).reason })
    })

  it('reads no answer beyond all bounds to its end', async () => {
    const fake = await FakeMastodon.start()
    const app = await appOf(fake)
    fake.post('x'.repeat(5 * 1024 * 1024), ['cats'])
    const page = await WallPage.open(app, 'cats')
    await page.status('mastodon', { state: 'retrying', reason: 'unreachable' })
  })

  it('waits where the server says that no request is left', async () => {
    const fake = await FakeMastodon.start()
    const app = await appOf(fake)
    const reset = Date.now() + 700
    fake.headers = { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': new Date(reset).toISOString() }
    fake.post('cats', ['cats'])
    const page = await WallPage.open(app, 'cats')
    await page.shows('cats')
    await waitFor(fake, 'asked')
    expect(Date.now()).to.be.at.least(reset - 5)
    expect(fake.readings).to.have.length(2)
  })

  it('says when more is searched than it can read, and asks for nothing where a term has no tag in it', async () => {
    const fake = await FakeMastodon.start()
    const app = await appOf(fake)
    const page = await WallPage.open(app, '@ana, 123')
    await page.status('mastodon', { state: 'idle' })
    expect(fake.requests).to.deep.equal([])
    const terms = (from: number) => times(10, index => `tag${from + index}`).join()
    const others = await Promise.all([0, 10, 20, 30].map(from => WallPage.open(app, terms(from))))
    await page.status('mastodon', connected)
    await others[0]!.search(`${terms(0)}`)
    await page.search('onemore')
    await page.status('mastodon', { state: 'connected', reason: 'too-many-terms' })
  })
})

describe('Mastodon with a user’s token', () => {
  const patient = { poll: 60_000 }
  const withToken = { MASTODON_TOKEN: TOKEN }

  it('pushes posts, edits and deletes over one connection for all tags, and reads what came before once', async () => {
    const fake = await FakeMastodon.start()
    const app = await appOf(fake, withToken, patient)
    fake.post('cats before', ['cats'])
    const cats = await WallPage.open(app, 'cats')
    const dogs = await WallPage.open(app, 'dogs')
    await cats.shows('cats before')
    await fake.isAskedFor('cats', 'dogs')
    const first = fake.post('cats one', ['cats'])
    fake.post('dogs', ['Dogs', 'dogs'])
    await dogs.shows('dogs')
    await cats.shows('cats one')
    expect(fake.subscribed.size).to.equal(1)
    const start = Date.now()
    fake.edit(first, 'Cats, one')
    await cats.shows('Cats, one')
    fake.delete(first)
    await cats.gone('Cats, one')
    expect(Date.now() - start).to.be.below(1000)
    const unsubscribed = waitFor(fake, 'subscribed', (tags: string[]) => !tags.includes('dogs'))
    dogs.client.disconnect()
    await unsubscribed
    const left = waitFor(fake, 'left')
    cats.client.disconnect()
    await left
    expect(fake.readings.filter(({ tag }) => tag === 'cats').length).to.be.at.most(2)
  })

  it('is read again while the connection is down; nothing comes twice, and what was deleted meanwhile goes', async () => {
    const fake = await FakeMastodon.start()
    const app = await appOf(fake, withToken, patient)
    const page = await WallPage.open(app, 'cats')
    await fake.isAskedFor('cats')
    const first = fake.post('cats one', ['cats'])
    fake.post('cats two', ['cats'])
    await page.shows('cats two')
    fake.streamMood = { status: 503 }
    fake.drop()
    fake.delete(first)
    fake.post('cats meanwhile', ['cats'])
    await page.shows('cats meanwhile')
    await page.gone('cats one')
    fake.streamMood = 'well'
    await fake.isAskedFor('cats')
    fake.post('cats after', ['cats'])
    await page.shows('cats after')
    expect(page.texts).to.deep.equal(['cats two', 'cats meanwhile', 'cats after'])
    expect(page.received.flatMap(({ posts }) => posts)).to.have.length(4)
  })

  it('is given up when it falls silent; a ping is a sign of life', async () => {
    const fake = await FakeMastodon.start()
    const app = await appOf(fake, withToken, { ...patient, silence: 300 })
    const page = await WallPage.open(app, 'cats')
    await fake.isAskedFor('cats')
    const left = waitFor(fake, 'left')
    const opened = performance.now()
    const pings = setInterval(() => fake.ping(), 50)
    setTimeout(() => clearInterval(pings), 600)
    await left
    expect(performance.now() - opened).to.be.at.least(600)
    await fake.isAskedFor('cats')
    fake.post('cats', ['cats'])
    await page.shows('cats')
  })

  it('skips frames that are malformed or hostile, and goes on', async () => {
    const fake = await FakeMastodon.start()
    const app = await appOf(fake, withToken, patient)
    const page = await WallPage.open(app, 'cats')
    await fake.isAskedFor('cats')
    const junk = [
      'What?',
      '[]',
      '{}',
      '{"stream":"hashtag","event":"update","payload":"{}"}',
      '{"stream":["user"],"event":"update","payload":"{}"}',
      '{"stream":["hashtag","cats"],"event":"update","payload":"{"}',
      '{"stream":["hashtag","cats"],"event":"update","payload":{"id":"1"}}',
      '{"stream":["hashtag","cats"],"event":"delete","payload":"../x"}',
    ]
    for (const frame of junk) fake.raw(frame)
    fake.raw('{"stream":["hashtag","cats"],"event":"something new","payload":"7"}')
    fake.post('cats', ['cats'])
    await page.shows('cats')
    const left = waitFor(fake, 'left')
    page.client.disconnect()
    await left
    expect(app.log.find(line => line['msg'] === 'nobody searches')).to.include({ skipped: junk.length })
  })

  it('that is wrong is told as such, on the page and once in the log', async () => {
    const fake = await FakeMastodon.start()
    const app = await appOf(fake, { MASTODON_TOKEN: 'of-nobody' })
    const page = await WallPage.open(app, 'cats')
    await page.status('mastodon', { state: 'needs-key', reason: 'wrong-key' })
    await page.until(() => fake.readings.length > 2)
    expect(warnings(app)).to.have.length(1)
    expect(JSON.stringify(app.log)).to.not.include('of-nobody')
  })
})
