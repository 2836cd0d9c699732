/**
 * What the audience is not to know before its time is not sent to it: looked for in every frame that anybody
 * receives.
 */
import { expect } from 'chai'
import type { PollNews, Question } from '../../../src/core/protocol/poll'
import { connectPresenter, question, recordPackets, snapshotOf } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, openTab, waitFor, type Client } from '../../support/clients'
import { ask, isOpen, SAMPLES } from '../../support/samples'

const SECRET = 'a-question-for-later'
/** Types of which the whole tally is sent, once it is. */
const OTHER_TYPES = Object.entries(SAMPLES).filter(([, sample]) => !isOpen(sample) && sample.type !== 'one')
const hidden: Question = question({ choices: ['one', 'two', 'three'], results: 'hidden', right: 'B' })

/** A page, a page that polls, a screen and a classic socket, each with all that it receives from its first frame on. */
async function audience(app: TestApp) {
  const clients = [
    app.client({ tab: newTab(), browser: newTab() }),
    app.client({ tab: newTab() }, { transports: ['polling'] }),
    app.client({ screen: true }),
    app.client(),
  ]
  const frames = clients.map(recordPackets)
  await Promise.all(clients.map(joined))
  return { clients, heard: () => frames.flat() }
}

/** Everything in a value, however deep, by its name. */
function walk(value: unknown, see: (name: string, value: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    see(name, inner)
    walk(inner, see)
  }
}

/** @param known a name that everybody may be told here */
function expectNoSecrets(heard: ReturnType<typeof recordPackets>, known?: string): void {
  expect(heard.map(({ event }) => event)).to.not.include('presenterState')
  expect(heard.map(({ event }) => event)).to.not.include('voteCount')
  expect(JSON.stringify(heard)).to.not.include(SECRET)
  for (const { event, args } of heard)
    walk(args, (name, value) => {
      if (name === 'counts' || name === 'right') expect(value, `${name} in ${event}`).to.equal(null)
      if (name === 'earlier') expect(value, `${name} in ${event}`).to.deep.equal([])
      if (name !== known)
        expect(name, event).to.not.match(/^(prepared|next|upcoming|final|keyHash|step|answer)$/)
    })
}

async function vote(clients: Client[], pollId: string, choice: string): Promise<void> {
  for (const client of clients) await client.emitWithAck('castVote', { pollId, vote: choice })
}

describe('While results are hidden', () => {
  for (const kind of ['ballot', 'hands'] as const)
    it(`no frame carries a tally, a right answer or a question of the list (${kind})`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      await presenter.does({ name: 'prepare', questions: [{ ...hidden, kind }, question({ text: SECRET })] })
      const { poll } = await presenter.does({ name: 'next' })
      const { clients, heard } = await audience(app)
      const voters = clients.slice(0, 2)

      await vote(voters, poll.pollId, 'B')
      await presenter.does({ name: 'setTimer', seconds: 600 })
      await presenter.does({ name: 'movePrepared', from: 1, to: 0 })
      await presenter.does({ name: 'editPrepared', index: 0, question: question({ text: SECRET + '!' }) })
      await presenter.does({ name: 'markRight', right: 'C' })
      await vote(voters, poll.pollId, 'A')
      for (const client of clients) await snapshotOf(client)
      await presenter.does({ name: 'close' })
      const late = await audience(app)
      await presenter.does({ name: 'reopen' })
      const second = await presenter.does({ name: 'again' })
      await vote(voters, second.poll.pollId, 'C')
      await presenter.does({ name: 'clear' })
      await presenter.does({ name: 'close' })
      for (const client of clients) await snapshotOf(client)
      expect(presenter.lectern()).to.deep.include({ counts: { A: 0, B: 0, C: 0 }, right: 'C' })
      for (const each of [heard(), late.heard()]) expectNoSecrets(each)
      // The same look finds what is there to be found.
      const shown = Promise.all(
        clients.map(client => waitFor<[PollNews]>(client, 'poll', ({ poll }) => poll.shown)),
      )
      await presenter.does({ name: 'show' })
      await shown
      expect(() => expectNoSecrets(heard())).to.throw()
    })

  for (const [name, { asks, first, second, right = null }] of OTHER_TYPES)
    for (const kind of ['ballot', 'hands'] as const)
      it(`no frame carries a tally of ${name}: neither of this round nor of the one before (${kind})`, async () => {
        const app = await startApp()
        const presenter = await connectPresenter(app)
        const pollId = await ask(presenter, { ...asks, kind, right, results: 'hidden' })
        const { clients, heard } = await audience(app)
        const voters = clients.slice(0, 2)
        for (const [sent] of [first, second]) await vote(voters, pollId, sent)
        await vote(voters.slice(1), pollId, '-')
        await presenter.does({ name: 'close' })
        const late = await audience(app)
        await presenter.does({ name: 'again' })
        await vote(voters, await presenter.pollId(), first[0])
        for (const client of [...clients, ...late.clients]) await snapshotOf(client)
        for (const each of [heard(), late.heard()]) expectNoSecrets(each, 'answer')
        const shown = Promise.all(
          clients.map(client => waitFor<[PollNews]>(client, 'poll', ({ poll }) => poll.shown)),
        )
        await presenter.does({ name: 'show' })
        await shown
        expect(() => expectNoSecrets(heard(), 'answer')).to.throw()
      })

  it('the presenter sees the tally as it moves, and the audience the turnout', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { poll } = await presenter.does({ name: 'ask', question: hidden })
    const ana = await openTab(app)
    const tally = waitFor<[Record<string, number>]>(presenter.client, 'voteCount', ({ B }) => B === 1)
    const turnout = waitFor(ana.client, 'turnout', voted => voted === 1)
    await ana.client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'B' })
    await Promise.all([tally, turnout])
    expect((await connectPresenter(app)).lectern().counts).to.deep.equal({ A: 0, B: 1, C: 0 })
  })

  it('a voter hears of the own vote only', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { poll } = await presenter.does({ name: 'ask', question: hidden })
    const { clients, heard } = await audience(app)
    const ana = await openTab(app, { browser: newTab() })
    const told = waitFor(clients[0], 'turnout', voted => voted === 1)
    await vote([ana.client], poll.pollId, 'B')
    await told
    expect(heard().map(({ event }) => event)).to.not.include('userVote')
  })
})

describe('A tally that is hidden again', () => {
  it('is not told to whoever comes, votes or asks afterwards', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    const ana = await openTab(app)
    await vote([ana.client], poll.pollId, 'A')
    const unseen = waitFor<[PollNews]>(ana.client, 'poll', ({ poll }) => !poll.shown)
    await presenter.does({ name: 'hide' })
    await unseen
    const heard = recordPackets(ana.client)
    const late = await audience(app)
    await vote([ana.client, late.clients[0]!], poll.pollId, 'B')
    await snapshotOf(ana.client)
    for (const frames of [heard, late.heard()]) expectNoSecrets(frames)
  })
})

describe('What presenters share', () => {
  it('goes to presenters only: no frame of anybody else carries a key, a hash of it or an id of others', async () => {
    const app = await startApp()
    const { clients, heard } = await audience(app)
    const presenter = await connectPresenter(app)
    const secret = newTab()
    const bo = app.client({ tab: newTab(), browser: secret })
    const { poll } = await joined(bo)
    await vote([bo], poll.pollId, 'A')
    await snapshotOf(clients[0]!)
    await snapshotOf(presenter.client)
    const all = JSON.stringify(heard())
    expect(all).to.not.include(app.presenterKey)
    expect(all).to.not.include(secret)
    expect(JSON.stringify(app.log)).to.not.include(app.presenterKey)
  })
})
