/** Ballots over real sockets: one a browser, changed while it is open, kept whatever comes. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { Reply } from '../../../src/core/protocol/replies'
import { connectPresenter, question, snapshotOf, type TestPresenter } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, openTab, waitFor, type Client } from '../../support/clients'

const codeOf = (reply: { ok: boolean }) => ('code' in reply ? reply.code : 'ok')
const cast = (client: Client, pollId: string, choice: string) =>
  client.emitWithAck('castVote', { pollId, vote: choice })

/** An app in which a ballot over A and B is open. */
async function ballot(
  env?: Record<string, string>,
): Promise<{ app: TestApp; presenter: TestPresenter; pollId: string }> {
  const app = await startApp(env)
  const presenter = await connectPresenter(app)
  const { poll } = await presenter.does({ name: 'ask', question: question() })
  return { app, presenter, pollId: poll.pollId }
}

describe('A ballot', () => {
  it('is one a browser: the second tab has the same, and is told what the other casts', async () => {
    const { app, pollId } = await ballot()
    const browser = newTab()
    const left = await openTab(app, { browser })
    const right = await openTab(app, { browser })
    const told = ({ client }: typeof left, choice: string | null) =>
      waitFor(client, 'userVote', vote => vote === choice)
    const first = told(right, 'A')
    expect(await cast(left.client, pollId, 'A')).to.deep.equal({ ok: true, vote: 'A' })
    await first
    const second = told(left, 'B')
    await cast(right.client, pollId, 'B')
    await second
    expect(await snapshotOf(left.client)).to.deep.include({
      counts: { A: 0, B: 1 },
      yourVote: 'B',
      voted: 1,
      present: 1,
    })
    const none = told(right, null)
    expect(await left.client.emitWithAck('withdrawVote', { pollId })).to.deep.equal({ ok: true, vote: null })
    await none
    expect(await snapshotOf(right.client)).to.deep.include({
      counts: { A: 0, B: 0 },
      yourVote: null,
      voted: 0,
    })
  })

  it('stays one, also when both tabs vote at the same moment, many times', async () => {
    const { app, pollId } = await ballot()
    const browser = newTab()
    const tabs = await Promise.all(times(2, () => openTab(app, { browser })))
    const replies = await Promise.all(
      times(40, index => cast(tabs[index % 2]!.client, pollId, 'AB'[(index % 2) ^ (index % 3 ? 1 : 0)]!)),
    )
    expect(replies.every(({ ok }) => ok)).to.equal(true)
    const { counts, voted } = await snapshotOf(tabs[0]!.client)
    expect([counts!['A']! + counts!['B']!, voted]).to.deep.equal([1, 1])
  })

  it('that is changed at once is told to the other tabs as it is in the end, never as it was before, and not to its own', async () => {
    const { app, pollId } = await ballot()
    const browser = newTab()
    const { client } = await openTab(app, { browser })
    const other = await openTab(app, { browser })
    const told: unknown[] = []
    for (const tab of [client, other.client]) tab.on('userVote', vote => told.push(vote))
    const last = waitFor(other.client, 'userVote', vote => vote === 'B')
    await Promise.all(['A', 'B', 'A', 'B'].map(vote => cast(client, pollId, vote)))
    await last
    expect(told).to.deep.equal(['B'])
  })

  it('of a classic socket is refused with a sentence: it needs the page', async () => {
    const { app, pollId } = await ballot()
    const classic = app.client()
    await joined(classic)
    const said = waitFor(classic, 'statusMessage', sentence => /Open the page itself/.test(String(sentence)))
    classic.emit('message', 'voteCast', 'A')
    await said
    expect(codeOf((await classic.emitWithAck('message', 'voteCast', 'A')) as Reply)).to.equal('needs-page')
    expect(codeOf(await cast(classic, pollId, 'A'))).to.equal('needs-page')
    expect((await snapshotOf(classic)).counts).to.deep.equal({ A: 0, B: 0 })
  })

  it('stays when its voter leaves, and is found again on return, in another tab, too', async () => {
    const { app, presenter, pollId } = await ballot()
    const browser = newTab()
    const ana = await openTab(app, { browser })
    await cast(ana.client, pollId, 'A')
    const gone = waitFor(presenter.client, 'turnout', (voted, present) => voted === 0 && present === 0)
    ana.client.disconnect()
    await gone
    const back = await openTab(app, { browser })
    expect(back.snapshot).to.deep.include({ yourVote: 'A', counts: { A: 1, B: 0 }, voted: 1, present: 1 })
    await cast(back.client, pollId, 'B')
    expect(await snapshotOf(back.client)).to.deep.include({ counts: { A: 0, B: 1 }, voted: 1, present: 1 })
  })

  it('survives a restart, and is still one a browser', async () => {
    const { app, presenter, pollId } = await ballot()
    const browsers = times(20, newTab)
    const voters = await Promise.all(browsers.map(browser => openTab(app, { browser })))
    await Promise.all(voters.map(({ client }, index) => cast(client, pollId, 'AB'[index % 2]!)))
    const { lectern } = presenter
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const back = await Promise.all(browsers.map(browser => openTab(again, { browser })))
    expect(back.map(({ snapshot }) => snapshot.yourVote)).to.deep.equal(times(20, index => 'AB'[index % 2]))
    expect((await connectPresenter(again)).lectern()).to.deep.include({
      counts: { A: 10, B: 10 },
      step: lectern().step,
      right: null,
    })
    expect(await snapshotOf(back[0]!.client)).to.include({ voted: 20, present: 20 })
    await cast(back[0]!.client, pollId, 'B')
    expect((await snapshotOf(back[0]!.client)).counts).to.deep.equal({ A: 9, B: 11 })
  })

  it('is forgotten with its question: the same browser votes anew', async () => {
    const { app, presenter, pollId } = await ballot()
    const ana = await openTab(app, { browser: newTab() })
    await cast(ana.client, pollId, 'A')
    for (const name of ['again', 'clear'] as const) {
      const { poll, counts } = await presenter.does({ name })
      expect(counts).to.deep.equal({ A: 0, B: 0 })
      expect((await snapshotOf(ana.client)).yourVote).to.equal(null)
      expect(await cast(ana.client, poll.pollId, 'B')).to.include({ ok: true })
      expect(await snapshotOf(ana.client)).to.deep.include({ counts: { A: 0, B: 1 }, voted: 1 })
    }
  })

  it('is kept under a name that joins nothing: not the browser’s id, and another in each poll', async () => {
    const { app, presenter, pollId } = await ballot()
    const names: string[] = []
    const { castBallot } = app.store
    app.store.castBallot = (code, given, now) => {
      names.push(given.voter)
      return castBallot.call(app.store, code, given, now)
    }
    const browser = newTab()
    const { client } = await openTab(app, { browser })
    await cast(client, pollId, 'A')
    await cast(client, pollId, 'B')
    const { poll } = await presenter.does({ name: 'again' })
    await cast(client, poll.pollId, 'A')
    expect(names[0]).to.equal(names[1]).and.not.equal(names[2])
    for (const name of names)
      expect(name)
        .to.match(/^[\w-]{22}$/)
        .and.not.include(browser)
  })

  it('of a tab that takes its place back is heard by that tab, whatever browser it says it is', async () => {
    const { app, pollId } = await ballot()
    const [tab, browser] = [newTab(), newTab()]
    await openTab(app, { tab, browser })
    const { client } = await openTab(app, { tab, browser: newTab() })
    const other = await openTab(app, { browser })
    const told = waitFor(client, 'userVote', choice => choice === 'A')
    await cast(other.client, pollId, 'A')
    await told
    expect(await snapshotOf(client)).to.deep.include({ counts: { A: 1, B: 0 }, voted: 1, present: 1 })
  })
})

describe('The turnout of ballots', () => {
  it('counts people: those who voted of those present, and never more than are there', async () => {
    const { app, presenter, pollId } = await ballot()
    const browser = newTab()
    const [ana, bo] = [await openTab(app, { browser }), await openTab(app, { browser: newTab() })]
    const other = await openTab(app, { browser })
    for (const { client } of [ana, other]) await cast(client, pollId, 'A')
    expect(await snapshotOf(bo.client)).to.include({ voted: 1, present: 2 })
    const away = waitFor(bo.client, 'turnout', (voted, present) => voted === 0 && present === 1)
    ana.client.disconnect()
    other.client.disconnect()
    await away
    const back = await openTab(app, { browser })
    expect(back.snapshot).to.include({ voted: 1, present: 2 })
    const { poll } = await presenter.does({ name: 'again' })
    expect(await snapshotOf(bo.client)).to.include({ voted: 0, present: 2 })
    await cast(bo.client, poll.pollId, 'B')
    expect(await snapshotOf(bo.client)).to.include({ voted: 1, present: 2 })
  })
})
