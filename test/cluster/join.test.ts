/** Many nodes on one Redis: what happens at one of them happens everywhere. */
import { expect } from 'chai'
import { connectPresenter, KEY, openRoom, question, questionUp, snapshotOf } from '../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { startApp, type TestApp } from '../support/app'
import { joined, newTab, openTab, waitFor } from '../support/clients'

withRedis('On another node', () => {
  let redis: RedisServer
  beforeEach(async () => (redis = await startRedis()))
  afterEach(() => redis.kill())

  const start = (env: Record<string, string> = {}): Promise<TestApp> =>
    startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY, ...env })

  it('what a presenter does is seen at once, and two presenters act on the same step', async () => {
    const [one, two] = [await start(), await start()]
    const [laptop, phone] = [await connectPresenter(one), await connectPresenter(two)]
    const ana = await openTab(two)
    const up = questionUp(ana.client)
    await laptop.does({ name: 'ask', question: question() })
    expect((await up)[0]).to.deep.include({ counts: { A: 0, B: 0 } })
    const closed = waitFor<[{ poll: { state: string } }]>(
      ana.client,
      'poll',
      ({ poll }) => poll.state === 'closed',
    )
    const seen = waitFor<[{ step: number }]>(laptop.client, 'presenterState', ({ step }) => step === 3)
    await phone.does({ name: 'close' })
    await Promise.all([closed, seen])
    expect((await laptop.does({ name: 'reopen' })).poll.state).to.equal('open')
  })

  it('an announcement by a script is on every screen', async () => {
    const [one, two] = [await start(), await start()]
    const { client } = await openTab(two)
    const heard = waitFor<[{ text: string }]>(client, 'message')
    const sent = await fetch(`${one.url}/broadcast/Hello?key=${KEY}`)
    expect(sent.status).to.equal(200)
    expect((await heard)[0].text).to.equal('Hello')
  })

  it('a new key shuts out the presenters of the old one', async () => {
    const [one, two] = [await start(), await start()]
    const room = await openRoom(one)
    const mine = await connectPresenter(one, room)
    const other = await connectPresenter(two, room)
    const closed = waitFor(other.client, 'disconnect')
    expect(await mine.client.emitWithAck('newKey')).to.include({ ok: true })
    await closed
    await snapshotOf(mine.client)
  })

  it('a room that is erased ends', async () => {
    const [one, two] = [await start(), await start()]
    const room = await openRoom(one)
    const presenter = await connectPresenter(one, room)
    const client = two.client({ tab: newTab(), room: room.code })
    await joined(client)
    const ended = waitFor(client, 'ended')
    await presenter.client.emitWithAck('eraseRoom', { code: room.code })
    await ended
  })
})
