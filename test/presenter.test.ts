/** Presenters over real sockets: what they do, who else may not, and that two of them never disagree. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { Lectern, Poll, PollNews } from '../src/core/events'
import { desk, openRoom, question, snapshotOf } from './desk'
import { collect, newTab, page, startApp, tallyOf, waitFor } from './support'

const codeOf = (reply: { ok: boolean }) => ('code' in reply ? reply.code : 'ok')

describe('A presenter', () => {
  it('asks, and everybody in the room sees the question at once; whoever comes later, too', async () => {
    const app = await startApp()
    const ana = await page(app)
    const presenter = await desk(app)
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
    expect((await page(app)).snapshot.poll).to.deep.equal(poll)
  })

  it('closes and reopens: votes are refused in between, and the earlier ones are kept', async () => {
    const app = await startApp()
    const presenter = await desk(app)
    const ana = await page(app)
    const bo = await page(app)
    for (const kind of ['hands', 'ballot'] as const) {
      const { poll } = await presenter.does({ name: 'ask', question: question({ kind }) })
      const cast = (client: typeof ana.client, choice: string) =>
        client.emitWithAck('castVote', { pollId: poll.pollId, choice })
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
    const presenter = await desk(app)
    const { poll } = await presenter.does({ name: 'ask', question: question({ kind: 'hands' }) })
    const voters = await Promise.all(times(5, () => page(app)))
    for (const { client } of voters)
      await client.emitWithAck('castVote', { pollId: poll.pollId, choice: 'A' })
    await presenter.does({ name: 'close' })
    const gone = waitFor(presenter.client, 'turnout', (_voted, present) => present === 0)
    for (const { client } of voters) client.disconnect()
    await gone
    expect((await page(app)).snapshot.counts).to.deep.equal({ A: 5, B: 0 })
    expect((await presenter.does({ name: 'reopen' })).counts).to.deep.equal({ A: 0, B: 0 })
  })

  it('clears: every vote is gone, and one given for what was there before is refused', async () => {
    const app = await startApp()
    const presenter = await desk(app)
    const ana = await page(app)
    for (const kind of ['hands', 'ballot'] as const) {
      const { poll } = await presenter.does({ name: 'ask', question: question({ kind }) })
      await ana.client.emitWithAck('castVote', { pollId: poll.pollId, choice: 'A' })
      const cleared = await presenter.does({ name: 'clear' })
      expect(cleared).to.deep.include({ counts: { A: 0, B: 0 }, voted: 0 })
      expect(cleared.poll.question).to.equal('Which?')
      const late = await ana.client.emitWithAck('castVote', { pollId: poll.pollId, choice: 'B' })
      expect(codeOf(late), kind).to.equal('poll-over')
      expect(await snapshotOf(ana.client)).to.deep.include({ counts: { A: 0, B: 0 }, yourVote: null })
    }
  })

  it('asks again: the earlier round stands beside the new one', async () => {
    const app = await startApp()
    const presenter = await desk(app)
    const voters = await Promise.all(times(4, () => page(app)))
    for (const kind of ['hands', 'ballot'] as const) {
      const first = await presenter.does({ name: 'ask', question: question({ kind }) })
      for (const { client } of voters)
        await client.emitWithAck('castVote', { pollId: first.poll.pollId, choice: 'A' })
      const second = await presenter.does({ name: 'again' })
      expect(second, kind).to.deep.include({ counts: { A: 0, B: 0 }, voted: 0, yourVote: null })
      expect(second.poll).to.deep.include({ round: 2, earlier: [{ A: 4, B: 0 }], state: 'open' })
      await voters[0]!.client.emitWithAck('castVote', { pollId: second.poll.pollId, choice: 'B' })
      const third = await presenter.does({ name: 'again' })
      expect(third.poll).to.deep.include({
        round: 3,
        earlier: [
          { A: 4, B: 0 },
          { A: 0, B: 1 },
        ],
      })
    }
  })

  it('reveals the right answer: it closes, and everybody is told which it was', async () => {
    const app = await startApp()
    const presenter = await desk(app)
    const ana = await page(app)
    await presenter.does({ name: 'ask', question: question({ right: 'B', results: 'hidden' }) })
    const told = waitFor<[PollNews]>(ana.client, 'poll', ({ poll }) => poll.right === 'B')
    await presenter.does({ name: 'reveal' })
    expect((await told)[0]).to.deep.include({ counts: { A: 0, B: 0 } })
    expect((await told)[0].poll).to.include({ state: 'closed', shown: true })
  })

  it('goes back to the free show of hands, and starts a new lesson', async () => {
    const app = await startApp()
    const presenter = await desk(app)
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
    const presenter = await desk(app)
    const ana = await page(app)
    await presenter.does({ name: 'prepare', questions: [question({ text: 'next' })] })
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    const before = presenter.lectern()
    const left = waitFor(ana.client, 'usersConnected', count => count === 1)
    presenter.client.disconnect()
    await left
    await ana.client.emitWithAck('castVote', { pollId: poll.pollId, choice: 'A' })
    const back = await desk(app)
    expect(back.lectern()).to.deep.equal({ ...before, counts: { A: 1, B: 0 }, rev: 1 })
    expect((await back.does({ name: 'close' })).poll).to.include({ pollId: poll.pollId, state: 'closed' })
  })

  it('is not present and cannot vote, nor can a screen; both see the tally', async () => {
    const app = await startApp()
    const presenter = await desk(app)
    const screen = app.client({ screen: true })
    const both = Promise.all([tallyOf(screen, { A: 1 }), tallyOf(presenter.client, { A: 1 })])
    const ana = await page(app)
    const { pollId } = ana
    expect(ana.snapshot).to.include({ present: 1, connected: 2 })
    for (const client of [presenter.client, screen]) {
      expect(codeOf(await client.emitWithAck('castVote', { pollId, choice: 'B' }))).to.equal(
        'screens-do-not-vote',
      )
      expect(codeOf(await client.emitWithAck('withdrawVote', { pollId }))).to.equal('screens-do-not-vote')
    }
    await ana.client.emitWithAck('castVote', { pollId, choice: 'A' })
    await both
    expect(await snapshotOf(ana.client)).to.include({ voted: 1, present: 1 })
  })
})

describe('Two presenters', () => {
  it('always see the same lectern', async () => {
    const app = await startApp()
    const laptop = await desk(app)
    const phone = await desk(app)
    const seen = [laptop, phone].map(({ client }) => collect(client, 'lectern'))
    await laptop.does({ name: 'prepare', questions: [question({ text: 'a' }), question({ text: 'b' })] })
    await phone.does({ name: 'next' })
    await laptop.does({ name: 'close' })
    await phone.does({ name: 'back' })
    await laptop.does({ name: 'movePrepared', from: 1, to: 0 })
    const last = waitFor<[Lectern]>(laptop.client, 'lectern', ({ step }) => step === 7)
    await phone.does({ name: 'removePrepared', index: 0 })
    await last
    expect(seen[0]).to.have.length(6)
    expect(seen[0]).to.deep.equal(seen[1])
  })

  it('who press "next" at the same moment go one step, and so does a double click', async () => {
    const app = await startApp()
    const laptop = await desk(app)
    const phone = await desk(app)
    await laptop.does({ name: 'prepare', questions: times(3, index => question({ text: `q${index}` })) })
    const pollId = await laptop.pollId()
    const { step } = laptop.lectern()
    const press = ({ client }: typeof laptop) =>
      client.emitWithAck('present', { pollId, step, command: { name: 'next' } })
    const replies = await Promise.all([laptop, laptop, phone, phone, laptop].map(press))
    expect(replies.map(codeOf).sort()).to.deep.equal(['ok', ...Array<string>(4).fill('older-step')].sort())
    expect((await snapshotOf(phone.client)).poll.question).to.equal('q0')
    expect(laptop.lectern()).to.include({ step: step + 1, next: 1 })
  })

  it('who ask again at the same moment ask once', async () => {
    const app = await startApp()
    const laptop = await desk(app)
    const phone = await desk(app)
    const { poll } = await laptop.does({ name: 'ask', question: question() })
    const { step } = laptop.lectern()
    const press = ({ client }: typeof laptop) =>
      client.emitWithAck('present', { pollId: poll.pollId, step, command: { name: 'again' } })
    const replies = await Promise.all([laptop, phone].map(press))
    expect(replies.map(codeOf).sort()).to.deep.equal(['ok', 'older-step'])
    expect((await snapshotOf(phone.client)).poll).to.deep.include({ round: 2, state: 'open' })
  })
})

describe('A command is refused', () => {
  it('without a key: from the audience, from a screen, from a classic socket', async () => {
    const app = await startApp()
    const ana = await page(app)
    const presenter = await desk(app)
    const { step } = presenter.lectern()
    const screen = app.client({ screen: true })
    const classic = app.client()
    for (const client of [ana.client, screen, classic]) {
      const reply = await client.emitWithAck('present', {
        pollId: ana.pollId,
        step,
        command: { name: 'close' },
      })
      expect(codeOf(reply)).to.equal('not-a-presenter')
      expect(codeOf(await client.emitWithAck('newKey'))).to.equal('not-a-presenter')
      expect(codeOf(await client.emitWithAck('listRooms'))).to.equal('not-a-presenter')
      expect(codeOf(await client.emitWithAck('eraseRoom', { code: '' }))).to.equal('not-a-presenter')
    }
    expect((await snapshotOf(ana.client)).poll.state).to.equal('open')
    expect(presenter.lectern().step).to.equal(step)
  })

  it('with another room’s key, a wrong one or an empty one: it does not even connect', async () => {
    const app = await startApp()
    const { code, presenterKey } = await openRoom(app)
    const wrong = [
      { presenterKey },
      { presenterKey: app.houseKey, room: code },
      { presenterKey: app.houseKey + 'x' },
      { presenterKey: '' },
      { presenterKey, room: code, tab: newTab() },
    ]
    const said = []
    for (const handshake of wrong.slice(0, 4)) {
      const [error] = await waitFor<[Error & { data: { code: string } }]>(
        app.client(handshake),
        'connect_error',
      )
      said.push(error.data.code)
    }
    expect(said).to.deep.equal(Array(4).fill('wrong-key'))
    await waitFor(app.client(wrong[4]), 'lectern')
  })

  it('when it means an older step or another poll', async () => {
    const app = await startApp()
    const presenter = await desk(app)
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    const { step } = presenter.lectern()
    expect(codeOf(await presenter.tries({ name: 'close' }, { step: step - 1 }))).to.equal('older-step')
    expect(codeOf(await presenter.tries({ name: 'close' }, { step: step + 1 }))).to.equal('older-step')
    expect(codeOf(await presenter.tries({ name: 'close' }, { pollId: 'another' }))).to.equal('older-step')
    expect(codeOf(await presenter.tries({ name: 'again' }, { step: step - 1 }))).to.equal('older-step')
    expect((await snapshotOf(presenter.client)).poll).to.deep.equal(poll)
  })

  it('when nobody could have meant it: it is not understood, and changes nothing', async () => {
    const app = await startApp()
    const presenter = await desk(app)
    const { step } = presenter.lectern()
    const commands = [
      undefined,
      { name: 'explode' },
      { name: 'ask' },
      { name: 'ask', question: question({ choices: ['alone'] }) },
      { name: 'ask', question: question({ right: 'C' }) },
      { name: 'ask', question: question({ text: 'x'.repeat(501) }) },
      { name: 'setTimer', seconds: 1.5 },
      { name: 'setTimer', seconds: 1e9 },
      { name: 'removePrepared', index: -1 },
    ]
    for (const command of commands)
      expect(codeOf(await presenter.tries(command as never))).to.equal('bad-request')
    expect(presenter.lectern().step).to.equal(step)
  })
})
