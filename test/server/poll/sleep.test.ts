/** Lines that drop, tabs that sleep and come back: at most one hand a tab, and no hand is lost silently. */
import { expect } from 'chai'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, openTab, tallyOf, waitFor, type Client } from '../../support/clients'

/** Cuts the line as a dead Wi-Fi does: the server sees a connection that ended without a goodbye. */
function cutLine(app: TestApp, client: Client): void {
  client.io.reconnection(false)
  const socket = app.io.sockets.sockets.get(client.id!)
  if (!socket) throw new Error('the server does not know this client')
  socket.conn.close()
}

describe('A line that drops', () => {
  it('leaves the hand up, and the person present', async () => {
    const app = await startApp()
    const ana = await openTab(app)
    const bo = await openTab(app)
    await ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: 'B' })
    const left = waitFor(bo.client, 'usersConnected', count => count === 1)
    cutLine(app, ana.client)
    await left
    const later = await openTab(app)
    expect(later.snapshot).to.deep.include({
      counts: { A: 0, B: 1, C: 0, D: 0 },
      voted: 1,
      present: 3,
      connected: 2,
    })
  })

  it('finds its hand again when the tab comes back, and nobody saw it fall', async () => {
    const app = await startApp()
    const ana = await openTab(app)
    const bo = await openTab(app)
    const raised = tallyOf(bo.client, { B: 1 })
    await ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: 'B' })
    await raised
    const seen: unknown[] = []
    bo.client.on('voteCount', counts => void seen.push(counts['B']))
    cutLine(app, ana.client)
    const back = await openTab(app, { tab: ana.tab })
    expect(back.snapshot).to.deep.include({ yourVote: 'B', counts: { A: 0, B: 1, C: 0, D: 0 }, present: 2 })
    const moved = tallyOf(bo.client, { B: 0, C: 1 })
    await back.client.emitWithAck('castVote', { pollId: back.pollId, vote: 'C' })
    await moved
    expect(seen.slice(0, -1)).to.not.include(0)
  })

  it('lets the hand fall when the tab stays away too long', async () => {
    const app = await startApp({ HAND_HOLD: '1' })
    const ana = await openTab(app)
    const bo = await openTab(app)
    await ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: 'B' })
    const fallen = tallyOf(bo.client, { B: 0 })
    const gone = waitFor(bo.client, 'turnout', (voted, present) => voted === 0 && present === 1)
    cutLine(app, ana.client)
    await Promise.all([fallen, gone])
  })

  it('lets the hand fall at once where hands are not held', async () => {
    const app = await startApp({ HAND_HOLD: '0' })
    const ana = await openTab(app)
    const bo = await openTab(app)
    await ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: 'B' })
    const fallen = tallyOf(bo.client, { B: 0 })
    cutLine(app, ana.client)
    await fallen
    expect((await openTab(app, { tab: ana.tab })).snapshot.yourVote).to.equal(null)
  })

  it('of a classic socket takes its hand along at once', async () => {
    const app = await startApp()
    const bo = await openTab(app)
    const classic = app.client()
    await joined(classic)
    const raised = tallyOf(bo.client, { A: 1 })
    classic.emit('message', 'voteCast', 'A')
    await raised
    const fallen = tallyOf(bo.client, { A: 0 })
    cutLine(app, classic)
    await fallen
  })
})

describe('A tab that is open twice', () => {
  it('has one hand: the newcomer takes the place, the older one is told and closed', async () => {
    const app = await startApp()
    const tab = newTab()
    const older = await openTab(app, { tab })
    await older.client.emitWithAck('castVote', { pollId: older.pollId, vote: 'B' })
    const told = waitFor(older.client, 'displaced')
    const closed = waitFor(older.client, 'disconnect')
    const newer = await openTab(app, { tab })
    await told
    expect((await closed)[0]).to.equal('io server disconnect')
    expect(newer.snapshot).to.deep.include({ yourVote: 'B', counts: { A: 0, B: 1, C: 0, D: 0 }, present: 1 })
    const { snapshot } = await openTab(app)
    expect(snapshot).to.include({ connected: 2, voted: 1, present: 2 })
  })

  it('never counts twice, however often it changes places', async () => {
    const app = await startApp()
    const watcher = await openTab(app)
    const counts: number[] = []
    watcher.client.on(
      'voteCount',
      tally => void counts.push(Object.values(tally).reduce((sum, one) => sum + one)),
    )
    const tab = newTab()
    const castFromAnotherPlace = async (vote: string) => {
      const { client, pollId } = await openTab(app, { tab })
      await client.emitWithAck('castVote', { pollId, vote })
    }
    for (const choice of ['A', 'B', 'C', 'D', 'A']) await castFromAnotherPlace(choice)
    const last = tallyOf(watcher.client, { A: 0, B: 1 })
    await castFromAnotherPlace('B')
    await last
    expect(Math.max(...counts)).to.equal(1)
  })

  it('gives up its hand with a goodbye, also when the goodbye comes from the newer place', async () => {
    const app = await startApp()
    const watcher = await openTab(app)
    const tab = newTab()
    const older = await openTab(app, { tab })
    await older.client.emitWithAck('castVote', { pollId: older.pollId, vote: 'D' })
    const newer = await openTab(app, { tab })
    const fallen = tallyOf(watcher.client, { D: 0 })
    newer.client.disconnect()
    await fallen
    expect((await openTab(app)).snapshot).to.include({ voted: 0, present: 2 })
  })
})

describe('A page that slept', () => {
  it('asks for a snapshot and has the whole truth again', async () => {
    const app = await startApp()
    const { client, pollId } = await openTab(app)
    await client.emitWithAck('castVote', { pollId, vote: 'B' })
    const reply = await client.emitWithAck('getSnapshot')
    expect(reply.ok && reply.snapshot).to.deep.include({ yourVote: 'B', counts: { A: 0, B: 1, C: 0, D: 0 } })
  })

  it('changes nothing with what it kept for an older poll', async () => {
    const app = await startApp()
    const { client } = await openTab(app)
    const cast = await client.emitWithAck('castVote', { pollId: 'older', vote: 'A' })
    const withdrawn = await client.emitWithAck('withdrawVote', { pollId: 'older' })
    expect([cast, withdrawn].map(reply => !reply.ok && reply.code)).to.deep.equal(['poll-over', 'poll-over'])
    expect((await openTab(app)).snapshot.counts).to.deep.equal({ A: 0, B: 0, C: 0, D: 0 })
  })
})
