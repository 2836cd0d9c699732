/** Classic sockets, written by following the Socket.IO workshops: no tab id, works unchanged beside our page. */
import { expect } from 'chai'
import type { Reply } from '../../../src/core/protocol/replies'
import { startApp } from '../../support/app'
import { collect, joined, openTab, tallyOf, waitFor } from '../../support/clients'

describe('A classic socket', () => {
  it('hears the head count, a status, the tally, and votes with send()', async () => {
    const app = await startApp()
    const ours = await openTab(app)
    const count = waitFor(ours.client, 'usersConnected', users => users === 2)
    const classic = app.client(undefined, { transports: ['polling', 'websocket'] })
    const status = waitFor(classic, 'statusMessage')
    const first = waitFor(classic, 'voteCount')
    expect(await status).to.deep.equal(['You have connected.'])
    expect((await first)[0]).to.deep.equal({ A: 0, B: 0, C: 0, D: 0 })
    await count

    const told = waitFor(classic, 'userVote')
    const both = [tallyOf(ours.client, { B: 1 }), tallyOf(classic, { B: 1 })]
    classic.send('voteCast', 'B')
    expect(await told).to.deep.equal(['B'])
    await Promise.all(both)
  })

  it('has one vote, replaced by the next and gone with the socket', async () => {
    const app = await startApp()
    const ours = await openTab(app)
    const classic = app.client()
    await joined(classic)
    const changed = tallyOf(ours.client, { A: 0, C: 1 })
    classic.send('voteCast', 'A')
    classic.send('voteCast', 'C')
    await changed
    const gone = tallyOf(ours.client, { A: 0, B: 0, C: 0, D: 0 })
    classic.disconnect()
    await gone
  })

  it('gets the counters of the poll as numbers, and its tally after a leave', async () => {
    const app = await startApp()
    const classic = app.client()
    const tallies = collect(classic, 'voteCount')
    await joined(classic)
    const other = await openTab(app)
    const raised = tallyOf(classic, { D: 1 })
    await other.client.emitWithAck('castVote', { pollId: other.pollId, vote: 'D' })
    await raised
    const fallen = tallyOf(classic, { D: 0 })
    other.client.disconnect()
    await fallen
    for (const [counts] of tallies) {
      expect(Object.keys(counts as object)).to.deep.equal(['A', 'B', 'C', 'D'])
      expect(Object.values(counts as object).every(Number.isInteger)).to.equal(true)
    }
  })

  it('is told a refusal as a status where it gave no callback, and nothing changes', async () => {
    const app = await startApp()
    const classic = app.client()
    await joined(classic)
    for (const wrong of [null, 'E', '', 7, {}, ['A']]) {
      const refused = waitFor(classic, 'statusMessage')
      classic.send('voteCast', wrong)
      expect((await refused)[0]).to.match(/changed|unchanged/)
    }
    expect((await openTab(app)).snapshot.counts).to.deep.equal({ A: 0, B: 0, C: 0, D: 0 })
  })

  it('may ask for an acknowledgement', async () => {
    const app = await startApp()
    const classic = app.client()
    await joined(classic)
    const yes = (await classic.emitWithAck('message', 'voteCast', 'A')) as Reply
    expect(yes).to.deep.equal({ ok: true, vote: 'A' })
    const no = (await classic.emitWithAck('message', 'voteCast', 'Z')) as Reply
    expect(no).to.include({ ok: false, code: 'no-such-choice' })
  })

  it('is a person of its own in the turnout', async () => {
    const app = await startApp()
    const classic = app.client()
    await joined(classic)
    classic.send('voteCast', 'A')
    await waitFor(classic, 'userVote')
    expect((await openTab(app)).snapshot).to.include({ voted: 1, present: 2, connected: 2 })
  })
})
