/** The doctor of the built program: what is fine, what is wrong, with which exit code, and that it changes nothing. */
import { createClient } from '@redis/client'
import { expect } from 'chai'
import { open } from 'lmdb'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import type { Finding, Level } from '../../src/commands/checks/finding'
import { afterEachTest } from '../support/cleanup'
import { newFolder } from '../support/folders'
import { unusedPort } from '../support/ports'
import { KEY } from '../support/presenter'
import { DIST, run, usedFolder } from '../support/process'
import { startRedis, withRedis } from '../support/redis-server'

const DOCTOR = [path.join('commands', 'ask-the-audience.js'), 'doctor']
const SHIFTED_CLOCK = `--require ${path.join(__dirname, '..', 'support', 'shifted-clock.js')}`
const HOUR_MS = 3600 * 1000

interface Diagnosis {
  code: number | null
  ok: boolean
  /** What it says of a part, worst first. */
  of: (part: string) => { level: Level; says: string }
}

const RANK: Level[] = ['wrong', 'note', 'fine']

/** Runs the doctor for a server with these settings. */
async function diagnose(
  env: Record<string, string> = {},
  { words = [], shell }: { words?: string[]; shell?: string } = {},
): Promise<Diagnosis> {
  const program = [...DOCTOR, '--json', ...words]
  const settings = { PORT: String(await unusedPort()), ...env }
  const { code, output } = await run(settings, { program, ...(shell && { shell }) }).ended
  const { ok, findings } = JSON.parse(output) as { ok: boolean; findings: Finding[] }
  const of = (part: string) => {
    const found = findings.filter(finding => finding.part === part)
    const says = found.map(finding => finding.says).join(' ')
    return { level: RANK.find(level => found.some(finding => finding.level === level))!, says }
  }
  expect(ok).to.equal(findings.every(({ level }) => level !== 'wrong'))
  expect(code).to.equal(ok ? 0 : 1)
  for (const { says } of findings) expect(says).to.match(/[.?]$/)
  return { code, ok, of }
}

/** What is in a folder, byte by byte. LMDB's lock file names who reads. */
function contentOf(folder: string): [string, string][] {
  const names = readdirSync(folder).sort()
  return names.map(name => [
    name,
    name.endsWith('-lock') ? '' : readFileSync(path.join(folder, name), 'base64'),
  ])
}

/** Something else that listens, and answers so to all that it is asked. */
async function otherServer(port: number, answer = 'hello'): Promise<void> {
  const server = createServer((_request, response) => response.end(answer))
  afterEachTest(() => void server.close())
  await once(server.listen(port), 'listening')
}

/** What a shell is told so that the program runs as a user without rights. */
const NOBODY = ['--reuid', '65534', '--clear-groups']
const AS_NOBODY = `exec setpriv ${NOBODY.join(' ')} "$0" "$@"`

/** Whether there is the program for it, and that user may read Node and the build. */
function canBecomeNobody(): boolean {
  const words = [...NOBODY, process.execPath, path.join(DIST, DOCTOR[0]!), 'doctor', '--seats']
  const { stderr } = spawnSync('setpriv', words, { encoding: 'utf8', env: { PATH: process.env['PATH'] } })
  return String(stderr).startsWith('Usage')
}

describe('The doctor', () => {
  it('finds nothing wrong with a new folder and a free port, and says so', async () => {
    const folder = newFolder()
    const { code, output } = await run(
      { DATA_DIR: folder, PORT: String(await unusedPort()) },
      { program: DOCTOR },
    ).ended
    expect(output)
      .to.match(/^fine +Node +v\d+/)
      .and.to.match(/Nothing is wrong\.\n$/)
    expect(code).to.equal(0)
    expect(readdirSync(folder)).to.deep.equal([])
  })

  it('reads the data, tells its version and changes nothing of it', async () => {
    const folder = await usedFolder()
    const before = contentOf(folder)
    const { ok, of } = await diagnose({ DATA_DIR: folder })
    expect(of('Data folder').says).to.match(/undamaged and of version \d/)
    expect(ok).to.equal(true)
    expect(contentOf(folder)).to.deep.equal(before)
    const { port } = run({ DATA_DIR: folder })
    expect(await port).to.be.greaterThan(0)
  })

  it('says when the database is there and has nothing in it', async () => {
    const folder = newFolder()
    writeFileSync(path.join(folder, 'rooms.mdb'), '')
    const { ok, of } = await diagnose({ DATA_DIR: folder })
    expect(of('Data folder')).to.deep.include({ level: 'note' })
    expect(of('Data folder').says).to.include('empty, so rooms begin anew')
    expect(ok).to.equal(true)
  })

  it('tries the address also where each start takes another port', async () => {
    expect((await diagnose({ PORT: '0' })).of('Port')).to.deep.include({ level: 'note' })
    const { ok, of } = await diagnose({ PORT: '0', HOST: '203.0.113.1' })
    expect(of('Port').says).to.match(/^This machine has no address "203\.0\.113\.1"\./)
    expect(ok).to.equal(false)
  })

  it('leaves a folder that is not there to the first start', async () => {
    const parent = newFolder()
    const folder = path.join(parent, 'deep', 'data')
    const { ok, of } = await diagnose({ DATA_DIR: folder })
    expect(of('Data folder')).to.deep.include({ level: 'fine' })
    expect(of('Data folder').says).to.include('is not there yet')
    expect(ok).to.equal(true)
    expect(readdirSync(parent)).to.deep.equal([])
  })

  it('says when a file is in the place of the folder, or of one above it', async () => {
    const file = path.join(newFolder(), 'data')
    writeFileSync(file, 'mine')
    for (const folder of [file, path.join(file, 'data')]) {
      const { of } = await diagnose({ DATA_DIR: folder })
      expect(of('Data folder').level).to.equal('wrong')
      expect(of('Data folder').says).to.match(/cannot be used.*Set DATA_DIR/)
    }
    expect(readFileSync(file, 'utf8')).to.equal('mine')
  })

  it('says when this user may not write the folder', async function () {
    // Root may write everywhere, so it becomes another user where it can.
    const isRoot = process.getuid?.() === 0
    if (process.platform === 'win32' || (isRoot && !canBecomeNobody())) return this.skip()
    const folder = newFolder()
    chmodSync(folder, 0o555)
    const { of } = await diagnose({ DATA_DIR: folder }, isRoot ? { shell: AS_NOBODY } : {})
    expect(of('Data folder').says).to.include('this user may not write there')
    expect(of('Data folder').level).to.equal('wrong')
  })

  it('says when the data is newer than the program, or damaged, and leaves it as it is', async () => {
    const newer = await usedFolder()
    const database = open({ path: path.join(newer, 'rooms.mdb'), noSubdir: true })
    await database.put(['data-version'], 99)
    await database.close()
    const damaged = newFolder()
    writeFileSync(path.join(damaged, 'rooms.mdb'), 'x'.repeat(40_000))
    for (const [folder, sentence] of [
      [newer, /newer Ask the Audience \(data version 99/],
      [damaged, /is damaged/],
    ] as const) {
      const before = contentOf(folder)
      const { of } = await diagnose({ DATA_DIR: folder })
      expect(of('Data folder').says).to.match(sentence)
      expect(of('Data folder').level).to.equal('wrong')
      expect(contentOf(folder)).to.deep.equal(before)
    }
  })

  it('knows the server that runs, below its path, too, and finds nothing wrong', async () => {
    const env = { DATA_DIR: newFolder(), PORT: String(await unusedPort()), BASE_PATH: '/ask' }
    await run(env).port
    const { ok, of } = await diagnose(env)
    expect(of('Port').says).to.equal(`A server runs at port ${env.PORT}, and can record.`)
    expect(of('Data folder').says).to.match(/is used by the server that runs \(process \d+\)/)
    expect(ok).to.equal(true)
  })

  it('says when another server uses the folder, and when the one that runs uses another', async () => {
    const [DATA_DIR, PORT] = [newFolder(), String(await unusedPort())]
    const { child, port } = run({ DATA_DIR, PORT })
    await port
    const here = await diagnose({ DATA_DIR })
    expect(here.of('Data folder').level).to.equal('wrong')
    expect(here.of('Data folder').says).to.include(`used by another Ask the Audience (process ${child.pid})`)
    const there = await diagnose({ PORT })
    expect(there.of('Data folder').level).to.equal('note')
    expect(there.of('Data folder').says).to.include('keeps its data elsewhere')
  })

  for (const [what, answer] of [
    ['a page', '<h1>hello</h1>'],
    ['JSON', '{"ok":true}'],
  ] as const)
    it(`says when something else has the port, which answers with ${what}`, async () => {
      const port = await unusedPort()
      await otherServer(port, answer)
      const { of } = await diagnose({ PORT: String(port) })
      expect(of('Port').level).to.equal('wrong')
      expect(of('Port').says).to.match(/is taken by something else.*PORT=\d+/)
    })

  it('tells how many connections fit, and says when fewer than the seats do', async () => {
    const shell = 'ulimit -n 128'
    const few = await diagnose({}, { shell, words: ['--seats', '500'] })
    expect(few.of('Open files').level).to.equal('wrong')
    expect(few.of('Open files').says).to.match(/so 80 connections fit, and not 500\. .*ulimit -n 564/)
    const enough = await diagnose({}, { shell, words: ['--seats', '60'] })
    expect(enough.of('Open files')).to.deep.equal({ level: 'fine', says: '80 connections fit.' })
    const unasked = await diagnose({}, { shell })
    expect(unasked.of('Open files').level).to.equal('note')
    expect(unasked.ok).to.equal(true)
  })

  it('tells of every setting that is refused, of names that nearly are settings, and of what does not go together', async () => {
    const { of } = await diagnose({
      HAND_HOLD: '5m',
      TRUST_PROXY: 'maybe',
      LOG_LEVEL: 'loud',
      CLIENT_ORIGIN: 'http://localhost:5500',
      HOUSE: 'off',
      OPEN_ROOMS: 'nobody',
      PRESENTER_KEY: KEY,
      METRICS_TOKEN: KEY,
    })
    const { says, level } = of('Settings')
    for (const sentence of [
      'HAND_HOLD must be',
      'TRUST_PROXY must be',
      'LOG_LEVEL must be',
      'CLIENT_ORIGIN is no setting of this program, and is ignored. Is CLIENT_ORIGINS meant?',
      'HOUSE=off and OPEN_ROOMS=nobody',
      'METRICS_TOKEN is the same as PRESENTER_KEY',
    ])
      expect(says).to.include(sentence)
    expect(level).to.equal('wrong')
    expect(says).to.not.include(KEY)
  })

  it('finds nothing in the environment of everyday that looks like a setting', async () => {
    const everyday = {
      HOME: '/root',
      HOSTNAME: 'laptop',
      LOGNAME: 'me',
      DISPLAY: ':0',
      SHELL: '/bin/sh',
      USER: 'me',
    }
    expect((await diagnose(everyday)).of('Settings')).to.deep.equal({
      level: 'fine',
      says: 'All settings are understood.',
    })
  })

  it('looks whether PUBLIC_URL leads to the server that runs', async () => {
    const [DATA_DIR, PORT, free] = [newFolder(), String(await unusedPort()), String(await unusedPort())]
    await run({ DATA_DIR, PORT }).port
    const right = await diagnose({ DATA_DIR, PORT, PUBLIC_URL: `http://127.0.0.1:${PORT}` })
    expect(right.of('Addresses').level).to.equal('fine')
    const wrong = await diagnose({ DATA_DIR, PORT, PUBLIC_URL: `http://127.0.0.1:${free}` })
    expect(wrong.of('Addresses').level).to.equal('wrong')
    expect(wrong.of('Addresses').says).to.include('no Ask the Audience answers there')
    const unknown = await diagnose({ PUBLIC_URL: 'http://nowhere.invalid' })
    expect(unknown.of('Addresses').says).to.include('knows nowhere.invalid')
  })

  it('says which addresses people are told, and when SHARE_ADDRESS or HOST leads them astray', async () => {
    const astray = await diagnose({ SHARE_ADDRESS: '203.0.113.77' })
    expect(astray.of('Addresses').level).to.equal('wrong')
    expect(astray.of('Addresses').says).to.include('which this computer does not have')
    expect(astray.of('Addresses').says).to.not.include('http://203.0.113.77')
    const alone = await diagnose({ HOST: '127.0.0.1' })
    expect(alone.of('Addresses').level).to.equal('note')
    const listed = await diagnose({ CLIENT_ORIGINS: 'http://localhost:5500' })
    expect(listed.of('Addresses').says).to.include('Pages of http://localhost:5500 may connect')
  })

  it('says when the clock differs from that of the folder', async () => {
    const { of } = await diagnose({ NODE_OPTIONS: SHIFTED_CLOCK, CLOCK_SHIFT: '60000' })
    expect(of('Clock').level).to.equal('note')
    expect(of('Clock').says).to.match(/data folder is (59|60|61) s behind/)
  })

  it('ends with a sentence where it is told something that it does not know', async () => {
    for (const words of [['--seats'], ['--seats', 'many'], ['now'], ['--fix']]) {
      const { code, output } = await run({}, { program: [...DOCTOR, ...words] }).ended
      expect(output, words.join(' ')).to.equal('Usage: ask-the-audience doctor [--seats NUMBER] [--json]\n')
      expect(code).to.equal(1)
    }
  })

  withRedis('With Redis, the doctor', () => {
    const onRedis = (url: string) => ({
      REDIS_URL: url,
      PRESENTER_KEY: KEY,
      DATA_DIR: path.join(newFolder(), 'no'),
    })

    it('finds nothing wrong with one that records each ballot on its disk, and leaves no key behind', async () => {
      const redis = await startRedis()
      const client = await createClient({ url: redis.url }).connect()
      const env = onRedis(redis.url)
      const { ok, of } = await diagnose(env)
      expect(of('Redis').level).to.equal('fine')
      expect(of('Redis').says).to.match(
        /round trip takes [\d.]+ ms.*each on its disk before it is acknowledged/,
      )
      expect(of('Clock').says).to.match(/as does that of Redis/)
      expect(ok).to.equal(true)
      expect(await client.keys('*')).to.deep.equal([])
      expect(existsSync(env.DATA_DIR)).to.equal(false)
      await client.close()
    })

    it('says when it erases ballots, when its log is off, and when its data is newer', async () => {
      const evicts = await startRedis({ maxmemory: '100mb', 'maxmemory-policy': 'allkeys-lru' })
      const erasing = await diagnose(onRedis(evicts.url))
      expect(erasing.of('Redis').level).to.equal('wrong')
      expect(erasing.of('Redis').says).to.include('Set it to noeviction')
      const forgets = await startRedis({ appendonly: 'no' })
      const forgetting = await diagnose(onRedis(forgets.url))
      expect(forgetting.of('Redis').level).to.equal('note')
      expect(forgetting.of('Redis').says).to.include('appendonly')
      const client = await createClient({ url: forgets.url }).connect()
      await client.set('ask:data-version', '99')
      await client.close()
      expect((await diagnose(onRedis(forgets.url))).of('Redis').says).to.include('data version 99')
    })

    it('says when it is away, silent, or cannot be written', async () => {
      const redis = await startRedis()
      const client = await createClient({ url: redis.url }).connect()
      await client.sendCommand(['REPLICAOF', '127.0.0.1', String(await unusedPort())])
      await client.close()
      const replica = await diagnose(onRedis(redis.url))
      expect(replica.of('Redis')).to.deep.include({ level: 'wrong' })
      expect(replica.of('Redis').says).to.include('is a replica')
      redis.hang()
      const silent = await diagnose(onRedis(redis.url))
      redis.goOn()
      expect(silent.of('Redis').says).to.match(/Redis (cannot be reached|is away)/)
      expect(silent.of('Redis').level).to.equal('wrong')
      await redis.kill()
      const away = await diagnose(onRedis(redis.url))
      expect(away.of('Redis').says).to.match(/Redis cannot be reached: .*Look at REDIS_URL/)
      expect(away.of('Redis').level).to.equal('wrong')
    })

    it('wants PRESENTER_KEY, and looks at Redis all the same; and says when the clocks differ', async () => {
      const redis = await startRedis()
      const keyless = await diagnose({ REDIS_URL: redis.url })
      expect(keyless.of('Settings').says).to.include('set PRESENTER_KEY too')
      expect(keyless.of('Redis').level).to.equal('fine')
      const clock = { NODE_OPTIONS: SHIFTED_CLOCK, CLOCK_SHIFT: String(2 * HOUR_MS) }
      const ahead = await diagnose({ ...onRedis(redis.url), ...clock })
      expect(ahead.of('Clock').level).to.equal('wrong')
      expect(ahead.of('Clock').says).to.match(/that of Redis .*Set the one that is wrong/)
    })
  })
})
