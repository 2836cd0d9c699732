/** The panic button across nodes: pressed on one, it closes and hides on all, and on a node that comes later. */
import { expect } from 'chai'
import type { AsksNews } from '../../src/core/protocol/asks'
import { PANIC_NOTICE } from '../../src/core/room/panic'
import type { Said } from '../../src/core/protocol/server-events'
import type { PostNews } from '../../src/core/protocol/wall'
import { connectPresenter, KEY } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { startApp } from '../support/app'
import { asker, asks, following, openAsks } from '../support/asks/people'
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

  it('hides questions from the audience on every page and from the API of every node, when it is over, too', async () => {
    const [one, two] = [await start(), await start()]
    const presenter = await connectPresenter(one)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    const bo = await asker(two)
    const seen = await following(bo)
    await asks(await asker(two), 'Something rude?')
    await seen.until(all => all.length === 1)

    const turned = (isOn: boolean) =>
      waitFor<[AsksNews]>(bo.client, 'asksChanged', ({ isOpen }) => isOpen === isOn)
    const closed = turned(false)
    await must(presenter.client.emitWithAck('panic', { action: 'start' }))
    await closed
    const opened = turned(true)
    await must(presenter.client.emitWithAck('panic', { action: 'reopen' }))
    await opened
    const again = await following(bo)
    expect(again.shown()).to.deep.equal([])
    const three = await start()
    await asks(await asker(three), 'Why?')
    await again.until(all => all.some(({ text }) => text === 'Why?'))
    for (const app of [one, two, three]) {
      const { asks: shown } = await openAsks(await asker(app))
      expect(shown.map(({ text }) => text)).to.deep.equal(['Why?'])
      for (const path of ['asks', 'asks.csv', 'results', 'results.json']) {
        const headers = { Authorization: `Bearer ${KEY}` }
        const response = await fetch(`${app.url}/api/rooms/house/${path}`, { headers })
        const told = await response.text()
        expect(told, path).to.include('Why?')
        expect(told, path).not.to.include('rude')
      }
    }
  })
})
