/** The hint that many ballots come from one address: who is told, which figures, and when nobody is. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { ManyVotes } from '../../../src/core/protocol/presenter'
import { BALLOT_WINDOW_S, MIN_BURST_BALLOTS } from '../../../src/core/poll/vote-bursts'
import { startApp, type TestApp } from '../../support/app'
import { collect, joined, newTab, waitFor, type Client } from '../../support/clients'
import { connectPresenter, question, recordPackets, snapshotOf } from '../../support/presenter'

const HALL = '203.0.113.7'
const HOME = '198.51.100.20'

describe('Many ballots of one address within two seconds', () => {
  /** Browsers of their own behind this address. */
  const people = (app: TestApp, count: number, address: string) =>
    Promise.all(
      times(count, async () => {
        const client = app.client(
          { tab: newTab(), browser: newTab() },
          { extraHeaders: { 'X-Forwarded-For': address } },
        )
        await joined(client)
        return client
      }),
    )

  async function vote(clients: readonly Client[], pollId: string): Promise<void> {
    const replies = clients.map(client => client.emitWithAck('castVote', { pollId, vote: 'A' }))
    for (const reply of await Promise.all(replies)) expect(reply.ok).to.equal(true)
  }

  const start = () => startApp({ TRUST_PROXY: '1', SOCKET_EVENTS: '1000' })

  it('are told to presenters alone, with figures that grow, and again to one who comes later', async () => {
    const app = await start()
    const presenter = await connectPresenter(app)
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    const room = await people(app, 20, HALL)
    const packets = recordPackets(presenter.client)
    const seen = collect(room[0]!, 'manyVotes')
    const cheats = await people(app, 14, HOME)
    const told = waitFor<[ManyVotes]>(presenter.client, 'manyVotes', ({ votes }) => votes === 14)
    await vote(cheats, poll.pollId)
    const [news] = await told
    expect(news).to.deep.equal({
      pollId: poll.pollId,
      votes: 14,
      seconds: BALLOT_WINDOW_S,
      areNew: false,
    })
    const late = app.client({ presenterKey: app.presenterKey })
    expect((await waitFor<[ManyVotes]>(late, 'manyVotes'))[0]).to.deep.equal(news)
    await vote(room, poll.pollId)
    await snapshotOf(room[0]!)
    expect(seen).to.deep.equal([])
    expect(JSON.stringify(packets) + JSON.stringify(app.log)).to.not.include(HOME)
    await presenter.does({ name: 'again' })
    const unasked = app.client({ presenterKey: app.presenterKey })
    const none = collect(unasked, 'manyVotes')
    await joined(unasked)
    await snapshotOf(unasked)
    expect(none).to.deep.equal([])
  })

  it('are no news where most of the room sits, nor in a show of hands', async () => {
    const app = await start()
    const presenter = await connectPresenter(app)
    const seen = collect(presenter.client, 'manyVotes')
    const hall = await people(app, 2 * MIN_BURST_BALLOTS, HALL)
    const home = await people(app, MIN_BURST_BALLOTS, HOME)
    const asked = await presenter.does({ name: 'ask', question: question() })
    await vote(hall, asked.poll.pollId)
    const hands = await presenter.does({ name: 'ask', question: question({ kind: 'hands' }) })
    await vote(home, hands.poll.pollId)
    await snapshotOf(presenter.client)
    expect(seen).to.deep.equal([])
  })

  it('of a person who votes and takes it back again and again are one', async () => {
    const app = await start()
    const presenter = await connectPresenter(app)
    const seen = collect(presenter.client, 'manyVotes')
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    await people(app, 5, HALL)
    const [ana] = (await people(app, 1, HOME)) as [Client]
    for (let round = 0; round < MIN_BURST_BALLOTS + 2; round++) {
      await vote([ana], poll.pollId)
      await ana.emitWithAck('withdrawVote', { pollId: poll.pollId })
    }
    await snapshotOf(presenter.client)
    expect(seen).to.deep.equal([])
  })
})
