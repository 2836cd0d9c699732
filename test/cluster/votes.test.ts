/**
 * Votes on many nodes: one tally, one turnout and one head count everywhere, and one vote a voter wherever that voter
 * is.
 */
import { expect } from 'chai'
import sum from 'lodash/sum'
import times from 'lodash/times'
import type { PollNews } from '../../src/core/protocol/poll'
import { startInside } from '../support/cluster'
import { connectPresenter, question, questionUp, snapshotOf } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import type { TestApp } from '../support/app'
import { collect, joined, newTab, openTab, tallyOf, waitFor, type Client } from '../support/clients'

const cast = (client: Client, pollId: string, choice: string) =>
  client.emitWithAck('castVote', { pollId, vote: choice })

withRedis('Votes on many nodes', () => {
  let redis: RedisServer
  let nodes: TestApp[]
  beforeEach(async () => {
    redis = await startRedis()
    nodes = await startInside(3, redis.url)
  })
  afterEach(() => redis.kill())

  for (const kind of ['hands', 'ballot'] as const) {
    it(`make one tally, one turnout and one head count on all (${kind})`, async () => {
      const presenter = await connectPresenter(nodes[0]!)
      const { poll } = await presenter.does({ name: 'ask', question: question({ kind }) })
      const all = await Promise.all(nodes.map(node => openTab(node, { browser: newTab() })))
      const told = all.flatMap(({ client }) => [
        tallyOf(client, { A: 2, B: 1 }),
        waitFor(client, 'turnout', (voted, present) => voted === 3 && present === 3),
      ])
      for (const [index, { client }] of all.entries())
        expect(await cast(client, poll.pollId, 'AAB'[index]!)).to.include({ ok: true })
      await Promise.all(told)
      const { snapshot } = await openTab(nodes[2]!)
      expect(snapshot).to.deep.include({ counts: { A: 2, B: 1 }, voted: 3, present: 4, connected: 5 })

      const changed = all.map(({ client }) => tallyOf(client, { A: 1, B: 2 }))
      await cast(all[0]!.client, poll.pollId, 'B')
      await Promise.all(changed)
    })

    it(`are all in the final tally when 300 vote against a close (${kind})`, async () => {
      const presenter = await connectPresenter(nodes[0]!)
      const { poll } = await presenter.does({ name: 'ask', question: question({ kind }) })
      const voters = await Promise.all(times(300, index => openTab(nodes[index % 3]!)))
      const last = new Map<number, string>()
      let closing: Promise<unknown> | undefined
      const castUntilRefused = async (index: number) => {
        for (let choice = 'AB'[index % 2]!; ; choice = choice === 'A' ? 'B' : 'A') {
          const reply = await cast(voters[index]!.client, poll.pollId, choice)
          if (!reply.ok) return reply.code
          last.set(index, choice)
          if (last.size === 200) closing ??= presenter.does({ name: 'close' })
        }
      }
      const refusals = new Set(await Promise.all(times(300, castUntilRefused)))
      await closing
      expect(refusals).to.deep.equal(new Set(['poll-closed']))
      const votes = [...last.values()]
      const counts = {
        A: votes.filter(vote => vote === 'A').length,
        B: votes.filter(vote => vote === 'B').length,
      }
      for (const { client } of voters.slice(0, 3))
        expect((await snapshotOf(client)).counts).to.deep.equal(counts)
    })
  }

  it('of a node that closes fall, and its people raise them again elsewhere', async () => {
    const [one, two] = nodes as [TestApp, TestApp]
    const watcher = await openTab(two)
    const ana = await openTab(one)
    const raised = tallyOf(watcher.client, { B: 1 })
    await cast(ana.client, ana.pollId, 'B')
    await raised
    const fallen = tallyOf(watcher.client, { B: 0 })
    ana.client.io.reconnection(false)
    await one.close()
    await fallen
    const { client, snapshot } = await openTab(two, { tab: ana.tab })
    expect(snapshot).to.deep.include({ yourVote: null, present: 2, connected: 2 })
    expect(await cast(client, snapshot.poll.pollId, 'B')).to.include({ ok: true })
  })

  it('of a silent tab go to the new tab that its browser opens on another node, and stay one', async () => {
    const [one, two, three] = nodes as [TestApp, TestApp, TestApp]
    const watcher = await openTab(three)
    const browser = newTab()
    const older = await openTab(one, { browser })
    const raised = tallyOf(watcher.client, { A: 1 })
    await cast(older.client, older.pollId, 'A')
    await raised
    const { conn } = one.io.sockets.sockets.get(older.client.id!)!
    older.client.io.reconnection(false)
    conn.close()
    const newer = await openTab(two, { browser })
    if (newer.snapshot.yourVote === null) await waitFor(newer.client, 'userVote', choice => choice === 'A')
    const moved = tallyOf(watcher.client, { A: 0, B: 1 })
    await cast(newer.client, newer.pollId, 'B')
    await moved
    const back = two.client({ tab: older.tab, browser, again: true })
    expect(await joined(back)).to.deep.include({ yourVote: null, voteMoved: true, voted: 1 })
  })

  it('of a tab that hops between nodes is one hand that goes with it, awake or asleep, and the older place is given up', async () => {
    const watcher = await openTab(nodes[2]!)
    const counts: number[] = []
    watcher.client.on('voteCount', tally => void counts.push(sum(Object.values(tally))))
    const tab = newTab()
    const first = await openTab(nodes[0]!, { tab })
    const raised = tallyOf(watcher.client, { A: 1 })
    await cast(first.client, first.pollId, 'A')
    await raised
    const displaced = waitFor(first.client, 'displaced')
    const second = nodes[1]!.client({ tab })
    expect(await waitFor(second, 'userVote')).to.deep.equal(['A'])
    await displaced
    const moved = tallyOf(watcher.client, { A: 0, C: 1 })
    await cast(second, first.pollId, 'C')
    await moved

    const asleep = waitFor(watcher.client, 'usersConnected', count => count === 1)
    second.io.reconnection(false)
    nodes[1]!.io.sockets.sockets.get(second.id!)!.conn.close()
    await asleep
    const third = nodes[0]!.client({ tab })
    expect(await waitFor(third, 'userVote')).to.deep.equal(['C'])
    const again = tallyOf(watcher.client, { C: 0, D: 1 })
    await cast(third, first.pollId, 'D')
    await again
    const lowered = waitFor(watcher.client, 'turnout', (voted, present) => voted === 0 && present === 2)
    const none = tallyOf(watcher.client, { D: 0 })
    expect(await third.emitWithAck('withdrawVote', { pollId: first.pollId })).to.include({ ok: true })
    await Promise.all([lowered, none])
    expect(Math.max(...counts)).to.equal(1)
  })

  it('of a tab that hops changes nothing where its page has raised another one, or taken it back', async () => {
    const watcher = await openTab(nodes[2]!)
    const tab = newTab()
    const { client, pollId } = await openTab(nodes[1]!, { tab })
    const told = collect(client, 'userVote')
    const placed = nodes[1]!.io.sockets.sockets.get(client.id!)!.data.tab
    const other = await openTab(nodes[0]!)
    const { room } = nodes[0]!.io.sockets.sockets.get(other.client.id!)!.data
    /** Late news of the node where the tab was, and something behind it that everybody sees. */
    const late = async (choice: string) => {
      const seen = Promise.all([client, watcher.client].map(who => tallyOf(who, { [choice]: 1 })))
      room.publish('hands', { pollId, hands: [{ tab: placed!, vote: 'A' }] })
      await cast(other.client, pollId, choice)
      await seen
    }
    await cast(client, pollId, 'B')
    await late('C')
    expect((await snapshotOf(client)).yourVote).to.equal('B')
    await client.emitWithAck('withdrawVote', { pollId })
    await late('D')
    expect(await snapshotOf(client)).to.deep.include({ yourVote: null, counts: { A: 0, B: 0, C: 0, D: 1 } })
    expect(told).to.deep.equal([])
  })

  it('of a tab that hops while the poll is closed is there when it is opened again', async () => {
    const presenter = await connectPresenter(nodes[2]!)
    const asked = question({ kind: 'hands' })
    const tab = newTab()
    const first = await openTab(nodes[0]!, { tab })
    const up = questionUp(first.client)
    const { poll } = await presenter.does({ name: 'ask', question: asked })
    await up
    await cast(first.client, poll.pollId, 'A')
    expect((await presenter.does({ name: 'close' })).counts).to.deep.equal({ A: 1, B: 0 })
    const second = nodes[1]!.client({ tab })
    expect(await waitFor(second, 'userVote')).to.deep.equal(['A'])
    const open = waitFor<[PollNews]>(second, 'poll', ({ poll: { state } }) => state === 'open')
    await presenter.does({ name: 'reopen' })
    await open
    expect(await snapshotOf(second)).to.deep.include({ yourVote: 'A', counts: { A: 1, B: 0 } })
  })

  it('of a browser with two tabs on two nodes is one ballot, and both tabs are told', async () => {
    const presenter = await connectPresenter(nodes[0]!)
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    const browser = newTab()
    const first = await openTab(nodes[0]!, { browser })
    const other = await openTab(nodes[1]!, { browser })
    const told = waitFor(other.client, 'userVote')
    const counted = waitFor(presenter.client, 'turnout', (voted, present) => voted === 1 && present === 1)
    await cast(first.client, poll.pollId, 'B')
    expect(await told).to.deep.equal(['B'])
    await counted
    const changed = tallyOf(first.client, { A: 1, B: 0 })
    await cast(other.client, poll.pollId, 'A')
    await changed
    const away = waitFor(presenter.client, 'turnout', (_voted, present) => present === 2)
    await openTab(nodes[2]!)
    await away
    first.client.disconnect()
    other.client.disconnect()
    await waitFor(presenter.client, 'turnout', (voted, present) => voted === 0 && present === 1)
  })
})
