/** Results stay: in the list of the presenter's page, and on every screen when they are shown again. */
import { expect } from 'chai'
import { DAY_MS } from '../../../src/core/room/ages'
import { lessonOverview } from '../../../src/core/poll/lesson-table'
import { questionMark } from '../../../src/core/poll/question-mark'
import { NO_CARE } from '../../../src/core/question-types/question-type'
import type { PollNews, Question } from '../../../src/core/protocol/poll'
import type { Result } from '../../../src/core/protocol/results'
import type { Command } from '../../../src/core/protocol/presenter'
import type { Runtime } from '../../../src/sockets/accept'
import { connectPresenter, question, snapshotOf, type TestPresenter } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { openTab, waitFor, type Client } from '../../support/clients'

const codeOf = (reply: { ok: boolean }) => ('code' in reply ? reply.code : 'ok')

async function listed(presenter: TestPresenter, lesson?: number): Promise<Result[]> {
  const reply = await presenter.client.emitWithAck('listResults', { lesson })
  if (!reply.ok) throw new Error(reply.code)
  return reply.results
}

/** Asks, lets these clients vote, and closes. */
async function held(presenter: TestPresenter, asked: Question, votes: [Client, string][]): Promise<void> {
  const { poll } = await presenter.does({ name: 'ask', question: asked })
  for (const [client, choice] of votes)
    expect(codeOf(await client.emitWithAck('castVote', { pollId: poll.pollId, vote: choice }))).to.equal('ok')
  await presenter.does({ name: 'reveal' })
}

async function begin(): Promise<{ app: TestApp; presenter: TestPresenter; ana: Client; bo: Client }> {
  const app = await startApp()
  const presenter = await connectPresenter(app)
  const [{ client: ana }, { client: bo }] = [await openTab(app), await openTab(app)]
  return { app, presenter, ana, bo }
}

const RIGHT = { right: 'B', results: 'hidden' } as const
const next: Command = { name: 'next' }

describe('Results', () => {
  for (const kind of ['hands', 'ballot'] as const)
    it(`are in the list once another question is up, also after a restart (${kind})`, async () => {
      const { app, presenter, ana, bo } = await begin()
      const asked = question({ kind, text: 'Why?', ...RIGHT })
      await held(presenter, asked, [
        [ana, 'B'],
        [bo, 'B'],
      ])
      expect(presenter.lectern().results).to.deep.equal([])
      await presenter.does({ name: 'again' })
      const { pollId } = (await snapshotOf(ana)).poll
      await ana.emitWithAck('castVote', { pollId, vote: 'A' })
      await presenter.does({ name: 'ask', question: question({ text: 'Then?' }) })
      const [summary, ...others] = presenter.lectern().results
      expect(others).to.deep.equal([])
      expect(summary).to.deep.include({
        mark: questionMark(asked),
        text: 'Why?',
        voted: 1,
        present: 2,
        round: 2,
        best: 'A',
        percent: 100,
        right: 'B',
      })
      await app.close()
      const again = await startApp({ DATA_DIR: app.dataDir })
      const there = await connectPresenter(again)
      expect(there.lectern().results).to.deep.equal([summary])
      const [result] = await listed(there)
      expect(result).to.deep.include({ id: summary!.id, lesson: 1, posed: true, question: asked, seq: 1 })
      expect(result!.rounds).to.deep.equal([
        { A: 0, B: 2 },
        { A: 1, B: 0 },
      ])
      expect(result!.endedAt).to.be.least(result!.askedAt)
      expect(JSON.stringify(result)).to.not.match(/person|voter/)
    })

  it('have every ballot that was acknowledged, also those cast while the next question is asked', async () => {
    const { app, presenter } = await begin()
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    const voters = await Promise.all(Array.from({ length: 40 }, () => openTab(app)))
    let taken = 0
    const vote = async ({ client }: { client: Client }) => {
      if ((await client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })).ok) taken++
    }
    const early = voters.slice(0, 20).map(vote)
    const asked = presenter.does({ name: 'ask', question: question({ text: 'Then?' }) })
    await Promise.all([...early, ...voters.slice(20).map(vote), asked])
    const [result] = await listed(presenter)
    expect(result?.rounds).to.deep.equal([{ A: taken, B: 0 }])
  })

  it('name all choices that have the most votes, in the list and in the lesson’s file', async () => {
    const { app, presenter, ana, bo } = await begin()
    const cy = (await openTab(app)).client
    const choices = ['Aarau', 'Basel', 'Chur']
    const asked: [Partial<Question>, [Client, string][]][] = [
      [
        {},
        [
          [ana, 'A'],
          [bo, 'C'],
        ],
      ],
      [
        { kind: 'hands' },
        [
          [ana, 'A'],
          [bo, 'B'],
          [cy, 'C'],
        ],
      ],
      [
        { answer: { type: 'many', min: 1, max: 3 } },
        [
          [ana, 'AC'],
          [bo, 'CA'],
        ],
      ],
      [
        { answer: { type: 'order', places: 3 } },
        [
          [ana, 'ABC'],
          [bo, 'BAC'],
        ],
      ],
      [
        { choices: [], answer: { type: 'words', most: 1 } },
        [
          [ana, 'car'],
          [bo, 'tram'],
        ],
      ],
    ] as never
    for (const [changes, votes] of asked) {
      const { poll } = await presenter.does({
        name: 'ask',
        question: { ...question({ choices }), ...changes },
      })
      for (const [client, vote] of votes)
        expect(codeOf(await client.emitWithAck('castVote', { pollId: poll.pollId, vote }))).to.equal('ok')
    }
    await presenter.does({ name: 'hands' })
    expect(presenter.lectern().results.map(({ best, headline }) => [best, headline])).to.deep.equal([
      ['AC', 'A and C 50 % each'],
      ['ABC', 'A, B and C 33 % each'],
      [null, 'A and C 100 % each'],
      [null, 'First A Aarau and B Basel'],
      [null, 'car and tram 1 each'],
    ])
    const [first] = await app.store.results('')
    const line = [...lessonOverview([{ ...first!, care: NO_CARE }])].at(-1)
    expect(line).to.include('A: Aarau and C: Chur 50 % each')
  })

  it('count whoever had come when it was closed, and hands that fell since', async () => {
    const { presenter, ana, bo } = await begin()
    await held(presenter, question({ kind: 'hands', ...RIGHT }), [[bo, 'B']])
    const gone = waitFor(presenter.client, 'turnout', (_voted, present) => present === 1)
    bo.disconnect()
    await gone
    await presenter.does({ name: 'hands' })
    expect(presenter.lectern().results[0]).to.include({ voted: 1, present: 2, best: 'B' })
    expect(ana.connected).to.equal(true)
  })

  it('are not recorded of a free show of hands, or a cleared question, in which nobody has voted', async () => {
    const { presenter, ana } = await begin()
    await presenter.does({ name: 'hands' })
    const { pollId } = (await presenter.does({ name: 'clear' })).poll
    expect(presenter.lectern().results).to.deep.equal([])
    await ana.emitWithAck('castVote', { pollId, vote: 'C' })
    await presenter.does({ name: 'ask', question: question() })
    await presenter.does({ name: 'clear' })
    expect(presenter.lectern().results.map(({ text, best }) => [text, best])).to.deep.equal([['', 'C']])
  })

  it('are shown again on every screen as they were, and nobody can vote on them', async () => {
    const { presenter, ana, bo } = await begin()
    const asked = question({ ...RIGHT, explanation: 'Because.' })
    await held(presenter, asked, [
      [ana, 'B'],
      [bo, 'A'],
    ])
    await presenter.does({ name: 'ask', question: question({ text: 'Then?' }) })
    const { id, askedAt } = (await listed(presenter))[0]!
    const told = waitFor<[PollNews]>(ana, 'poll', ({ poll }) => poll.past !== null)
    const shown = await presenter.does({ name: 'showAgain', id })
    const [news] = await told
    for (const seen of [shown, news, await snapshotOf(ana)]) {
      expect(seen).to.deep.include({ counts: { A: 1, B: 1 }, voted: 2, present: 2 })
      expect(seen.poll).to.deep.include({
        question: 'Which?',
        state: 'closed',
        shown: true,
        right: 'B',
        explanation: 'Because.',
        round: 1,
        past: { askedAt, voted: 2, present: 2, besideAt: null },
      })
    }
    const { pollId } = shown.poll
    expect(codeOf(await ana.emitWithAck('castVote', { pollId, vote: 'A' }))).to.equal('poll-closed')
    for (const name of ['reopen', 'clear'] as const)
      expect(codeOf(await presenter.tries({ name }))).to.equal('is-past')
    expect(codeOf(await presenter.tries({ name: 'showAgain', id }))).to.equal('already-so')
    expect(codeOf(await presenter.tries({ name: 'showAgain', id: 'none' }))).to.equal('no-such-result')
    // Nothing is recorded of what was shown again, nor of the question that nobody had answered.
    await presenter.does({ name: 'hands' })
    expect(presenter.lectern().results).to.have.length(1)
  })

  it('are corrected for good while they are shown again', async () => {
    const { presenter, ana } = await begin()
    await presenter.does({ name: 'prepare', questions: [question({ text: 'Wich?' })] })
    const { poll } = await presenter.does({ name: 'askPrepared', index: 0 })
    await ana.emitWithAck('castVote', { pollId: poll.pollId, vote: 'B' })
    await presenter.does({ name: 'newLesson' })
    const [misspelt] = await listed(presenter, 1)
    await presenter.does({ name: 'showAgain', id: misspelt!.id })
    const wording = { text: 'Which?', choices: ['one', 'two'], explanation: '' }
    expect((await presenter.does({ name: 'reword', ...wording })).poll.question).to.equal('Which?')
    expect(presenter.lectern().prepared[0]!.text).to.equal('Which?')
    await presenter.does({ name: 'hands' })
    expect(await listed(presenter, 1)).to.deep.equal([
      { ...misspelt, question: { ...misspelt!.question, ...wording } },
    ])
  })

  it('hide their tally when the presenter hides it', async () => {
    const { presenter, ana } = await begin()
    await held(presenter, question(RIGHT), [[ana, 'B']])
    await presenter.does({ name: 'hands' })
    await presenter.does({ name: 'showAgain', id: presenter.lectern().results[0]!.id })
    await presenter.does({ name: 'hide' })
    expect(await snapshotOf(ana)).to.deep.include({ counts: null })
    expect((await snapshotOf(ana)).poll).to.deep.include({ right: null, earlier: [] })
  })

  it('stand side by side where they have the same choices', async () => {
    const { presenter, ana, bo } = await begin()
    await held(presenter, question(RIGHT), [[ana, 'A']])
    await held(presenter, question({ ...RIGHT, text: 'And now?' }), [
      [ana, 'B'],
      [bo, 'B'],
    ])
    await held(presenter, question({ choices: ['one', 'other'], right: 'A' }), [])
    await presenter.does({ name: 'newLesson' })
    const [before, after, other] = await listed(presenter, 1)
    const compared = await presenter.does({ name: 'showAgain', id: after!.id, beside: before!.id })
    expect(compared).to.deep.include({ counts: { A: 0, B: 2 }, voted: 2 })
    expect(compared.poll).to.deep.include({ earlier: [{ A: 1, B: 0 }], round: 2 })
    expect(compared.poll.past).to.include({ askedAt: after!.askedAt, besideAt: before!.askedAt })
    const beside: Command = { name: 'showAgain', id: after!.id, beside: other!.id }
    expect(codeOf(await presenter.tries(beside))).to.equal('other-choices')
    expect(codeOf(await presenter.tries({ ...beside, beside: 'none' }))).to.equal('no-such-result')
  })

  it('go on with another round from where they are shown again, and stay as they were', async () => {
    const { presenter, ana } = await begin()
    await held(presenter, question(RIGHT), [[ana, 'A']])
    await presenter.does({ name: 'newLesson' })
    const [past] = await listed(presenter, 1)
    await presenter.does({ name: 'showAgain', id: past!.id })
    const { poll } = await presenter.does({ name: 'again' })
    expect(poll).to.deep.include({ state: 'open', round: 2, past: null, posed: true, shown: false })
    await ana.emitWithAck('castVote', { pollId: poll.pollId, vote: 'B' })
    expect((await presenter.does({ name: 'show' })).poll.earlier).to.deep.equal([{ A: 1, B: 0 }])
    await presenter.does({ name: 'hands' })
    expect(await listed(presenter, 1)).to.deep.equal([past])
    const [gone] = await listed(presenter)
    expect(gone).to.deep.include({
      lesson: 2,
      rounds: [
        { A: 1, B: 0 },
        { A: 0, B: 1 },
      ],
    })
  })

  it('are erased by a presenter one by one, and shown to presenters alone', async () => {
    const { presenter, ana } = await begin()
    await held(presenter, question(RIGHT), [[ana, 'A']])
    await held(presenter, question({ text: 'Then?' }), []).catch(() => undefined)
    await presenter.does({ name: 'hands' })
    const [first] = presenter.lectern().results
    const { step } = presenter.lectern()
    const erased = waitFor(presenter.client, 'presenterState', news => 'results' in (news as object))
    expect(codeOf(await presenter.client.emitWithAck('eraseResult', { id: first!.id }))).to.equal('ok')
    await erased
    expect(presenter.lectern().results.map(({ text }) => text)).to.deep.equal(['Then?'])
    expect(presenter.lectern().step).to.equal(step)
    expect(codeOf(await presenter.client.emitWithAck('eraseResult', { id: first!.id }))).to.equal(
      'no-such-result',
    )
    expect(codeOf(await ana.emitWithAck('listResults', {}))).to.equal('not-a-presenter')
    expect(codeOf(await ana.emitWithAck('eraseResult', { id: first!.id }))).to.equal('not-a-presenter')
  })

  /** Two results of the same choices, and their ids. */
  async function two(): Promise<{ presenter: TestPresenter; ana: Client; ids: [string, string] }> {
    const { presenter, ana } = await begin()
    await held(presenter, question(RIGHT), [[ana, 'A']])
    await held(presenter, question({ ...RIGHT, text: 'Then?' }), [[ana, 'B']])
    await presenter.does({ name: 'hands' })
    const [first, second] = presenter.lectern().results
    return { presenter, ana, ids: [first!.id, second!.id] }
  }
  const gone = (client: Client) => waitFor<[PollNews]>(client, 'poll', ({ poll }) => poll.past === null)

  it('leave every screen when they are erased, and nothing brings them back', async () => {
    const { presenter, ana, ids } = await two()
    await presenter.does({ name: 'showAgain', id: ids[0] })
    const { step } = presenter.lectern()
    const told = gone(ana)
    expect(codeOf(await presenter.client.emitWithAck('eraseResult', { id: ids[0] }))).to.equal('ok')
    const [news] = await told
    for (const { poll, counts } of [news, await snapshotOf(ana)]) {
      expect(poll).to.include({ question: '', posed: false, state: 'open', stage: 'join', right: null })
      expect(counts).to.deep.equal({ A: 0, B: 0, C: 0, D: 0 })
    }
    expect(codeOf(await presenter.tries({ name: 'close' }, { step }))).to.equal('older-step')
    expect(codeOf(await presenter.tries({ name: 'undo' }))).to.equal('undo-over')
    await ana.emitWithAck('castVote', { pollId: news.poll.pollId, vote: 'C' })
    expect((await snapshotOf(ana)).counts).to.include({ C: 1 })
  })

  it('leave every screen with their lesson', async () => {
    const { presenter, ana, ids } = await two()
    await presenter.does({ name: 'newLesson' })
    await presenter.does({ name: 'showAgain', id: ids[1] })
    const told = gone(ana)
    expect(codeOf(await presenter.client.emitWithAck('eraseLesson', { lesson: 1 }))).to.equal('ok')
    expect((await told)[0].poll).to.include({ question: '', stage: 'join' })
  })

  it('leave the place beside another one when they are erased', async () => {
    const { presenter, ana, ids } = await two()
    await presenter.does({ name: 'showAgain', id: ids[1], beside: ids[0] })
    const told = waitFor<[PollNews]>(ana, 'poll', ({ poll }) => poll.past?.besideAt === null)
    expect(codeOf(await presenter.client.emitWithAck('eraseResult', { id: ids[0] }))).to.equal('ok')
    const [{ poll, counts }] = await told
    expect(poll).to.deep.include({ question: 'Then?', earlier: [], round: 1 })
    expect(counts).to.deep.equal({ A: 0, B: 1 })
  })

  it('cannot be put back by "undo" once they are erased', async () => {
    const { presenter, ana, ids } = await two()
    const erase = async (id: string) =>
      expect(codeOf(await presenter.client.emitWithAck('eraseResult', { id }))).to.equal('ok')
    // What was on the screens before is a result that is gone.
    await presenter.does({ name: 'showAgain', id: ids[0] })
    await presenter.does({ name: 'hands' })
    await erase(ids[0])
    expect(codeOf(await presenter.tries({ name: 'undo' }))).to.equal('undo-over')
    // The result that the command has recorded is gone.
    const { poll } = await presenter.does({ name: 'ask', question: question({ text: 'Last?' }) })
    await ana.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })
    await presenter.does({ name: 'hands' })
    await erase(presenter.lectern().results.at(-1)!.id)
    expect(codeOf(await presenter.tries({ name: 'undo' }))).to.equal('undo-over')
    // The lesson that would go on is gone.
    await presenter.does({ name: 'newLesson' })
    const { lesson } = presenter.lectern().lessons.at(-1)!
    expect(codeOf(await presenter.client.emitWithAck('eraseLesson', { lesson }))).to.equal('ok')
    expect(codeOf(await presenter.tries({ name: 'undo' }))).to.equal('undo-over')
  })

  it('have no best choice where nobody has voted in the last round', async () => {
    const { presenter, ana } = await begin()
    await held(presenter, question(RIGHT), [[ana, 'B']])
    await presenter.does({ name: 'again' })
    await presenter.does({ name: 'hands' })
    expect(presenter.lectern().results[0]).to.include({ round: 2, voted: 0, best: null, percent: 0 })
  })

  it('go with the lesson of a room that nobody has used for long', async () => {
    const app = await startApp({ ROOM_DAYS: '1' })
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question() })
    await presenter.does({ name: 'hands' })
    await presenter.does({ name: 'newLesson' })
    expect(await app.store.results('')).to.have.length(1)
    await app.close()
    const again = await startApp({ ROOM_DAYS: '1', DATA_DIR: app.dataDir })
    const { sweeper } = (await again.ready) as Runtime
    for (const hours of [0, 13, 26, 39, 52])
      await sweeper.sweep({ now: Date.now() + hours * (DAY_MS / 24), lived: 13 * (DAY_MS / 24) })
    expect(await again.store.results('')).to.deep.equal([])
  })
})

describe('"Next" and "back"', () => {
  async function list(): Promise<{ presenter: TestPresenter; ana: Client }> {
    const { presenter, ana } = await begin()
    const questions = ['a', 'b', 'c'].map(text => question({ text, ...RIGHT }))
    await presenter.does({ name: 'prepare', questions })
    return { presenter, ana }
  }

  it('lose nothing when a clicker bounces at the reveal: back shows the result, next asks again', async () => {
    const { presenter, ana } = await list()
    const { poll } = await presenter.does(next)
    await ana.emitWithAck('castVote', { pollId: poll.pollId, vote: 'B' })
    for (const _step of ['close', 'show', 'reveal', 'the bounce']) await presenter.does(next)
    expect((await snapshotOf(ana)).poll.question).to.equal('b')
    expect(presenter.lectern()).to.include({ canGoBack: true, next: 2 })
    const shown = await presenter.does({ name: 'back' })
    expect(shown).to.deep.include({ counts: { A: 0, B: 1 }, voted: 1 })
    expect(shown.poll).to.deep.include({ question: 'a', right: 'B' })
    // The question that nobody has answered is the next one again, and no result.
    expect(presenter.lectern()).to.deep.include({ next: 1, upcoming: 'askPrepared', canGoBack: false })
    expect(presenter.lectern().results).to.have.length(1)
    expect((await presenter.does(next)).poll).to.include({ question: 'b', state: 'open' })
  })

  it('lead from result to result, and keep that of a question that was left', async () => {
    const { presenter, ana } = await list()
    for (const choice of ['A', 'B', 'B']) {
      const { poll } = await presenter.does(next)
      await ana.emitWithAck('castVote', { pollId: poll.pollId, vote: choice })
      if (poll.question !== 'c') await presenter.does({ name: 'reveal' })
    }
    const seen = []
    while (presenter.lectern().canGoBack) seen.push((await presenter.does({ name: 'back' })).poll.question)
    expect(seen).to.deep.equal(['b', 'a'])
    expect(presenter.lectern().results.map(({ text, voted }) => [text, voted])).to.deep.equal([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ])
    expect(presenter.lectern()).to.include({ next: 3, upcoming: 'finish' })
    expect((await presenter.does(next)).poll.stage).to.equal('end')
    expect(presenter.lectern().upcoming).to.equal(null)
    expect((await presenter.does({ name: 'back' })).poll).to.include({ question: 'a', stage: 'question' })
  })
})
