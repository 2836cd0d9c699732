/** The limit of ballots of one network address on many nodes: it holds for all of them together. */
import { createClient } from '@redis/client'
import { expect } from 'chai'
import times from 'lodash/times'
import type { PollNews } from '../../src/core/protocol/poll'
import { startApp, type TestApp } from '../support/app'
import { joined, newTab, waitFor, type Client } from '../support/clients'
import { connectPresenter, KEY, question, type TestPresenter } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'

const HALL = '203.0.113.7'
const behind = (address: string) => ({ extraHeaders: { 'X-Forwarded-For': address } })

withRedis('Ballots of one network address on many nodes', () => {
  let redis: RedisServer
  let nodes: TestApp[]
  let presenter: TestPresenter
  const start = () =>
    startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY, SOCKET_EVENTS: '1000', TRUST_PROXY: '1' })
  beforeEach(async () => {
    redis = await startRedis()
    nodes = await Promise.all(times(2, start))
    presenter = await connectPresenter(nodes[0]!)
  })
  afterEach(() => redis.kill())

  const limitTo = (most: number) => presenter.client.emitWithAck('setBallotsPerAddress', { most })
  const ask = async () =>
    (await presenter.does({ name: 'ask', question: question({ kind: 'ballot' }) })).poll.pollId

  /** A browser of its own at this node, once the node has the poll. */
  async function person(node: TestApp, pollId: string, address = HALL): Promise<Client> {
    const client = node.client({ tab: newTab(), browser: newTab() }, behind(address))
    const { poll } = await joined(client)
    if (poll.pollId !== pollId) await waitFor<[PollNews]>(client, 'poll', news => news.poll.pollId === pollId)
    return client
  }

  async function vote(client: Client, pollId: string, choice = 'A'): Promise<string> {
    const reply = await client.emitWithAck('castVote', { pollId, vote: choice })
    return reply.ok ? 'ok' : reply.code
  }

  /** What Redis has of the origins of the poll that is up. */
  async function origins(): Promise<Record<string, string>> {
    const client = await createClient({ url: redis.url }).connect()
    const kept = await client.hGetAll('ask:{house}:origins')
    await client.close()
    return kept
  }

  it('are exactly as many as the limit when 25 come at each of two nodes at once', async () => {
    expect(await limitTo(3)).to.deep.equal({ ok: true })
    const pollId = await ask()
    const crowd = await Promise.all(nodes.flatMap(node => times(25, () => person(node, pollId))))
    const outcomes = await Promise.all(crowd.map(client => vote(client, pollId)))
    expect(outcomes.filter(outcome => outcome === 'ok')).to.have.length(3)
    expect(outcomes.filter(outcome => outcome === 'too-many-from-network')).to.have.length(47)
    expect(Object.fromEntries(await nodes[1]!.store.tally('', pollId))).to.deep.equal({ A: 3 })
    expect(await vote(await person(nodes[1]!, pollId, '198.51.100.20'), pollId)).to.equal('ok')
  })

  it('may be changed and taken back at another node, and that makes room at both', async () => {
    await limitTo(1)
    const pollId = await ask()
    const [one, two] = nodes as [TestApp, TestApp]
    const browser = newTab()
    const ana = one.client({ tab: newTab(), browser }, behind(HALL))
    await joined(ana)
    const bo = await person(two, pollId)
    expect([await vote(ana, pollId), await vote(bo, pollId)]).to.deep.equal(['ok', 'too-many-from-network'])
    const moved = two.client({ tab: newTab(), browser }, behind(HALL))
    await joined(moved)
    expect(await vote(moved, pollId, 'B')).to.equal('ok')
    expect(await moved.emitWithAck('withdrawVote', { pollId })).to.include({ ok: true })
    expect(await vote(bo, pollId)).to.equal('ok')
  })

  it('are known to the nodes that stay when the node that counted first is gone', async () => {
    await limitTo(1)
    const pollId = await ask()
    const [one, two] = nodes as [TestApp, TestApp]
    const atOne = await person(one, pollId)
    const bo = await person(two, pollId)
    expect(await vote(atOne, pollId)).to.equal('ok')
    // The refusal says that this node has the key of the first, before that one goes.
    expect(await vote(bo, pollId)).to.equal('too-many-from-network')
    const three = await start()
    const late = await person(three, pollId, HALL)
    await one.close()
    expect(await vote(late, pollId)).to.equal('too-many-from-network')
    expect(await vote(bo, pollId)).to.equal('too-many-from-network')
  })

  it('are counted anew when every node that knew the key is gone, and nobody waits for that', async () => {
    await limitTo(1)
    const pollId = await ask()
    expect(await vote(await person(nodes[0]!, pollId), pollId)).to.equal('ok')
    await Promise.all(nodes.map(node => node.close()))
    const later = await start()
    const [ana, bo] = [await person(later, pollId), await person(later, pollId)]
    expect([await vote(ana, pollId), await vote(bo, pollId)]).to.deep.equal(['ok', 'too-many-from-network'])
    expect(Object.fromEntries(await later.store.tally('', pollId))).to.deep.equal({ A: 2 })
  })

  it('leave keyed hashes in Redis, and nothing once the poll is over', async () => {
    await limitTo(2)
    const pollId = await ask()
    await vote(await person(nodes[0]!, pollId), pollId)
    const kept = await origins()
    expect(Object.keys(kept).filter(field => field.startsWith('of '))).to.have.length(1)
    expect(JSON.stringify(kept)).to.not.include('203.0')
    await ask()
    expect(await origins()).to.deep.equal({})
  })
})
