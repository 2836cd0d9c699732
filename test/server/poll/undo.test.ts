/** Ten seconds in which a command that replaced the poll is taken back, with all votes. */
import { expect } from 'chai'
import type { Command, PresenterState, PresenterStateNews } from '../../../src/core/protocol/presenter'
import type { Snapshot } from '../../../src/core/protocol/snapshot'
import { UNDO_GRACE_MS, UNDO_MS } from '../../../src/core/room/replaced-poll'
import { withNews } from '../../../src/core/room/presenter-state'
import { connectPresenter, question, snapshotOf, type TestPresenter } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { openStoreOf } from '../../support/stores'
import { joined, openTab, waitFor, type Client } from '../../support/clients'

const codeOf = (reply: { ok: boolean }) => ('code' in reply ? reply.code : 'ok')
const cast = async (client: Client, pollId: string, choice: string) =>
  expect(codeOf(await client.emitWithAck('castVote', { pollId, vote: choice }))).to.equal('ok')

/** Commands that replace the poll; `id` is that of an earlier result. */
const COMMANDS: ((id: string) => Command)[] = [
  () => ({ name: 'ask', question: question({ text: 'Another?' }) }),
  () => ({ name: 'askPrepared', index: 1 }),
  () => ({ name: 'again' }),
  () => ({ name: 'clear' }),
  () => ({ name: 'hands' }),
  () => ({ name: 'newLesson' }),
  id => ({ name: 'showAgain', id }),
  () => ({ name: 'back' }),
]

interface Lecture {
  app: TestApp
  presenter: TestPresenter
  ana: Client
  bo: Client
  /** The poll that is up, open, with A of ana and B of bo. */
  poll: Snapshot['poll']
  /** The id of the result of the question before. */
  earlier: string
}

/** A lecture in which a question of the list is open. */
async function lecture(kind: 'hands' | 'ballot'): Promise<Lecture> {
  const app = await startApp({ SOCKET_EVENTS: '1000' })
  const presenter = await connectPresenter(app)
  const [{ client: ana }, { client: bo }] = [await openTab(app), await openTab(app)]
  await presenter.does({
    name: 'prepare',
    questions: [
      question({ text: 'First?' }),
      question({ text: 'Second?' }),
      question({ kind, text: 'Now?' }),
    ],
  })
  await presenter.does({ name: 'askPrepared', index: 0 })
  const { poll } = await presenter.does({ name: 'askPrepared', index: 2 })
  await cast(ana, poll.pollId, 'A')
  await cast(bo, poll.pollId, 'B')
  const [earlier] = presenter.lectern().results
  return { app, presenter, ana, bo, poll, earlier: earlier!.id }
}

describe('Undo', () => {
  for (const kind of ['hands', 'ballot'] as const)
    it(`takes back whatever replaced a poll, with its votes (${kind})`, async () => {
      const { presenter, ana, bo, poll, earlier } = await lecture(kind)
      const before = await snapshotOf(presenter.client)
      for (const make of COMMANDS) {
        const command = make(earlier)
        const { next, results } = presenter.lectern()
        const replaced = await presenter.does(command)
        expect(replaced.poll.pollId, command.name).to.not.equal(poll.pollId)
        const offered = command.name === 'back' ? 'showAgain' : command.name
        expect(presenter.lectern().undo?.name).to.equal(offered)
        expect(codeOf(await ana.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' }))).to.equal(
          'poll-over',
        )
        const again = [ana, bo].map(client => waitFor<[Snapshot]>(client, 'snapshot'))
        const after = await presenter.does({ name: 'undo' })
        // A tally that is read from a store may have been read between.
        expect(after.rev).to.be.at.least(before.rev)
        expect({ ...after, now: 0, rev: 0 }, command.name).to.deep.equal({ ...before, now: 0, rev: 0 })
        const told = (await Promise.all(again)).map(([{ yourVote, poll }]) => [poll.pollId, yourVote])
        expect(told, command.name).to.deep.equal([
          [poll.pollId, 'A'],
          [poll.pollId, 'B'],
        ])
        expect(presenter.lectern()).to.deep.include({ next, results, undo: null })
        expect(codeOf(await presenter.tries({ name: 'undo' }))).to.equal('undo-over')
      }
      await cast(ana, poll.pollId, 'B')
      expect((await snapshotOf(bo)).counts).to.deep.equal({ A: 0, B: 2 })
      expect((await presenter.does({ name: 'close' })).voted).to.equal(2)
    })

  it('reopens what "ask again" has closed, and gives back the time that was lost', async () => {
    const { presenter, poll } = await lecture('ballot')
    await presenter.does({ name: 'setTimer', seconds: 60 })
    const { poll: timed } = await snapshotOf(presenter.client)
    await presenter.does({ name: 'again' })
    const { poll: back } = await presenter.does({ name: 'undo' })
    expect(back).to.include({ pollId: poll.pollId, state: 'open', round: 1 })
    expect(back.deadline! - timed.deadline!).to.be.within(0, UNDO_MS)
  })

  it('leads to the question that was next, wherever the list has it now', async () => {
    const { presenter } = await lecture('ballot')
    const upcoming = async (...changes: Command[]) => {
      for (const change of changes) await presenter.does(change)
      await presenter.does({ name: 'undo' })
      const { prepared, next } = presenter.lectern()
      return prepared[next]?.text
    }
    const more = ['Fourth?', 'Fifth?'].map(text => question({ text }))
    await presenter.does({ name: 'prepare', questions: more })
    const ask = (index: number): Command => ({ name: 'askPrepared', index })
    expect(await upcoming(ask(3), { name: 'removePrepared', index: 0 })).to.equal('Fourth?')
    expect(await upcoming(ask(0), { name: 'movePrepared', from: 2, to: 0 })).to.equal('Fourth?')
    // The one that was next is gone: the one behind it comes next.
    expect(await upcoming(ask(1), { name: 'removePrepared', index: 0 })).to.equal('Second?')
    expect(presenter.lectern().prepared.map(({ text }) => text)).to.deep.equal(['Second?', 'Now?', 'Fifth?'])
  })

  it('keeps what was voted meanwhile as a result of its own', async () => {
    const { presenter, ana } = await lecture('ballot')
    const { results } = presenter.lectern()
    const { poll } = await presenter.does({ name: 'ask', question: question({ text: 'Too early?' }) })
    await cast(ana, poll.pollId, 'B')
    await presenter.does({ name: 'undo' })
    const [, added, ...more] = presenter.lectern().results
    expect([results.length, more]).to.deep.equal([1, []])
    expect(added).to.include({ text: 'Too early?', voted: 1, best: 'B', percent: 100 })
  })

  it('lets hands fall with their voters, and follow a tab that comes back', async () => {
    const { app, presenter, ana, bo, poll } = await lecture('hands')
    const [tab, browser] = ['a-tab-of-a-third-one', 'a-browser-of-a-third-one']
    const cy = await openTab(app, { tab, browser })
    await cast(cy.client, poll.pollId, 'B')
    await presenter.does({ name: 'hands' })
    const present = waitFor(presenter.client, 'turnout', (_voted, present) => present === 2)
    bo.disconnect()
    await present
    const back = app.client({ tab, browser })
    await joined(back)
    await presenter.does({ name: 'undo' })
    expect(await snapshotOf(back)).to.deep.include({ counts: { A: 1, B: 1 }, yourVote: 'B', voted: 2 })
    expect((await snapshotOf(ana)).yourVote).to.equal('A')
  })

  it('gives a workshop’s page its hand back', async () => {
    const { app, presenter, poll } = await lecture('hands')
    await presenter.does({ name: 'hands' })
    const classic = app.client(undefined)
    await joined(classic)
    const { pollId } = (await snapshotOf(presenter.client)).poll
    const raised = waitFor(presenter.client, 'voteCount', counts => (counts as { A: number }).A === 1)
    classic.emit('message', 'voteCast', 'A')
    await raised
    await presenter.does({ name: 'clear' })
    const told = waitFor(classic, 'userVote', vote => vote === 'A')
    expect((await presenter.does({ name: 'undo' })).poll.pollId).to.equal(pollId)
    await told
    expect(poll.pollId).to.not.equal(pollId)
  })

  it('tells the audience nothing of what it holds', async () => {
    const { app, presenter, ana } = await lecture('ballot')
    const heard: unknown[] = []
    ana.onAny((...args) => heard.push(args))
    await presenter.does({ name: 'ask', question: question({ results: 'hidden', text: 'Hidden?' }) })
    await presenter.does({ name: 'undo' })
    heard.push(await snapshotOf(ana))
    const { client, snapshot } = await openTab(app)
    heard.push(snapshot)
    for (const event of ['listResults', 'eraseResult'] as const)
      expect(codeOf(await client.emitWithAck(event, { id: 'r' }))).to.equal('not-a-presenter')
    expect(JSON.stringify(heard)).to.not.match(/"undo"|"results":|resultId|"seq"/)
  })

  for (const kind of ['hands', 'ballot'] as const)
    it(`is offered by a server that was started again, and over after ten seconds (${kind})`, async () => {
      const { app, presenter, poll } = await lecture(kind)
      await presenter.does({ name: 'ask', question: question({ text: 'Another?' }) })
      await app.close()
      const again = await startApp({ DATA_DIR: app.dataDir })
      const there = await connectPresenter(again)
      expect(there.lectern().undo?.name).to.equal('ask')
      const back = await there.does({ name: 'undo' })
      expect(back.poll.pollId).to.equal(poll.pollId)
      expect(back.counts).to.deep.equal(kind === 'ballot' ? { A: 1, B: 1 } : { A: 0, B: 0 })
      if (kind === 'hands') return

      const replaced = await there.does({ name: 'clear' })
      await again.close()
      await age(again.dataDir)
      const late = await startApp({ DATA_DIR: again.dataDir })
      const laptop = await lateState(late)
      expect(laptop.undo).to.equal(null)
      const presenting = await connectPresenter(late)
      expect(codeOf(await presenting.tries({ name: 'undo' }))).to.equal('undo-over')
      expect((await snapshotOf(presenting.client)).poll.pollId).to.equal(replaced.poll.pollId)
      expect(await late.store.tally('', poll.pollId)).to.deep.equal(new Map())
      expect(presenting.lectern().results.at(-1)).to.include({ text: 'Now?', voted: 2 })
    })

  it('costs no step: what a presenter presses while it ends is taken', async () => {
    const { app, presenter } = await lecture('ballot')
    await presenter.does({ name: 'clear' })
    const { step } = presenter.lectern()
    const { version, document } = (await app.store.loadRoom(''))!
    const over = { ...document, undo: { ...document.undo!, at: 0, until: 0 } }
    expect(await app.store.saveRoom('', version, over)).to.equal(true)
    const ended = waitFor<[PresenterStateNews]>(
      presenter.client,
      'presenterState',
      ({ undo }) => undo === null,
    )
    // This server learns of the other version with its next command, which comes after the ten seconds.
    expect(codeOf(await presenter.tries({ name: 'undo' }))).to.equal('undo-over')
    await ended
    expect(codeOf(await presenter.tries({ name: 'close' }, { step }))).to.equal('ok')
  })
})

/** Lets the ten seconds of a stored room pass. */
async function age(folder: string): Promise<void> {
  const store = await openStoreOf(folder)
  const { version, document } = (await store.loadRoom(''))!
  const past = UNDO_MS + UNDO_GRACE_MS
  const undo = { ...document.undo!, at: document.undo!.at - past, until: document.undo!.until - past }
  expect(await store.saveRoom('', version, { ...document, undo })).to.equal(true)
  await store.close()
}

/** What a presenter sees once nothing can be undone any more. */
async function lateState(app: TestApp): Promise<PresenterState> {
  const client = app.client({ presenterKey: app.presenterKey })
  let state: PresenterState | undefined
  return new Promise(resolve =>
    client.on('presenterState', news => {
      state = withNews(state, news)
      if (state.undo === null) resolve(state)
    }),
  )
}
