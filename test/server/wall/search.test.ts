/**
 * Who searches what on the wall, and how posts come: each visitor's term and pause, the room's, the operator's
 * settings, slow screens, many viewers.
 */
import { expect } from 'chai'
import times from 'lodash/times'
import { ConfigError, readConfig } from '../../../src/config'
import type { PostNews } from '../../../src/core/protocol/wall'
import { FakeJetstream } from '../../fakes/jetstream'
import { SlowReader } from '../../support/long-polling'
import { startApp, type TestApp } from '../../support/app'
import { newTab, openTab as voterPage, tallyOf, waitFor } from '../../support/clients'
import { appWith, wallApp } from '../../support/wall-app'
import { WallPage } from '../../support/wall-page'

const ANA = 'did:plc:ana000000000000000000000'

async function jetstream(): Promise<FakeJetstream> {
  const fake = await FakeJetstream.start()
  fake.profiles.set(ANA, { handle: 'ana.example.org', displayName: 'Ana A.' })
  return fake
}

interface Scene {
  fake: FakeJetstream
  app: TestApp
  presenter: WallPage
}

/** An app whose room searches birds. */
async function searching(env: Record<string, string> = {}): Promise<Scene> {
  const fake = await jetstream()
  const app = await appWith(fake, env)
  const presenter = await WallPage.presenter(app)
  await presenter.client.emitWithAck('setWall', { term: 'birds' })
  await presenter.status('bluesky', { state: 'connected' })
  return { fake, app, presenter }
}

/** Sends so many posts with this text and a number; gives the ids they have on walls. */
function send(fake: FakeJetstream, count: number, text: string): string[] {
  return times(count, number => `bluesky:${ANA}/${fake.post(ANA, `${text} ${number}`)}`)
}

describe('A visitor of the wall', () => {
  it('has a term of its own, trimmed, changes it without changing anybody else’s, and comes back to the room’s', async () => {
    const fake = await jetstream()
    const app = await appWith(fake)
    const presenter = await WallPage.presenter(app)
    await presenter.client.emitWithAck('setWall', { term: 'birds' })
    const one = await WallPage.open(app, '  Cats ')
    const two = await WallPage.open(app)
    await two.status('bluesky', { state: 'connected' })
    expect((await one.search(' Dogs, mice ')).own).to.equal('Dogs, mice')
    expect((await two.search(null)).own).to.equal(null)
    fake.post(ANA, 'mice')
    fake.post(ANA, 'birds')
    await two.shows('birds')
    await one.shows('mice')
    const back = await one.search(null)
    expect(back).to.deep.include({ term: 'birds', own: null })
    expect(back.posts.map(({ text }) => text)).to.deep.equal(['birds'])
    expect((await two.search('  ')).own).to.equal(null)
  })

  it('pauses for itself alone; going on brings the newest posts and how many were skipped', async () => {
    const { fake, app, presenter } = await searching()
    const [one, two] = await Promise.all([WallPage.open(app), WallPage.open(app)])
    expect(await one.client.emitWithAck('pauseWall', { isPaused: true })).to.deep.equal({ ok: true })
    const missed = send(fake, 50, 'birds')
    await two.until(() => two.shown.has(missed.at(-1)!))
    expect(one.received).to.deep.equal([])
    expect((await one.search(null)).posts).to.have.length(20)
    const more = send(fake, 30, 'birds again')
    await two.until(() => two.shown.has(more.at(-1)!))
    await one.client.emitWithAck('pauseWall', { isPaused: false })
    await one.until(() => one.received.length > 0)
    expect(one.received).to.have.length(1)
    expect(one.received[0]!.posts).to.have.length(20)
    expect(one.skipped).to.equal(10)
    expect(presenter.news!.isPaused).to.equal(false)
  })

  it('is refused a term that is empty, too long or nonsense, and goes on with the one before', async () => {
    const { fake, app } = await searching()
    const page = await WallPage.open(app, 'cats')
    const tries: [unknown, string][] = [
      [{ term: '!?' }, 'empty-term'],
      [{ term: 'x'.repeat(201) }, 'term-too-long'],
      [{ term: 7 }, 'bad-request'],
      [{}, 'bad-request'],
      [undefined, 'bad-request'],
    ]
    for (const [input, code] of tries)
      expect(await page.client.emitWithAck('searchWall', input as { term: string })).to.include({ code })
    expect(await page.client.emitWithAck('pauseWall', {} as never)).to.include({ code: 'bad-request' })
    send(fake, 1, 'cats')
    await page.shows('cats 0')
  })

  it('may not change terms faster than anybody types', async () => {
    const { app } = await searching()
    const page = await WallPage.open(app)
    const replies = await Promise.all(
      times(12, index => page.client.emitWithAck('searchWall', { term: `term ${index}` })),
    )
    expect(replies.filter(({ ok }) => ok)).to.have.length(10)
    expect(replies.at(-1)).to.include({ code: 'too-fast' })
    expect((await page.search(null)).own).to.equal(null)
  })

  it('who has not opened the wall is sent no posts, and cannot pause it', async () => {
    const { fake, app } = await searching()
    const { client } = await voterPage(app)
    const heard: unknown[] = []
    for (const event of ['posts', 'pinned', 'wallSources', 'postsWaiting'] as const)
      client.on(event, (...args: unknown[]) => void heard.push(args))
    expect(await client.emitWithAck('pauseWall', { isPaused: true })).to.include({ code: 'wall-closed' })
    const page = await WallPage.open(app)
    const closed = await WallPage.open(app)
    closed.client.emit('closeWall')
    await closed.client.emitWithAck('getSnapshot')
    send(fake, 3, 'birds')
    await page.until(() => page.shown.size === 3)
    await client.emitWithAck('getSnapshot')
    expect([...heard, ...closed.received]).to.deep.equal([])
  })

  it('loses its own term when the presenter stops searching for the audience, who may go on', async () => {
    const { fake, app, presenter } = await searching()
    const page = await WallPage.open(app, 'cats')
    const other = await WallPage.open(app)
    await presenter.search('dogs')
    send(fake, 1, 'birds')
    await other.shows('birds 0')
    await presenter.client.emitWithAck('setWall', { search: false })
    await page.shows('birds 0')
    expect(page.news!.search).to.equal(false)
    expect(page.received.at(-1)).to.include({ isWhole: true })
    expect(await page.client.emitWithAck('searchWall', { term: 'cats' })).to.include({ code: 'search-off' })
    expect((await presenter.search('mice')).own).to.equal('mice')
  })
})

describe('The operator', () => {
  it('leaves searching to presenters with WALL_SEARCH=presenter', async () => {
    const app = await wallApp({ WALL_SOURCES: 'room', WALL_SEARCH: 'presenter' })
    const presenter = await WallPage.presenter(app)
    const page = await WallPage.open(app)
    expect(page.news!.search).to.equal(false)
    expect(await page.client.emitWithAck('openWall', { term: 'cats' })).to.include({ code: 'search-off' })
    expect((await presenter.search('cats')).own).to.equal('cats')
    await presenter.client.emitWithAck('setWall', { term: 'dogs' })
    await page.until(() => page.news!.term === 'dogs')
  })

  it('has nothing searched by anybody with WALL_SEARCH=off: no network is asked, posts of the room are shown', async () => {
    const fake = await jetstream()
    const app = await appWith(fake, { WALL_SEARCH: 'off' })
    const presenter = await WallPage.presenter(app)
    expect(presenter.sources).to.deep.equal([{ network: 'room', state: 'connected' }])
    expect(await presenter.client.emitWithAck('setWall', { term: 'cats' })).to.include({ code: 'search-off' })
    expect(await presenter.client.emitWithAck('searchWall', { term: 'cats' })).to.include({
      code: 'search-off',
    })
    await presenter.post('Hello')
    await (await WallPage.open(app)).shows('Hello')
    expect(fake.connections).to.deep.equal([])
  })

  it('chooses the sources', async () => {
    for (const [WALL_SOURCES, networks] of [
      ['room', ['room']],
      ['x, room,x', ['x', 'room']],
    ] as const) {
      const app = await startApp({ WALL_SOURCES })
      const { sources } = await WallPage.open(app)
      expect(sources.map(({ network }) => network)).to.deep.equal(networks)
      await app.close()
    }
  })

  it('is told in a sentence which setting makes no sense', () => {
    const nonsense: [string, string][] = [
      ['WALL_SOURCES', 'room,myspace'],
      ['WALL_SEARCH', 'maybe'],
      ['WALL_IMAGES', 'yes'],
      ['BLUESKY_STREAMS', 'https://jetstream.example'],
      ['BLUESKY_PROFILES', 'public.api.bsky.app'],
      ['MASTODON_SERVER', 'ftp://social.example'],
      ['MASTODON_SERVER', 'https://user@social.example'],
      ['MASTODON_TOKEN', 'has spaces in it'],
      ['X_TOKEN', 'short'],
      ['X_SERVER', 'x'],
      ['X_DAILY_POSTS', '-1'],
    ]
    for (const [name, value] of nonsense)
      expect(() => readConfig({ [name]: value }), `${name}=${value}`).to.throw(ConfigError, name)
    const { wall } = readConfig({ WALL_SOURCES: ' ', MASTODON_SERVER: 'https://social.example/ ' })
    expect(wall).to.deep.include({
      sources: ['room', 'bluesky'],
      search: 'everyone',
      images: false,
      mastodonServer: 'https://social.example',
      xDailyPosts: 500,
    })
  })
})

describe('A wall without internet', () => {
  it('says what cannot be reached, once in the log; posts of the room and the poll go on', async () => {
    const gone = 'http://127.0.0.1:9'
    const app = await wallApp({
      WALL_SOURCES: 'room,bluesky,mastodon,x',
      BLUESKY_STREAMS: 'ws://127.0.0.1:9',
      BLUESKY_PROFILES: gone,
      MASTODON_SERVER: gone,
      MASTODON_TOKEN: 'a-token-of-a-user',
      X_SERVER: gone,
      X_TOKEN: 'a-paid-token',
    })
    const presenter = await WallPage.presenter(app)
    await presenter.client.emitWithAck('setWall', { term: 'cats' })
    const page = await WallPage.open(app)
    for (const network of ['bluesky', 'mastodon', 'x'] as const) {
      const { retryAt } = await page.status(network, { state: 'retrying', reason: 'unreachable' })
      expect(retryAt).to.be.greaterThan(Date.now() - 1000)
    }
    await presenter.post('Hello all the same')
    await page.shows('Hello all the same')
    const voter = await voterPage(app)
    const counted = tallyOf(voter.client, { B: 1 })
    await voter.client.emitWithAck('castVote', { pollId: voter.pollId, vote: 'B' })
    await counted
    const warnings = app.log.filter(line => Number(line['level']) >= 40)
    expect(warnings.map(line => line['network']).sort()).to.deep.equal(['bluesky', 'mastodon', 'x'])
    expect(page.sources[0]).to.deep.equal({ network: 'room', state: 'connected' })
  })
})

describe('Posts on many screens', () => {
  it('reach one that reads slowly as the newest, with how many it missed, and what must go; nothing piles up for it', async () => {
    const { fake, app } = await searching()
    const slow = await SlowReader.connect(app)
    await slow.emit(1, 'openWall', {})
    await slow.hears('answer')
    const page = await WallPage.open(app)
    let ids: string[] = []
    for (let round = 0; round < 5; round++) {
      ids = send(fake, 40, `birds ${round}`)
      await page.shows(`birds ${round} 39`)
    }
    const gone = ids.at(-20)!
    fake.delete(ANA, gone.split('/')[1]!)
    await page.gone('birds 4 20')
    const { args, bytes } = await slow.hears('posts')
    const [news] = args as [PostNews]
    expect(news.posts.map(({ id }) => id)).to.deep.equal(ids.slice(-19))
    expect(news.removed).to.deep.equal([gone])
    expect(news.skipped).to.equal(181)
    expect(bytes).to.be.below(10_000)
  })

  it('cost one encoding for a thousand viewers of one term', async () => {
    const { fake, app } = await searching()
    const pages = await Promise.all(
      times(1000, index => WallPage.open(app, index % 2 === 0 ? 'Cats' : ' CÀTS', { tab: newTab() })),
    )
    const { stringify } = JSON
    let encodings = 0
    JSON.stringify = ((...args: Parameters<typeof stringify>) => {
      if (Array.isArray(args[0]) && args[0][0] === 'posts') encodings++
      return stringify(...args)
    }) as typeof stringify
    try {
      for (const text of ['cats', 'more cats']) {
        send(fake, 1, text)
        await Promise.all(pages.map(page => page.shows(`${text} 0`)))
      }
    } finally {
      JSON.stringify = stringify
    }
    expect(encodings).to.equal(2)
  })
})

describe('A search', () => {
  it('goes on for a moment when its last viewer leaves, so that a page may be loaded again', async () => {
    const fake = await jetstream()
    const app = await appWith(fake, {}, { linger: 60_000 })
    const page = await WallPage.open(app, 'cats')
    await page.status('bluesky', { state: 'connected' })
    fake.post(ANA, 'cats')
    await page.shows('cats')
    page.client.disconnect()
    const again = await WallPage.open(app, 'cats')
    expect(again.texts).to.deep.equal(['cats'])
    expect(fake.connections).to.have.length(1)
    const left = waitFor(fake, 'left')
    await app.close()
    await left
  })
})
