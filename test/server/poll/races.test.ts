/** Votes against the presenter: phones that sleep through a change, and 500 voters against a close. */
import { expect } from 'chai'
import countBy from 'lodash/countBy'
import times from 'lodash/times'
import { connectPresenter, question, snapshotOf } from '../../support/presenter'
import { startApp } from '../../support/app'
import { newTab, openTab, waitFor, type Client } from '../../support/clients'

const codeOf = (reply: { ok: boolean }) => ('code' in reply ? reply.code : 'ok')
const cast = (client: Client, pollId: string, choice: string) =>
  client.emitWithAck('castVote', { pollId, vote: choice })

describe('A phone that sleeps', () => {
  for (const kind of ['ballot', 'hands'] as const)
    for (const command of [{ name: 'clear' }, { name: 'ask', question: question({ kind }) }] as const)
      it(`through "${command.name}" changes no tally when it wakes (${kind})`, async () => {
        const app = await startApp()
        const presenter = await connectPresenter(app)
        const { poll } = await presenter.does({ name: 'ask', question: question({ kind }) })
        const [tab, browser] = [newTab(), newTab()]
        const ana = await openTab(app, { tab, browser })
        await cast(ana.client, poll.pollId, 'A')
        const asleep = waitFor(presenter.client, 'usersConnected', count => count === 1)
        app.io.sockets.sockets.get(ana.client.id!)!.conn.close()
        ana.client.io.reconnection(false)
        await asleep
        const next = await presenter.does(command)
        expect(next).to.deep.include({ counts: { A: 0, B: 0 }, voted: 0, present: 1 })
        // It wakes with what it kept, and sends it again.
        const back = await openTab(app, { tab, browser })
        expect(back.snapshot).to.deep.include({
          counts: { A: 0, B: 0 },
          yourVote: null,
          voted: 0,
          present: 1,
        })
        expect(codeOf(await cast(back.client, poll.pollId, 'A'))).to.equal('poll-over')
        expect(codeOf(await back.client.emitWithAck('withdrawVote', { pollId: poll.pollId }))).to.equal(
          'poll-over',
        )
        expect(await snapshotOf(presenter.client)).to.deep.include({ counts: { A: 0, B: 0 }, voted: 0 })
      })
})

describe('500 voters who cast and change all at once', () => {
  const zeros = { A: 0, B: 0 }

  /** Everybody votes until the command stands in the way; it is given in their midst. The votes acknowledged last. */
  async function race(kind: 'hands' | 'ballot', name: 'close' | 'again') {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    const presenter = await connectPresenter(app)
    const { poll } = await presenter.does({ name: 'ask', question: question({ kind }) })
    const voters = await Promise.all(times(500, () => openTab(app)))
    const last = new Map<number, string>()
    let command: Promise<object> | undefined
    const give = () => {
      const { step } = presenter.lectern()
      command = presenter.client.emitWithAck('present', { pollId: poll.pollId, step, command: { name } })
    }
    const castUntilRefused = async (index: number) => {
      for (let choice = 'AB'[index % 2]!; ; choice = choice === 'A' ? 'B' : 'A') {
        const reply = await cast(voters[index]!.client, poll.pollId, choice)
        if (!reply.ok) return reply.code
        last.set(index, choice)
        if (last.size === 250 && !command) give()
      }
    }
    const refusals = new Set(await Promise.all(times(500, castUntilRefused)))
    expect(await command).to.include({ ok: true })
    return { app, presenter, voters, poll, refusals, last: { ...zeros, ...countBy([...last.values()]) } }
  }

  for (const kind of ['ballot', 'hands'] as const) {
    it(`until it closes make a final tally that is exactly what was acknowledged last, and frozen (${kind})`, async () => {
      const { app, presenter, voters, poll, refusals, last } = await race(kind, 'close')
      expect(refusals).to.deep.equal(new Set(['poll-closed']))
      expect((await snapshotOf(voters[0]!.client)).counts).to.deep.equal(last)
      expect((await connectPresenter(app)).lectern().counts).to.deep.equal(last)
      if (kind === 'ballot')
        expect(Object.fromEntries(await app.store.tally('', poll.pollId))).to.deep.equal(last)
      // Everybody leaves, and it stays.
      const empty = waitFor(presenter.client, 'turnout', (_voted, present) => present === 0)
      for (const { client } of voters) client.disconnect()
      await empty
      expect((await openTab(app)).snapshot.counts).to.deep.equal(last)
    })

    it(`until they are asked again make an earlier round that is exactly what was acknowledged last (${kind})`, async () => {
      const { voters, refusals, last } = await race(kind, 'again')
      for (const code of refusals) expect(code).to.be.oneOf(['poll-closed', 'poll-over'])
      const { poll, counts, voted } = await snapshotOf(voters[0]!.client)
      expect(poll).to.deep.include({ round: 2, earlier: [last], state: 'open' })
      expect([counts, voted]).to.deep.equal([zeros, 0])
    })
  }
})
