/** The history of a room through kill -9 and a start: results, lessons, what is shown again, and undo; on both stores. */
import { expect } from 'chai'
import type { Result } from '../../src/core/protocol/results'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import { UNDO_MS } from '../../src/core/room/replaced-poll'
import { connectPresenter, KEY, question, snapshotOf, type TestPresenter } from '../support/presenter'
import { run, type Run } from '../support/process'
import { serverAt } from '../support/process-clients'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'
import { joined, newTab, waitFor, type Client } from '../support/clients'
import { newFolder } from '../support/folders'

const QUIZ = { results: 'hidden', right: 'B', explanation: 'Because.' } as const

/** A lecture with two voters, whose browsers come back after each start. */
interface Lecture {
  server: Run
  presenter: TestPresenter
  ana: Client
  bo: Client
}

/** All that a presenter's page shows of what was. */
async function historyOf({ presenter }: Lecture): Promise<object> {
  const list = async (lesson?: number): Promise<Result[]> => {
    const reply = await presenter.client.emitWithAck('listResults', { lesson })
    if (!reply.ok) throw new Error(reply.code)
    return reply.results
  }
  const { results, lessons, prepared, next, undo, upcoming, canGoBack } = presenter.lectern()
  const whole = { 1: await list(1), present: await list() }
  return { results, lessons, prepared, next, undo, upcoming, canGoBack, whole }
}

/** What every screen shows, but the time. */
async function shownTo(client: Client): Promise<Partial<Snapshot>> {
  const { poll, counts, yourVote } = await snapshotOf(client)
  return { poll, counts, yourVote }
}

async function cast(client: Client, choice: string): Promise<void> {
  const { poll } = await snapshotOf(client)
  expect(await client.emitWithAck('castVote', { pollId: poll.pollId, vote: choice })).to.include({ ok: true })
}

/** Declares the tests for a server with these settings. */
function describeHistory(envOf: () => Promise<Record<string, string>>): void {
  let env: Record<string, string>
  let browsers: { ana: string; bo: string }

  async function start(): Promise<Lecture> {
    const server = run(env)
    const app = serverAt(await server.port)
    const presenter = await connectPresenter(app)
    const enter = async (browser: string) => {
      const client = app.client({ tab: newTab(), browser })
      await joined(client)
      return client
    }
    return { server, presenter, ana: await enter(browsers.ana), bo: await enter(browsers.bo) }
  }

  async function killed({ server, presenter, ana, bo }: Lecture): Promise<void> {
    server.child.kill('SIGKILL')
    await server.ended
    for (const client of [presenter.client, ana, bo]) client.disconnect()
  }

  /** A lesson that was archived, and in the present one a question that was replaced just now. */
  async function lecture(): Promise<Lecture> {
    env = await envOf()
    browsers = { ana: newTab(), bo: newTab() }
    const begun = await start()
    const { presenter, ana, bo } = begun
    const questions = [
      question({ text: 'First?', ...QUIZ }),
      question({ text: 'Hands?', kind: 'hands' }),
      question({ text: 'Third?', ...QUIZ }),
      question({ text: 'Fourth?' }),
    ]
    await presenter.does({ name: 'prepare', questions })
    await presenter.does({ name: 'next' })
    await cast(ana, 'A')
    await cast(bo, 'B')
    for (const _press of ['close', 'show', 'reveal']) await presenter.does({ name: 'next' })
    await presenter.does({ name: 'again' })
    await cast(ana, 'B')
    await presenter.does({ name: 'askPrepared', index: 1 })
    await cast(bo, 'A')
    await presenter.does({ name: 'newLesson' })
    await presenter.does({ name: 'askPrepared', index: 2 })
    await cast(ana, 'B')
    await cast(bo, 'A')
    for (const _press of ['close', 'show']) await presenter.does({ name: 'next' })
    return begun
  }

  it('is the same in every list, and what was shown again is still shown', async () => {
    const before = await lecture()
    await before.presenter.does({ name: 'next' })
    await before.presenter.does({ name: 'next' })
    await cast(before.ana, 'A')
    const history = await historyOf(before)
    const screen = await shownTo(before.ana)
    await killed(before)

    const after = await start()
    expect(await historyOf(after)).to.deep.include({
      ...history,
      // The ten seconds may be over.
      undo: after.presenter.lectern().undo,
    })
    expect(await shownTo(after.ana)).to.deep.equal(screen)
    const [first] = (history as { whole: Record<string, Result[]> }).whole[1]!
    expect(first).to.deep.include({
      rounds: [
        { A: 1, B: 1 },
        { A: 0, B: 1 },
      ],
      voted: 1,
    })
    const told = waitFor<[Snapshot]>(after.bo, 'poll', ({ poll }) => poll.past !== null)
    await after.presenter.does({ name: 'showAgain', id: first!.id })
    const [{ poll, counts }] = await told
    expect(poll).to.deep.include({ question: 'First?', earlier: [{ A: 1, B: 1 }], right: 'B' })
    expect(counts).to.deep.equal({ A: 0, B: 1 })
    const again = await shownTo(after.bo)
    await killed(after)

    const last = await start()
    expect(await shownTo(last.bo)).to.deep.equal(again)
    const { poll: asked } = await last.presenter.does({ name: 'again' })
    expect(asked).to.include({ question: 'First?', round: 3, state: 'open' })
    await cast(last.bo, 'A')
  })

  it('takes back within ten seconds what replaced a question before, with its votes', async function () {
    this.timeout(180_000)
    for (;;) {
      const before = await lecture()
      const { results } = before.presenter.lectern()
      const up = await shownTo(before.ana)
      const replacedAt = performance.now()
      await before.presenter.does({ name: 'askPrepared', index: 3 })
      await cast(before.bo, 'B')
      await killed(before)

      const after = await start()
      expect(after.presenter.lectern().results).to.have.length(results.length + 1)
      const told = waitFor<[Snapshot]>(after.ana, 'snapshot')
      const reply = await after.presenter.tries({ name: 'undo' })
      // A machine on which the start took longer than that begins again.
      if (!reply.ok && performance.now() - replacedAt > UNDO_MS) continue
      expect(reply).to.include({ ok: true })
      expect((await told)[0]).to.include({ yourVote: 'B' })
      expect(await shownTo(after.ana)).to.deep.equal(up)
      const [added, ...more] = after.presenter.lectern().results.slice(results.length)
      expect(more).to.deep.equal([])
      expect(added).to.include({ text: 'Fourth?', voted: 1, best: 'B' })
      expect(after.presenter.lectern()).to.include({ next: 3, undo: null, upcoming: 'reveal' })
      return
    }
  })
}

describe('The history of a room after kill -9', () => {
  describeHistory(async () => ({ DATA_DIR: newFolder(), PRESENTER_KEY: KEY }))
})

withRedis('The history of a room on Redis after kill -9', () => {
  let redis: RedisServer | undefined
  const end = async () => {
    await redis?.kill()
    redis = undefined
  }
  afterEach(end)
  describeHistory(async () => {
    await end()
    redis = await startRedis()
    return { REDIS_URL: redis.url, PRESENTER_KEY: KEY }
  })
})
