/**
 * A type of question that only this test has, in one file and registered by one line: it works through the front door
 * like those that are built in, for nothing outside `core/question-types` knows which types there are.
 */
import { expect } from 'chai'
import { parseList, writeList } from '../../../src/core/poll/question-list'
import type { Question } from '../../../src/core/protocol/poll'
import type { Snapshot } from '../../../src/core/protocol/snapshot'
import { registerType, type AnyType } from '../../../src/core/question-types/registry'
import { light } from '../../fixtures/question-types/light'
import { sign } from '../../fixtures/question-types/sign'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, waitFor, type Client } from '../../support/clients'
import { newFolder } from '../../support/folders'
import { connectPresenter, KEY, question, questionUp, snapshotOf } from '../../support/presenter'
import { startRedis, withRedis, type RedisServer } from '../../support/redis-server'
import { codeOf } from '../../support/talker'

/** Of a type that the program does not know when it is compiled. */
const asked = (answer: object, changes: Partial<Question> = {}) =>
  question({ choices: [], ...changes, answer: answer as NonNullable<Question['answer']> })

interface Further {
  type: AnyType
  answer: object
  right: string
  /** As they are sent: of the first one, of the second one, and of the first one after a change. */
  votes: [string, string, string]
  wrong: string
  /** What is counted after all of them, as a newcomer is told. */
  counted: (snapshot: Snapshot) => unknown
  expected: unknown
  /** The table of the result. */
  rows: unknown[]
}

const FURTHER: Further[] = [
  {
    type: light,
    answer: { type: 'light', hasYellow: true },
    right: 'red',
    votes: ['green', 'red', 'yellow'],
    wrong: 'blue',
    counted: ({ counts }) => counts,
    expected: { g: 0, y: 1, r: 1 },
    rows: [
      ['green', 0],
      ['yellow', 1],
      ['red', 1],
    ],
  },
  {
    type: sign,
    answer: { type: 'sign' },
    right: '😀',
    votes: ['☂', '😀', '😀'],
    wrong: 'two',
    counted: ({ answers }) => answers,
    expected: { type: 'sign', voters: 2, abstained: 0, signs: [['😀', 2]] },
    rows: [['😀', 2]],
  },
]

const cast = (client: Client, pollId: string, vote: string) =>
  client.emitWithAck('castVote', { pollId, vote })

/** Asks, votes, changes, closes, opens the app again, goes on, records and shows again. */
async function goesThrough(
  { answer, right, votes, wrong, counted, expected, rows }: Further,
  start: () => Promise<TestApp>,
  kind: Question['kind'],
): Promise<void> {
  let app = await start()
  let presenter = await connectPresenter(app)
  const browsers = [newTab(), newTab()]
  const enter = async (browser: string) => {
    const client = app.client({ tab: browser, browser })
    return { client, snapshot: await joined(client) }
  }
  const enterBoth = async () => [await enter(browsers[0]!), await enter(browsers[1]!)] as const
  const [ana, bo] = (await enterBoth()).map(({ client }) => client) as [Client, Client]
  const classic = app.client()
  await joined(classic)

  const given = asked(answer, { text: 'Go on?', right, kind, explanation: 'Because.' })
  await presenter.does({ name: 'prepare', questions: [given] })
  expect(presenter.lectern().prepared).to.deep.equal([given])
  const up = questionUp(ana)
  const { poll } = await presenter.does({ name: 'askPrepared', index: 0 })
  const [news] = await up
  expect(news.poll).to.deep.include({ type: (answer as { type: string }).type, answer, right: null, kind })
  const { pollId } = poll
  expect(await cast(ana, pollId, votes[0])).to.deep.equal({ ok: true, vote: votes[0] })
  expect(await cast(bo, pollId, votes[1])).to.deep.equal({ ok: true, vote: votes[1] })
  expect(codeOf(await cast(bo, pollId, wrong))).to.match(/^(no-such-choice|empty-answer)$/)
  expect(codeOf(await cast(classic, pollId, 'A'))).to.equal('needs-page')
  expect(await cast(ana, pollId, votes[2])).to.deep.equal({ ok: true, vote: votes[2] })
  expect(counted(await snapshotOf(ana))).to.deep.equal(expected)
  expect((await snapshotOf(ana)).voted).to.equal(2)

  if (kind === 'hands') await presenter.does({ name: 'close' })
  await app.close()
  app = await start()
  presenter = await connectPresenter(app)
  const [again, other] = await enterBoth()
  expect(counted(again.snapshot)).to.deep.equal(expected)
  if (kind === 'ballot') {
    expect([again.snapshot.yourVote, other.snapshot.yourVote]).to.deep.equal([votes[2], votes[1]])
    const back = await again.client.emitWithAck('withdrawVote', { pollId })
    expect(back).to.deep.equal({ ok: true, vote: null })
    await cast(again.client, pollId, votes[2])
    expect(counted(await snapshotOf(again.client))).to.deep.equal(expected)
    await presenter.does({ name: 'close' })
  }
  expect((await presenter.does({ name: 'reveal' })).poll).to.include({ right, explanation: 'Because.' })

  await presenter.does({ name: 'again' })
  await presenter.does({ name: 'hands' })
  const listing = await presenter.client.emitWithAck('listResults', {})
  const [result] = listing.ok ? listing.results : []
  expect(result!.question).to.deep.equal(given)
  expect(result!.rounds).to.have.length(2)
  const table = await presenter.client.emitWithAck('resultTable', { id: result!.id, round: 0 })
  expect(table.ok && table.rows.map(({ label, votes: count }) => [label, count])).to.deep.equal(rows)
  const shown = waitFor(again.client, 'poll')
  await presenter.does({ name: 'showAgain', id: result!.id })
  await shown
  expect((await snapshotOf(again.client)).poll).to.deep.include({
    question: 'Go on?',
    answer,
    state: 'closed',
  })
  expect(app.log.filter(({ level }) => Number(level) >= 50)).to.deep.equal([])
  await app.close()
}

for (const further of FURTHER)
  describe(`A further type, ${further.type.name}, which is a file and a line`, () => {
    let forget: () => void
    before(() => void (forget = registerType(further.type)))
    after(() => forget())

    for (const kind of ['ballot', 'hands'] as const)
      if (kind === 'ballot' || further.type.isBounded)
        it(`is asked by ${kind}, voted on, tallied, kept over a restart and recorded`, async () => {
          const DATA_DIR = newFolder()
          await goesThrough(further, () => startApp({ DATA_DIR, PRESENTER_KEY: KEY }), kind)
        })

    withRedis('on Redis', () => {
      let redis: RedisServer
      before(async () => (redis = await startRedis()))
      after(() => redis.kill())

      it('goes the same way', () =>
        goesThrough(
          further,
          () => startApp({ REDIS_URL: redis.url, DATA_DIR: newFolder(), PRESENTER_KEY: KEY }),
          'ballot',
        ))
    })

    it('stands in a list as text', () => {
      const given = asked(further.answer, { text: 'Go on?', results: 'hidden' })
      const text = writeList([given])
      expect(text).to.include(`[${further.type.name}`)
      expect(parseList(text)).to.deep.equal({ questions: [given], problems: [] })
    })

    it('is registered once', () => {
      expect(() => registerType(further.type)).to.throw(/already/)
    })
  })

describe('A type that is not registered', () => {
  it('is refused, and nothing is asked', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    expect(codeOf(await presenter.tries({ name: 'ask', question: asked({ type: 'light' }) }))).to.equal(
      'bad-request',
    )
  })
})
