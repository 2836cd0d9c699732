/** What a presenter does, over real sockets, and what the room sees of it. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { Poll, PollNews } from '../../../src/core/protocol/poll'
import { connectPresenter, question, snapshotOf } from '../../support/presenter'
import { startApp } from '../../support/app'
import { openTab, tallyOf, waitFor } from '../../support/clients'

const codeOf = (reply: { ok: boolean }) => ('code' in reply ? reply.code : 'ok')

describe('A presenter', () => {
  it('asks, and everybody in the room sees the question at once; whoever comes later, too', async () => {
    const app = await startApp()
    const ana = await openTab(app)
    const presenter = await connectPresenter(app)
    const seen = waitFor<[PollNews]>(ana.client, 'poll', ({ poll }) => poll.question === 'Which?')
    await presenter.does({ name: 'ask', question: question({ choices: ['one', 'two', ''] }) })
    const [{ poll, counts }] = await seen
    expect(poll).to.deep.include({
      kind: 'ballot',
      posed: true,
      state: 'open',
      shown: true,
      right: null,
      round: 1,
      choices: [
        { letter: 'A', text: 'one' },
        { letter: 'B', text: 'two' },
        { letter: 'C', text: '' },
      ],
    })
    expect(counts).to.deep.equal({ A: 0, B: 0, C: 0 })
    expect((await openTab(app)).snapshot.poll).to.deep.equal(poll)
  })

  it('closes and reopens: votes are refused in between, and the earlier ones are kept', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await openTab(app)
    const bo = await openTab(app)
    for (const kind of ['hands', 'ballot'] as const) {
      const { poll } = await presenter.does({ name: 'ask', question: question({ kind }) })
      const cast = (client: typeof ana.client, choice: string) =>
        client.emitWithAck('castVote', { pollId: poll.pollId, vote: choice })
      await cast(ana.client, 'A')
      await presenter.does({ name: 'close' })
      expect(codeOf(await cast(bo.client, 'B')), kind).to.equal('poll-closed')
      expect(codeOf(await ana.client.emitWithAck('withdrawVote', { pollId: poll.pollId }))).to.equal(
        'poll-closed',
      )
      const { poll: reopened, counts } = await presenter.does({ name: 'reopen' })
      expect([reopened.pollId, counts]).to.deep.equal([poll.pollId, { A: 1, B: 0 }])
      expect(codeOf(await cast(bo.client, 'B'))).to.equal('ok')
      expect((await snapshotOf(bo.client)).counts).to.deep.equal({ A: 1, B: 1 })
    }
  })

  it('closes hands for good: who leaves afterwards changes the tally no more', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { poll } = await presenter.does({ name: 'ask', question: question({ kind: 'hands' }) })
    const voters = await Promise.all(times(5, () => openTab(app)))
    for (const { client } of voters) await client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })
    await presenter.does({ name: 'close' })
    const gone = waitFor(presenter.client, 'turnout', (_voted, present) => present === 0)
    for (const { client } of voters) client.disconnect()
    await gone
    expect((await openTab(app)).snapshot.counts).to.deep.equal({ A: 5, B: 0 })
    expect((await presenter.does({ name: 'reopen' })).counts).to.deep.equal({ A: 0, B: 0 })
  })

  it('clears: every vote is gone, and one given for what was there before is refused', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await openTab(app)
    for (const kind of ['hands', 'ballot'] as const) {
      const { poll } = await presenter.does({ name: 'ask', question: question({ kind }) })
      await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })
      const cleared = await presenter.does({ name: 'clear' })
      expect(cleared).to.deep.include({ counts: { A: 0, B: 0 }, voted: 0 })
      expect(cleared.poll.question).to.equal('Which?')
      const late = await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'B' })
      expect(codeOf(late), kind).to.equal('poll-over')
      expect(await snapshotOf(ana.client)).to.deep.include({ counts: { A: 0, B: 0 }, yourVote: null })
    }
  })

  it('corrects the wording of an open question: its votes stay, and the list has it, too', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await openTab(app)
    for (const kind of ['hands', 'ballot'] as const) {
      const misspelt = question({ kind, text: 'Wich?' })
      await presenter.does({ name: 'prepare', questions: [misspelt] })
      const { prepared } = presenter.lectern()
      const { poll } = await presenter.does({ name: 'askPrepared', index: prepared.length - 1 })
      await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })
      const wording = { text: 'Which one?', choices: ['the first', ''], explanation: 'Because.' }
      const reworded = await presenter.does({ name: 'reword', ...wording })
      expect(reworded, kind).to.deep.include({ counts: { A: 1, B: 0 }, voted: 1 })
      expect(reworded.poll).to.include({ pollId: poll.pollId, question: 'Which one?', reworded: true })
      expect((await snapshotOf(ana.client)).yourVote).to.equal('A')
      expect(presenter.lectern().prepared.at(-1)).to.deep.equal({ ...misspelt, ...wording })
      const other = { name: 'reword' as const, ...wording, choices: [''] }
      expect(codeOf(await presenter.tries(other))).to.equal('other-letters')
    }
  })

  it('explains the right answer with its reveal, and not before', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const explained = question({ right: 'A', explanation: 'A is the first letter.' })
    const asked = await presenter.does({ name: 'ask', question: explained })
    expect([asked.poll.explanation, presenter.lectern().explanation]).to.deep.equal([
      '',
      'A is the first letter.',
    ])
    expect((await presenter.does({ name: 'reveal' })).poll.explanation).to.equal('A is the first letter.')
    expect((await presenter.does({ name: 'conceal' })).poll.explanation).to.equal('')
  })

  it('says what the screens show: how to join, the question, the end of the lesson', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await openTab(app)
    expect(ana.snapshot.poll.stage).to.equal('join')
    expect((await presenter.does({ name: 'ask', question: question() })).poll.stage).to.equal('question')
    const join = await presenter.does({ name: 'stage', stage: 'join' })
    expect(join.poll).to.include({ stage: 'join', state: 'open' })
    await presenter.does({ name: 'next' })
    const { pollId } = (await presenter.does({ name: 'finish' })).poll
    const end = await snapshotOf(ana.client)
    expect(end.poll).to.include({ pollId, stage: 'end', state: 'closed' })
    expect((await presenter.does({ name: 'newLesson' })).poll).to.include({ stage: 'join', state: 'open' })
  })

  it('asks again: the earlier round stands beside the new one', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const voters = await Promise.all(times(4, () => openTab(app)))
    for (const kind of ['hands', 'ballot'] as const) {
      const first = await presenter.does({ name: 'ask', question: question({ kind }) })
      for (const { client } of voters)
        await client.emitWithAck('castVote', { pollId: first.poll.pollId, vote: 'A' })
      const second = await presenter.does({ name: 'again' })
      expect(second, kind).to.deep.include({ counts: { A: 0, B: 0 }, voted: 0, yourVote: null })
      expect(second.poll).to.deep.include({ round: 2, earlier: [{ A: 4, B: 0 }], state: 'open' })
      await voters[0]!.client.emitWithAck('castVote', { pollId: second.poll.pollId, vote: 'B' })
      const third = await presenter.does({ name: 'again' })
      expect(third.poll).to.deep.include({ round: 3, earlier: [{ A: 0, B: 1 }] })
    }
  })

  it('asks again: a round in which nobody voted is none, and nothing is compared with it', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await openTab(app)
    const cast = (pollId: string) => ana.client.emitWithAck('castVote', { pollId, vote: 'A' })
    for (const kind of ['hands', 'ballot'] as const) {
      await presenter.does({ name: 'ask', question: question({ kind }) })
      const first = await presenter.does({ name: 'again' })
      expect(first.poll, kind).to.deep.include({ round: 1, earlier: [], state: 'open' })
      await cast(first.poll.pollId)
      await presenter.does({ name: 'again' })
      const second = await presenter.does({ name: 'again' })
      expect(second.poll, kind).to.deep.include({ round: 2, earlier: [{ A: 1, B: 0 }] })
      expect(presenter.lectern(), kind).to.deep.include({ earlier: [{ A: 1, B: 0 }] })
      await cast(second.poll.pollId)
      await presenter.does({ name: 'hands' })
      expect(presenter.lectern().results.at(-1), kind).to.include({ round: 2, voted: 1, percent: 100 })
      // Each of its rounds is told with its own poll and what was seen of it.
      const kept = (await app.store.results('')).at(-1)!
      expect(kept.pollIds).to.deep.equal([first.poll.pollId, second.poll.pollId])
      expect(kept.shownRounds).to.deep.equal([true, true])
    }
  })

  it('shows an earlier result beside one in which nobody voted without comparing them', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await openTab(app)
    await presenter.does({ name: 'ask', question: question() })
    await presenter.does({ name: 'close' })
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })
    await presenter.does({ name: 'hands' })
    const [empty, voted] = presenter.lectern().results.map(({ id }) => id)
    const shown = await presenter.does({ name: 'showAgain', id: voted!, beside: empty! })
    expect(shown.poll.earlier).to.deep.equal([])
  })

  it('sees the earlier rounds also while the audience does not', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await openTab(app)
    const { poll } = await presenter.does({ name: 'ask', question: question({ results: 'hidden' }) })
    await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })
    const again = await presenter.does({ name: 'again' })
    expect(again.poll.earlier).to.deep.equal([])
    const { pollId } = again.poll
    expect(presenter.lectern()).to.deep.include({ pollId, earlier: [{ A: 1, B: 0 }] })
  })

  it('reveals the right answer: it closes, and everybody is told which it was', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await openTab(app)
    await presenter.does({ name: 'ask', question: question({ right: 'B', results: 'hidden' }) })
    const told = waitFor<[PollNews]>(ana.client, 'poll', ({ poll }) => poll.right === 'B')
    await presenter.does({ name: 'reveal' })
    expect((await told)[0]).to.deep.include({ counts: { A: 0, B: 0 } })
    expect((await told)[0].poll).to.include({ state: 'closed', shown: true })
  })

  it('goes back to the free show of hands, and starts a new lesson', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'prepare', questions: [question({ text: 'first' })] })
    await presenter.does({ name: 'askPrepared', index: 0 })
    expect(presenter.lectern()).to.include({ next: 1, upcoming: 'close' })
    const free: Partial<Poll> = { kind: 'hands', question: '', posed: false, state: 'open', shown: true }
    expect((await presenter.does({ name: 'hands' })).poll).to.include(free)
    expect(presenter.lectern().next).to.equal(1)
    expect((await presenter.does({ name: 'newLesson' })).poll).to.include(free)
    expect(presenter.lectern()).to.include({ next: 0, upcoming: 'askPrepared' })
  })

  it('may drop and return: the room goes on, and the lectern is as it was', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const ana = await openTab(app)
    await presenter.does({ name: 'prepare', questions: [question({ text: 'next' })] })
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    const before = presenter.lectern()
    const left = waitFor(ana.client, 'usersConnected', count => count === 1)
    presenter.client.disconnect()
    await left
    await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })
    const back = await connectPresenter(app)
    expect(back.lectern()).to.deep.equal({ ...before, counts: { A: 1, B: 0 }, rev: 1 })
    expect((await back.does({ name: 'close' })).poll).to.include({ pollId: poll.pollId, state: 'closed' })
  })

  it('is not present and cannot vote, nor can a screen; both see the tally', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const screen = app.client({ screen: true })
    const both = Promise.all([tallyOf(screen, { A: 1 }), tallyOf(presenter.client, { A: 1 })])
    const ana = await openTab(app)
    const { pollId } = ana
    expect(ana.snapshot).to.include({ present: 1, connected: 2 })
    for (const client of [presenter.client, screen]) {
      expect(codeOf(await client.emitWithAck('castVote', { pollId, vote: 'B' }))).to.equal(
        'screens-do-not-vote',
      )
      expect(codeOf(await client.emitWithAck('withdrawVote', { pollId }))).to.equal('screens-do-not-vote')
    }
    await ana.client.emitWithAck('castVote', { pollId, vote: 'A' })
    await both
    expect(await snapshotOf(ana.client)).to.include({ voted: 1, present: 1 })
  })
})
