/** A browser that opens the page again while an older tab of it is silent: its hand counts once. */
import { expect } from 'chai'
import type { Counts } from '../../../src/core/protocol/poll'
import { startApp, type TestApp } from '../../support/app'
import { collect, joined, newTab, openTab, tallyOf, waitFor, type Client } from '../../support/clients'

/** Cuts the connection without a goodbye, as a crash does. */
async function crash(app: TestApp, client: Client): Promise<void> {
  client.io.reconnection(false)
  const socket = app.io.sockets.sockets.get(client.id!)!
  const left = waitFor(socket, 'disconnect')
  socket.conn.close()
  await left
}

const cast = (client: Client, pollId: string, choice: string) =>
  client.emitWithAck('castVote', { pollId, vote: choice })

describe('A browser that opens the page again after a crash', () => {
  it('finds the hand of its silent tab, and has one hand when it votes', async () => {
    const app = await startApp()
    const witness = await openTab(app)
    const tallied = collect(witness.client, 'voteCount')
    const browser = newTab()
    const older = await openTab(app, { browser })
    await cast(older.client, older.pollId, 'A')
    await crash(app, older.client)
    const newer = await openTab(app, { browser })
    expect(newer.snapshot).to.deep.include({ yourVote: 'A', voted: 1, present: 2, voteMoved: false })
    const moved = tallyOf(witness.client, { A: 0, B: 1, C: 0, D: 0 })
    await cast(newer.client, newer.pollId, 'B')
    await moved
    const sums = tallied.map(([counts]) => Object.values(counts as Counts).reduce((sum, n) => sum + n, 0))
    expect(Math.max(...sums)).to.equal(1)
  })

  it('is told that the hand has moved when the older tab comes back after all', async () => {
    const app = await startApp()
    const browser = newTab()
    const older = await openTab(app, { browser })
    await cast(older.client, older.pollId, 'A')
    await crash(app, older.client)
    const newer = await openTab(app, { browser })
    await cast(newer.client, newer.pollId, 'B')
    const back = app.client({ tab: older.tab, browser, again: true })
    expect(await joined(back)).to.deep.include({
      yourVote: null,
      voteMoved: true,
      counts: { A: 0, B: 1, C: 0, D: 0 },
    })
    // A new tap is a hand of its own: both tabs are alive.
    await cast(back, older.pollId, 'C')
    const reply = await back.emitWithAck('getSnapshot')
    expect(reply.ok && reply.snapshot).to.deep.include({
      yourVote: 'C',
      voteMoved: false,
      counts: { A: 0, B: 1, C: 1, D: 0 },
      voted: 1,
      present: 1,
    })
  })

  it('takes over one hand of several silent tabs, the newest; the others fall', async () => {
    const app = await startApp()
    const browser = newTab()
    for (const choice of ['A', 'B', 'C']) {
      const { client, pollId } = await openTab(app, { browser })
      await cast(client, pollId, choice)
      client.io.reconnection(false)
    }
    for (const { conn } of [...app.io.sockets.sockets.values()]) conn.close()
    const newer = await openTab(app, { browser })
    expect(newer.snapshot).to.deep.include({
      yourVote: 'C',
      counts: { A: 0, B: 0, C: 1, D: 0 },
      voted: 1,
      present: 1,
    })
  })

  it('leaves an older tab that is alive its hand', async () => {
    const app = await startApp()
    const browser = newTab()
    const older = await openTab(app, { browser })
    await cast(older.client, older.pollId, 'A')
    const asked = waitFor(older.client.io.engine, 'ping')
    const newer = await openTab(app, { browser })
    await asked
    expect(newer.snapshot.yourVote).to.equal(null)
    const two = tallyOf(older.client, { A: 1, B: 1 })
    await cast(newer.client, newer.pollId, 'B')
    await two
  })

  it('takes over from a tab whose connection is dead, though the server has not noticed yet', async () => {
    const app = await startApp()
    const browser = newTab()
    const older = await openTab(app, { browser })
    await cast(older.client, older.pollId, 'A')
    // From here on nothing that it says arrives.
    const { transport } = app.io.sockets.sockets.get(older.client.id!)!.conn as unknown as {
      transport: { removeAllListeners(event: string): void }
    }
    transport.removeAllListeners('packet')
    const newer = await openTab(app, { browser })
    expect((await waitFor(newer.client, 'userVote'))[0]).to.equal('A')
    const moved = tallyOf(newer.client, { A: 0, B: 1 })
    await cast(newer.client, newer.pollId, 'B')
    await moved
  })

  it('keeps what it has tapped itself before the older tab is found to be dead', async () => {
    const app = await startApp()
    const witness = await openTab(app)
    const browser = newTab()
    const older = await openTab(app, { browser })
    await cast(older.client, older.pollId, 'A')
    const { transport } = app.io.sockets.sockets.get(older.client.id!)!.conn as unknown as {
      transport: { removeAllListeners(event: string): void }
    }
    transport.removeAllListeners('packet')
    const newer = await openTab(app, { browser })
    const one = tallyOf(witness.client, { A: 0, B: 1 })
    await cast(newer.client, newer.pollId, 'B')
    await one
  })

  it('takes nothing over from the silent tab of another browser', async () => {
    const app = await startApp()
    const older = await openTab(app, { browser: newTab() })
    await cast(older.client, older.pollId, 'A')
    await crash(app, older.client)
    const newer = await openTab(app, { browser: newTab() })
    expect(newer.snapshot).to.deep.include({ yourVote: null, voted: 1, present: 2 })
  })

  it('loses nothing to a tab that only comes back', async () => {
    const app = await startApp()
    const browser = newTab()
    const [one, two] = [await openTab(app, { browser }), await openTab(app, { browser })]
    await cast(one.client, one.pollId, 'A')
    await cast(two.client, two.pollId, 'B')
    await crash(app, one.client)
    await crash(app, two.client)
    const back = app.client({ tab: two.tab, browser, again: true })
    expect(await joined(back)).to.deep.include({ yourVote: 'B', counts: { A: 1, B: 1, C: 0, D: 0 } })
    expect((await openTab(app, { tab: one.tab, browser })).snapshot.yourVote).to.equal('A')
  })
})
