/** Voting tickets on three nodes: one that is taken on one is taken on all, and new ones hold everywhere. */
import { expect } from 'chai'
import countBy from 'lodash/countBy'
import times from 'lodash/times'
import type { TestApp } from '../support/app'
import { startInside } from '../support/cluster'
import { newTab, openTab, waitFor } from '../support/clients'
import { connectPresenter, question, questionUp } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { makeTickets, use, vote } from '../support/tickets/tickets'

withRedis('Voting tickets on three nodes', () => {
  let redis: RedisServer
  let nodes: [TestApp, TestApp, TestApp]
  beforeEach(async () => {
    redis = await startRedis()
    nodes = (await startInside(3, redis.url)) as [TestApp, TestApp, TestApp]
  })
  afterEach(() => redis.kill())

  /** Makes tickets on the first node and asks a question there; resolves once all nodes have it. */
  async function asked(count: number) {
    const witnesses = await Promise.all(nodes.map(node => openTab(node)))
    const told = witnesses.map(({ client }) => questionUp(client))
    const presenter = await connectPresenter(nodes[0])
    const tickets = await makeTickets(presenter, count)
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    await Promise.all(told)
    return { presenter, tickets, pollId: poll.pollId, witnesses }
  }

  it('are each taken by one browser, whatever nodes try it at once', async () => {
    const { presenter, tickets, pollId } = await asked(2)
    const people = await Promise.all(times(30, place => openTab(nodes[place % 3]!)))
    const outcomes = await Promise.all(people.map(({ client }) => use(client, tickets[0]!)))
    expect(countBy(outcomes)).to.deep.equal({ ok: 1, 'ticket-used': 29 })
    const votes = await Promise.all(people.map(({ client }) => vote(client, pollId, 'A')))
    expect(countBy(votes)).to.deep.equal({ ok: 1, 'needs-ticket': 29 })
    expect(await presenter.client.emitWithAck('countTickets')).to.deep.equal({ ok: true, used: 1 })
  })

  it('go with their browser to another node, and make one ballot there and here', async () => {
    const { tickets, pollId } = await asked(2)
    const browser = newTab()
    const here = await openTab(nodes[0], { browser })
    const there = await openTab(nodes[1], { browser })
    expect(await use(here.client, tickets[0]!)).to.equal('ok')
    const told = waitFor(there.client, 'userVote', choice => choice === 'A')
    expect(await vote(here.client, pollId, 'A')).to.equal('ok')
    await told
    expect(await vote(there.client, pollId, 'B')).to.equal('ok')
    const later = await openTab(nodes[2], { browser })
    expect(later.snapshot).to.include({ ticket: 1, yourVote: 'B' })
    expect([...(await nodes[2].store.tally('', pollId))]).to.deep.equal([['B', 1]])
    expect(await use(later.client, tickets[1]!)).to.equal('second-ticket')
  })

  it('are void on all nodes once there are new ones', async () => {
    const { presenter, tickets, pollId, witnesses } = await asked(3)
    for (const [place, { client }] of witnesses.entries())
      expect(await use(client, tickets[place]!)).to.equal('ok')
    expect(await vote(witnesses[2]!.client, pollId, 'A')).to.equal('ok')
    const fresh = await makeTickets(presenter, 3)
    const told = witnesses.map(({ client }) =>
      waitFor<[{ poll: { tickets?: number } }]>(client, 'poll', ({ poll }) => poll.tickets === 2),
    )
    const { poll } = await presenter.does({ name: 'again' })
    await Promise.all(told)
    const counted = waitFor(witnesses[1]!.client, 'turnout', voted => voted === 3)
    for (const [place, { client }] of witnesses.entries()) {
      expect(await vote(client, pollId, 'B')).to.equal('poll-over')
      expect(await vote(client, poll.pollId, 'A')).to.equal('needs-ticket')
      expect(await use(client, tickets[place]!)).to.equal('wrong-ticket')
      expect(await use(client, fresh[place]!)).to.equal('ok')
      expect(await vote(client, poll.pollId, 'A')).to.equal('ok')
    }
    await counted
    expect([...(await nodes[1].store.tally('', poll.pollId))]).to.deep.equal([['A', 3]])
  })
})
