/**
 * What presenters decide about the wall of their room, held by the server: approving, rejecting, pinning, blocking,
 * pausing, sifting.
 */
import { expect } from 'chai'
import { FakeJetstream } from '../../fakes/jetstream'
import type { TestApp } from '../../support/app'
import { newTab } from '../../support/clients'
import { newFolder } from '../../support/folders'
import { appWith, wallApp } from '../../support/wall-app'
import { WallPage } from '../../support/wall-page'

const ANA = 'did:plc:ana000000000000000000000'
const BO = 'did:plc:bo0000000000000000000000'

interface Scene {
  fake: FakeJetstream
  app: TestApp
  presenter: WallPage
  /** Looks at the room's wall, which searches cats. */
  page: WallPage
}

async function searchingCats(settings: object = {}): Promise<Scene> {
  const fake = await FakeJetstream.start()
  fake.profiles.set(ANA, { handle: 'ana.example.org', displayName: 'Ana A.' })
  fake.profiles.set(BO, { handle: 'bo.example.org', displayName: 'Bo' })
  const app = await appWith(fake)
  const presenter = await WallPage.presenter(app)
  await presenter.client.emitWithAck('setWall', { term: 'cats', ...settings })
  const page = await WallPage.open(app)
  await page.status('bluesky', { state: 'connected' })
  return { fake, app, presenter, page }
}

describe('A presenter', () => {
  it('approves every post where that is wanted; what is deleted or edited while it waits is honoured', async () => {
    const { fake, presenter, page } = await searchingCats({ approve: 'all' })
    const first = fake.post(ANA, 'cats one')
    const second = fake.post(ANA, 'cats two')
    const third = fake.post(BO, 'cats three')
    await presenter.until(() => presenter.waiting.size === 3)
    fake.delete(ANA, first)
    fake.edit(ANA, second, 'cats too')
    await presenter.waits('cats too')
    await presenter.until(() => presenter.waiting.size === 2)
    for (const { id } of presenter.waiting.values()) await presenter.client.emitWithAck('approvePost', { id })
    await page.shows('cats too')
    await page.shows('cats three')
    // What an edit says was not approved.
    fake.edit(BO, third, 'cats and worse')
    await page.gone('cats three')
    await presenter.waits('cats and worse')
    expect(page.texts).to.deep.equal(['cats too'])
    expect(page.received.flatMap(({ posts, replaced }) => [...posts, ...replaced])).to.have.length(2)
  })

  it('rejects a post for good, waiting or shown: no edit brings it back', async () => {
    const { fake, app, presenter, page } = await searchingCats()
    const rkey = fake.post(ANA, 'cats one')
    const { id } = await page.shows('cats one')
    expect(await page.client.emitWithAck('rejectPost', { id })).to.include({ code: 'not-a-presenter' })
    expect(await presenter.client.emitWithAck('rejectPost', { id })).to.deep.equal({ ok: true })
    await page.gone('cats one')
    fake.edit(ANA, rkey, 'cats again')
    fake.post(ANA, 'cats two')
    await page.shows('cats two')
    expect(page.texts).to.deep.equal(['cats two'])
    expect(await presenter.client.emitWithAck('rejectPost', { id })).to.include({ code: 'no-such-post' })

    const ann = await WallPage.named(app, 'Ann')
    await ann.post('rude')
    const waiting = await presenter.waits('rude')
    await presenter.client.emitWithAck('rejectPost', { id: waiting.id })
    await presenter.until(() => presenter.waiting.size === 0)
    expect(await presenter.client.emitWithAck('approvePost', { id: waiting.id })).to.include({
      code: 'no-such-post',
    })
  })

  it('is not needed to take back a post of one’s own', async () => {
    const app = await wallApp({})
    const presenter = await WallPage.presenter(app)
    await presenter.client.emitWithAck('setWall', { approve: 'none' })
    const ann = await WallPage.named(app, 'Ann')
    const bo = await WallPage.named(app, 'Bo')
    await ann.post('of Ann')
    const { id } = await bo.shows('of Ann')
    expect(await bo.client.emitWithAck('rejectPost', { id })).to.include({ code: 'not-a-presenter' })
    expect(await ann.client.emitWithAck('rejectPost', { id })).to.deep.equal({ ok: true })
    await bo.gone('of Ann')
  })

  it('pins up to three posts, for newcomers too; they come down by hand or with their end', async () => {
    const { fake, app, presenter, page } = await searchingCats({ approve: 'all' })
    const rkeys = ['one', 'two', 'three', 'four'].map(text => fake.post(ANA, `cats ${text}`))
    await presenter.waits('cats four')
    const pin = (post: { id: string }, isPinned = true) =>
      presenter.client.emitWithAck('pinPost', { id: post.id, isPinned })
    const [one, two, three, four] = [...presenter.waiting.values()]
    for (const post of [one!, two!, three!]) expect(await pin(post)).to.deep.equal({ ok: true })
    expect(await pin(one!)).to.include({ code: 'already-so' })
    expect(await pin(four!)).to.include({ code: 'too-many-pinned' })
    expect(await pin({ id: 'bluesky:nobody' }, false)).to.include({ code: 'already-so' })
    await page.until(() => page.pinned.length === 3)
    await page.shows('cats three')
    fake.edit(ANA, rkeys[1]!, 'cats too')
    fake.delete(ANA, rkeys[0]!)
    await page.until(() => page.pinned.length === 1)
    expect(await pin(three!, false)).to.deep.equal({ ok: true })
    await page.until(() => page.pinned.length === 0)
    expect(await pin(three!)).to.deep.equal({ ok: true })
    expect((await WallPage.open(app)).pinned.map(({ text }) => text)).to.deep.equal(['cats three'])
    expect(await page.client.emitWithAck('pinPost', { id: three!.id, isPinned: false })).to.include({
      code: 'not-a-presenter',
    })
  })

  it('blocks an author and a word: what is there goes, what comes stays away, until it is taken back', async () => {
    const { fake, presenter, page } = await searchingCats()
    fake.post(ANA, 'cats of Ana')
    fake.post(BO, 'cats SPÄM!')
    fake.post(BO, 'cats of Bo')
    const { author, name } = await page.shows('cats of Ana')
    await page.shows('cats of Bo')
    const author1 = { author, name, isBlocked: true }
    expect(await presenter.client.emitWithAck('blockAuthor', author1)).to.deep.equal({ ok: true })
    expect(await presenter.client.emitWithAck('blockAuthor', author1)).to.include({ code: 'already-so' })
    expect(await presenter.client.emitWithAck('blockWord', { word: 'spam', isBlocked: true })).to.deep.equal({
      ok: true,
    })
    expect(await presenter.client.emitWithAck('blockWord', { word: 'Spam', isBlocked: true })).to.include({
      code: 'already-so',
    })
    await page.until(() => page.shown.size === 1)
    fake.post(ANA, 'cats again')
    fake.post(BO, 'cats, spam, more spam')
    fake.profiles.set('did:plc:spam', { handle: 'spam.example.org', displayName: 'Spam & Sons' })
    fake.post('did:plc:spam', 'cats of sons')
    fake.post(BO, 'cats, spammers no word of that')
    await page.shows('cats, spammers no word of that')
    expect(page.texts).to.deep.equal(['cats of Bo', 'cats, spammers no word of that'])

    await presenter.client.emitWithAck('blockAuthor', { ...author1, isBlocked: false })
    await presenter.client.emitWithAck('blockWord', { word: 'SPAM', isBlocked: false })
    fake.post(ANA, 'cats: spam of Ana')
    await page.shows('cats: spam of Ana')
  })

  it('takes off what is there of the room with a word that is blocked, and refuses new posts with it in words', async () => {
    const app = await wallApp({})
    const presenter = await WallPage.presenter(app)
    await presenter.client.emitWithAck('setWall', { approve: 'none' })
    const ann = await WallPage.named(app, 'Ann')
    await ann.post('Something rude')
    await ann.shows('Something rude')
    await presenter.client.emitWithAck('blockWord', { word: 'rude', isBlocked: true })
    await ann.gone('Something rude')
    expect(await ann.post('How RUDE!')).to.deep.include({ ok: false, code: 'blocked-word' })
    expect(await presenter.post('Not rude')).to.include({ ok: true, isWaiting: false })
    await ann.shows('Not rude')
    await presenter.client.emitWithAck('blockWord', { word: 'rude', isBlocked: false })
    expect(await ann.post('How rude!')).to.include({ ok: true, isWaiting: false })
  })

  it('pauses the room’s wall for everybody, visitors’ own searches not: nothing comes, but what must go goes', async () => {
    const { fake, app, presenter, page } = await searchingCats()
    const own = await WallPage.open(app, 'cats dogs')
    const rkey = fake.post(ANA, 'cats one')
    await page.shows('cats one')
    await presenter.client.emitWithAck('setWall', { isPaused: true })
    await page.until(() => page.news?.isPaused === true)
    fake.post(BO, 'cats dogs')
    await own.shows('cats dogs')
    fake.delete(ANA, rkey)
    await page.gone('cats one')
    expect(page.texts).to.deep.equal([])
    await presenter.client.emitWithAck('setWall', { isPaused: false })
    await page.shows('cats dogs')
  })

  it('lets in posts of some languages; those that name none always', async () => {
    const { fake, presenter, page } = await searchingCats({ languages: ['en', 'de-AT'] })
    fake.post(ANA, 'cats fr', { langs: ['fr'] })
    fake.post(ANA, 'cats en', { langs: ['fr', 'en-GB'] })
    fake.post(ANA, 'cats de', { langs: ['de'] })
    fake.post(ANA, 'cats', { langs: [] })
    await page.shows('cats')
    expect(page.texts).to.deep.equal(['cats en', 'cats de', 'cats'])
    await presenter.client.emitWithAck('setWall', { languages: ['de'] })
    await page.until(() => page.shown.size === 2)
  })

  it('is the only one who may do any of it, and bad input changes nothing', async () => {
    const app = await wallApp({})
    const presenter = await WallPage.presenter(app)
    const page = await WallPage.open(app)
    const screen = await WallPage.open(app, undefined, { tab: newTab(), screen: true })
    const does: [string, unknown][] = [
      ['setWall', { term: 'x' }],
      ['approvePost', { id: 'x' }],
      ['rejectPost', { id: 'x' }],
      ['pinPost', { id: 'x', isPinned: true }],
      ['blockAuthor', { author: 'x', name: 'x', isBlocked: true }],
      ['blockWord', { word: 'x', isBlocked: true }],
    ]
    const document = () => JSON.stringify([...app.io.sockets.sockets.values()][0]!.data.room.document.wall)
    const before = document()
    for (const [event, input] of does)
      for (const { client } of [page, screen])
        expect(await client.emitWithAck(event as 'setWall', input as object), event).to.include({
          code: 'not-a-presenter',
        })
    const wrong: [string, unknown][] = [
      ...does.flatMap(([event]): [string, unknown][] => [
        [event, null],
        [event, 'x'],
        [event, []],
      ]),
      ['setWall', { term: 7 }],
      ['setWall', { approve: 'some' }],
      ['setWall', { languages: ['<b>'] }],
      ['setWall', { isPaused: 'yes' }],
      ['blockWord', { word: 'x'.repeat(2001), isBlocked: true }],
      ['pinPost', { id: '', isPinned: true }],
    ]
    for (const [event, input] of wrong)
      expect(await presenter.client.emitWithAck(event as 'setWall', input as object), event).to.include({
        code: 'bad-request',
      })
    expect(await presenter.client.emitWithAck('setWall', { term: '!?' })).to.include({ code: 'empty-term' })
    expect(await presenter.client.emitWithAck('setWall', { term: 'x'.repeat(201) })).to.include({
      code: 'term-too-long',
    })
    expect(await presenter.client.emitWithAck('blockWord', { word: '  ', isBlocked: true })).to.include({
      code: 'no-word',
    })
    expect(await presenter.client.emitWithAck('setWall', { posting: true })).to.include({
      code: 'already-so',
    })
    expect(document()).to.equal(before)
  })

  it('finds all of these decisions again after a restart', async () => {
    const DATA_DIR = newFolder()
    const first = await wallApp({ DATA_DIR, WALL_SOURCES: 'room' })
    const before = await WallPage.presenter(first)
    const settings = {
      term: ' Cats ',
      approve: 'none' as const,
      bots: true,
      languages: ['de'],
      posting: false,
    }
    await before.client.emitWithAck('setWall', settings)
    await before.client.emitWithAck('blockWord', { word: 'rude', isBlocked: true })
    await before.client.emitWithAck('blockAuthor', { author: 'x:1', name: 'Ana', isBlocked: true })
    await first.close()
    const app = await wallApp({ DATA_DIR, WALL_SOURCES: 'room' })
    const page = await WallPage.open(app)
    expect(page.news).to.include({ term: 'Cats', posting: false })
    const { wall, blockedWords } = [...app.io.sockets.sockets.values()][0]!.data.room.document
    expect(blockedWords).to.deep.equal(['rude'])
    expect(wall).to.deep.include({
      ...settings,
      term: 'Cats',
      blockedAuthors: [{ author: 'x:1', name: 'Ana' }],
    })
  })
})
