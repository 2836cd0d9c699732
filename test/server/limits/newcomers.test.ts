/** Browsers that are new to a room: an address's budget of them, the notice of many votes, and tabs that came once. */
import { expect } from 'chai'
import fc from 'fast-check'
import times from 'lodash/times'
import { pino } from 'pino'
import WebSocket from 'ws'
import { MIN_BURST_VOTES, VoteBursts, WINDOW_S } from '../../../src/core/poll/vote-bursts'
import { Newcomers } from '../../../src/newcomers'
import { MAX_BRIEF_SLEEPERS, MAX_SLEEPERS, Sleepers } from '../../../src/sockets/room/sleepers'
import { connectPresenter, question, snapshotOf } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { collect, joined, newTab, openTab, waitFor, type Client } from '../../support/clients'

const behind = (address: string) => ({ reconnection: false, extraHeaders: { 'X-Forwarded-For': address } })
const newBrowser = () => ({ tab: newTab(), browser: `browser-${newTab()}` })

async function refusalOf(client: Client): Promise<{ code: string; message: string } | undefined> {
  const [error] = await waitFor<[Error & { data?: { code: string; message: string } }]>(
    client,
    'connect_error',
  )
  return error.data
}

async function vote(app: TestApp, count: number, pollId: string): Promise<void> {
  const pages = await Promise.all(times(count, () => openTab(app, newBrowser())))
  const replies = pages.map(({ client }) => client.emitWithAck('castVote', { pollId, vote: 'A' }))
  for (const reply of await Promise.all(replies)) expect(reply.ok).to.equal(true)
}

describe('Browsers that are new to a room', () => {
  it('come as many from one address as ADDRESS_BROWSERS says; whoever was there comes back, and others come', async () => {
    const app = await startApp({ ADDRESS_BROWSERS: '5', TRUST_PROXY: '1' })
    const browsers = times(5, newBrowser)
    await Promise.all(browsers.map(one => joined(app.client(one, behind('203.0.113.7')))))
    const refusal = await refusalOf(app.client(newBrowser(), behind('203.0.113.7')))
    expect(refusal).to.include({ code: 'too-fast' })
    expect(refusal!.message).to.match(/network/)
    await refusalOf(app.client({}, behind('203.0.113.7')))
    const back = app.client({ ...browsers[0]!, tab: newTab() }, behind('203.0.113.7'))
    await joined(back)
    await joined(app.client(newBrowser(), behind('203.0.113.8')))
    await joined(app.client({ screen: true }, behind('203.0.113.7')))
    await joined(app.client({ presenterKey: app.presenterKey }, behind('203.0.113.7')))
    const logged = app.log.filter(({ msg }) => String(msg).includes('ADDRESS_BROWSERS'))
    expect(logged).to.have.length(1)
    expect(JSON.stringify(logged)).to.not.match(/203\.0|browser-|tab-/)
  })

  it('are admitted without end from a changing IPv6 network no more than from any other', async () => {
    const app = await startApp({ ADDRESS_BROWSERS: '2', TRUST_PROXY: '1' })
    const from = (subnet: number) => app.client(newBrowser(), behind(`2001:db8:1:${subnet.toString(16)}::1`))
    for (const subnet of times(8)) await joined(from(subnet))
    expect(await refusalOf(from(9))).to.include({ code: 'too-fast' })
  })

  it('are 5,000 at once in the largest hall behind one router', () => {
    const newcomers = new Newcomers(5000, pino({ level: 'silent' }))
    for (const seat of times(5000)) expect(newcomers.admit(`person-${seat}`, '203.0.113.7').ok).to.equal(true)
  })
})

describe('Many votes of new browsers from one address', () => {
  for (const kind of ['ballot', 'hands'] as const)
    it(`are told to the presenter at once, and logged, when a script casts them (${kind})`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      const snapshot = await presenter.does({ name: 'ask', question: question({ kind }) })
      const bystander = await openTab(app)
      const seen = collect(bystander.client, 'manyVotes')
      const told = waitFor(presenter.client, 'manyVotes')
      await vote(app, MIN_BURST_VOTES + 20, snapshot.poll.pollId)
      const [news] = (await told) as [{ votes: number; seconds: number; pollId: string }]
      expect(news).to.include({ pollId: snapshot.poll.pollId, seconds: WINDOW_S })
      expect(news.votes).to.be.within(MIN_BURST_VOTES, MIN_BURST_VOTES + 20)
      const later = app.client({ presenterKey: app.presenterKey })
      expect((await waitFor(later, 'manyVotes'))[0]).to.include({ pollId: snapshot.poll.pollId })
      await snapshotOf(bystander.client)
      expect(seen).to.deep.equal([])
      const logged = app.log.filter(({ msg }) => /new browsers of one address/.test(String(msg)))
      expect(logged).to.have.length(1)
      expect(JSON.stringify(logged)).to.not.match(/127\.0|browser-|tab-/)
    })

  it('are no news when those who vote have been there for longer', async () => {
    const app = await startApp({}, 0, { newcomer: -1 })
    const presenter = await connectPresenter(app)
    const seen = collect(presenter.client, 'manyVotes')
    await vote(app, MIN_BURST_VOTES + 20, await presenter.pollId())
    await snapshotOf(presenter.client)
    expect(seen).to.deep.equal([])
  })

  it('are counted by address within ten seconds', () => {
    const bursts = new VoteBursts()
    const counts = times(MIN_BURST_VOTES + 1, index => bursts.note('one', index))
    expect(counts.slice(-3)).to.deep.equal([undefined, MIN_BURST_VOTES, MIN_BURST_VOTES + 1])
    expect(bursts.note('another', 0)).to.equal(undefined)
    expect(bursts.note('one', WINDOW_S * 1000 + 1)).to.equal(undefined)
    for (const index of times(MIN_BURST_VOTES * 2))
      expect(bursts.note('slow', index * 200)).to.equal(undefined)
  })
})

describe('Tabs that came once', () => {
  it('and were gone within seconds count as present only up to an address’s share', async () => {
    const app = await startApp({ TRUST_PROXY: '1' })
    const ana = await openTab(app, newBrowser())
    await ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: 'A' })
    ana.client.io.reconnection(false).engine.close()
    for (let batch = 0; batch < 10; batch++) await Promise.all(times(70, () => comeOnce(app)))
    const { client } = await openTab(app, newBrowser())
    const { present, counts, connected } = await untilAlone(client)
    expect(connected).to.equal(1)
    expect(present).to.be.within(MAX_BRIEF_SLEEPERS, MAX_BRIEF_SLEEPERS + 2)
    expect(counts).to.include({ A: 1 })
  })

  async function comeOnce(app: TestApp): Promise<void> {
    const raw = new WebSocket(`${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { 'X-Forwarded-For': '203.0.113.7' },
    })
    await waitFor(raw, 'message')
    raw.send(`40${JSON.stringify(newBrowser())}`)
    await waitFor(raw, 'message', data => String(data).includes('snapshot'))
    const closed = waitFor(raw, 'close')
    raw.terminate()
    await closed
  }

  async function untilAlone(client: Client) {
    for (;;) {
      // First: the news may come in one piece with the snapshot.
      const news = waitFor(client, 'usersConnected')
      const snapshot = await snapshotOf(client)
      if (snapshot.connected === 1) return snapshot
      await news
    }
  }

  it('never take more than an address’s share, nor all there is, and no memory once they are gone', () => {
    const act = fc.record({
      line: fc.nat(400),
      address: fc.nat(3),
      isBrief: fc.boolean(),
      ends: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 600 }), acts => {
        const sleepers = new Sleepers()
        const awake = new Set<string>()
        for (const { line, address, isBrief, ends } of acts) {
          const id = String(line)
          if (ends) sleepers.end(id)
          else if (!awake.has(id)) {
            awake.add(id)
            sleepers.add(id, { address: String(address), isBrief, end: () => void awake.delete(id) })
          }
          expect(sleepers.size).to.equal(awake.size)
        }
        for (const id of [...awake]) sleepers.end(id)
        expect(sleepers.size).to.equal(0)
      }),
    )
  })

  it('leave room for others, however many of one address sleep', () => {
    const sleepers = new Sleepers()
    const ended: string[] = []
    const add = (id: string, address: string, isBrief = false) =>
      sleepers.add(id, { address, isBrief, end: () => void ended.push(id) })
    for (const index of times(500)) add(`honest ${index}`, 'hall')
    for (const index of times(2 * MAX_SLEEPERS)) add(`script ${index}`, 'script')
    expect(sleepers.size).to.be.at.most(MAX_SLEEPERS)
    for (const index of times(500)) add(`late ${index}`, 'another hall')
    expect(ended.filter(id => !id.startsWith('script'))).to.deep.equal([])
    for (let network = 0; network < MAX_SLEEPERS; network++) add(`all ${network}`, `address ${network}`)
    expect(sleepers.size).to.be.at.most(MAX_SLEEPERS)
  })
})
