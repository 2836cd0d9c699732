/**
 * One server through a bad day: its build, its file handles, its time, its disk and its clock are taken from it and
 * given back.
 */
import { expect } from 'chai'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, renameSync, writeFileSync } from 'node:fs'
import { connect as connectTcp } from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import countBy from 'lodash/countBy'
import times from 'lodash/times'
import { DIST, run, type Run } from '../support/process'
import { KEY, snapshotOf } from '../support/presenter'
import { ask, enter } from '../support/process-clients'
import { newTab, type Client } from '../support/clients'
import { newFolder } from '../support/folders'

const VOTERS = 200
/** Files the server may have open: the hall fits, and some more. */
const FILES = 300
/** `ENDURANCE=long`: as long as such things take in real life. */
const IS_LONG = process.env['ENDURANCE'] === 'long'
/** Milliseconds for which the process is stopped, as a laptop that sleeps. */
const STOPPED_MS = IS_LONG ? 30_000 : 5000
/** Milliseconds for which all connections are taken, and for which nothing can be written. */
const TAKEN_MS = IS_LONG ? 10_000 : 0
const DAY_MS = 24 * 3600 * 1000

/** Loaded into the server: each SIGUSR2 moves its clock to the next of these. */
const CLOCK = `
  const RealDate = Date
  const shifts = [${DAY_MS}, ${-DAY_MS}, 0]
  let shift = 0
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      if (args.length === 0) super(RealDate.now() + shift)
      else super(...args)
    }
    static now() {
      return RealDate.now() + shift
    }
  }
  process.on('SIGUSR2', () => {
    shift = shifts.shift()
    console.log('The clock is moved by ' + shift + '.')
  })
`

interface Voter {
  client: Client
  browser: string
  /** The last choice that was acknowledged. */
  acknowledged: string | null
}

/** Everybody votes for another choice. Returns how many were acknowledged. */
async function castAll(voters: Voter[], pollId: string, turn: number): Promise<number> {
  const accepted = await Promise.all(
    voters.map(async (voter, index) => {
      const choice = 'ABCD'[(index + turn) % 4]!
      const reply = await voter.client.emitWithAck('castVote', { pollId, vote: choice })
      if (reply.ok) voter.acknowledged = choice
      return reply.ok
    }),
  )
  return accepted.filter(Boolean).length
}

async function expectAllCounted(voters: Voter[]): Promise<void> {
  const snapshots = await Promise.all(voters.map(({ client }) => snapshotOf(client)))
  snapshots.forEach(({ yourVote }, index) => expect(yourVote).to.equal(voters[index]!.acknowledged))
  const given = voters.map(({ acknowledged }) => acknowledged).filter(choice => choice !== null)
  expect(snapshots[0]!.counts).to.deep.equal({ A: 0, B: 0, C: 0, D: 0, ...countBy(given) })
}

function limitFiles(server: Run, bytes: string): void {
  const { status } = spawnSync('prlimit', ['--pid', String(server.child.pid), `--fsize=${bytes}:`])
  expect(status, 'prlimit').to.equal(0)
}

describe(`A server that serves ${VOTERS} voters`, () => {
  it('lives through a bad day, and counts every ballot that it acknowledged once', async function () {
    // Only there a limit of a running process can be set.
    if (process.platform !== 'linux') return this.skip()
    const folder = newFolder()
    const [dist, clock] = [path.join(folder, 'dist'), path.join(folder, 'clock.js')]
    cpSync(DIST, dist, { recursive: true })
    writeFileSync(clock, CLOCK)
    const env = {
      DATA_DIR: newFolder(),
      PRESENTER_KEY: KEY,
      NODE_PATH: path.join(DIST, '..', 'node_modules'),
    }
    const options = { dist, shell: `ulimit -n ${FILES}` }
    const server = run({ ...env, NODE_OPTIONS: `--require ${clock}` }, options)
    const port = await server.port
    await ask(port, { choices: ['', '', '', ''] })
    const entered = await Promise.all(
      times(VOTERS, async () => {
        const browser = newTab()
        return { ...(await enter(port, { tab: newTab(), browser })), browser, acknowledged: null }
      }),
    )
    const voters: Voter[] = entered
    const { pollId } = entered[0]!.snapshot.poll
    expect(await castAll(voters, pollId, 0)).to.equal(VOTERS)

    // The build is taken away and comes back.
    renameSync(dist, `${dist}-away`)
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).to.equal(200)
    expect(await castAll(voters, pollId, 1)).to.equal(VOTERS)
    renameSync(`${dist}-away`, dist)

    // Strangers take every connection that is left.
    const strangers = times(FILES, () =>
      connectTcp(port, '127.0.0.1')
        .on('error', () => undefined)
        .resume(),
    )
    await server.says(/no room for more connections/)
    expect(await castAll(voters, pollId, 2)).to.equal(VOTERS)
    await delay(TAKEN_MS)
    const gone = Promise.all(strangers.filter(({ closed }) => !closed).map(socket => once(socket, 'close')))
    for (const socket of strangers) socket.destroy()
    await gone

    // The process is stopped with ballots under way, and goes on.
    server.child.kill('SIGSTOP')
    const cast = castAll(voters, pollId, 3)
    await delay(STOPPED_MS)
    server.child.kill('SIGCONT')
    expect(await cast).to.equal(VOTERS)

    // Nothing can be written: refused, and what was acknowledged before still counts.
    limitFiles(server, '4096')
    expect(await castAll(voters, pollId, 4)).to.be.below(VOTERS)
    await delay(TAKEN_MS)
    limitFiles(server, 'unlimited')
    for (let tries = 0; (await castAll(voters, pollId, 4)) < VOTERS; tries++) expect(tries).to.be.below(100)

    // The clock goes to tomorrow, to yesterday, and back.
    for (const [turn, shift] of [DAY_MS, -DAY_MS, 0].entries()) {
      server.child.kill('SIGUSR2')
      await server.says(new RegExp(`The clock is moved by ${shift}\\.`))
      expect(await castAll(voters, pollId, 5 + turn)).to.equal(VOTERS)
    }

    await expectAllCounted(voters)
    expect(server.child.exitCode).to.equal(null)
    server.child.kill('SIGTERM')
    const { code, signal, output } = await server.ended
    expect(code, `${signal}: ${output.slice(-2000)}`).to.equal(0)
    const again = await run(env, { dist }).port
    for (const { client } of voters) client.disconnect()
    for (const voter of voters)
      voter.client = (await enter(again, { tab: newTab(), browser: voter.browser })).client
    await expectAllCounted(voters)
  }).timeout(240_000)
})
