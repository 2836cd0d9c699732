/** Voting over real sockets: our page's events, row by row of the wire, alone and in a crowd. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { Counts, TallyMark } from '../../../src/core/protocol/poll'
import { startApp } from '../../support/app'
import { collect, joined, newTab, openTab, tallyOf, waitFor } from '../../support/clients'

describe('A vote', () => {
  it('is acknowledged, told to the voter and moves the tally on every screen', async () => {
    const app = await startApp()
    const ana = await openTab(app)
    const bo = await openTab(app)
    const screen = app.client({ screen: true })
    await joined(screen)

    const everywhere = [ana.client, bo.client, screen].map(client =>
      tallyOf(client, { A: 0, B: 1, C: 0, D: 0 }),
    )
    expect(await ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: 'B' })).to.deep.equal({
      ok: true,
      vote: 'B',
    })
    await Promise.all(everywhere)
  })

  it('moves tally and turnout together: one write to every screen', async () => {
    const app = await startApp()
    const screen = app.client({ screen: true })
    await joined(screen)
    for (const round of [1, 2, 3, 4, 5]) {
      const { client, pollId } = await openTab(app)
      let isTallied = false
      const tally = tallyOf(screen, { B: round }).then(() => (isTallied = true))
      const turnout = waitFor(screen, 'turnout', voted => voted === round)
        // All of one write is heard before the next turn of the event loop.
        .then(() => new Promise(resolve => setImmediate(resolve)))
        .then(() => isTallied)
      await client.emitWithAck('castVote', { pollId, vote: 'B' })
      expect(await turnout, `vote ${round}`).to.equal(true)
      await tally
    }
  })

  it('replaces the earlier one', async () => {
    const app = await startApp()
    const { client, pollId } = await openTab(app)
    await client.emitWithAck('castVote', { pollId, vote: 'A' })
    const moved = tallyOf(client, { A: 0, D: 1 })
    await client.emitWithAck('castVote', { pollId, vote: 'D' })
    await moved
  })

  it('can be taken back', async () => {
    const app = await startApp()
    const { client, pollId } = await openTab(app)
    await client.emitWithAck('castVote', { pollId, vote: 'A' })
    const moved = tallyOf(client, { A: 0, B: 0, C: 0, D: 0 })
    expect(await client.emitWithAck('withdrawVote', { pollId })).to.deep.equal({ ok: true, vote: null })
    await moved
  })

  it('falls with its tab, and the tally is told', async () => {
    const app = await startApp()
    const ana = await openTab(app)
    const bo = await openTab(app)
    await ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: 'C' })
    const fallen = tallyOf(bo.client, { C: 0 })
    const left = waitFor(bo.client, 'usersConnected', count => count === 1)
    ana.client.disconnect()
    await Promise.all([fallen, left])
  })

  it('names its poll: one of another poll is refused and changes nothing', async () => {
    const app = await startApp()
    const { client, pollId } = await openTab(app)
    await client.emitWithAck('castVote', { pollId, vote: 'A' })
    const reply = await client.emitWithAck('castVote', { pollId: 'an-older-poll', vote: 'B' })
    expect(reply).to.include({ ok: false, code: 'poll-over', message: 'That question is over.' })
    expect((await snapshotOf(client)).counts).to.deep.equal({ A: 1, B: 0, C: 0, D: 0 })
  })
})

async function snapshotOf(client: Awaited<ReturnType<typeof openTab>>['client']) {
  const reply = await client.emitWithAck('getSnapshot')
  if (!reply.ok) throw new Error(reply.message)
  return reply.snapshot
}

describe('A newcomer', () => {
  it('gets the poll, the tally, the turnout and the head count at once', async () => {
    const app = await startApp()
    const ana = await openTab(app)
    await ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: 'B' })
    const bo = app.client({ tab: newTab() })
    const status = waitFor(bo, 'statusMessage')
    const tally = waitFor<[Counts, TallyMark]>(bo, 'voteCount')
    const snapshot = await joined(bo)
    expect(snapshot).to.deep.include({
      counts: { A: 0, B: 1, C: 0, D: 0 },
      yourVote: null,
      voted: 1,
      present: 2,
      connected: 2,
    })
    expect(snapshot.poll).to.include({ kind: 'hands', type: 'one', question: '', state: 'open' })
    expect(await status).to.deep.equal(['You have connected.'])
    const [counts, mark] = await tally
    expect(counts).to.deep.equal({ A: 0, B: 1, C: 0, D: 0 })
    expect(mark).to.deep.equal({ pollId: snapshot.poll.pollId, rev: snapshot.rev })
  })

  it('hears numbers that only grow', async () => {
    const app = await startApp()
    const { client, snapshot, pollId } = await openTab(app)
    const tallies = collect(client, 'voteCount')
    for (const choice of ['A', 'B', 'C', 'D']) await client.emitWithAck('castVote', { pollId, vote: choice })
    const last = tallyOf(client, { A: 1, D: 0 })
    await client.emitWithAck('castVote', { pollId, vote: 'A' })
    await last
    const revs = tallies.map(([, mark]) => (mark as TallyMark).rev)
    expect(revs).to.deep.equal([...revs].sort((a, b) => a - b))
    expect(revs.at(-1)).to.be.greaterThan(snapshot.rev)
  })

  it('is refused a room that does not exist, with a code and a sentence', async () => {
    const app = await startApp()
    const client = app.client({ tab: newTab(), room: 'NOROOM' })
    const [error] = await waitFor<[Error & { data: unknown }]>(client, 'connect_error')
    expect(error.data).to.deep.include({ code: 'no-such-room' })
    expect(error.message).to.equal('There is no room with this code.')
  })
})

describe('Fifty voters', () => {
  it('who vote, change, withdraw and leave all at once see the same true tally in the end', async () => {
    const app = await startApp()
    const voters = await Promise.all(times(50, () => openTab(app)))
    const all = voters.map(({ client }) => tallyOf(client, { A: 0, B: 20, C: 10, D: 10 }))
    const acknowledged = await Promise.all(
      voters.map(async ({ client, pollId }, index) => {
        await client.emitWithAck('castVote', { pollId, vote: 'ABCD'[index % 4]! })
        if (index < 20) return client.emitWithAck('castVote', { pollId, vote: 'B' })
        if (index < 30) return client.emitWithAck('castVote', { pollId, vote: 'C' })
        if (index < 40) return client.emitWithAck('castVote', { pollId, vote: 'D' })
        return client.emitWithAck('withdrawVote', { pollId })
      }),
    )
    expect(acknowledged.every(reply => reply.ok)).to.equal(true)
    await Promise.all(all)
  })

  it('cost far fewer tallies than votes', async () => {
    const app = await startApp()
    const voters = await Promise.all(times(50, () => openTab(app)))
    const last = tallyOf(voters[0]!.client, { A: 50 })
    const tallies = collect(voters[0]!.client, 'voteCount')
    await Promise.all(
      voters.map(({ client, pollId }) => client.emitWithAck('castVote', { pollId, vote: 'A' })),
    )
    await last
    expect(tallies.length).to.be.at.most(25)
  })

  it('are counted as they come and go', async () => {
    const app = await startApp()
    const first = await openTab(app)
    const full = waitFor(first.client, 'usersConnected', count => count === 50)
    const others = await Promise.all(times(49, () => openTab(app)))
    await full
    const empty = waitFor(first.client, 'usersConnected', count => count === 1)
    for (const { client } of others) client.disconnect()
    await empty
  })
})

describe('The turnout', () => {
  it('counts people, not tabs, and leaves screens out', async () => {
    const app = await startApp()
    const browser = 'browser-of-one-person'
    const left = await openTab(app, { browser })
    const right = await openTab(app, { browser })
    const screen = app.client({ screen: true })
    await joined(screen)
    const both = waitFor(screen, 'turnout', (voted, present) => voted === 1 && present === 1)
    for (const { client, pollId } of [left, right])
      await client.emitWithAck('castVote', { pollId, vote: 'A' })
    await both
    expect(await snapshotOf(screen)).to.include({ connected: 2, voted: 1, present: 1 })
    const lowered = waitFor(screen, 'turnout', (voted, present) => voted === 0 && present === 1)
    left.client.disconnect()
    await right.client.emitWithAck('withdrawVote', { pollId: right.pollId })
    await lowered
  })

  it('takes no vote from a screen', async () => {
    const app = await startApp()
    const screen = app.client({ screen: true, tab: newTab() })
    const { poll } = await joined(screen)
    const reply = await screen.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })
    expect(reply).to.include({ ok: false, code: 'screens-do-not-vote' })
  })
})

describe('The short way to a line', () => {
  it('exists in this Engine.IO: a tally goes straight to a WebSocket, and through the queue to a long-poller', async () => {
    const app = await startApp()
    const direct = await openTab(app)
    const polling = app.client({ tab: newTab() }, { transports: ['polling'] })
    await joined(polling)
    const queued = (id: string) => {
      const packets: string[] = []
      const { conn } = app.io.sockets.sockets.get(id)!
      conn.on('packetCreate', ({ data }: { data?: string }) => void packets.push(data ?? ''))
      return packets
    }
    const [ofDirect, ofPolling] = [queued(direct.client.id!), queued(polling.id!)]
    const both = [direct.client, polling].map(client => tallyOf(client, { B: 1 }))
    await direct.client.emitWithAck('castVote', { pollId: direct.pollId, vote: 'B' })
    await Promise.all(both)
    expect(ofDirect.filter(packet => packet.includes('voteCount'))).to.deep.equal([])
    expect(ofPolling.filter(packet => packet.includes('voteCount'))).to.have.length(1)
  })
})
