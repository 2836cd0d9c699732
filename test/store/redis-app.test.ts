/** The app on Redis: what it keeps outlives it, and what it does while Redis is away. */
import { expect } from 'chai'
import times from 'lodash/times'
import { run } from '../support/process'
import { connectPresenter, KEY, question, snapshotOf } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { startApp } from '../support/app'
import { newTab, openTab, waitFor, type Client } from '../support/clients'

const choose = async (client: Client, choice: string): Promise<string> => {
  const { poll } = await snapshotOf(client)
  const reply = await client.emitWithAck('castVote', { pollId: poll.pollId, vote: choice })
  return reply.ok ? 'ok' : reply.code
}

withRedis('The app on Redis', () => {
  let redis: RedisServer
  let env: Record<string, string>
  before(async () => {
    redis = await startRedis()
    // Trying again and again until Redis is back is not what budgets are for.
    env = { REDIS_URL: redis.url, PRESENTER_KEY: KEY, SOCKET_EVENTS: '1000000' }
  })
  after(() => redis.kill())

  it('keeps questions, ballots and lines through a restart of its own', async () => {
    const app = await startApp(env)
    const presenter = await connectPresenter(app, { presenterKey: KEY })
    await presenter.does({ name: 'ask', question: question() })
    const browser = newTab()
    const ana = await openTab(app, { browser })
    expect(await choose(ana.client, 'B')).to.equal('ok')
    await ana.client.emitWithAck('openChat', { name: 'Ana' })
    await ana.client.emitWithAck('chat message', 'kept', {})
    await app.close()

    const back = await openTab(await startApp(env), { browser })
    expect(back.snapshot).to.deep.include({ yourVote: 'B', counts: { A: 0, B: 1 } })
    const chat = await back.client.emitWithAck('openChat', {})
    expect(chat.ok && chat.lines.map(({ text }) => text)).to.deep.equal(['kept'])
  })

  it('refuses ballots and lines at once while Redis is away, goes on with the room, and records again when it is back', async () => {
    const app = await startApp({ ...env, SOCKET_EVENTS: '1000' })
    const presenter = await connectPresenter(app, { presenterKey: KEY })
    await presenter.does({ name: 'ask', question: question() })
    const ana = await openTab(app, { browser: newTab() })
    await ana.client.emitWithAck('openChat', { name: 'Ana' })
    expect(await choose(ana.client, 'A')).to.equal('ok')
    expect((await fetch(`${app.url}/readyz`)).status).to.equal(200)

    await redis.kill()
    const { pollId } = ana.snapshot.poll
    const ballot = await ana.client.emitWithAck('castVote', { pollId, vote: 'B' })
    expect(ballot).to.include({ ok: false, code: 'not-recorded' })
    const line = await ana.client.emitWithAck('chat message', 'lost?', {})
    expect(line).to.include({ ok: false, code: 'line-not-kept' })
    expect((await fetch(`${app.url}/readyz`)).status).to.equal(503)
    expect((await fetch(`${app.url}/healthz`)).status).to.equal(200)

    await redis.start()
    let answer = ''
    while (answer !== 'ok') {
      const reply = await ana.client.emitWithAck('castVote', { pollId, vote: 'B' })
      answer = reply.ok ? 'ok' : reply.code
    }
    expect((await snapshotOf(ana.client)).counts).to.deep.equal({ A: 0, B: 1 })
  })

  it('refuses after three seconds what a Redis that hangs does not answer, and records again when it goes on', async () => {
    const app = await startApp(env)
    const presenter = await connectPresenter(app, { presenterKey: KEY })
    await presenter.does({ name: 'ask', question: question() })
    const ana = await openTab(app, { browser: newTab() })
    await ana.client.emitWithAck('openChat', { name: 'Ana' })
    const { pollId } = ana.snapshot.poll
    redis.hang()
    try {
      const ballots = times(50, () => ana.client.emitWithAck('castVote', { pollId, vote: 'B' }))
      const line = ana.client.emitWithAck('chat message', 'lost?', {})
      for (const reply of await Promise.all(ballots))
        expect(reply).to.include({ ok: false, code: 'not-recorded' })
      expect(await line).to.include({ ok: false, code: 'line-not-kept' })
      expect((await fetch(`${app.url}/readyz`)).status).to.equal(503)
    } finally {
      redis.goOn()
    }
    expect(await choose(ana.client, 'A')).to.equal('ok')
    expect((await fetch(`${app.url}/readyz`)).status).to.equal(200)
    const { counts } = await snapshotOf(ana.client)
    expect(counts).to.deep.equal({ A: 1, B: 0 })
  })

  it('takes hands also while Redis is away', async () => {
    const app = await startApp(env)
    const presenter = await connectPresenter(app, { presenterKey: KEY })
    await presenter.does({ name: 'hands' })
    const ana = await openTab(app, { browser: newTab() })
    await redis.kill()
    const counted = waitFor<[Record<string, number>]>(ana.client, 'voteCount', counts => counts['C'] === 1)
    const { pollId } = ana.snapshot.poll
    expect(await ana.client.emitWithAck('castVote', { pollId, vote: 'C' })).to.include({ ok: true })
    await counted
    await redis.start()
  })

  it('does not start without it, and says so in a sentence', async () => {
    const { code, output } = await run({ REDIS_URL: 'redis://127.0.0.1:1', PRESENTER_KEY: KEY }).ended
    expect(code).to.equal(1)
    expect(output.trim()).to.match(/^Redis cannot be reached: .*REDIS_URL\.$/)
  })

  it('says at the start what "recorded" means there, and needs a key from outside', async () => {
    await run({ REDIS_URL: redis.url, PRESENTER_KEY: KEY }).says(/each on its disk before it is acknowledged/)
    expect((await run({ REDIS_URL: redis.url }).ended).output).to.match(
      /^With REDIS_URL, set PRESENTER_KEY too/,
    )
  })
})
