/** Every type of question through the front door: asked, voted on, changed, hidden, shown, revealed. */
import { expect } from 'chai'
import type { Question } from '../../../src/core/protocol/poll'
import type { CareChange } from '../../../src/core/question-types/care'
import type { AnswerView } from '../../../src/core/question-types/registry'
import { startApp } from '../../support/app'
import { newTab, openTab, waitFor, type Client } from '../../support/clients'
import {
  connectPresenter,
  question,
  recordPackets,
  snapshotOf,
  type TestPresenter,
} from '../../support/presenter'
import { codeOf } from '../../support/talker'

const WORDS: Partial<Question> = { choices: [], answer: { type: 'words', most: 3 } }
const BOUNDED: Record<string, { asks: Partial<Question>; votes: string[]; counts: Record<string, number> }> =
  {
    'several choices': {
      asks: { choices: ['a', 'b', 'c'], right: 'AC', answer: { type: 'many', min: 1, max: 2 } },
      votes: ['CA', 'B', 'AC'],
      counts: { '#': 3, A: 2, B: 1, C: 2 },
    },
    'a scale': {
      asks: { choices: ['fun', 'easy'], answer: { type: 'scale', from: 1, to: 2, low: '', high: '' } },
      votes: ['1,2', ',2', '2'],
      counts: { '#': 3, a1: 1, a2: 1, b1: 0, b2: 2 },
    },
    'an order': {
      asks: { choices: ['x', 'y'], answer: { type: 'order', places: 2 } },
      votes: ['AB', 'BA', 'BA'],
      counts: { '#': 3, A1: 1, A2: 2, B1: 2, B2: 1 },
    },
  }

const cast = (client: Client, pollId: string, vote: string) =>
  client.emitWithAck('castVote', { pollId, vote })
const decide = (client: Client, pollId: string, change: CareChange) =>
  client.emitWithAck('careForAnswers', { pollId, change })

async function ask(presenter: TestPresenter, changes: Partial<Question>): Promise<string> {
  const { poll } = await presenter.does({ name: 'ask', question: question(changes) })
  return poll.pollId
}

/** The next view in which a word has so many votes. */
async function cloudWith(
  client: Client,
  label: string,
  votes: number,
  event: 'answers' | 'allAnswers' = 'answers',
): Promise<AnswerView> {
  const [view] = await waitFor<[AnswerView]>(
    client,
    event,
    each => each.type === 'words' && each.words.some(([word, count]) => word === label && count === votes),
  )
  return view
}

describe('A question of which the counters are few', () => {
  for (const [name, { asks, votes, counts }] of Object.entries(BOUNDED))
    for (const kind of ['ballot', 'hands'] as const)
      it(`takes ${name} by ${kind}, in any form, and back`, async () => {
        const app = await startApp()
        const presenter = await connectPresenter(app)
        const pollId = await ask(presenter, { ...asks, kind })
        const voters = await Promise.all(votes.map(() => openTab(app, { browser: newTab() })))
        for (const [index, { client }] of voters.entries())
          expect(await cast(client, pollId, votes[index]!)).to.include({ ok: true })
        const [{ client }] = voters as [(typeof voters)[0]]
        expect((await snapshotOf(client)).counts).to.deep.equal(counts)
        expect(codeOf(await cast(client, pollId, 'ZZ'))).to.equal('no-such-choice')
        expect(await client.emitWithAck('withdrawVote', { pollId })).to.deep.equal({ ok: true, vote: null })
        expect((await snapshotOf(client)).counts).to.include({ '#': votes.length - 1 })
      })

  it('tells how many are right only with what is right', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { client } = await openTab(app, { browser: newTab() })
    const frames = recordPackets(client)
    const pollId = await ask(presenter, BOUNDED['several choices']!.asks)
    await cast(client, pollId, 'CA')
    expect(JSON.stringify([frames, await snapshotOf(client)])).not.to.include('"="')
    await presenter.does({ name: 'reveal' })
    expect((await snapshotOf(client)).counts).to.include({ '=': 1 })
  })
})

describe('A question for words', () => {
  it('shows everybody the same cloud, and each voter what it has given', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const pollId = await ask(presenter, WORDS)
    const [ana, bo] = [await openTab(app, { browser: newTab() }), await openTab(app, { browser: newTab() })]
    const screen = app.client({ screen: true })
    await waitFor(screen, 'snapshot')
    const clouds = [ana.client, screen, presenter.client].map(client => cloudWith(client, 'Noise', 2))
    expect(await cast(ana.client, pollId, 'Noise\nlight')).to.deep.equal({ ok: true, vote: 'Noise\nlight' })
    await cast(bo.client, pollId, 'noise')
    await cast(bo.client, pollId, 'Noise')
    for (const cloud of await Promise.all(clouds)) expect(cloud).to.include({ voters: 2 })
    const late = await openTab(app, { browser: newTab() })
    expect(late.snapshot.answers).to.include({ type: 'words', voters: 2 })
    expect((await snapshotOf(ana.client)).yourVote).to.equal('Noise\nlight')
  })

  it('sends nothing of it to the audience while results are hidden', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { client } = await openTab(app, { browser: newTab() })
    const screen = app.client({ screen: true })
    const frames = [client, screen].map(recordPackets)
    await waitFor(screen, 'snapshot')
    const pollId = await ask(presenter, { ...WORDS, results: 'hidden' })
    const own = cloudWith(presenter.client, 'secret', 1, 'allAnswers')
    await cast(client, pollId, 'secret')
    await own
    await presenter.does({ name: 'close' })
    expect(await snapshotOf(screen)).to.include({ answers: null })
    const events = frames.flat().map(({ event }) => event)
    for (const event of ['answers', 'allAnswers']) expect(events).not.to.include(event)
    const shown = cloudWith(client, 'secret', 1)
    await presenter.does({ name: 'show' })
    await shown
  })

  it('hides, restores and merges by a presenter’s word only', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const pollId = await ask(presenter, WORDS)
    const { client } = await openTab(app, { browser: newTab() })
    await cast(client, pollId, 'car\nauto\nrude')
    const merged = cloudWith(client, 'car', 2)
    expect(codeOf(await decide(client, pollId, { do: 'hide', key: 'rude' }))).to.equal('not-a-presenter')
    expect(codeOf(await decide(presenter.client, pollId, { do: 'hide', key: 'rude' }))).to.equal('ok')
    expect(
      codeOf(await decide(presenter.client, pollId, { do: 'merge', key: 'auto', into: 'car' })),
    ).to.equal('ok')
    expect(JSON.stringify(await merged)).not.to.include('rude')
    expect(JSON.stringify((await openTab(app)).snapshot.answers)).not.to.include('rude')
    const back = cloudWith(client, 'rude', 1)
    await decide(presenter.client, pollId, { do: 'restore', key: 'rude' })
    await back
  })
})
