/** The countdown: the server's clock, two seconds of grace, and an end that needs nobody. */
import { expect } from 'chai'
import { steadyNow } from '../../../src/clock'
import type { PollNews } from '../../../src/core/protocol/poll'
import { connectPresenter, question, type TestPresenter } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { openTab, waitFor } from '../../support/clients'

const codeOf = (reply: { ok: boolean }) => ('code' in reply ? reply.code : 'ok')

const isClosed = ({ poll }: PollNews) => poll.state === 'closed'

/** Asks in a room whose countdown ran out so many milliseconds ago: written down before anybody is there. */
async function ranOut(app: TestApp, ago: number, kind: 'hands' | 'ballot'): Promise<void> {
  const { version, document } = (await app.store.loadRoom(''))!
  const poll = { ...document.poll, question: question({ kind }), deadline: steadyNow() - ago }
  await app.store.saveRoom('', version, { ...document, poll })
}

describe('A countdown', () => {
  it('is told to everybody with the server’s clock, can be stopped and extended', async () => {
    const app = await startApp()
    const presenter: TestPresenter = await connectPresenter(app)
    const ana = await openTab(app)
    await presenter.does({ name: 'ask', question: question() })
    const told = waitFor<[PollNews]>(ana.client, 'poll', ({ poll }) => poll.deadline !== null)
    const { poll } = await presenter.does({ name: 'setTimer', seconds: 30 })
    const [{ poll: seen, now }] = await told
    expect(seen.deadline).to.equal(poll.deadline)
    expect(seen.deadline! - now).to.be.within(28_000, 30_000)
    const extended = await presenter.does({ name: 'extendTimer', seconds: 30 })
    expect(extended.poll.deadline).to.equal(poll.deadline! + 30_000)
    // How long it takes as a whole, also for somebody who comes late.
    expect([seen.durationSeconds, extended.poll.durationSeconds]).to.deep.equal([30, 60])
    expect((await openTab(app)).snapshot.poll.durationSeconds).to.equal(60)
    expect((await presenter.does({ name: 'setTimer', seconds: null })).poll).to.include({
      deadline: null,
      durationSeconds: null,
      state: 'open',
    })
  })

  it('closes by itself, two seconds late, and the votes are what they were', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await openTab(app)
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    const { deadline } = (await presenter.does({ name: 'setTimer', seconds: 1 })).poll
    await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'B' })
    const [news] = await waitFor<[PollNews]>(ana.client, 'poll', isClosed)
    expect(steadyNow() - deadline!).to.be.at.least(1990)
    expect(news).to.deep.include({ counts: { A: 0, B: 1 }, voted: 1 })
    expect(news.poll).to.include({ deadline: null, durationSeconds: null })
    expect(codeOf(await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' }))).to.equal(
      'poll-closed',
    )
    expect(presenter.lectern()).to.include({ upcoming: 'finish', canGoBack: true })
  })

  for (const kind of ['hands', 'ballot'] as const) {
    it(`takes a vote that is less than two seconds late (${kind})`, async () => {
      const app = await startApp()
      await ranOut(app, 500, kind)
      const ana = await openTab(app)
      const closed = waitFor<[PollNews]>(ana.client, 'poll', isClosed)
      const reply = await ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: 'A' })
      expect(codeOf(reply)).to.equal('ok')
      expect((await closed)[0].counts).to.deep.equal({ A: 1, B: 0 })
    })

    it(`takes none that is later, also when the server was not there at the end (${kind})`, async () => {
      const app = await startApp()
      await ranOut(app, 2001, kind)
      const ana = await openTab(app)
      const reply = await ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: 'A' })
      expect(codeOf(reply)).to.equal('poll-closed')
      expect((await openTab(app)).snapshot.counts).to.deep.equal({ A: 0, B: 0 })
    })
  }
})
