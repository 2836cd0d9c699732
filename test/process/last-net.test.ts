/** What must never end the process: failures that nobody caught, too many connections, outputs that nobody reads. */
import { expect } from 'chai'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import { io } from 'socket.io-client'
import times from 'lodash/times'
import { limitSentence, maxConnectionsOf } from '../../src/open-files'
import { checkFile } from '../../src/store/lmdb/file-check'
import { StoreError } from '../../src/store/errors'
import { run } from '../support/process'
import { newTab, waitFor } from '../support/clients'
import { newFolder } from '../support/folders'

/** Loaded into the server: an exception, a rejection and many of a timer, once somebody asks for it. */
const SABOTAGE = `
  process.on('SIGUSR2', () => {
    setTimeout(() => { throw new Error('thrown by nobody') })
    Promise.reject(new Error('rejected by nobody'))
    for (let i = 0; i < 50; i++) setTimeout(() => { throw new Error('thrown again and again') })
  })
`

async function vote(port: number): Promise<void> {
  const client = io(`http://127.0.0.1:${port}`, { auth: { tab: newTab() }, transports: ['websocket'] })
  const [{ poll }] = await waitFor<[{ poll: { pollId: string } }]>(client, 'snapshot')
  expect(await client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })).to.include({ ok: true })
  client.disconnect()
}

describe('The process goes on', () => {
  it('after an exception and a rejection that nobody caught, and says so in the log', async () => {
    const file = path.join(newFolder(), 'sabotage.js')
    writeFileSync(file, SABOTAGE)
    const server = run({ NODE_OPTIONS: `--require ${file}` })
    const port = await server.port
    server.child.kill('SIGUSR2')
    await server.says(/thrown by nobody/)
    await server.says(/rejected by nobody/)
    await server.says(/thrown again/)
    await vote(port)
    server.child.kill('SIGTERM')
    const { code, output } = await server.ended
    expect(code).to.equal(0)
    expect(output).to.include('Something failed in a way that nobody foresaw')
    const lines = output.split('\n').filter(line => line.includes('nobody caught this'))
    expect(lines, 'the same failure is logged once').to.have.length(3)
    for (const line of lines) expect((JSON.parse(line) as { level: number }).level).to.equal(60)
  })

  it('when whoever read its words is gone', async () => {
    const server = run()
    const port = await server.port
    server.child.stdout!.destroy()
    server.child.stderr!.destroy()
    // Each of these would be a line in the log.
    for (const origin of ['https://one.example', 'https://two.example', 'https://three.example']) {
      const stranger = io(`http://127.0.0.1:${port}`, {
        extraHeaders: { Origin: origin },
        reconnection: false,
      })
      await waitFor(stranger, 'connect_error')
    }
    await vote(port)
    server.child.kill('SIGTERM')
    expect((await server.ended).code).to.equal(0)
  })

  it('on SIGHUP when it has no terminal, as a service', async () => {
    const server = run()
    const port = await server.port
    server.child.kill('SIGHUP')
    await vote(port)
  })
})

/**
 * What a request over a connection of its own is answered; undefined: nothing. Unlike fetch, it does not try again by
 * itself.
 */
function statusOf(port: number, path: string): Promise<number | undefined> {
  return new Promise(resolve =>
    get({ port, path, agent: false }, answer => resolve(answer.resume().statusCode)).on('error', () =>
      resolve(undefined),
    ),
  )
}

describe('Where the system allows few open files', () => {
  if (process.platform === 'win32') return

  it('newcomers are dropped and told of in the log, the process stays, and there is room again', async () => {
    const server = run({ ADDRESS_CONNECTIONS: '1000' }, { shell: 'ulimit -n 100' })
    const port = await server.port
    expect(await server.says(/ADDRESS_CONNECTIONS lets/)).to.match(
      /lets the server have 100 files open, so \d+ connections fit; .*"ulimit -n 16384"/,
    )
    const idle = await Promise.all(
      times(90, async () => {
        const socket = connect(port, '127.0.0.1').on('error', () => undefined)
        await once(socket, 'connect')
        return socket
      }),
    )
    const dropped = new Set<Socket>()
    for (const socket of idle) socket.resume().once('close', () => void dropped.add(socket))
    await server.says(/no room for more connections/)
    expect(await statusOf(port, '/')).to.be.oneOf([undefined, 200, 503])
    expect(server.child.exitCode).to.equal(null)
    for (const socket of idle) socket.destroy()

    let status: number | undefined
    while (status !== 200) status = await statusOf(port, '/healthz')
    await vote(port)
    server.child.kill('SIGTERM')
    const { output } = await server.ended
    expect(output.match(/"level":[56]0/g), output).to.equal(null)
  })

  it('so many connections fit that files can still be opened', () => {
    expect(maxConnectionsOf(1024)).to.be.within(900, 1000)
    expect(maxConnectionsOf(20)).to.equal(10)
    expect(limitSentence(100_000, 10_000)).to.equal(undefined)
    expect(limitSentence(1024, 10_000)).to.include('1024 files').and.to.include('"ulimit -n 16384"')
  })
})

describe('A start that is interrupted', () => {
  /** The same as Ctrl-C: the whole group is sent the signal. */
  const interrupt = (pid: number) => process.kill(-pid, 'SIGINT')

  it('ends quietly at any moment, and the data is whole at the next start', async function () {
    if (process.platform === 'win32') return this.skip()
    const DATA_DIR = newFolder()
    const first = run({ DATA_DIR })
    await vote(await first.port)
    first.child.kill('SIGTERM')
    await first.ended
    const moments = times(20, index => index * 50)
    for (const moment of moments) {
      const server = run({ DATA_DIR, LOG_LEVEL: 'error' }, { group: true })
      const timer = setTimeout(() => interrupt(server.child.pid!), moment)
      const { output } = await server.ended
      clearTimeout(timer)
      expect(output, `after ${moment} ms`).to.not.match(/damaged|could not|Error|^\s+at /m)
    }
    await vote(await run({ DATA_DIR }).port)
  })

  it('says what kept it from reading the data, and not that the data is damaged', async () => {
    const file = path.join(newFolder(), 'rooms.mdb')
    mkdirSync(file)
    const problem = await checkFile(file).catch((error: unknown) => error)
    expect(problem).to.be.instanceOf(StoreError)
    expect((problem as Error).message)
      .to.include('could not be checked')
      .and.to.not.include('damaged')
  })
})
