/** The built server on a computer whose clock is wrong, or is set while it runs. */
import { expect } from 'chai'
import path from 'node:path'
import { io, type Socket } from 'socket.io-client'
import type { PollNews } from '../../src/core/protocol/poll'
import type { PresenterState } from '../../src/core/protocol/presenter'
import type { Reply } from '../../src/core/protocol/replies'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import { run, type Run } from '../support/process'
import { KEY, question } from '../support/presenter'
import { newTab, waitFor } from '../support/clients'
import { newFolder } from '../support/folders'

const HOUR = 3600 * 1000
const DAY = 24 * HOUR
const preload = `--require ${path.join(__dirname, '..', 'support', 'shifted-clock.js')}`

/** A server whose clock is so many milliseconds ahead; `next`: once it is told that somebody has set its clock. */
function runAt(shift: number, env: Record<string, string> = {}, next = 0): Run {
  return run({
    NODE_OPTIONS: preload,
    CLOCK_SHIFT: String(shift),
    NEXT_SHIFT: String(next),
    PRESENTER_KEY: KEY,
    LOG_LEVEL: 'info',
    ...env,
  })
}

async function end(server: Run): Promise<string> {
  server.child.kill('SIGTERM')
  return (await server.ended).output
}

const open: Socket[] = []
afterEach(() => {
  for (const client of open.splice(0)) client.disconnect()
})

async function connect(server: Run, auth: Record<string, string>): Promise<Socket> {
  const client = io(`http://127.0.0.1:${await server.port}`, {
    auth,
    transports: ['websocket'],
    forceNew: true,
  })
  open.push(client)
  return client
}

async function snapshotFor(server: Run, auth: Record<string, string>): Promise<[Socket, Snapshot]> {
  const client = await connect(server, auth)
  const [snapshot] = await waitFor<[Snapshot]>(client, 'snapshot')
  return [client, snapshot]
}

/** Asks a question with a countdown of so many seconds. */
async function countDown(server: Run, seconds: number, kind: 'hands' | 'ballot'): Promise<string> {
  const presenter = await connect(server, { presenterKey: KEY })
  const [{ pollId, step }] = await waitFor<[PresenterState]>(presenter, 'presenterState')
  const asked = waitFor<[PresenterState]>(presenter, 'presenterState', lectern => lectern.pollId !== pollId)
  const command = { name: 'ask', question: question({ kind }) }
  await presenter.emitWithAck('present', { pollId, step, command })
  const [lectern] = await asked
  const timer = { pollId: lectern.pollId, step: lectern.step, command: { name: 'setTimer', seconds } }
  expect(await presenter.emitWithAck('present', timer)).to.include({ ok: true })
  return lectern.pollId
}

const left = ({ poll, now }: Pick<PollNews, 'poll' | 'now'>) => poll.deadline! - now

describe('A clock that is set while a countdown runs', () => {
  for (const [jump, by] of [
    ['back an hour', -HOUR],
    ['forward an hour', HOUR],
    ['back a day', -DAY],
    ['forward a day', DAY],
  ] as const)
    for (const kind of ['hands', 'ballot'] as const)
      it(`${jump} changes nothing about when it ends (${kind})`, async () => {
        const server = runAt(0, {}, by)
        await server.port
        const asked = performance.now()
        const pollId = await countDown(server, 2, kind)
        server.child.kill('SIGUSR2')
        await server.says(/The clock is set/)
        const [ana, snapshot] = await snapshotFor(server, { tab: newTab(), browser: newTab() })
        expect(left(snapshot)).to.be.within(2000 - (performance.now() - asked) - 5, 2000)
        const closed = waitFor<[PollNews]>(ana, 'poll', ({ poll }) => poll.state === 'closed')
        expect(await ana.emitWithAck('castVote', { pollId, vote: 'A' })).to.include({ ok: true })
        const [news] = await closed
        // Two seconds of grace.
        expect(performance.now() - asked).to.be.within(3990, 15_000)
        expect(news.counts).to.deep.equal({ A: 1, B: 0 })
        const late = (await ana.emitWithAck('castVote', { pollId, vote: 'B' })) as Reply
        expect(late).to.include({ ok: false, code: 'poll-closed' })
      })

  it('and a restart meanwhile change nothing, either', async function () {
    if (process.platform !== 'linux') this.skip() // elsewhere nothing tells one start of a computer from another
    for (const by of [-HOUR, HOUR]) {
      const folder = newFolder()
      const first = runAt(0, { DATA_DIR: folder })
      await first.port
      const asked = performance.now()
      await countDown(first, 60, 'ballot')
      await end(first)
      const [, snapshot] = await snapshotFor(runAt(by, { DATA_DIR: folder }), { tab: newTab() })
      expect(left(snapshot)).to.be.within(60_000 - (performance.now() - asked) - 5, 60_000)
    }
  })
})

describe('A server that starts with a wrong clock', () => {
  it('forty days ahead erases nothing, and a server that is started once a week does erase at last, said with counts', async () => {
    const folder = newFolder()
    const at = (shift: number) => runAt(shift, { DATA_DIR: folder })
    const first = at(0)
    const response = await fetch(`http://127.0.0.1:${await first.port}/api/rooms`, { method: 'POST' })
    const { code } = (await response.json()) as { code: string }
    expect(await end(first)).to.not.include('The clock of this computer')
    const start = async (shift: number) => {
      const server = at(shift)
      const { status } = await fetch(`http://127.0.0.1:${await server.port}/r/${code}`)
      return { status, output: await end(server) }
    }
    expect(await start(40 * DAY)).to.include({ status: 200 })
    const back = await start(0)
    expect(back.status).to.equal(200)
    expect(back.output).to.match(/The clock of this computer says .* but what is kept was used on /)
    for (let week = 1; week < 6; week++) expect((await start(week * 7 * DAY)).status).to.equal(200)
    const last = at(6 * 7 * DAY)
    const said = await last.says(/erased what nobody has used for 30 days/)
    expect(said).to.match(/"rooms":1,/)
    expect(await end(last)).to.not.include(code)
  })

  it('before the program was built says so, and the room it opens is there when the clock is right', async () => {
    const folder = newFolder()
    const server = runAt(-Date.now() + 1000, { DATA_DIR: folder })
    const response = await fetch(`http://127.0.0.1:${await server.port}/api/rooms`, { method: 'POST' })
    const { code } = (await response.json()) as { code: string }
    expect(await end(server)).to.match(
      /^The clock of this computer says 1970-01-01 .*this program was built on/m,
    )
    const later = runAt(0, { DATA_DIR: folder })
    expect((await fetch(`http://127.0.0.1:${await later.port}/r/${code}`)).status).to.equal(200)
    expect(await end(later)).to.not.include('The clock of this computer')
  })
})
