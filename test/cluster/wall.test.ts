/** The wall across nodes: one room's posts and its presenters' decisions, wherever they are made and seen. */
import { expect } from 'chai'
import { KEY } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import type { TestApp } from '../support/app'
import { newTab } from '../support/clients'
import { wallApp } from '../support/wall-app'
import { WallPage } from '../support/wall-page'

withRedis('The wall on many nodes', () => {
  let redis: RedisServer
  let one: TestApp
  let two: TestApp
  const start = () => wallApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY, WALL_SOURCES: 'room' })
  beforeEach(async () => {
    redis = await startRedis()
    ;[one, two] = [await start(), await start()]
  })
  afterEach(() => redis.kill())

  it('has a post wait for presenters everywhere, and shows it everywhere once one of them approves', async () => {
    const [ana, bo] = [await WallPage.named(one, 'Ana'), await WallPage.open(two)]
    const [here, there] = [await WallPage.presenter(one), await WallPage.presenter(two)]
    await ana.post('Look at this')
    const { id, name } = await there.waits('Look at this')
    expect(name).to.equal('Ana')
    expect(await there.client.emitWithAck('approvePost', { id })).to.deep.equal({ ok: true })
    for (const page of [ana, bo, here, there]) await page.shows('Look at this')
    await here.until(() => here.waiting.size === 0)
    expect(await here.client.emitWithAck('approvePost', { id })).to.include({ code: 'no-such-post' })
  })

  it('pins, unpins and rejects everywhere', async () => {
    const [ana, bo] = [await WallPage.named(one, 'Ana'), await WallPage.open(two)]
    const there = await WallPage.presenter(two)
    await ana.post('On top')
    const { id } = await there.waits('On top')
    await there.client.emitWithAck('pinPost', { id, isPinned: true })
    for (const page of [ana, bo]) await page.until(() => page.pinned.length === 1)
    await there.client.emitWithAck('pinPost', { id, isPinned: false })
    for (const page of [ana, bo]) await page.until(() => page.pinned.length === 0)
    await ana.shows('On top')
    await there.client.emitWithAck('rejectPost', { id })
    for (const page of [ana, bo]) await page.gone('On top')
  })

  it('lets authors take back from another node what they posted', async () => {
    const browser = newTab()
    const ana = await WallPage.open(one, undefined, { tab: newTab(), browser })
    await ana.client.emitWithAck('takeName', { name: 'Ana' })
    const moved = await WallPage.open(two, undefined, { tab: newTab(), browser })
    const there = await WallPage.presenter(two)
    await ana.post('A slip')
    const { id } = await there.waits('A slip')
    expect(await moved.client.emitWithAck('rejectPost', { id })).to.deep.equal({ ok: true })
    await there.until(() => there.waiting.size === 0)
  })

  it('gives somebody on two nodes one budget', async () => {
    const browser = newTab()
    const ana = await WallPage.open(one, undefined, { tab: newTab(), browser })
    await ana.client.emitWithAck('takeName', { name: 'Ana' })
    const moved = await WallPage.open(two, undefined, { tab: newTab(), browser })
    const there = await WallPage.presenter(two)
    for (const text of ['one', 'two', 'three', 'four']) expect(await ana.post(text)).to.include({ ok: true })
    await there.waits('four')
    expect(await moved.post('five')).to.include({ code: 'too-fast' })
  })

  it('takes a retry on another node for the same post, also once it is gone', async () => {
    const browser = newTab()
    const ana = await WallPage.open(one, undefined, { tab: newTab(), browser })
    await ana.client.emitWithAck('takeName', { name: 'Ana' })
    const first = await ana.post('Only once', 'the-key-of-it')
    const there = await WallPage.presenter(two)
    const { id } = await there.waits('Only once')
    const moved = await WallPage.open(two, undefined, { tab: newTab(), browser })
    expect(await moved.post('Only once', 'the-key-of-it')).to.deep.equal(first)
    await there.client.emitWithAck('rejectPost', { id })
    expect(await moved.post('Only once', 'the-key-of-it')).to.deep.equal({ ...first, isWaiting: false })
    await ana.post('The next')
    await there.waits('The next')
    expect(there.waitingTexts).to.deep.equal(['The next'])
  })

  it('is whole on a node to which the room is new', async () => {
    const ana = await WallPage.named(one, 'Ana')
    const here = await WallPage.presenter(one)
    await ana.post('shown')
    await ana.post('pinned')
    await ana.post('waits')
    await here.client.emitWithAck('approvePost', { id: (await here.waits('shown')).id })
    const pinned = await here.waits('pinned')
    await here.client.emitWithAck('pinPost', { id: pinned.id, isPinned: true })
    await here.waits('waits')
    const three = await start()
    const late = await WallPage.presenter(three)
    expect(late.texts).to.deep.equal(['shown', 'pinned'])
    expect(late.waitingTexts).to.deep.equal(['waits'])
    expect(late.pinned.map(({ text }) => text)).to.deep.equal(['pinned'])
  })
})
