/** The limit of ballots of one network address: what it refuses, what it lets through, and that it keeps no address. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { Snapshot } from '../../../src/core/protocol/snapshot'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, type Client } from '../../support/clients'
import {
  connectPresenter,
  question,
  recordPackets,
  snapshotOf,
  type TestPresenter,
} from '../../support/presenter'
import { keptOf } from '../../support/stores'

const HALL = '203.0.113.7'
const HOME = '198.51.100.20'

describe('Ballots of one network address', () => {
  let app: TestApp
  let presenter: TestPresenter
  beforeEach(async () => {
    app = await startApp({ TRUST_PROXY: '1', SOCKET_EVENTS: '1000' })
    presenter = await connectPresenter(app)
  })

  const limitTo = (most: number) => presenter.client.emitWithAck('setBallotsPerAddress', { most })
  const ask = async (kind: 'ballot' | 'hands' = 'ballot') =>
    (await presenter.does({ name: 'ask', question: question({ kind }) })).poll.pollId

  /** A browser of its own, behind this address. */
  async function person(address: string): Promise<Client> {
    const client = app.client(
      { tab: newTab(), browser: newTab() },
      { extraHeaders: { 'X-Forwarded-For': address } },
    )
    await joined(client)
    return client
  }
  const people = (count: number, address: string) => Promise.all(times(count, () => person(address)))

  async function vote(client: Client, pollId: string, choice = 'A'): Promise<string> {
    const reply = await client.emitWithAck('castVote', { pollId, vote: choice })
    return reply.ok ? 'ok' : reply.code
  }

  it('are any number until a presenter says how many; then each is told that it was not counted, and why', async () => {
    const before = await ask()
    for (const client of await people(3, HALL)) expect(await vote(client, before)).to.equal('ok')
    expect(await limitTo(2)).to.deep.equal({ ok: true })
    expect(await limitTo(2)).to.include({ ok: false, code: 'already-so' })
    const pollId = await ask()
    const [ana, bo, cy] = (await people(3, HALL)) as [Client, Client, Client]
    expect([await vote(ana, pollId), await vote(bo, pollId)]).to.deep.equal(['ok', 'ok'])
    const refusal = await cy.emitWithAck('castVote', { pollId, vote: 'A' })
    expect(refusal).to.include({ ok: false, code: 'too-many-from-network' })
    expect(refusal)
      .to.have.property('message')
      .that.matches(/not counted.*network.*presenter/i)
    expect((await snapshotOf(cy)).yourVote).to.equal(null)
    expect(await vote(await person(HOME), pollId)).to.equal('ok')
    expect((await snapshotOf(presenter.client)).counts).to.include({ A: 3 })
    expect(presenter.lectern().ballotsPerAddress).to.equal(2)
  })

  it('may be changed at any time, also from elsewhere; one that is taken back makes room for another', async () => {
    await limitTo(1)
    const pollId = await ask()
    const browser = newTab()
    const [ana, bo] = [await person(HALL), await person(HALL)]
    const roaming = (address: string) =>
      app.client({ tab: newTab(), browser }, { extraHeaders: { 'X-Forwarded-For': address } })
    const cy = roaming(HOME)
    await joined(cy)
    expect([await vote(ana, pollId), await vote(cy, pollId)]).to.deep.equal(['ok', 'ok'])
    expect(await vote(bo, pollId)).to.equal('too-many-from-network')
    expect(await vote(ana, pollId, 'B')).to.equal('ok')
    const moved = roaming(HALL)
    expect((await joined(moved)).yourVote).to.equal('A')
    expect(await vote(moved, pollId, 'B')).to.equal('ok')
    expect(await moved.emitWithAck('withdrawVote', { pollId })).to.include({ ok: true })
    expect(await vote(bo, pollId)).to.equal('too-many-from-network')
    expect(await ana.emitWithAck('withdrawVote', { pollId })).to.include({ ok: true })
    expect(await vote(bo, pollId)).to.equal('ok')
  })

  it('are exactly as many as the limit when 50 come at once: what was acknowledged is counted, nothing else', async () => {
    await limitTo(3)
    const pollId = await ask()
    const crowd = await people(50, HALL)
    const outcomes = await Promise.all(crowd.map(client => vote(client, pollId)))
    expect(outcomes.filter(outcome => outcome === 'ok')).to.have.length(3)
    expect(outcomes.filter(outcome => outcome === 'too-many-from-network')).to.have.length(47)
    expect(Object.fromEntries(await app.store.tally('', pollId))).to.deep.equal({ A: 3 })
    expect(
      (await Promise.all(crowd.map(snapshotOf))).filter(({ yourVote }: Snapshot) => yourVote !== null),
    ).to.have.length(3)
  })

  it('are counted anew in each poll and each round, and again as before in one that is put back', async () => {
    await limitTo(1)
    const first = await ask()
    const [ana, bo] = (await people(2, HALL)) as [Client, Client]
    await vote(ana, first)
    const second = (await presenter.does({ name: 'again' })).poll.pollId
    expect([await vote(bo, second), await vote(ana, second)]).to.deep.equal(['ok', 'too-many-from-network'])
    expect((await presenter.does({ name: 'undo' })).poll.pollId).to.equal(first)
    expect([await vote(bo, first), await vote(ana, first, 'B')]).to.deep.equal([
      'too-many-from-network',
      'ok',
    ])
  })

  it('are the same for an IPv6 network (/64), whatever its last half is', async () => {
    await limitTo(2)
    const pollId = await ask()
    const codes: string[] = []
    for (const host of times(3)) codes.push(await vote(await person(`2001:db8:1:2::${host + 1}`), pollId))
    expect(codes).to.deep.equal(['ok', 'ok', 'too-many-from-network'])
    expect(await vote(await person('2001:db8:1:3::1'), pollId)).to.equal('ok')
  })

  it('are not limited in a show of hands', async () => {
    await limitTo(1)
    const pollId = await ask('hands')
    for (const client of await people(3, HALL)) expect(await vote(client, pollId)).to.equal('ok')
  })

  it('are limited by presenters only, to a number that there is', async () => {
    const ana = await person(HALL)
    expect(await ana.emitWithAck('setBallotsPerAddress', { most: 1 })).to.include({ code: 'not-a-presenter' })
    for (const most of [-1, 1.5, 1001, Infinity])
      expect(await limitTo(most), String(most)).to.include({ code: 'bad-request' })
    expect((await app.store.loadRoom(''))!.document.ballotsPerAddress).to.equal(0)
    expect(await limitTo(1000)).to.deep.equal({ ok: true })
  })

  it('leave their address in no frame, no line of the log and nothing that is kept', async () => {
    await limitTo(1)
    const heard = recordPackets(presenter.client)
    const pollId = await ask()
    for (const client of await people(3, HALL)) await vote(client, pollId)
    await snapshotOf(presenter.client)
    await app.close()
    const left = JSON.stringify(heard) + JSON.stringify(app.log) + (await keptOf(app.dataDir))
    expect(left).to.not.include(HALL)
    expect(heard.length).to.be.greaterThan(0)
  })

  it('begin to count again when the server is started again; older ones stay and may be changed', async () => {
    await limitTo(1)
    const pollId = await ask()
    const browser = newTab()
    const enter = (on: TestApp, name: string) =>
      on.client({ tab: newTab(), browser: name }, { extraHeaders: { 'X-Forwarded-For': HALL } })
    const ana = enter(app, browser)
    await joined(ana)
    await vote(ana, pollId)
    await app.close()
    app = await startApp({ TRUST_PROXY: '1', DATA_DIR: app.dataDir })
    const again = enter(app, browser)
    expect((await joined(again)).yourVote).to.equal('A')
    expect(await vote(again, pollId, 'B')).to.equal('ok')
    const [bo, cy] = [enter(app, newTab()), enter(app, newTab())]
    await Promise.all([joined(bo), joined(cy)])
    expect(await vote(bo, pollId)).to.equal('ok')
    expect(await vote(cy, pollId)).to.equal('too-many-from-network')
    expect((await snapshotOf(again)).counts).to.include({ A: 1, B: 1 })
  })
})
