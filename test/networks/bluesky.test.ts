/**
 * Bluesky on the wall: through the front door of a real server, beside a local Jetstream that speaks the real
 * protocol.
 */
import { expect } from 'chai'
import times from 'lodash/times'
import { connectPresenter } from '../support/presenter'
import { FakeJetstream } from '../fakes/jetstream'
import { BAD_MOODS, UNREACHABLE, WRONG_KEY, type Mood, type MoodAndStatus } from '../fakes/upstream'
import { newTab, waitFor } from '../support/clients'
import { appWith } from '../support/wall-app'
import { WallPage } from '../support/wall-page'

const ANA = 'did:plc:ana000000000000000000000'
const BO = 'did:plc:bo0000000000000000000000'

async function jetstream(): Promise<FakeJetstream> {
  const fake = await FakeJetstream.start()
  fake.profiles.set(ANA, { handle: 'ana.example.org', displayName: 'Ana A.' })
  fake.profiles.set(BO, { handle: 'bo.example.org' })
  return fake
}

describe('Bluesky', () => {
  it('is connected only while somebody searches, once for all of them, and shows what matches with its author', async () => {
    const fake = await jetstream()
    const app = await appWith(fake)
    const closed = await WallPage.open(app)
    expect(closed.sources).to.deep.equal([
      { network: 'room', state: 'connected' },
      { network: 'bluesky', state: 'idle' },
    ])
    expect(fake.connections).to.have.length(0)

    const cats = await WallPage.open(app, 'cats')
    await cats.status('bluesky', { state: 'connected' })
    const dogs = await WallPage.open(app, 'dogs')
    fake.post(BO, 'Nothing of interest')
    const rkey = fake.post(ANA, 'I have two Càts', { langs: ['en', 'de'] })
    fake.post(BO, 'dogs, dogs')
    const post = await cats.shows('I have two Càts')
    await dogs.shows('dogs, dogs')
    expect(post).to.deep.include({
      id: `bluesky:${ANA}/${rkey}`,
      network: 'bluesky',
      author: `bluesky:${ANA}`,
      name: 'Ana A.',
      handle: 'ana.example.org',
      link: `https://bsky.app/profile/${ANA}/post/${rkey}`,
      languages: ['en', 'de'],
    })
    expect(post.at).to.be.closeTo(Date.now(), 10_000)
    expect(post).to.not.have.property('image')
    expect(cats.texts).to.deep.equal(['I have two Càts'])
    expect(dogs.texts).to.deep.equal(['dogs, dogs'])
    expect(closed.texts).to.deep.equal([])
    expect([...dogs.shown.values()][0]!.name).to.equal('bo.example.org')
    expect(fake.connections).to.have.length(1)
    expect(fake.connections[0]!.get('wantedCollections')).to.equal('app.bsky.feed.post')

    const left = waitFor(fake, 'left')
    cats.client.disconnect()
    await dogs.search(null)
    await left
    expect(fake.connected).to.equal(0)
  })

  it('takes a deleted post, an edited one and those of a closed account off or over within a second, paused or not', async () => {
    const fake = await jetstream()
    const app = await appWith(fake)
    const page = await WallPage.open(app, 'cats')
    const paused = await WallPage.open(app, 'cats')
    await page.status('bluesky', { state: 'connected' })
    const first = fake.post(ANA, 'cats one')
    const second = fake.post(ANA, 'cats two')
    fake.post(BO, 'cats three')
    fake.post(BO, 'cats four')
    for (const each of [page, paused]) await each.until(() => each.shown.size === 4)
    await paused.client.emitWithAck('pauseWall', { isPaused: true })
    const start = Date.now()
    fake.delete(ANA, first)
    fake.edit(ANA, second, 'dogs two')
    fake.account(BO, false)
    for (const each of [page, paused]) {
      await each.shows('dogs two')
      await each.until(() => each.shown.size === 1)
    }
    expect(Date.now() - start).to.be.below(1000)
  })

  it('honours the end of a post that still waits for its author', async () => {
    const fake = await jetstream()
    const page = await WallPage.open(await appWith(fake, {}, { answer: 60_000 }), 'cats')
    await page.status('bluesky', { state: 'connected' })
    let answer = () => {}
    fake.profileMood = new Promise(resolve => (answer = resolve))
    const asked = waitFor(fake, 'asked')
    const rkey = fake.post(ANA, 'cats one')
    fake.post(BO, 'cats two')
    await asked
    fake.delete(ANA, rkey)
    fake.account(BO, false)
    const edited = fake.post(ANA, 'cats three')
    fake.edit(ANA, edited, 'cats four')
    answer()
    await page.shows('cats four')
    expect(page.texts).to.deep.equal(['cats four'])
  })

  it('shows no author who does not want strangers to look, or whom a label hides; a label that was taken back hides nobody', async () => {
    const fake = await jetstream()
    const hiding = ['!no-unauthenticated', '!hide', 'porn', 'sexual', 'graphic-media']
    for (const val of hiding)
      fake.profiles.set(`did:plc:${val}`.replace('!', ''), { handle: 'x.example.org', labels: [{ val }] })
    fake.profiles.set(BO, { handle: 'bo.example.org', labels: [{ val: 'porn', neg: true }, { val: 'nice' }] })
    const page = await WallPage.open(await appWith(fake), 'cats')
    await page.status('bluesky', { state: 'connected' })
    for (const val of hiding) fake.post(`did:plc:${val}`.replace('!', ''), `cats ${val}`)
    fake.post('did:plc:nobody', 'cats of nobody')
    fake.post(BO, 'cats of Bo')
    await page.shows('cats of Bo')
    expect(page.texts).to.deep.equal(['cats of Bo'])
    expect(fake.profileRequests.flat()).to.include('did:plc:nobody')
  })

  it('leaves sensitive posts, replies and bots out until the presenter lets them in; boosts never come', async () => {
    const fake = await jetstream()
    fake.profiles.set('did:plc:bot', { handle: 'bot.example.org', labels: [{ val: 'bot' }] })
    const app = await appWith(fake)
    const { client } = await connectPresenter(app)
    const page = await WallPage.open(app, 'cats')
    await page.status('bluesky', { state: 'connected' })
    const send = (round: number) => {
      fake.post(ANA, `cats sensitive ${round}`, { labels: { values: [{ val: 'nudity' }] } })
      fake.post(ANA, `cats reply ${round}`, { reply: { root: {}, parent: {} } })
      fake.post('did:plc:bot', `cats bot ${round}`)
      fake.post(ANA, `cats plain ${round}`)
    }
    send(1)
    await page.shows('cats plain 1')
    expect(page.texts).to.deep.equal(['cats plain 1'])
    await client.emitWithAck('setWall', { sensitive: true, replies: true, bots: true })
    send(2)
    await page.until(() => page.shown.size === 5)
    expect(
      [...page.shown.values()].filter(post => post.isReply ?? post.isSensitive ?? post.isBot),
    ).to.have.length(3)
    await client.emitWithAck('setWall', { sensitive: false, replies: false, bots: false })
    await page.until(() => page.shown.size === 2)
  })

  it('asks for the authors of matching posts only, together, and each once', async () => {
    const fake = await jetstream()
    const page = await WallPage.open(await appWith(fake, {}, { authors: 100 }), 'cats')
    await page.status('bluesky', { state: 'connected' })
    const dids = times(30, index => `did:plc:author${index}`)
    for (const did of dids) fake.profiles.set(did, { handle: `${did.slice(8)}.example.org` })
    for (const did of dids) {
      fake.post(did, 'dogs')
      fake.edit(`${did}more`, 'of-old', 'cats, edited')
      fake.post(did, 'cats')
      fake.post(did, 'cats again')
    }
    await page.shows('cats again')
    await page.until(() => page.skipped + page.received.flatMap(({ posts }) => posts).length === 60)
    fake.post(dids[3]!, 'cats at last')
    await page.shows('cats at last')
    expect(fake.profileRequests.map(({ length }) => length)).to.deep.equal([25, 5])
  })

  it('looks an author up anew who has another name by now, also while a post waits for it', async () => {
    const fake = await jetstream()
    const page = await WallPage.open(await appWith(fake, {}, { authors: 100 }), 'cats')
    await page.status('bluesky', { state: 'connected' })
    fake.post(ANA, 'cats one')
    fake.identity(ANA)
    expect(await page.shows('cats one')).to.include({ name: 'Ana A.' })
    fake.profiles.set(ANA, { handle: 'ana.example.net', displayName: 'Ana B.' })
    fake.post(ANA, 'cats two')
    expect(await page.shows('cats two')).to.include({ name: 'Ana A.' })
    fake.identity(ANA)
    fake.post(ANA, 'cats three')
    expect(await page.shows('cats three')).to.include({ name: 'Ana B.', handle: 'ana.example.net' })
    expect(fake.profileRequests).to.have.length(2)
  })

  it('is not asked for an author who has gone', async () => {
    const fake = await jetstream()
    const page = await WallPage.open(await appWith(fake, {}, { authors: 100 }), 'cats')
    await page.status('bluesky', { state: 'connected' })
    fake.post(ANA, 'cats one')
    fake.account(ANA, false)
    fake.post(ANA, 'dogs')
    fake.post(BO, 'cats two')
    await page.shows('cats two')
    expect(fake.profileRequests).to.deep.equal([[BO]])
  })

  it('holds posts back while nobody tells who wrote them, says so, and shows them then', async () => {
    const fake = await jetstream()
    const app = await appWith(fake)
    const page = await WallPage.open(app, 'cats')
    await page.status('bluesky', { state: 'connected' })
    for (const mood of [{ status: 429, retryAfter: 1 }, { status: 500 }, 'hangs-up', 'not-json'] as Mood[]) {
      fake.profileMood = mood
      const text = `cats ${JSON.stringify(mood)}`
      fake.profiles.set(`did:plc:${fake.profileRequests.length}`, { handle: 'someone.example.org' })
      fake.post(`did:plc:${fake.profileRequests.length}`, text)
      await page.status('bluesky', { state: 'connected', reason: 'no-authors' })
      expect(page.texts).to.not.include(text)
      fake.profileMood = 'well'
      await page.shows(text)
      await page.status('bluesky', { state: 'connected', reason: undefined })
    }
  })

  it('skips frames that are malformed, oversize, binary or hostile, and goes on', async () => {
    const fake = await jetstream()
    const app = await appWith(fake)
    const page = await WallPage.open(app, 'cats')
    await page.status('bluesky', { state: 'connected' })
    const time_us = Date.now() * 1000
    const commit = (changes: object, did: unknown = ANA) =>
      JSON.stringify({
        did,
        time_us,
        kind: 'commit',
        commit: {
          operation: 'create',
          collection: 'app.bsky.feed.post',
          rkey: 'r',
          rev: 'v',
          record: { text: 'cats', createdAt: 'soon' },
          ...changes,
        },
      })
    const junk = [
      '',
      'What?',
      '{"did":',
      'null',
      '[]',
      '7',
      '{}',
      '{"__proto__":{"did":"did:plc:x"},"kind":"commit"}',
      JSON.stringify({ did: ANA, time_us: 'now', kind: 'commit' }),
      JSON.stringify({ did: ANA, time_us: -1, kind: 'commit' }),
      JSON.stringify({ did: ANA, time_us, kind: 'commit', commit: null }),
      commit({ record: null }),
      commit({ record: { text: 7 } }),
      commit({ rkey: '../../evil' }),
      commit({ rkey: 'r"onload="x' }),
      commit({ operation: 'explode' }),
      commit({}, 'javascript:alert(1)'),
      commit({}, { toString: 'did:plc:x' }),
      commit({ record: { text: 'cats'.repeat(50_000) } }),
      '['.repeat(30_000),
      Buffer.from([0, 1, 2, 255]),
    ]
    for (const frame of junk) fake.raw(frame)
    fake.post(ANA, 'cats\u202e reversed <b>and\u0000 bold</b>', {
      langs: ['no such language', 7],
      tags: [{}],
      createdAt: '9999-01-01',
    })
    const post = await page.shows('cats reversed <b>and bold</b>')
    expect(post.at).to.be.at.most(Date.now())
    expect(post).to.not.have.property('languages')
    expect(page.texts).to.have.length(1)
    expect(fake.connections).to.have.length(1)
    const left = waitFor(fake, 'left')
    page.client.disconnect()
    await left
    expect(app.log.find(line => line['msg'] === 'nobody searches')).to.include({ skipped: junk.length })
    expect(app.log.filter(line => Number(line['level']) >= 40)).to.deep.equal([])
  })

  it('comes back from a frame that ends the connection, and does not ask for it again', async () => {
    const fake = await jetstream()
    const page = await WallPage.open(await appWith(fake), 'cats')
    await page.status('bluesky', { state: 'connected' })
    fake.post(BO, 'cats before')
    await page.shows('cats before')
    const again = waitFor(fake, 'connected')
    fake.raw('x'.repeat(5 * 1024 * 1024))
    await again
    expect(fake.connections[1]!.get('cursor')).to.equal(null)
    fake.post(ANA, 'cats after')
    await page.shows('cats after')
  })

  for (const code of [1001, 1006, 1011])
    it(`comes back from a close with ${code} to where it was: nothing twice, and what was missed or deleted meanwhile is honoured`, async () => {
      const fake = await jetstream()
      const app = await appWith(fake)
      const page = await WallPage.open(app, 'cats')
      await page.status('bluesky', { state: 'connected' })
      const rkey = fake.post(ANA, 'cats before')
      await page.shows('cats before')
      fake.mood = { status: 503 }
      fake.drop(code)
      await page.status('bluesky', { state: 'retrying', reason: 'closed' })
      fake.post(BO, 'cats meanwhile')
      fake.delete(ANA, rkey)
      fake.mood = 'well'
      await page.shows('cats meanwhile')
      await page.gone('cats before')
      await page.status('bluesky', { state: 'connected' })
      const posts = page.received.flatMap(news => news.posts.map(({ text }) => text))
      expect(posts).to.deep.equal(['cats before', 'cats meanwhile'])
      const cursor = Number(fake.connections.at(-1)!.get('cursor'))
      expect(cursor).to.be.within((Date.now() - 30_000) * 1000, Date.now() * 1000)
    })

  it('goes back no further than it may', async () => {
    const fake = await jetstream()
    const page = await WallPage.open(await appWith(fake, {}, { rewind: 1 }), 'cats')
    await page.status('bluesky', { state: 'connected' })
    fake.post(ANA, 'cats')
    await page.shows('cats')
    fake.mood = { status: 503 }
    const refused = waitFor(fake, 'refused')
    fake.drop()
    await refused
    fake.mood = 'well'
    const start = Date.now()
    await waitFor(fake, 'connected')
    expect(Number(fake.connections.at(-1)!.get('cursor'))).to.be.at.least((start - 1000) * 1000)
  })

  const moods: MoodAndStatus[] = [...BAD_MOODS, [{ status: 401 }, WRONG_KEY], ['not-json', UNREACHABLE]]
  for (const [mood, status] of moods)
    it(`answered with ${JSON.stringify(mood)} is said to the page and once in the log, tried again, and streams then`, async () => {
      const fake = await jetstream()
      const app = await appWith(fake, {}, { answer: 100 })
      fake.mood = mood
      const page = await WallPage.open(app, 'cats')
      const shown = await page.status('bluesky', status)
      expect(shown.retryAt).to.be.greaterThan(Date.now() - 1000)
      if (typeof mood === 'object' && 'retryAfter' in mood)
        expect(shown.retryAt).to.be.closeTo(Date.now() + 2000, 500)
      else await page.until(() => fake.connections.length > 2)
      expect(app.log.filter(line => line['network'] === 'bluesky' && line['level'] === 40)).to.have.length(1)
      fake.mood = 'well'
      await page.status('bluesky', { state: 'connected' })
      fake.post(ANA, 'cats')
      await page.shows('cats')
      expect(app.log.filter(line => line['network'] === 'bluesky' && line['level'] === 40)).to.have.length(1)
    })

  it('that falls silent is given up and opened again', async () => {
    const fake = await jetstream()
    const app = await appWith(fake, {}, { silence: 150 })
    const page = await WallPage.open(app, 'cats')
    await page.status('bluesky', { state: 'retrying', reason: 'silent' })
    await page.status('bluesky', { state: 'connected' })
    fake.post(ANA, 'cats')
    await page.shows('cats')
    expect(fake.connections.length).to.be.at.least(2)
  })

  it('is reached at another server when one is away', async () => {
    const away = await jetstream()
    const fake = await jetstream()
    const app = await appWith(fake, { BLUESKY_STREAMS: `${away.url('ws')}, ${fake.url('ws')}/subscribe` })
    away.mood = 'hangs-up'
    const page = await WallPage.open(app, 'cats', { tab: newTab() })
    await page.status('bluesky', { state: 'connected' })
    fake.post(ANA, 'cats')
    await page.shows('cats')
    expect([away.connections.length, fake.connections.length]).to.deep.equal([1, 1])
  })

  it('shows pictures only where the operator allows them, and only from http and https', async () => {
    const fake = await jetstream()
    fake.profiles.set(ANA, { handle: 'ana.example.org', avatar: 'https://cdn.example.org/a.jpg' })
    fake.profiles.set(BO, { handle: 'bo.example.org', avatar: 'javascript:alert(1)' })
    const page = await WallPage.open(await appWith(fake, { WALL_IMAGES: 'on' }), 'cats')
    await page.status('bluesky', { state: 'connected' })
    fake.post(ANA, 'cats one')
    fake.post(BO, 'cats two')
    expect(await page.shows('cats one')).to.include({ image: 'https://cdn.example.org/a.jpg' })
    expect(await page.shows('cats two')).to.not.have.property('image')
  })
})
