/** What holds for a question of every type, through the front door: votes, closing, rounds, undo, reveal, results. */
import { expect } from 'chai'
import type { Counts, Question } from '../../../src/core/protocol/poll'
import type { ListedResult, ResultSummary } from '../../../src/core/protocol/results'
import type { Snapshot } from '../../../src/core/protocol/snapshot'
import { startApp, type TestApp } from '../../support/app'
import { newTab, openTab, waitFor, type Client } from '../../support/clients'
import { connectPresenter, question, snapshotOf, type TestPresenter } from '../../support/presenter'
import { ask, cast, isOpen, SAMPLES, type Sample } from '../../support/samples'
import { codeOf, must } from '../../support/talker'

interface Room {
  app: TestApp
  presenter: TestPresenter
  client: Client
  browser: string
}

async function begin(): Promise<Room> {
  const app = await startApp()
  const presenter = await connectPresenter(app)
  const browser = newTab()
  const { client } = await openTab(app, { browser })
  return { app, presenter, client, browser }
}

/** Whether a snapshot shows exactly the second vote of the sample, by so many people. */
function expectCounted({ counted }: Sample, { counts, answers }: Pick<Snapshot, 'counts' | 'answers'>): void {
  if ('counts' in counted) expect(counts).to.deep.equal(counted.counts)
  else expect(answers).to.deep.include(counted.answers)
}

/** Whether a snapshot shows no vote at all. */
function expectNone(sample: Sample, { counts, answers }: Pick<Snapshot, 'counts' | 'answers'>): void {
  if (isOpen(sample)) expect(answers).to.include({ type: sample.type, voters: 0, abstained: 0 })
  else expect(Object.values(counts as Counts).every(votes => votes === 0)).to.equal(true)
}

async function listed(presenter: TestPresenter): Promise<ListedResult[]> {
  return (await must(presenter.client.emitWithAck('listResults', {}))).results
}

/** Asks, casts the second vote, and asks something else: the first result of the lesson. */
async function held({ presenter, client }: Room, sample: Sample): Promise<ResultSummary> {
  const pollId = await ask(presenter, { ...sample.asks, right: sample.right ?? null })
  await must(cast(client, pollId, secondVote(sample, (await snapshotOf(client)).poll.choices)))
  await presenter.does({ name: 'ask', question: question({ text: 'Then?' }) })
  return presenter.lectern().results[0]!
}

/** An order that is right is asked shuffled: the vote for the same texts in the letters that they have got. */
function secondVote({ type, asks, second }: Sample, choices: Snapshot['poll']['choices']): string {
  if (type !== 'order') return second[0]
  const texts = [...second[0]].map(letter => asks.choices!['ABC'.indexOf(letter)])
  return texts.map(text => choices.find(choice => choice.text === text)!.letter).join('')
}

for (const [name, sample] of Object.entries(SAMPLES))
  describe(`A question for ${name}`, () => {
    const { type, asks, first, second, refused } = sample

    for (const kind of isOpen(sample) ? (['ballot'] as const) : (['ballot', 'hands'] as const))
      it(`takes a vote, another in its place, none, and "I cannot say" (${kind})`, async () => {
        const { app, presenter, client, browser } = await begin()
        const pollId = await ask(presenter, { ...asks, kind })
        expect(await cast(client, pollId, first[0])).to.deep.equal({ ok: true, vote: first[1] })
        expect(await cast(client, pollId, second[0])).to.deep.equal({ ok: true, vote: second[1] })
        // Whoever comes late sees the same; another tab of the browser has the ballot, too.
        const late = await openTab(app, kind === 'ballot' ? { browser } : {})
        expectCounted(sample, late.snapshot)
        expect(late.snapshot.yourVote).to.equal(kind === 'ballot' ? second[1] : null)
        expect(late.snapshot.poll).to.include({ type, canAbstain: true })
        for (const [sent, code] of refused) {
          const reply = await cast(client, pollId, sent)
          expect(codeOf(reply), JSON.stringify(sent)).to.equal(code)
          expect(reply).to.have.property('message').that.is.a('string').with.length.above(0)
        }
        expectCounted(sample, await snapshotOf(client))
        expect((await snapshotOf(client)).voted).to.equal(1)
        expect(await cast(client, pollId, '-')).to.deep.equal({ ok: true, vote: '-' })
        const unsure = await snapshotOf(client)
        if (isOpen(sample)) expect(unsure.answers).to.include({ voters: 0, abstained: 1 })
        else expect(unsure.counts).to.include({ '-': 1 })
        expect(unsure).to.include({ yourVote: '-', voted: 1 })
        expect(await client.emitWithAck('withdrawVote', { pollId })).to.deep.equal({ ok: true, vote: null })
        expectNone(sample, await snapshotOf(client))
        expect(await snapshotOf(client)).to.include({ yourVote: null, voted: 0 })
      })

    it('takes "I cannot say" only where the presenter allows it', async () => {
      const { presenter, client } = await begin()
      const pollId = await ask(presenter, { ...asks, canAbstain: false })
      expect(codeOf(await cast(client, pollId, '-'))).to.not.equal('ok')
      expectNone(sample, await snapshotOf(client))
    })

    it('takes no vote while it is closed, keeps those it has, and goes on', async () => {
      const { presenter, client } = await begin()
      const pollId = await ask(presenter, asks)
      await must(cast(client, pollId, second[0]))
      await presenter.does({ name: 'close' })
      expect(codeOf(await cast(client, pollId, first[0]))).to.equal('poll-closed')
      expect(codeOf(await client.emitWithAck('withdrawVote', { pollId }))).to.equal('poll-closed')
      expectCounted(sample, await snapshotOf(client))
      await presenter.does({ name: 'reopen' })
      await must(cast(client, pollId, first[0]))
      await must(cast(client, pollId, second[0]))
      expectCounted(sample, await snapshotOf(client))
    })

    it('is asked again beside the round before, cleared alone, and put back with its votes', async () => {
      const { presenter, client } = await begin()
      await must(cast(client, await ask(presenter, asks), second[0]))
      await presenter.does({ name: 'again' })
      const round = await snapshotOf(client)
      expectNone(sample, round)
      expect(round.poll.round).to.equal(2)
      const [counts] = round.poll.earlier
      expectCounted(sample, { counts: counts ?? null, answers: round.earlierAnswers })
      await must(cast(client, round.poll.pollId, first[0]))
      await presenter.does({ name: 'clear' })
      const cleared = await snapshotOf(client)
      expectNone(sample, cleared)
      expect(cleared.poll.round).to.equal(2)
      expectCounted(sample, { counts: cleared.poll.earlier[0] ?? null, answers: cleared.earlierAnswers })
      const told = waitFor<[Snapshot]>(client, 'snapshot', ({ yourVote }) => yourVote === first[1])
      await presenter.does({ name: 'undo' })
      await told
      await must(cast(client, round.poll.pollId, second[0]))
      expectCounted(sample, await snapshotOf(client))
    })

    it('is hidden until it is shown, then open to all, also a round before it', async () => {
      const { presenter, client } = await begin()
      const pollId = await ask(presenter, { ...asks, results: 'hidden' })
      await must(cast(client, pollId, second[0]))
      expect(await snapshotOf(client)).to.include({ counts: null, answers: null, earlierAnswers: null })
      const own = await snapshotOf(presenter.client)
      if (isOpen(sample)) expectCounted(sample, { counts: null, answers: own.allAnswers })
      await presenter.does({ name: 'show' })
      expectCounted(sample, await snapshotOf(client))
      await presenter.does({ name: 'again' })
      expect(await snapshotOf(client)).to.include({ counts: null, answers: null, earlierAnswers: null })
      expect((await snapshotOf(client)).poll.earlier).to.deep.equal([])
    })

    it('stays in the results with its headline, and is shown again as it was, also after a restart', async () => {
      const room = await begin()
      const { id, headline, voted } = await held(room, sample)
      expect({ headline, voted }).to.deep.equal({ headline: sample.headline, voted: 1 })
      expect((await listed(room.presenter))[0]).to.include({ id, headline })
      await room.app.close()
      const app = await startApp({ DATA_DIR: room.app.dataDir })
      const presenter = await connectPresenter(app)
      await presenter.does({ name: 'showAgain', id })
      const { snapshot } = await openTab(app)
      expect(snapshot.poll.past).to.include({ voted: 1 })
      expect(snapshot.poll.state).to.equal('closed')
      if (isOpen(sample)) expectCounted(sample, snapshot)
      else expect(snapshot.counts).to.deep.equal((await listed(presenter))[0]!.rounds[0])
      // And goes on from it, with the earlier result beside it.
      await presenter.does({ name: 'again' })
      const again = await snapshotOf(presenter.client)
      expect(again.poll).to.include({ round: 2, state: 'open' })
      if (isOpen(sample)) expectCounted(sample, { counts: null, answers: again.earlierAnswers })
    })

    if (sample.right !== undefined)
      it('tells what is right, and why, with the reveal only', async () => {
        const { presenter, client } = await begin()
        const pollId = await ask(presenter, { ...asks, right: sample.right! })
        const { poll } = await snapshotOf(client)
        await must(cast(client, pollId, secondVote(sample, poll.choices)))
        for (const seen of [poll, (await snapshotOf(client)).poll])
          expect(seen).to.include({ right: null, explanation: '' })
        await presenter.does({ name: 'reveal' })
        const revealed = await snapshotOf(client)
        expect(revealed.poll).to.include({ explanation: 'Because.', state: 'closed', shown: true })
        expect(revealed.poll.right).to.be.a('string')
        expect(rightCount(revealed)).to.equal(1)
        await presenter.does({ name: 'conceal' })
        expect((await snapshotOf(client)).poll).to.include({ right: null, explanation: '' })
        expect(rightCount(await snapshotOf(client))).to.be.oneOf([null, 0])
      })
  })

/** How many people are right, in the snapshot of whatever type; null: it does not say. */
function rightCount({ poll, counts, answers }: Snapshot): number | null {
  if (answers?.type === 'number') return answers.inBand
  if (answers?.type === 'text') return answers.right
  if (poll.type === 'one') return poll.right === null ? null : (counts?.[poll.right] ?? null)
  return counts?.['='] ?? null
}

describe('What people type', () => {
  it('takes no show of hands: there is nobody to count beforehand', async () => {
    const { presenter } = await begin()
    for (const sample of Object.values(SAMPLES).filter(isOpen)) {
      const asked: Question = question({ ...sample.asks, kind: 'hands' })
      expect(codeOf(await presenter.tries({ name: 'ask', question: asked }))).to.equal('bad-request')
    }
  })
})
