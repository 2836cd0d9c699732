/** Commands that meet each type in its own way: corrected wording, a choice more, what is right later, long lists. */
import { expect } from 'chai'
import type { PollNews, Question } from '../../../src/core/protocol/poll'
import type { ResultTable } from '../../../src/core/protocol/results'
import type { Command } from '../../../src/core/protocol/presenter'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, openTab, tallyOf, waitFor, type Client } from '../../support/clients'
import {
  connectPresenter,
  question,
  recordPackets,
  snapshotOf,
  type TestPresenter,
} from '../../support/presenter'
import { ask, cast, SAMPLES } from '../../support/samples'
import { codeOf, must } from '../../support/talker'

async function begin(): Promise<{ app: TestApp; presenter: TestPresenter; ana: Client; bo: Client }> {
  const app = await startApp({ SOCKET_EVENTS: '1000' })
  const presenter = await connectPresenter(app)
  const [ana, bo] = await Promise.all([
    openTab(app, { browser: newTab() }),
    openTab(app, { browser: newTab() }),
  ])
  return { app, presenter, ana: ana.client, bo: bo.client }
}

const MANY: Partial<Question> = { choices: ['x', 'y', 'z'], answer: { type: 'many', min: 1, max: 3 } }

describe('A question that is reworded while it is open', () => {
  for (const [name, { asks, second }] of Object.entries(SAMPLES))
    it(`keeps its votes: ${name}`, async () => {
      const { presenter, ana } = await begin()
      const pollId = await ask(presenter, asks)
      await must(cast(ana, pollId, second[0]))
      const before = await snapshotOf(ana)
      const choices = asks.choices!.map(text => `${text}!`)
      await presenter.does({ name: 'reword', text: 'Which one?', choices, explanation: 'So.' })
      const after = await snapshotOf(ana)
      expect(after.poll).to.include({ pollId, question: 'Which one?', reworded: true })
      expect(after).to.deep.include({
        counts: before.counts,
        answers: before.answers,
        yourVote: second[1],
      })
      const fewer: Command = { name: 'reword', text: '', choices: ['x'], explanation: '' }
      expect(codeOf(await presenter.tries(fewer))).to.equal('other-letters')
    })

  it('may have a choice more at its end, also of several choices, of a show of hands and for workshop pages', async () => {
    for (const kind of ['hands', 'ballot'] as const) {
      const { app, presenter, ana, bo } = await begin()
      const classic = app.client()
      await joined(classic)
      const pollId = await ask(presenter, { ...MANY, kind })
      const told = waitFor(classic, 'voteCount', counts => (counts as Record<string, number>)['D'] === 1)
      await must(cast(ana, pollId, 'AB'))
      const choices = ['x', 'y', 'z', 'new']
      const more: Command = { name: 'reword', text: 'Which?', choices, explanation: '' }
      await presenter.does(more)
      expect((await snapshotOf(ana)).counts).to.deep.equal({ '#': 1, A: 1, B: 1, C: 0, D: 0 })
      // Whoever might choose all of them may do so still.
      await must(cast(bo, pollId, 'ABCD'))
      expect((await snapshotOf(ana)).counts).to.deep.equal({ '#': 2, A: 2, B: 2, C: 1, D: 1 })
      await told
      await presenter.does({ name: 'close' })
      const late: Command = { ...more, choices: [...choices, 'late'] }
      expect(codeOf(await presenter.tries(late))).to.equal('other-letters')
    }
  })

  for (const [name, shape, corrected, others] of [
    ['a scale', { low: 'neever' }, { low: 'never', high: 'always' }, [{ from: 0 }, { to: 6 }]],
    ['a number', { unit: 'kgg' }, { unit: 'kg' }, [{ min: 1 }, { max: null }, { decimals: 3 }]],
  ] as [string, object, object, object[]][])
    it(`may have other names of ends and another unit, never another shape: ${name}`, async () => {
      const { presenter, ana } = await begin()
      const { asks, second } = SAMPLES[name]!
      const written = { ...asks.answer, ...shape } as Question['answer'] & object
      await presenter.does({ name: 'prepare', questions: [question({ ...asks, answer: written })] })
      const { poll } = await presenter.does({ name: 'next' })
      const { pollId } = poll
      await must(cast(ana, pollId, second[0]))
      const before = await snapshotOf(ana)
      const texts = { name: 'reword' as const, text: 'Which?', choices: [], explanation: '' }
      for (const other of [...others, { type: 'words' }, { further: 1 }]) {
        const answer = { ...written, ...corrected, ...other }
        expect(codeOf(await presenter.tries({ ...texts, answer })), JSON.stringify(other)).to.equal(
          'other-shape',
        )
      }
      for (const word of [{}, 7, 'x'.repeat(99)]) {
        const answer = { ...written, [Object.keys(corrected)[0]!]: word }
        expect(codeOf(await presenter.tries({ ...texts, answer }))).to.equal('other-shape')
      }
      expect((await snapshotOf(ana)).poll).to.deep.include({ answer: written, reworded: false })
      const told = waitFor<[PollNews]>(ana, 'poll')
      await presenter.does({ ...texts, answer: { ...written, ...corrected } })
      const answer = { ...written, ...corrected } as Question['answer']
      expect((await told)[0].poll).to.deep.include({ pollId, answer, reworded: true })
      const after = await snapshotOf(ana)
      expect(after).to.deep.include({ counts: before.counts, answers: before.answers, yourVote: second[1] })
      // In the list it is the same question, and in its result it stays as it was corrected last.
      expect(presenter.lectern().prepared[0]!.answer).to.deep.equal(answer)
      await presenter.does({ name: 'hands' })
      await presenter.does({ name: 'showAgain', id: presenter.lectern().results[0]!.id })
      await presenter.does({ ...texts, answer: written })
      const { results } = await must(presenter.client.emitWithAck('listResults', {}))
      expect(results[0]!.question.answer).to.deep.equal(written)
    })

  it('has no choice more where votes would say something else', async () => {
    const { presenter } = await begin()
    const longer = (choices: string[]) =>
      presenter.tries({ name: 'reword', text: 'Which?', choices, explanation: '' })
    await ask(presenter, { choices: ['x', 'y'], right: 'BA', answer: { type: 'order', places: 2 } })
    expect(codeOf(await longer(['x', 'y', 'z']))).to.equal('other-letters')
    await ask(presenter, SAMPLES['a scale']!.asks)
    expect(codeOf(await longer(['a statement']))).to.equal('other-letters')
    await ask(presenter, SAMPLES['words']!.asks)
    expect(codeOf(await longer(['a choice']))).to.equal('other-letters')
  })
})

describe('What is right', () => {
  it('may be marked and changed after the votes, of several choices and an order, also in a result', async () => {
    for (const [asks, votes, rights] of [
      [MANY, ['AB', 'AC'], ['BA', 'AC', 'B']],
      [SAMPLES['an order']!.asks, ['ABC', 'CBA'], ['ABC', 'CBA', 'BCA']],
    ] as [Partial<Question>, string[], string[]][]) {
      const { presenter, ana, bo } = await begin()
      const frames = recordPackets(ana)
      const pollId = await ask(presenter, asks)
      await must(cast(ana, pollId, 'CAB'.slice(0, votes[0]!.length)))
      await must(cast(ana, pollId, votes[0]!))
      await must(cast(bo, pollId, votes[1]!))
      const allRight = async () => (await snapshotOf(ana)).counts?.['='] ?? 0
      await presenter.does({ name: 'markRight', right: rights[0]! })
      expect(JSON.stringify([frames, await snapshotOf(ana)])).not.to.match(/"=/)
      await presenter.does({ name: 'reveal' })
      expect(await allRight()).to.equal(1)
      await presenter.does({ name: 'markRight', right: rights[2]! })
      expect(await allRight()).to.equal(0)
      await presenter.does({ name: 'hands' })
      const { id } = presenter.lectern().results[0]!
      await presenter.does({ name: 'showAgain', id })
      await presenter.does({ name: 'markRight', right: rights[1]! })
      expect(await allRight()).to.equal(1)
      // For good, and without telling who answered what.
      await presenter.does({ name: 'hands' })
      const { results } = await must(presenter.client.emitWithAck('listResults', {}))
      expect(results[0]!.rounds[0]).to.include({ '=': 1 })
      expect(JSON.stringify([results, ...frames])).not.to.match(/"=[A-L]/)
    }
  })

  it('of a number is a band, of a text its spellings: marked later, counted at once', async () => {
    const { presenter, ana, bo } = await begin()
    const number = await ask(presenter, SAMPLES['a number']!.asks)
    await must(cast(ana, number, '3,1'))
    await must(cast(bo, number, '3,2'))
    await presenter.does({ name: 'markRight', right: '3,14 ± 1,5 %' })
    await presenter.does({ name: 'reveal' })
    expect((await snapshotOf(ana)).answers).to.include({ inBand: 1 })
    await presenter.does({ name: 'markRight', right: '3..4' })
    expect((await snapshotOf(ana)).answers).to.include({ inBand: 2 })
    const text = await ask(presenter, SAMPLES['open text']!.asks)
    await must(cast(ana, text, 'PARIS!'))
    await presenter.does({ name: 'markRight', right: 'Paris\nParigi' })
    await presenter.does({ name: 'reveal' })
    expect((await snapshotOf(ana)).answers).to.include({ right: 1 })
  })

  it('is refused with a code where it cannot be', async () => {
    const { presenter } = await begin()
    for (const [name, right] of [
      ['one choice', 'D'],
      ['several choices', 'AD'],
      ['a scale', '4'],
      ['a number', 'four'],
      ['an order', 'AB'],
      ['open text', '!'],
      ['words', 'light'],
    ] as const) {
      await ask(presenter, SAMPLES[name]!.asks)
      expect(codeOf(await presenter.tries({ name: 'markRight', right })), name).to.equal('cannot-be-right')
      expect(presenter.lectern().right).to.equal(null)
    }
  })
})

describe('A workshop page', () => {
  for (const [name, { type, asks }] of Object.entries(SAMPLES).filter(([, each]) => each.type !== 'one'))
    it(`is told to open the page where ${name} is asked, and gets a tally without anything typed`, async () => {
      const { app, presenter, ana } = await begin()
      const classic = app.client()
      await joined(classic)
      const frames = recordPackets(classic)
      const cleared = tallyOf(classic, { A: 0, B: 0 })
      const pollId = await ask(presenter, { ...asks, kind: type === 'many' ? 'hands' : 'ballot' })
      await cleared
      const told = waitFor(classic, 'statusMessage', sentence => String(sentence).includes('page'))
      classic.emit('message', 'voteCast', 'B')
      await told
      expect(codeOf(await cast(classic, pollId, 'B'))).to.equal('needs-page')
      expect((await snapshotOf(ana)).voted).to.equal(0)
      const events = frames.map(({ event }) => event)
      for (const event of ['answers', 'allAnswers', 'earlierAnswers']) expect(events).not.to.include(event)
      for (const { event, args } of frames)
        if (event === 'voteCount') expect(Object.keys(args[0] as object).join('')).to.match(/^[A-L]{4,}$/)
    })
})

describe('Long lists of results', () => {
  it('come in parts, each below 16 KiB, whole and in order', async () => {
    const { presenter } = await begin()
    const long = { text: 'Why? '.repeat(90), choices: ['y'.repeat(190), 'z'.repeat(190)] }
    for (let index = 0; index < 30; index++) await ask(presenter, { ...long, explanation: String(index) })
    await presenter.does({ name: 'hands' })
    const frames = recordPackets(presenter.client)
    const seen: string[] = []
    for (let from: number | null = 0; from !== null;) {
      const part: { results: { question: Question }[]; next: number | null } = await must(
        presenter.client.emitWithAck('listResults', { from }),
      )
      seen.push(...part.results.map(each => each.question.explanation ?? ''))
      from = part.next
    }
    expect(seen).to.deep.equal(Array.from({ length: 30 }, (_, index) => String(index)))
    expect(frames.length).to.be.greaterThan(1)
    for (const frame of frames) expect(JSON.stringify(frame).length).to.be.below(16 * 1024)
  })

  it('and tables of a thousand texts come in parts, the picture with the first, to presenters only', async () => {
    const { app, presenter, ana } = await begin()
    const pollId = await ask(presenter, SAMPLES['open text']!.asks)
    const voters = Array.from({ length: 500 }, (_, index) => `voter ${index}`)
    await Promise.all(
      voters.map((voter, index) => {
        const vote = `#\nanswer ${index} ${'x'.repeat(100)}\nother ${index}`
        return app.store.castBallot('', { pollId, voter, vote }, 0)
      }),
    )
    await presenter.does({ name: 'hands' })
    const { id } = presenter.lectern().results[0]!
    expect(codeOf(await ana.emitWithAck('resultTable', { id, round: 0 }))).to.equal('not-a-presenter')
    for (const which of [
      { id, round: 1 },
      { id: 'none', round: 0 },
    ])
      expect(codeOf(await presenter.client.emitWithAck('resultTable', which))).to.equal('no-such-result')
    const labels: string[] = []
    const pictures: boolean[] = []
    for (let from: number | null = 0; from !== null;) {
      const part: ResultTable = await must(
        presenter.client.emitWithAck('resultTable', { id, round: 0, from }),
      )
      expect(JSON.stringify(part).length).to.be.below(16 * 1024)
      labels.push(...part.rows.map(({ label }) => label))
      pictures.push(part.view !== null)
      from = part.next
    }
    expect(new Set(labels).size).to.equal(1000)
    expect(pictures.lastIndexOf(true)).to.equal(0)
    // Shown again it is drawn from the result, whole, whatever a document holds.
    await presenter.does({ name: 'showAgain', id })
    expect((await snapshotOf(ana)).answers).to.include({ voters: 500, answers: 1000 })
  })
})
