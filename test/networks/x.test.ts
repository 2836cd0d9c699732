/** X on the wall: through the front door of a real server, beside a local X that speaks the real protocol. */
import { expect } from 'chai'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ruleOf } from '../../src/networks/x/stream-rules'
import type { SourceIntervals } from '../../src/networks/source'
import { connectPresenter, type TestPresenter } from '../support/presenter'
import { FakeX, TOKEN } from '../fakes/x'
import { BAD_MOODS, WRONG_KEY, type MoodAndStatus } from '../fakes/upstream'
import type { TestApp } from '../support/app'
import { waitFor } from '../support/clients'
import { newFolder } from '../support/folders'
import { wallApp } from '../support/wall-app'
import { WallPage } from '../support/wall-page'

const NEVER = '-is:retweet -is:reply'
const connected = { state: 'connected', reason: undefined } as const
const warnings = (app: TestApp) => app.log.filter(line => line['network'] === 'x' && line['level'] === 40)

function appOf(
  fake: FakeX,
  env: Record<string, string> = {},
  intervals: Partial<SourceIntervals> = {},
): Promise<TestApp> {
  return wallApp({ WALL_SOURCES: 'room,x', X_SERVER: fake.url(), X_TOKEN: TOKEN, ...env }, intervals)
}

async function setTerm({ client }: TestPresenter, term: string | null): Promise<void> {
  const reply = await client.emitWithAck('setWall', { term })
  if (!reply.ok) throw new Error(reply.code)
}

/** An app whose room searches cats, and a page that looks at it. */
async function searching(
  fake: FakeX,
  env: Record<string, string> = {},
  intervals: Partial<SourceIntervals> = {},
): Promise<{ app: TestApp; presenter: TestPresenter; page: WallPage }> {
  const app = await appOf(fake, env, intervals)
  const presenter = await connectPresenter(app)
  await setTerm(presenter, 'cats')
  return { app, presenter, page: await WallPage.open(app) }
}

describe('A term as a rule of X', () => {
  const rules: [string, string | undefined][] = [
    ['cats', `"cats" ${NEVER}`],
    ['Cats dogs', `"Cats" "dogs" ${NEVER}`],
    ['cats, #dogs', `(("cats") OR (#dogs)) ${NEVER}`],
    ['"climate change" @ana_a', `"climate change" @ana_a ${NEVER}`],
    ['cats OR from:ana', `"cats" "OR" "from ana" ${NEVER}`],
    ['-is:retweet', `"-is retweet" ${NEVER}`],
    ['"cats) (', `"cats" ${NEVER}`],
    ['node.js c++', `"node.js" "c++" ${NEVER}`],
    ['@', undefined],
  ]
  for (const [term, rule] of rules)
    it(`${term} is ${rule ?? 'none'}`, () => expect(ruleOf(term)).to.equal(rule))

  it('is none where it would be longer than every plan allows', () => {
    expect(ruleOf('word, '.repeat(30))!.length).to.be.at.most(512)
    expect(ruleOf('a b c d e f g h i, '.repeat(20))).to.equal(undefined)
  })
})

describe('X', () => {
  it('is not asked without a token, and says so', async () => {
    const fake = await FakeX.start()
    const app = await appOf(fake, { X_TOKEN: '' })
    const page = await WallPage.open(app, 'cats')
    expect(page.sources.at(-1)).to.deep.equal({ network: 'x', state: 'needs-key', reason: 'no-key' })
    expect(fake.requests).to.deep.equal([])
  })

  it('is asked for presenters’ terms only: the room’s, and their own', async () => {
    const fake = await FakeX.start()
    const app = await appOf(fake)
    const visitor = await WallPage.open(app, 'dogs')
    expect(visitor.sources.at(-1)).to.deep.equal({ network: 'x', state: 'idle' })
    const presenter = await connectPresenter(app)
    await setTerm(presenter, 'cats')
    const page = await WallPage.open(app)
    await page.status('x', connected)
    expect(fake.values).to.deep.equal([`"cats" ${NEVER}`])
    fake.post('Cats & dogs')
    const post = await page.shows('Cats & dogs')
    await visitor.shows('Cats & dogs')
    expect(post).to.deep.include({ network: 'x', author: 'x:42', name: 'Ana A.', handle: 'ana_a' })
    expect(post.link).to.match(/^https:\/\/x\.com\/ana_a\/status\/\d+$/)
    expect(post).to.not.have.property('image')

    await presenter.client.emitWithAck('openWall', { term: 'birds' })
    while (fake.values.length < 2) await waitFor(fake, 'rules')
    expect(fake.values).to.include(`"birds" ${NEVER}`)
    expect(fake.requests.filter(({ url }) => url.pathname === '/2/tweets/search/stream')).to.have.length(1)
    const left = waitFor(fake, 'left')
    await presenter.client.emitWithAck('setWall', { isPaused: true })
    await presenter.client.emitWithAck('pauseWall', { isPaused: true })
    await left
    await page.status('x', { state: 'idle' })
  })

  it('keeps its own rules as they are wanted, and leaves those of others alone', async () => {
    const fake = await FakeX.start()
    fake.rules = [
      { id: '1', value: 'theirs', tag: 'of another' },
      { id: '2', value: `"left behind" ${NEVER}`, tag: 'ask-the-audience' },
    ]
    const { presenter, page } = await searching(fake)
    await page.status('x', connected)
    expect(fake.rules.map(({ value }) => value)).to.deep.equal(['theirs', `"cats" ${NEVER}`])
    await setTerm(presenter, 'dogs')
    while (fake.values[0] !== `"dogs" ${NEVER}`) await waitFor(fake, 'rules')
    expect(fake.rules.map(({ value }) => value)).to.deep.equal(['theirs', `"dogs" ${NEVER}`])
    expect(fake.connected).to.equal(1)
  })

  it('says when it does not take a rule, and streams for the others', async () => {
    const fake = await FakeX.start()
    const { presenter, page } = await searching(fake)
    await page.status('x', connected)
    await presenter.client.emitWithAck('openWall', { term: 'forbidden, words' })
    await page.status('x', { state: 'connected', reason: 'too-many-terms' })
    expect(fake.values).to.deep.equal([`"cats" ${NEVER}`])
    await presenter.client.emitWithAck('searchWall', { term: 'dogs' })
    await page.status('x', connected)
    expect(fake.values).to.include(`"dogs" ${NEVER}`)
  })

  it('puts characters and lines together that were cut on the way', async () => {
    const fake = await FakeX.start()
    const { page } = await searching(fake)
    await page.status('x', connected)
    const bytes = Buffer.from(`${fake.line('cats 🐈 Ω')}\r\n${fake.line('cats two')}\r\n`)
    for (const byte of bytes) fake.write(Buffer.from([byte]))
    await page.shows('cats 🐈 Ω')
    await page.shows('cats two')
  })

  it('skips lines that are malformed, oversize or hostile, and goes on', async () => {
    const fake = await FakeX.start()
    const { app, presenter, page } = await searching(fake, { WALL_IMAGES: 'on' })
    await page.status('x', connected)
    const junk = [
      'What?',
      '[]',
      '{"data":{"id":"1","text":"cats","author_id":"42"}}',
      '{"errors":[{"title":"operational-disconnect"}]}',
      fake.line('cats', { data: { id: '../1' } }),
      fake.line('cats', { data: { text: 7 } }),
      fake.line('cats', { data: { text: '' } }),
      fake.line('cats', { user: { username: 'a/../b' } }),
      fake.line('cats', { user: { id: '43' } }),
      `{"data":"${'x'.repeat(600 * 1024)}"}`,
    ]
    for (const line of junk) fake.write(`${line}\r\n`)
    const image = 'javascript:alert(1)'
    fake.post('cats \u202e&lt;b&gt; &amp;amp; <script>', {
      data: { created_at: 'soon', lang: '<b>', possibly_sensitive: 'yes' },
      user: { name: '\u202e', profile_image_url: image },
    })
    const post = await page.shows('cats <b> &amp; <script>')
    expect(post).to.include({ name: 'ana_a' })
    expect(post).to.not.have.any.keys('image', 'languages', 'isSensitive')
    expect(page.texts).to.have.length(1)
    const left = waitFor(fake, 'left')
    await setTerm(presenter, null)
    await left
    expect(app.log.find(line => line['msg'] === 'nobody searches')).to.include({ skipped: junk.length })
  })

  it('shows sensitive posts only once the presenter lets them in', async () => {
    const fake = await FakeX.start()
    const { presenter, page } = await searching(fake)
    await page.status('x', connected)
    fake.post('cats one', { data: { possibly_sensitive: true } })
    fake.post('cats two')
    await page.shows('cats two')
    await presenter.client.emitWithAck('setWall', { sensitive: true })
    fake.post('cats three', { data: { possibly_sensitive: true } })
    await page.shows('cats three')
    expect(page.texts).to.deep.equal(['cats two', 'cats three'])
  })

  it('reads no more posts a day than it may, says so, and a restart does not begin the day anew', async () => {
    const fake = await FakeX.start()
    const DATA_DIR = newFolder()
    const { app, page } = await searching(fake, { DATA_DIR, X_DAILY_POSTS: '3' })
    await page.status('x', connected)
    const left = waitFor(fake, 'left')
    for (const number of [1, 2, 3, 4]) fake.post(`cats ${number}`)
    await left
    const midnight = Math.ceil(Date.now() / 86_400_000) * 86_400_000
    const spent = await page.status('x', { state: 'spent' })
    expect(spent.reason).to.equal('daily-budget')
    // On the server's own clock, which may be a little beside the day's.
    expect(spent.retryAt).to.be.closeTo(midnight, 1000)
    await page.shows('cats 3')
    expect(page.texts).to.have.length(3)
    expect(warnings(app)).to.have.length(1)
    await app.close()

    const again = await appOf(fake, { DATA_DIR, X_DAILY_POSTS: '3' })
    const later = await WallPage.open(again)
    await later.status('x', { state: 'spent' })
    expect(fake.connected).to.equal(0)
    await again.close()

    const file = path.join(DATA_DIR, 'x-posts.json')
    const { day } = JSON.parse(readFileSync(file, 'utf8')) as { day: number }
    writeFileSync(file, JSON.stringify({ day: day - 1, posts: 3 }))
    const tomorrow = await WallPage.open(await appOf(fake, { DATA_DIR, X_DAILY_POSTS: '3' }))
    await tomorrow.status('x', connected)
  })

  const moods: MoodAndStatus[] = [...BAD_MOODS, [{ status: 401 }, WRONG_KEY]]
  for (const where of ['mood', 'rulesMood'] as const)
    for (const [mood, status] of moods)
      it(`answered with ${JSON.stringify(mood)} to its ${where === 'mood' ? 'stream' : 'rules'} is said to the page and once in the log, tried again, and streams then`, async () => {
        const fake = await FakeX.start()
        fake[where] = mood
        const { app, page } = await searching(fake, {}, { answer: 100 })
        const shown = await page.status('x', status)
        if (typeof mood === 'object' && 'retryAfter' in mood)
          expect(shown.retryAt).to.be.closeTo(Date.now() + 2000, 500)
        else await page.until(() => fake.requests.length > 4)
        fake[where] = 'well'
        await page.status('x', connected)
        fake.post('cats')
        await page.shows('cats')
        expect(warnings(app)).to.have.length(1)
        expect(JSON.stringify(app.log)).to.not.include(TOKEN)
      })

  it('comes back after the stream ended, in good order or not, or fell silent; a bare line end is a sign of life', async () => {
    const fake = await FakeX.start()
    const { page } = await searching(fake, {}, { silence: 1200 })
    for (const isOrderly of [true, false]) {
      await page.status('x', connected)
      fake.drop(isOrderly)
      await page.status('x', { state: 'retrying', reason: 'closed' })
      await page.status('x', connected)
      fake.post(`cats ${isOrderly}`)
      await page.shows(`cats ${isOrderly}`)
    }
    const start = performance.now()
    const alive = setInterval(() => fake.write('\r\n'), 50)
    setTimeout(() => clearInterval(alive), 2400)
    await page.status('x', { state: 'retrying', reason: 'silent' })
    expect(performance.now() - start).to.be.at.least(2400)
    await page.status('x', connected)
    fake.post('cats at last')
    await page.shows('cats at last')
  })
})
