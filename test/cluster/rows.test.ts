/** Joint rows on many nodes: wherever the votes of a person arrive, they are one row. */
import { expect } from 'chai'
import { startInside } from '../support/cluster'
import { joined, newTab, waitFor } from '../support/clients'
import { connectPresenter, question, type TestPresenter } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { ROWS_NOTICE } from '../../src/core/room/kept-rows'
import type { PollNews } from '../../src/core/protocol/poll'
import type { PresenterState } from '../../src/core/protocol/presenter'
import type { Said } from '../../src/core/protocol/server-events'
import type { TestApp } from '../support/app'

withRedis('Joint rows on many nodes', () => {
  let redis: RedisServer
  let nodes: TestApp[]
  beforeEach(async () => {
    redis = await startRedis()
    nodes = await startInside(3, redis.url)
  })
  afterEach(() => redis.kill())

  const ask = async (presenter: TestPresenter, text: string) =>
    (await presenter.does({ name: 'ask', question: question({ text, kind: 'ballot' }) })).poll.pollId

  async function caughtUp(behind: TestPresenter, ahead: TestPresenter): Promise<void> {
    const { step } = ahead.lectern()
    if (behind.lectern().step < step)
      await waitFor<[PresenterState]>(behind.client, 'presenterState', news => news.step >= step)
  }

  /** Votes on this node, once the node has the poll. */
  async function vote(node: TestApp, browser: string, pollId: string, choice: string): Promise<void> {
    const client = node.client({ tab: newTab(), browser })
    const { poll } = await joined(client)
    if (poll.pollId !== pollId) await waitFor<[PollNews]>(client, 'poll', news => news.poll.pollId === pollId)
    expect(await client.emitWithAck('castVote', { pollId, vote: choice })).to.include({ ok: true })
    client.disconnect()
  }

  it('are told at every node where they are switched on at one, and join what a person votes at several', async () => {
    const [one, two, three] = nodes as [TestApp, TestApp, TestApp]
    const presenter = await connectPresenter(one)
    const elsewhere = await connectPresenter(three)
    const watcher = two.client({ tab: newTab(), browser: newTab() })
    await joined(watcher)
    const told = waitFor<[Said]>(watcher, 'message')
    expect(await presenter.client.emitWithAck('setSharing', { rows: true })).to.deep.equal({ ok: true })
    expect((await told)[0].text).to.equal(ROWS_NOTICE)

    const [ana, bo] = [newTab(), newTab()]
    const first = await ask(presenter, 'First?')
    await Promise.all([vote(one, ana, first, 'A'), vote(three, bo, first, 'B')])
    // Changed at another node: still one vote in one row.
    await vote(two, ana, first, 'B')
    await caughtUp(elsewhere, presenter)
    const second = await ask(elsewhere, 'Second?')
    await Promise.all([vote(three, ana, second, 'A'), vote(two, bo, second, 'B')])
    await caughtUp(presenter, elsewhere)
    await ask(presenter, 'Third?')

    const results = await two.store.results('')
    const rows = await Promise.all(results.map(({ id }) => two.store.rows('', id)))
    const [before, after] = rows.map(([round]) => new Map(round!.votes))
    expect([...before!.keys()].sort()).to.deep.equal([...after!.keys()].sort())
    expect([...before!].map(([person, choice]) => choice + after!.get(person)).sort()).to.deep.equal([
      'BA',
      'BB',
    ])
    expect(before).to.have.property('size', 2)
  })
})
