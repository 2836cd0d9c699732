/**
 * The files for containers and services, where no Docker and no systemd runs: what the Dockerfile copies is enough and
 * runs as another user on a tree that nobody may write; every setting is one that the program reads; nginx and Redis are
 * real ones with these very settings.
 */
import { expect } from 'chai'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { io } from 'socket.io-client'
import { parse } from 'yaml'
import { endWithTest } from '../../support/system/children'
import { joined, newTab, tallyOf, type Client } from '../../support/clients'
import { newFolder } from '../../support/folders'
import { ROOT } from '../../support/imports'
import { unusedPort } from '../../support/ports'
import { KEY } from '../../support/presenter'
import { run } from '../../support/process'
import { enter } from '../../support/process-clients'
import { startRedis, withRedis } from '../../support/redis-server'
import { buildImage, type Image } from '../../support/system/dockerfile'

interface Service {
  image?: string
  user?: string
  command?: string[]
  environment?: Record<string, string>
  volumes?: string[]
  read_only?: boolean
  depends_on?: unknown
}

const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')
const compose = (file: string) =>
  (parse(textOf(file), { merge: true }) as { services: Record<string, Service> }).services
const CONFIG = textOf('src/config.ts')
/** Of the uid that the image's user `node` has. */
const NODE_USER = 1000
const isRoot = process.getuid?.() === 0

/** Whether the program reads a setting of this name; NODE_ENV is for the packages. */
function isSetting(name: string): boolean {
  return CONFIG.includes(`'${name}'`) || name === 'NODE_ENV'
}

describe('The Dockerfile', () => {
  let image: Image

  before(function () {
    this.timeout(300_000)
    image = buildImage(textOf('Dockerfile'))
  })

  it('is of the Node that CI deploys on, and its settings are the program’s', () => {
    const [, deployed] = /node@(\d+)/.exec(textOf('.ci/run'))!
    const bases = [...textOf('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, base]) => base)
    expect(bases).to.deep.equal(Array(2).fill(`node:${deployed}-bookworm-slim`))
    for (const name of Object.keys(image.env)) expect(isSetting(name), name).to.equal(true)
    expect([image.user, image.volumes, image.env['DATA_DIR']]).to.deep.equal(['node', ['/data'], '/data'])
  })

  it('leaves an image with the built program and what it needs, without sources and packages of development', () => {
    const app = path.join(image.root, 'app')
    expect(readdirSync(app).sort()).to.deep.equal([
      'LICENSE',
      'dist',
      'node_modules',
      'package-lock.json',
      'package.json',
    ])
    expect(readdirSync(path.join(app, 'node_modules')))
      .to.include('express')
      .and.to.not.include.members(['typescript'])
  })

  it('starts as another user on a tree that nobody may write, takes a vote, is healthy, saves, and ends by SIGTERM', async () => {
    const app = path.join(image.root, 'app')
    const [data, backup] = [newFolder(), newFolder()]
    if (isRoot) {
      for (const folder of [data, backup]) chownSync(folder, NODE_USER, NODE_USER)
      execFileSync('chmod', ['a+rx', image.root])
    }
    // This machine's may lie where that user cannot reach it.
    const node = path.join(image.root, 'node')
    copyFileSync(process.execPath, node)
    execFileSync('chmod', ['-R', 'a-w,a+rX', app])
    const [program, ...words] = image.entrypoint
    expect(program).to.equal('node')
    const port = await unusedPort()
    // The server takes a slash off the end of BASE_PATH; so must the health check.
    const ways = { PATH: process.env['PATH'], PORT: String(port), DATA_DIR: data, BASE_PATH: '/' }
    const env = { ...image.env, ...ways }
    const asUser = isRoot
      ? ['setpriv', `--reuid=${NODE_USER}`, `--regid=${NODE_USER}`, '--clear-groups']
      : ['env']
    const start = (args: string[]) => {
      const child = endWithTest(spawn(asUser[0]!, [...asUser.slice(1), node, ...args], { cwd: app, env }))
      let said = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', text => void (said += String(text)))
      const ended = new Promise<{ code: number | null; said: string }>(resolve =>
        child.once('close', code => resolve({ code, said })),
      )
      return { child, ended }
    }
    const server = start(words)
    while (!(await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok) {
      if (server.child.exitCode !== null) throw new Error((await server.ended).said)
      await sleep(50)
    }
    const { client, snapshot } = await enter(port, { tab: newTab() })
    expect(await client.emitWithAck('castVote', { pollId: snapshot.poll.pollId, vote: 'A' })).to.include({
      ok: true,
    })
    expect((await start(image.healthcheck.slice(1)).ended).code).to.equal(0)
    const saved = await start([...words, 'backup', path.join(backup, 'saved')]).ended
    expect(saved.code, saved.said).to.equal(0)
    client.disconnect()
    server.child.kill('SIGTERM')
    const { code, said } = await server.ended
    expect([code, /Closing\. Pages come back/.test(said)]).to.deep.equal([0, true])
    expect((await start(image.healthcheck.slice(1)).ended).code, 'health of a server that ended').to.equal(1)
  })
})

describe('The compose files', () => {
  for (const file of ['compose.yaml', 'compose.cluster.yaml'])
    it(`${file} names settings that the program reads, has services that may write to volumes only, and mounts what is there`, () => {
      const services = Object.entries(compose(file))
      expect(services.length).to.be.above(0)
      for (const [name, { image, environment = {}, volumes = [], read_only }] of services) {
        expect(read_only, name).to.equal(true)
        const isOurs = image === 'ask-the-audience'
        for (const setting of Object.keys(environment))
          expect(isOurs && isSetting(setting), setting).to.equal(true)
        if (isOurs)
          expect(
            volumes.some(volume => /(^|:)\/data$/.test(volume)),
            name,
          ).to.equal(true)
        for (const [, mounted] of volumes.join('\n').matchAll(/^\.\/([^:]+):/gm))
          expect(textOf(mounted!)).to.not.equal('')
      }
    })

  it('would not pass with a setting that the program does not read', () => {
    for (const name of ['REDIS', 'PRESENTERKEY', 'DATADIR']) expect(isSetting(name)).to.equal(false)
  })
})

withRedis('The cluster of compose.cluster.yaml', () => {
  it('counts together: three servers of its settings behind its nginx, on its Redis, which says that it keeps all on disk', async function () {
    if (spawnSync('nginx', ['-v']).status !== 0) {
      if (process.env['CI']) throw new Error('CI runs everything: install nginx.')
      return this.skip()
    }
    const services = compose('compose.cluster.yaml')
    const [program, ...flags] = services['redis']!.command!
    expect(program).to.equal('redis-server')
    const redis = await startRedis(
      Object.fromEntries(flags.flatMap((flag, i) => (i % 2 ? [] : [[flag.slice(2), flags[i + 1]!]]))),
    )
    const names = Object.keys(services).filter(name => services[name]!.image === 'ask-the-audience')
    expect(names).to.have.length(3)
    const nodes = names.map(name => {
      const { TRUST_PROXY } = services[name]!.environment!
      // Here nginx is on this machine, and not in a network of its own.
      return run({ REDIS_URL: redis.url, PRESENTER_KEY: KEY, TRUST_PROXY: `${TRUST_PROXY},loopback` })
    })
    const ports = await Promise.all(nodes.map(({ port }) => port))
    expect(await nodes[0]!.says(/Redis/)).to.not.match(/eviction|not on its disk|may be lost/i)

    const folder = newFolder()
    mkdirSync(path.join(folder, 'tmp'))
    const port = await unusedPort()
    let config = textOf('deploy/nginx.conf')
      .replaceAll('/tmp/', `${folder}/tmp/`)
      .replace('listen 8080', `listen 127.0.0.1:${port}`)
    names.forEach((name, i) => {
      expect(config).to.include(`server ${name}:3000;`)
      config = config.replace(`server ${name}:3000;`, `server 127.0.0.1:${ports[i]};`)
    })
    writeFileSync(path.join(folder, 'nginx.conf'), config)
    const words = ['-p', folder, '-e', 'stderr', '-c', path.join(folder, 'nginx.conf'), '-g', 'daemon off;']
    // With its workers, which outlive it when it alone is killed.
    const nginx = endWithTest(spawn('nginx', words, { stdio: 'ignore', detached: true }), { leads: true })
    const url = `http://127.0.0.1:${port}`
    while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) {
      expect(nginx.exitCode).to.equal(null)
      await sleep(50)
    }
    const phones = Array.from({ length: 12 }, (_, i): Client =>
      io(url, {
        auth: { tab: newTab() },
        transports: [i % 2 ? 'polling' : 'websocket'],
        forceNew: true,
        extraHeaders: { 'user-agent': `phone ${i}`, origin: url },
      }),
    )
    try {
      const snapshots = await Promise.all(phones.map(joined))
      const { pollId } = snapshots[0]!.poll
      const all = Promise.all(phones.map(phone => tallyOf(phone, { D: phones.length })))
      for (const phone of phones)
        expect(await phone.emitWithAck('castVote', { pollId, vote: 'D' })).to.include({
          ok: true,
        })
      await all
    } finally {
      for (const phone of phones) phone.disconnect()
      const ended = new Promise(resolve => nginx.once('exit', resolve))
      nginx.kill('SIGTERM')
      await ended
    }
  })
})

describe('The systemd unit', () => {
  const unit = textOf('deploy/ask-the-audience.service')
  const valuesOf = (name: string) =>
    [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value!)

  it('starts the built server of the pack with settings that it reads, on a folder that systemd makes', () => {
    const { name, main } = JSON.parse(textOf('package.json')) as { name: string; main: string }
    expect(valuesOf('ExecStart')).to.deep.equal([`/usr/bin/node /opt/${name}/node_modules/${name}/${main}`])
    const settings = valuesOf('Environment')[0]!
      .split(' ')
      .map(each => each.split('='))
    for (const [setting] of settings) expect(isSetting(setting!), setting).to.equal(true)
    expect(Object.fromEntries(settings)).to.include({ DATA_DIR: `/var/lib/${valuesOf('StateDirectory')[0]}` })
  })

  it('is hardened, restarts, and has room for a hall', () => {
    const wanted = {
      DynamicUser: 'yes',
      NoNewPrivileges: 'yes',
      ProtectSystem: 'strict',
      Restart: 'always',
      RestartPreventExitStatus: '78',
    }
    for (const [name, value] of Object.entries(wanted)) expect(valuesOf(name), name).to.deep.equal([value])
    expect(valuesOf('KillSignal')).to.deep.equal(['SIGTERM'])
    expect(Number(valuesOf('LimitNOFILE')[0])).to.be.above(20_000)
  })

  it('has nothing that systemd does not know', function () {
    // It also says where node is not at /usr/bin on this machine, which is no fault of the file.
    const { error, stderr } = spawnSync(
      'systemd-analyze',
      ['verify', path.join(ROOT, 'deploy', 'ask-the-audience.service')],
      {
        encoding: 'utf8',
      },
    )
    if (error) return this.skip()
    expect(stderr).to.not.match(/Unknown|Failed to parse|Invalid/i)
  })
})
