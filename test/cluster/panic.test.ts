/** The panic button across nodes: pressed on one, it closes and hides on all, and on a node that comes later. */
import { expect } from 'chai'
import { PANIC_NOTICE } from '../../src/core/room/panic'
import type { Said } from '../../src/core/protocol/events'
import type { PostNews } from '../../src/core/protocol/wall'
import { connectPresenter, KEY } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { startApp } from '../support/app'
import { openTab, waitFor } from '../support/clients'
import { codeOf, must, openChat, said, say, setTalk, talker } from '../support/talker'

withRedis('The panic button on many nodes', () => {
  let redis: RedisServer
  const start = () => startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY, SOCKET_EVENTS: '1000' })
  beforeEach(async () => void (redis = await startRedis()))
  afterEach(() => redis.kill())

  it('hides lines and posts everywhere, and brings them back everywhere', async () => {
    const [one, two] = [await start(), await start()]
    const presenter = await connectPresenter(one)
    await presenter.client.emitWithAck('setWall', { posting: true, approve: 'none' })
    const bo = await talker(two, 'Bo')
    await said(bo, 'Something rude')
    await must(bo.client.emitWithAck('openWall', {}))
    const posted = waitFor<[PostNews]>(bo.client, 'posts', ({ posts }) => posts.length === 1)
    await must(bo.client.emitWithAck('postToWall', { text: 'A rude post', key: 'post-1' }))
    await posted

    const told = waitFor<[Said]>(bo.client, 'message', ({ text }) => text === PANIC_NOTICE)
    const hidden = waitFor(bo.client, 'linesHidden')
    const removed = waitFor<[PostNews]>(bo.client, 'posts', news => news.removed.length > 0)
    await must(presenter.client.emitWithAck('panic', { action: 'start' }))
    await Promise.all([told, hidden, removed])
    expect(codeOf(await say(bo, 'More'))).to.equal('chat-off')

    const three = await start()
    const late = await connectPresenter(three)
    expect((await openTab(three)).snapshot.announcement?.text).to.equal(PANIC_NOTICE)
    expect((await openChat(late.client)).lines).to.deep.equal([])
    expect((await must(late.client.emitWithAck('openWall', {}))).posts).to.deep.equal([])

    const over = waitFor(bo.client, 'announcementWithdrawn')
    const back = waitFor<[PostNews]>(late.client, 'posts', ({ posts }) => posts.length === 1)
    await must(late.client.emitWithAck('panic', { action: 'undo' }))
    await Promise.all([over, back])
    for (const client of [bo.client, late.client]) {
      expect((await openChat(client)).lines.map(({ text }) => text)).to.deep.equal(['Something rude'])
      const { posts } = await must(client.emitWithAck('openWall', {}))
      expect(posts.map(({ text }) => text)).to.deep.equal(['A rude post'])
    }
  })

  it('shows on no node what was hidden once people may write again', async () => {
    const [one, two] = [await start(), await start()]
    const presenter = await connectPresenter(one)
    const bo = await talker(two, 'Bo')
    await said(bo, 'Something rude')
    const off = waitFor(bo.client, 'talk')
    await must(presenter.client.emitWithAck('panic', { action: 'start' }))
    await off
    const on = waitFor(bo.client, 'talk')
    await setTalk(presenter, { chat: true })
    await on
    await said(bo, 'Sorry')
    for (const app of [one, two, await start()]) {
      const { opened } = await talker(app)
      expect(opened.lines.map(({ text }) => text)).to.deep.equal(['Sorry'])
    }
  })
})
