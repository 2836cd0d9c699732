/** Slow mode on two nodes: whoever wrote through one of them waits on the other. */
import { expect } from 'chai'
import type { TestApp } from '../../support/app'
import { startInside } from '../../support/cluster'
import { openTab, waitFor } from '../../support/clients'
import { connectPresenter } from '../../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../../support/redis-server'
import { codeOf, must, receivesLine, said, say, talker } from '../../support/talker'

withRedis('Slow mode on two nodes', () => {
  let redis: RedisServer
  let one: TestApp
  let two: TestApp
  beforeEach(async () => {
    redis = await startRedis()
    ;[one, two] = (await startInside(2, redis.url)) as [TestApp, TestApp]
    const witness = await openTab(two)
    const told = waitFor<[{ slow: number }]>(witness.client, 'talk', ({ slow }) => slow === 60)
    const presenter = await connectPresenter(one)
    await must(presenter.client.emitWithAck('setWall', { posting: true, approve: 'none' }))
    await must(presenter.client.emitWithAck('setTalk', { slow: 60 }))
    await told
  })
  afterEach(() => redis.kill())

  it('counts what a person says on either of them', async () => {
    const ana = await talker(one, 'Ana')
    const there = await talker(two, undefined, { browser: ana.browser })
    const heard = receivesLine(there, 'From the first')
    const seq = await said(ana, 'From the first', 'key-of-the-line')
    await heard
    expect(codeOf(await say(there, 'From the second'))).to.equal('slow-mode')
    expect(codeOf(await there.client.emitWithAck('postToWall', { text: 'A post', key: 'a-post' }))).to.equal(
      'slow-mode',
    )
    // A page that lost its node says the same line again.
    expect(await must(say(there, 'From the first', 'key-of-the-line'))).to.include({ seq })
    expect(codeOf(await say(await talker(two, 'Bo'), 'Somebody else'))).to.equal('ok')
  })

  it('counts what a person posts on either of them', async () => {
    const ana = await talker(one, 'Ana')
    const there = await talker(two, undefined, { browser: ana.browser })
    await must(there.client.emitWithAck('openWall', {}))
    const shown = waitFor<[{ posts: unknown[] }]>(there.client, 'posts', ({ posts }) => posts.length > 0)
    await must(ana.client.emitWithAck('postToWall', { text: 'A post', key: 'a-post' }))
    await shown
    expect(codeOf(await say(there, 'In the chat'))).to.equal('slow-mode')
  })
})
