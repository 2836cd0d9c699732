/**
 * A data folder that is deleted, moved or replaced under a running server: nothing is acknowledged that is not kept
 * there.
 */
import { expect } from 'chai'
import { copyFileSync, mkdirSync, renameSync, rmSync, truncateSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import times from 'lodash/times'
import type { PollNews } from '../../src/core/protocol/poll'
import { CLOSE_GRACE_MS } from '../../src/core/poll/voting-rules'
import { connectPresenter, question, type TestPresenter } from '../support/presenter'
import { startApp, type TestApp } from '../support/app'
import { newTab, openTab, tallyOf, waitFor, type Client } from '../support/clients'
import { newFolder } from '../support/folders'
import { onEmbeddedStore } from '../support/stores'

/** These are on the embedded store, whatever the other tests are on. */
const withLmdb = (title: string, tests: () => void) => onEmbeddedStore(() => void describe(title, tests))

const isAway = (isAway: boolean) => isAway
const isBack = (isAway: boolean) => !isAway

interface Started {
  app: TestApp
  folder: string
  file: string
  presenter: TestPresenter
  voters: Client[]
  pollId: string
  cast: (choice: string) => Promise<string[]>
}

/** A server on which thirty people vote on a ballot. */
async function start(): Promise<Started> {
  const folder = path.join(newFolder(), 'data')
  const app = await startApp({ DATA_DIR: folder, SOCKET_EVENTS: '1000' })
  const presenter = await connectPresenter(app)
  await presenter.does({ name: 'ask', question: question() })
  const voters = await Promise.all(times(30, () => openTab(app, { browser: newTab() })))
  const { pollId } = voters[0]!
  return {
    app,
    folder,
    file: path.join(folder, 'rooms.mdb'),
    presenter,
    pollId,
    voters: voters.map(({ client }) => client),
    async cast(choice) {
      const replies = voters.map(({ client }) => client.emitWithAck('castVote', { pollId, vote: choice }))
      return (await Promise.all(replies)).map(reply => (reply.ok ? 'ok' : reply.code))
    },
  }
}

async function ready(app: TestApp): Promise<{ status: number; message: string }> {
  const response = await fetch(`${app.url}/readyz`)
  const { message = '' } = (await response.json()) as { message?: string }
  return { status: response.status, message }
}

const refused = times(30, () => 'not-recorded')
const taken = times(30, () => 'ok')
const errorsOf = ({ log }: TestApp) => log.filter(({ level }) => Number(level) >= 50)

withLmdb('A data folder that goes while the server runs', () => {
  const ways: Record<string, (started: Started) => void> = {
    'is deleted': ({ folder }) => rmSync(folder, { recursive: true }),
    'is moved away': ({ folder }) => renameSync(folder, `${folder}-moved`),
    'loses its file': ({ file }) => rmSync(file),
    'gets another file': ({ file }) => {
      copyFileSync(file, `${file}.copy`)
      renameSync(`${file}.copy`, file)
    },
    'is deleted and made again, empty': ({ folder }) => {
      rmSync(folder, { recursive: true })
      mkdirSync(folder)
    },
    'has its file cut to nothing': ({ file }) => truncateSync(file),
    'has its file and LMDB’s lock file cut to nothing': ({ file }) => {
      truncateSync(file)
      truncateSync(`${file}-lock`)
    },
  }
  for (const [name, act] of Object.entries(ways))
    it(`${name}: every ballot after that is refused, and the server says so once and goes on`, async () => {
      const started = await start()
      const { app, presenter, cast, voters } = started
      expect(await cast('A')).to.deep.equal(taken)
      const said = [presenter.client, voters[0]].map(client => waitFor(client, 'storeAway', isAway))
      const warned = waitFor<[{ kept: { sentence: string } }]>(presenter.client, 'presenterState')
      act(started)
      expect(await cast('B')).to.deep.equal(refused)
      await Promise.all(said)
      const [{ kept }] = await warned
      expect(kept.sentence).to.include(started.file).and.include('Ballots and lines are refused')
      expect(await ready(app)).to.deep.equal({ status: 503, message: kept.sentence })
      const command = { name: 'close' } as const
      const meant = { pollId: started.pollId, step: presenter.lectern().step, command }
      expect(await presenter.client.emitWithAck('present', meant)).to.include({ code: 'not-kept' })
      expect(await cast('B')).to.deep.equal(refused)
      expect((await fetch(`${app.url}/healthz`)).status).to.equal(200)
      expect(errorsOf(app).map(({ msg }) => msg)).to.deep.equal([kept.sentence])
    })

  it('is noticed within a second where nobody votes', async () => {
    const { app, folder, presenter } = await start()
    const said = waitFor(presenter.client, 'storeAway', isAway)
    const began = performance.now()
    rmSync(folder, { recursive: true })
    await said
    expect(performance.now() - began).to.be.below(1000)
    expect((await ready(app)).status).to.equal(503)
  })

  it('takes ballots again once it is back, and a restart has all that were acknowledged', async () => {
    const { app, folder, presenter, cast, voters } = await start()
    expect(await cast('A')).to.deep.equal(taken)
    const away = waitFor(presenter.client, 'storeAway', isAway)
    renameSync(folder, `${folder}-moved`)
    expect(await cast('B')).to.deep.equal(refused)
    await away
    const back = waitFor(presenter.client, 'storeAway', isBack)
    renameSync(`${folder}-moved`, folder)
    await back
    expect(await ready(app)).to.include({ status: 200 })
    const counted = tallyOf(voters[0]!, { A: 0, B: 30 })
    expect(await cast('B')).to.deep.equal(taken)
    await counted
    expect(presenter.lectern().kept).to.deep.equal(app.store.describes)
    await app.close()
    const again = await openTab(await startApp({ DATA_DIR: folder }))
    expect(again.snapshot.counts).to.deep.equal({ A: 0, B: 30 })
  })

  it('refuses a line and an announcement too, with a sentence', async () => {
    const { app, folder, presenter, voters } = await start()
    await voters[0]!.emitWithAck('openChat', { name: 'Ana' })
    rmSync(folder, { recursive: true })
    expect(await voters[0]!.emitWithAck('chat message', 'Hello', {})).to.include({ code: 'line-not-kept' })
    const announced = await presenter.client.emitWithAck('announce', { text: 'Hello' })
    expect(announced).to.include({ ok: false, code: 'not-kept' })
    const headers = { authorization: `Bearer ${app.presenterKey}` }
    expect((await fetch(`${app.url}/broadcast/Hello`, { headers })).status).to.equal(503)
    expect((await fetch(`${app.url}/api/rooms`, { method: 'POST', headers })).status).to.equal(503)
  })

  it('closes a question whose countdown ended meanwhile, once it is back', async () => {
    const { folder, presenter } = await start()
    const { poll } = await presenter.does({ name: 'setTimer', seconds: 1 })
    const away = waitFor(presenter.client, 'storeAway', isAway)
    renameSync(folder, `${folder}-moved`)
    await away
    await delay(poll.deadline! + CLOSE_GRACE_MS + 500 - Date.now()) // the countdown itself
    const closed = waitFor<[PollNews]>(presenter.client, 'poll', news => news.poll.state === 'closed')
    renameSync(`${folder}-moved`, folder)
    await closed
  })
})
