/** Nodes as processes that are killed, restarted one by one, or without their Redis for a while. */
import { expect } from 'chai'
import countBy from 'lodash/countBy'
import times from 'lodash/times'
import { setTimeout as delay } from 'node:timers/promises'
import { connectTo, startInside, startNode, Voter, type Node } from '../support/cluster'
import type { Command, PresenterState } from '../../src/core/protocol/presenter'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import { connectPresenter, KEY, question, snapshotOf } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import type { TestApp } from '../support/app'
import { newTab, openTab, tallyOf, waitFor, type Client } from '../support/clients'

const VOTERS = 600
/** Milliseconds after which a node that was killed is counted nowhere. */
const HEALED = 15_000

async function command(url: string, given: Command): Promise<string> {
  const presenter = connectTo(url, { presenterKey: KEY })
  const snapshot = waitFor<[Snapshot]>(presenter, 'snapshot')
  const [{ step }] = await waitFor<[PresenterState]>(presenter, 'presenterState')
  const [{ poll }] = await snapshot
  const reply = await presenter.emitWithAck('present', { pollId: poll.pollId, step, command: given })
  expect(reply).to.include({ ok: true })
  const { poll: next } = await snapshotOf(presenter)
  presenter.disconnect()
  return next.pollId
}

const watcherOf = async (node: Node): Promise<Client> => {
  const client = connectTo(node.url, { screen: true })
  await waitFor(client, 'snapshot')
  return client
}

/** What is recorded of each; whoever was done when the node was killed comes back for it. */
const recordedOf = (voters: Voter[]) =>
  Promise.all(
    voters.map(async voter => {
      if (!voter.client.connected) await voter.enter()
      return (await snapshotOf(voter.client)).yourVote
    }),
  )

const sumOf = (voters: Voter[]) => ({ A: 0, B: 0, ...countBy(voters, 'acknowledged') })

withRedis('Nodes as processes', function () {
  let redis: RedisServer
  let nodes: Node[]
  let urls: string[]
  beforeEach(async () => {
    redis = await startRedis()
    nodes = await Promise.all(times(3, () => startNode(redis.url)))
    urls = nodes.map(({ url }) => url)
  })
  afterEach(() => redis.kill())

  async function enterAll(count: number): Promise<Voter[]> {
    const voters = times(count, index => new Voter(urls, index))
    await Promise.all(voters.map(voter => voter.enter()))
    return voters
  }

  it(`count every ballot of ${VOTERS} that was acknowledged, once, when one of them is killed`, async () => {
    const pollId = await command(urls[0]!, { name: 'ask', question: question() })
    const voters = await enterAll(VOTERS)
    let acknowledged = 0
    const voting = voters.map(async (voter, index) => {
      for (let turn = 0; turn < 3; turn++) {
        expect(await voter.cast(pollId, 'AB'[(index + turn) % 2]!)).to.include({ ok: true })
        if (++acknowledged === VOTERS) nodes[1]!.child.kill('SIGKILL')
      }
    })
    await Promise.all(voting)
    await nodes[1]!.ended
    for (const node of [nodes[0]!, nodes[2]!]) {
      const watcher = await watcherOf(node)
      const counted = tallyOf(watcher, sumOf(voters))
      const { counts } = await snapshotOf(watcher)
      if (counts!['A'] !== sumOf(voters).A || counts!['B'] !== sumOf(voters).B) await counted
    }
    expect(await recordedOf(voters)).to.deep.equal(voters.map(({ acknowledged }) => acknowledged))
    await command(urls[0]!, { name: 'close' })
    expect((await snapshotOf(await watcherOf(nodes[2]!))).counts).to.deep.equal(sumOf(voters))
  })

  it(`take the hands of a killed one with it, and count nobody twice after ${HEALED / 1000} s`, async () => {
    const pollId = await command(urls[0]!, { name: 'ask', question: question({ kind: 'hands' }) })
    const voters = await enterAll(VOTERS)
    const watchers = [await watcherOf(nodes[0]!), await watcherOf(nodes[2]!)]
    const all = watchers.map(watcher => tallyOf(watcher, { A: VOTERS, B: 0 }))
    await Promise.all(voters.map(voter => voter.cast(pollId, 'A')))
    await Promise.all(all)

    const lost = voters.filter((_voter, index) => index % 3 === 1)
    const fallen = watchers.map(watcher => tallyOf(watcher, { A: VOTERS - lost.length, B: lost.length }))
    const seen = watchers.map(watcher =>
      waitFor(watcher, 'turnout', (voted, present) => voted === VOTERS && present === VOTERS),
    )
    const killed = Date.now()
    nodes[1]!.child.kill('SIGKILL')
    await Promise.all(lost.map(voter => waitFor(voter.client, 'disconnect')))
    await Promise.all(lost.map(voter => voter.cast(pollId, 'B')))
    await Promise.all([...fallen, ...seen])
    expect(Date.now() - killed).to.be.below(HEALED)
  })

  it('are restarted one after the other under load, and nobody loses a ballot', async () => {
    const pollId = await command(urls[0]!, { name: 'ask', question: question() })
    const voters = await enterAll(150)
    let isOver = false
    const voting = voters.map(async (voter, index) => {
      for (let turn = index; !isOver; turn++) {
        const reply = await voter.cast(pollId, 'AB'[turn % 2]!)
        // What could not be recorded is refused, and cast again.
        if (!reply.ok) expect(reply.code).to.equal('not-recorded')
        await delay(20)
      }
    })
    for (const [index, node] of nodes.entries()) {
      node.child.kill('SIGTERM')
      expect((await node.ended).code).to.equal(0)
      nodes[index] = await startNode(redis.url, await node.port)
    }
    isOver = true
    await Promise.all(voting)
    expect(await recordedOf(voters)).to.deep.equal(voters.map(({ acknowledged }) => acknowledged))
    await command(urls[2]!, { name: 'close' })
    expect((await snapshotOf(await watcherOf(nodes[1]!))).counts).to.deep.equal(sumOf(voters))
  })
})

withRedis('Nodes without their Redis', () => {
  let redis: RedisServer
  let nodes: TestApp[]
  beforeEach(async () => {
    redis = await startRedis()
    nodes = await startInside(3, redis.url)
  })
  afterEach(() => redis.kill())

  it('for 10 s say so, count hands of their own, and all agree again without a restart', async () => {
    const pages = await Promise.all(nodes.map(node => openTab(node, { browser: newTab() })))
    const [ana, bo, cy] = pages.map(({ client }) => client) as [Client, Client, Client]
    const { pollId } = pages[0]!
    const choose = (client: Client, vote: string) => client.emitWithAck('castVote', { pollId, vote })
    const first = tallyOf(cy, { A: 1 })
    await choose(ana, 'A')
    await first

    const said = [ana, bo, cy].map(client => waitFor(client, 'storeAway', isAway => isAway === true))
    await redis.kill()
    await Promise.all(said)
    const own = tallyOf(bo, { B: 1 })
    expect(await choose(bo, 'B')).to.include({ ok: true })
    await own
    await delay(10_000)
    const back = [ana, bo, cy].map(client => waitFor(client, 'storeAway', isAway => isAway === false))
    const agreed = [ana, cy].map(client => tallyOf(client, { A: 1, B: 1 }))
    await redis.start()
    await Promise.all([...back, ...agreed])
    const settled = [ana, bo, cy].map(client => tallyOf(client, { A: 1, B: 1, C: 1 }))
    await choose(cy, 'C')
    await Promise.all(settled)
    for (const client of [ana, bo, cy])
      expect(await snapshotOf(client)).to.include({ voted: 3, present: 3, connected: 3 })
  })

  it('that comes back empty go on with the rooms in which somebody is, and say so in the log', async () => {
    const presenter = await connectPresenter(nodes[0]!)
    const { poll } = await presenter.does({ name: 'ask', question: question({ text: 'Still here?' }) })
    const { client } = await openTab(nodes[1]!, { browser: newTab() })
    await redis.kill()
    redis.wipe()
    const back = waitFor<[Snapshot]>(client, 'snapshot')
    await redis.start()
    const [snapshot] = await back
    expect(snapshot.poll).to.include({ pollId: poll.pollId, question: 'Still here?' })
    const counted = tallyOf(presenter.client, { B: 1 })
    const reply = await client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'B' })
    expect(reply).to.include({ ok: true })
    await counted
    const lines = nodes.flatMap(({ log }) => log.map(({ msg }) => String(msg)))
    expect(lines.filter(line => line.startsWith('Redis is empty:'))).to.have.length(1)
  })
})
