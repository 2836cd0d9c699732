/** Commands in doubt: two presenters at once, a room that changed meanwhile, and senders who may not. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { PollNews } from '../../../src/core/protocol/poll'
import type { PresenterState } from '../../../src/core/protocol/presenter'
import type { RoomDocument } from '../../../src/core/room/document'
import { connectPresenter, openRoom, question, snapshotOf } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { collect, newTab, openTab, waitFor } from '../../support/clients'

const codeOf = (reply: { ok: boolean }) => ('code' in reply ? reply.code : 'ok')

describe('A question', () => {
  it('has at most twelve choices, A to L, each of which is voted on and may be right', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const choices = times(12, index => `choice ${index}`)
    const tooMany = question({ choices: [...choices, 'one more'] })
    expect(codeOf(await presenter.tries({ name: 'ask', question: tooMany }))).to.equal('bad-request')
    const { poll } = await presenter.does({ name: 'ask', question: question({ choices, right: 'L' }) })
    expect(poll.choices.map(({ letter }) => letter).join('')).to.equal('ABCDEFGHIJKL')
    const { client, pollId } = await openTab(app, { browser: newTab() })
    expect(codeOf(await client.emitWithAck('castVote', { pollId, vote: 'M' }))).to.equal('no-such-choice')
    const seen = waitFor<[Record<string, number>]>(client, 'voteCount', ({ L }) => L === 1)
    expect(await client.emitWithAck('castVote', { pollId, vote: 'L' })).to.include({ vote: 'L' })
    await seen
    expect((await presenter.does({ name: 'reveal' })).poll.right).to.equal('L')
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    expect((await openTab(again)).snapshot.counts).to.include({ A: 0, L: 1 })
  })
})

describe('Two presenters', () => {
  it('always see the same lectern', async () => {
    const app = await startApp()
    const laptop = await connectPresenter(app)
    const phone = await connectPresenter(app)
    const seen = [laptop, phone].map(({ client }) => collect(client, 'presenterState'))
    await laptop.does({ name: 'prepare', questions: [question({ text: 'a' }), question({ text: 'b' })] })
    await phone.does({ name: 'next' })
    await laptop.does({ name: 'close' })
    await phone.does({ name: 'back' })
    await laptop.does({ name: 'movePrepared', from: 1, to: 0 })
    const last = waitFor<[PresenterState]>(laptop.client, 'presenterState', ({ step }) => step === 7)
    await phone.does({ name: 'removePrepared', index: 0 })
    await last
    expect(seen[0]).to.have.length(6)
    expect(laptop.lectern().pollId).to.equal(await phone.pollId())
    expect(laptop.lectern().kept).to.deep.equal(app.store.describes)
    expect(seen[0]).to.deep.equal(seen[1])
  })

  it('who press "next" at the same moment go one step, and so does a double click', async () => {
    const app = await startApp()
    const laptop = await connectPresenter(app)
    const phone = await connectPresenter(app)
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
    const laptop = await connectPresenter(app)
    const phone = await connectPresenter(app)
    const { poll } = await laptop.does({ name: 'ask', question: question() })
    const voter = (await openTab(app)).client
    await voter.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })
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
    const ana = await openTab(app)
    const presenter = await connectPresenter(app)
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
      { presenterKey: app.presenterKey, room: code },
      { presenterKey: app.presenterKey + 'x' },
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
    await waitFor(app.client(wrong[4]), 'presenterState')
  })

  it('when it means an older step or another poll', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
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
    const presenter = await connectPresenter(app)
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

describe('A room that another process has changed meanwhile', () => {
  /** Keeps another document behind the back of the live room. */
  async function changeBehind(app: TestApp, changes: Partial<RoomDocument>): Promise<void> {
    const { version, document } = (await app.store.loadRoom(''))!
    expect(await app.store.saveRoom('', version, { ...document, ...changes })).to.equal(true)
  }

  it('is decided on again as it is now: nothing of the other’s change is lost', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const prepared = [question({ text: 'from elsewhere' })]
    await changeBehind(app, { prepared })
    await presenter.does({ name: 'close' })
    expect(presenter.lectern()).to.deep.include({ prepared, upcoming: 'askPrepared' })
    const { document } = (await app.store.loadRoom(''))!
    expect(document).to.deep.include({ prepared })
    expect(document.poll.state).to.equal('closed')
  })

  it('refuses what was meant for the step before, and shows everybody what is up', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { document } = (await app.store.loadRoom(''))!
    const poll = { ...document.poll, pollId: 'from-elsewhere', posed: true, question: question() }
    await changeBehind(app, { poll, step: document.step + 1 })
    const ana = await openTab(app)
    const seen = waitFor<[PollNews]>(ana.client, 'poll', ({ poll }) => poll.question === 'Which?')
    expect(codeOf(await presenter.tries({ name: 'close' }))).to.equal('older-step')
    await seen
    expect(await presenter.pollId()).to.equal('from-elsewhere')
    expect((await presenter.does({ name: 'close' })).poll.state).to.equal('closed')
  })
})
