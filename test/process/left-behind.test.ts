/** What a run of tests leaves on the machine: nothing, in whatever way it ends. */
import { expect } from 'chai'
import { fork, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { connect } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { endWithTest } from '../support/system/children'
import { newFolder } from '../support/folders'
import { ROOT } from '../support/imports'

const MOCHA = path.join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js')
const LEAVES = path.join(ROOT, 'test', 'fixtures', 'left-behind', 'leaves.ts')
const WORKER = path.join(ROOT, 'test', 'fixtures', 'left-behind', 'worker.js')
const WAYS = { 'one after the other': [], 'side by side': ['--parallel', '--jobs', '2'] }

/** Starts mocha with this as its temporary folder. */
function mocha(words: readonly string[], how = 'passes', temporary = newFolder()) {
  const portsFile = path.join(newFolder(), 'ports')
  const env = { ...process.env, LEAVES: how, LEAVES_PORTS: portsFile, CI: '' }
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) Object.assign(env, { [name]: temporary })
  const child = endWithTest(
    spawn(process.execPath, [MOCHA, ...words], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    }),
    { leads: true },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => void (output += String(data)))
  const ended = new Promise<string>(resolve => child.once('close', () => resolve(output)))
  const ports = () =>
    existsSync(portsFile) ? readFileSync(portsFile, 'utf8').split(' ').filter(Boolean) : []
  return { child, ended, ports, temporary }
}

/** Resolves once this holds; if it never does, the test times out. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20)
}

function isOpen(port: string): Promise<boolean> {
  return new Promise(resolve => {
    const probe = connect(Number(port), '127.0.0.1', () => resolve(true)).once('error', () => resolve(false))
    probe.once('connect', () => probe.destroy())
  })
}

async function nothingRuns(ports: readonly string[]): Promise<void> {
  expect(ports).not.to.deep.equal([])
  for (const port of ports) await until(async () => !(await isOpen(port)))
}

describe('A run of tests leaves no folder and no process', () => {
  for (const [way, words] of Object.entries(WAYS)) {
    for (const how of ['passes', 'fails'])
      it(`when a test ${how}, its files ${way}`, async () => {
        const { ended, ports, temporary } = mocha([...words, LEAVES], how)
        expect(await ended).to.include(how === 'fails' ? '0 passed, 1 failed' : '1 passed, 0 failed')
        await nothingRuns(ports())
        expect(readdirSync(temporary)).to.deep.equal([])
      })

    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      it(`when it is ended by ${signal}, its files ${way}`, async () => {
        const { child, ended, ports, temporary } = mocha([...words, LEAVES], 'hangs')
        await until(() => ports().length > 0)
        expect(readdirSync(temporary)).to.have.length(1)
        child.kill(signal)
        await ended
        await nothingRuns(ports())
        expect(readdirSync(temporary)).to.deep.equal([])
      })
  }

  it('when its first process is killed, and its workers find themselves alone', async () => {
    const { child, ports, temporary } = mocha([...WAYS['side by side'], LEAVES], 'hangs')
    await until(() => ports().length > 0)
    child.kill('SIGKILL')
    await nothingRuns(ports())
    await until(() => readdirSync(temporary).length === 0)
  })

  it('when a worker hears that its first process is gone before it has another parent', async () => {
    const temporary = newFolder()
    const ofRun = path.join(temporary, `ask-tests-${process.pid}-killed`)
    mkdirSync(ofRun)
    const worker = endWithTest(
      fork(WORKER, { env: { ...process.env, TMPDIR: ofRun, TEMP: ofRun, TMP: ofRun } }),
    )
    await once(worker, 'message')
    worker.disconnect()
    await once(worker, 'exit')
    expect(readdirSync(temporary)).to.deep.equal([])
  })

  it('after the next one, when all its processes were killed at once', async () => {
    const temporary = newFolder()
    const { pid: ended } = spawnSync(process.execPath, ['--version'])
    const ofOthers = `ask-tests-${process.pid}-running`
    mkdirSync(path.join(temporary, `ask-tests-${ended}-killed`, 'ask-folder'), { recursive: true })
    mkdirSync(path.join(temporary, ofOthers))
    await mocha(['test/rules/sequence.test.ts'], 'passes', temporary).ended
    expect(readdirSync(temporary)).to.deep.equal([ofOthers])
  })
})

describe('The tests of this repository', () => {
  // One of each kind: in memory, on files, on several nodes, on processes that are killed.
  const FILES = ['rules/packages/licences', 'store/data-private', 'cluster/signs', 'process/rows']

  it('leave nothing in the temporary folder', async () => {
    const files = FILES.map(file => path.join(ROOT, 'test', `${file}.test.ts`))
    for (const file of files) expect(existsSync(file), file).to.equal(true)
    const { ended, temporary } = mocha([...WAYS['side by side'], ...files])
    expect(await ended).to.match(/\d passed, 0 failed/)
    expect(readdirSync(temporary)).to.deep.equal([])
  })
})
