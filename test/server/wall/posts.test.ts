/** Posts of the room: who may post, what waits for a presenter, and what a retry is. */
import { expect } from 'chai'
import times from 'lodash/times'
import { connectPresenter, openRoom } from '../../support/presenter'
import { startApp } from '../../support/app'
import { joined, newTab, waitFor } from '../../support/clients'
import { wallApp } from '../../support/wall-app'
import { WallPage } from '../../support/wall-page'

describe('A post of the room', () => {
  it('waits for a presenter, alone to be seen by presenters, and is on every screen once it is approved', async () => {
    const app = await wallApp({})
    const [presenter, page] = await Promise.all([WallPage.presenter(app), WallPage.open(app)])
    const ann = await WallPage.named(app, 'Ann')
    const reply = await ann.post('  Hello \u202e <b>there</b>\n\n\n\n!  ')
    expect(reply).to.include({ ok: true, isWaiting: true })
    const post = await presenter.waits('Hello  <b>there</b>\n\n!')
    expect(post).to.deep.include({ network: 'room', name: 'Ann', handle: '' })
    expect(post.id).to.equal(reply.ok && reply.id)
    expect(Object.keys(post).sort()).to.deep.equal([
      'at',
      'author',
      'handle',
      'id',
      'name',
      'network',
      'text',
    ])
    const later = await WallPage.presenter(app)
    expect(later.waitingTexts).to.deep.equal([post.text])
    expect((await WallPage.open(app)).texts).to.deep.equal([])

    expect(await presenter.client.emitWithAck('approvePost', { id: post.id })).to.deep.equal({ ok: true })
    for (const each of [page, ann, presenter]) await each.shows(post.text)
    await presenter.until(() => presenter.waiting.size === 0)
    await later.until(() => later.waiting.size === 0)
    expect((await WallPage.open(app)).texts).to.deep.equal([post.text])
    expect(await presenter.client.emitWithAck('approvePost', { id: post.id })).to.include({
      code: 'no-such-post',
    })
    expect(page.received.flatMap(({ posts }) => posts)).to.have.length(1)
    expect(page.waiting.size).to.equal(0)
  })

  it('is shown at once where the presenter says so, and a presenter’s always, marked as theirs', async () => {
    const app = await wallApp({})
    const presenter = await WallPage.presenter(app)
    const page = await WallPage.open(app)
    await presenter.post('Welcome')
    expect(await page.shows('Welcome')).to.include({ role: 'presenter', name: 'Presenter' })
    await presenter.client.emitWithAck('setWall', { approve: 'none' })
    const ann = await WallPage.named(app, 'Ann')
    expect(await ann.post('Hello')).to.include({ ok: true, isWaiting: false })
    expect(await page.shows('Hello')).to.not.have.property('role')
  })

  it('is found by visitors who search for what is in it, before and after', async () => {
    const app = await wallApp({ WALL_SOURCES: 'room' })
    const presenter = await WallPage.presenter(app)
    await presenter.client.emitWithAck('setWall', { approve: 'none' })
    const ann = await WallPage.named(app, 'Ann')
    await ann.post('I like Càts')
    await ann.post('I like dogs')
    await ann.shows('I like dogs')
    const cats = await WallPage.open(app, 'cats')
    expect(cats.texts).to.deep.equal(['I like Càts'])
    await ann.post('dogs again')
    await ann.post('cats again')
    await cats.shows('cats again')
    expect(cats.texts).to.deep.equal(['I like Càts', 'cats again'])
  })

  it('is one post, however often it is sent under its key', async () => {
    const app = await wallApp({})
    const presenter = await WallPage.presenter(app)
    await presenter.client.emitWithAck('setWall', { approve: 'none' })
    const ann = await WallPage.named(app, 'Ann')
    const first = await ann.post('Hello', 'key')
    for (const again of await Promise.all(times(20, () => ann.post('Hello', 'key'))))
      expect(again).to.deep.equal(first)
    await presenter.shows('Hello')
    const bo = await WallPage.named(app, 'Bo')
    await bo.post('Hello too', 'key')
    await presenter.shows('Hello too')
    expect(presenter.texts).to.deep.equal(['Hello', 'Hello too'])
  })

  it('is refused in a clear sentence, and nothing is shown', async () => {
    const app = await wallApp({})
    const presenter = await WallPage.presenter(app)
    await presenter.client.emitWithAck('setWall', { approve: 'none' })
    const page = await WallPage.open(app)
    expect(await page.post('Hello')).to.include({ code: 'needs-name' })
    const ann = await WallPage.named(app, 'Ann')
    expect(await ann.post('  \u200b ')).to.include({ code: 'empty-line' })
    expect(await ann.post('x'.repeat(301))).to.include({ code: 'post-too-long' })
    for (const wrong of [undefined, null, 7, { text: 'x' }, { text: 7, key: 'k' }, { text: 'x', key: '<' }])
      expect(await ann.client.emitWithAck('postToWall', wrong as never)).to.include({ code: 'bad-request' })
    const screen = app.client({ tab: newTab(), screen: true })
    await joined(screen)
    expect(await screen.emitWithAck('postToWall', { text: 'Hello', key: 'k' })).to.include({
      code: 'needs-page',
    })
    expect(await ann.post('x'.repeat(300))).to.include({ ok: true })
    const replies = await Promise.all(times(6, number => ann.post(`Hello ${number}`)))
    expect(replies.at(-1)).to.include({ code: 'too-fast' })
    await presenter.client.emitWithAck('setWall', { posting: false })
    await ann.until(() => ann.news?.posting === false)
    expect(await ann.post('Hello')).to.include({ code: 'posting-off' })
    await presenter.until(() => presenter.shown.size === 4)
  })

  it('is refused from somebody who is muted or blocked, also under a new name', async () => {
    const app = await wallApp({})
    const presenter = await WallPage.presenter(app)
    const [ann, bo] = await Promise.all(['Ann', 'Bo'].map(name => WallPage.named(app, name)))
    await Promise.all([ann!.post('of Ann'), bo!.post('of Bo')])
    const author = await presenter.waits('of Ann')
    const other = await presenter.waits('of Bo')
    await presenter.client.emitWithAck('blockAuthor', { ...author, isBlocked: true })
    await presenter.client.emitWithAck('mute', { id: other.author.replace('room:', ''), isMuted: true })
    await presenter.until(() => !presenter.waitingTexts.includes('of Ann'))
    await ann!.client.emitWithAck('takeName', { name: 'Anna' })
    expect(await ann!.post('again')).to.include({ code: 'muted' })
    expect(await bo!.post('again')).to.include({ code: 'muted' })
  })

  it('cannot be posted in a new room until its presenter allows it, nor where the operator leaves the room out', async () => {
    const app = await wallApp({})
    const { code, presenterKey } = await openRoom(app)
    const client = app.client({ tab: newTab(), room: code })
    expect((await joined(client)).wall).to.deep.equal({
      term: null,
      isPaused: false,
      posting: false,
      search: true,
    })
    await client.emitWithAck('takeName', { name: 'Ann' })
    const post = { text: 'Hello', key: 'k' }
    expect(await client.emitWithAck('postToWall', post)).to.include({ code: 'posting-off' })
    const presenter = await connectPresenter(app, { presenterKey, code })
    const allowed = waitFor(client, 'wall')
    await presenter.client.emitWithAck('setWall', { posting: true })
    expect(await allowed).to.deep.include({ term: null, isPaused: false, posting: true, search: true })
    expect(await client.emitWithAck('postToWall', post)).to.include({ ok: true })

    const without = await startApp({ WALL_SOURCES: 'bluesky' })
    const page = await WallPage.named(without, 'Ann')
    expect(page.news!.posting).to.equal(false)
    expect(await page.post('Hello')).to.include({ code: 'posting-off' })
    expect(await (await WallPage.presenter(without)).post('Hello')).to.include({ code: 'posting-off' })
  })

  it('stays in its room, and goes with the lesson', async () => {
    const app = await wallApp({})
    const presenter = await WallPage.presenter(app)
    const { code } = await openRoom(app)
    const elsewhere = await WallPage.open(app, 'hello', { tab: newTab(), room: code })
    await presenter.post('Hello')
    await presenter.shows('Hello')
    const { id } = await presenter.shows('Hello')
    await presenter.client.emitWithAck('pinPost', { id, isPinned: true })
    const ann = await WallPage.named(app, 'Ann')
    await ann.post('Waiting')
    await presenter.waits('Waiting')
    await (await connectPresenter(app)).does({ name: 'newLesson' })
    await presenter.until(() => presenter.shown.size + presenter.pinned.length + presenter.waiting.size === 0)
    expect((await WallPage.open(app)).texts).to.deep.equal([])
    expect(elsewhere.received).to.deep.equal([])
  })
})
