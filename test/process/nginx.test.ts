/**
 * The way of docs/operations.md to many servers behind nginx, as it stands there: a real nginx, real servers, real
 * clients.
 */
import { expect } from 'chai'
import times from 'lodash/times'
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { io } from 'socket.io-client'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import { KEY } from '../support/presenter'
import { unusedPort } from '../support/ports'
import { startRedis, withRedis } from '../support/redis-server'
import { startApp, type TestApp } from '../support/app'
import { joined, newTab, tallyOf, waitFor, type Client } from '../support/clients'
import { endWithTest } from '../support/system/children'
import { newFolder } from '../support/folders'

const PUBLIC_URL = 'https://school.edu/ask'
const OPERATIONS = readFileSync(path.join(__dirname, '..', '..', 'docs', 'operations.md'), 'utf8')
const [LOCATION, UPSTREAM] = [...OPERATIONS.matchAll(/```nginx\n([^]*?)```/g)].map(([, block]) => block!)
const hasNginx = spawnSync('nginx', ['-v']).status === 0

const clients = new Set<Client>()
/** Starts nginx with both blocks of docs/operations.md; only the addresses are other ones. */
async function startNginx(nodes: readonly TestApp[]): Promise<string> {
  const folder = newFolder()
  const port = await unusedPort()
  const servers = nodes.map(({ url }) => `server ${new URL(url).host};`).join('\n')
  const upstream = UPSTREAM!.replace(/(\s+server [^\n]+)+/, `\n${servers}`)
  const location = LOCATION!.replace('http://127.0.0.1:3000;', 'http://ask;')
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map(name => `${name}_temp_path ${folder}/${name};`)
    .join(' ')
  const config = `
    daemon off; pid ${folder}/pid; error_log stderr;
    events {}
    http { access_log off; ${temporary} ${upstream} server { listen 127.0.0.1:${port}; ${location} } }`
  writeFileSync(path.join(folder, 'nginx.conf'), config)
  const words = ['-p', folder, '-e', 'stderr', '-c', path.join(folder, 'nginx.conf')]
  // With its workers, which outlive it when it alone is killed.
  const nginx = endWithTest(spawn('nginx', words, { stdio: ['ignore', 'ignore', 'pipe'], detached: true }), {
    leads: true,
  })
  let said = ''
  nginx.stderr.on('data', data => void (said += String(data)))
  while (!(await accepts(port))) {
    if (nginx.exitCode !== null) throw new Error(`nginx ended: ${said}`)
    await sleep(20)
  }
  return `http://127.0.0.1:${port}`
}

function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = connect(port, '127.0.0.1')
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false))
    probe.once('connect', () => probe.destroy())
  })
}

/** A page of the public address, in a browser of this name. */
function open(
  url: string,
  transport: 'polling' | 'websocket',
  browser: string,
  origin = 'https://school.edu',
): Client {
  const client: Client = io(url, {
    path: '/ask/socket.io',
    auth: { tab: newTab() },
    transports: [transport],
    forceNew: true,
    extraHeaders: { origin, 'user-agent': browser },
  })
  clients.add(client)
  return client
}

afterEach(() => {
  for (const client of clients) client.disconnect()
  clients.clear()
})

withRedis('Behind nginx, as docs/operations.md has it', () => {
  before(function () {
    if (hasNginx) return
    if (process.env['CI']) throw new Error('CI runs everything: install nginx.')
    console.warn('SKIPPED: the way of docs/operations.md behind nginx, because no nginx is on PATH.')
    this.skip()
  })

  it('pages load below the path, WebSockets and long-polling reach one server each, and all of them count together', async () => {
    const redis = await startRedis()
    const nodes = await Promise.all(
      times(2, () =>
        startApp({
          REDIS_URL: redis.url,
          PRESENTER_KEY: KEY,
          BASE_PATH: '/ask',
          TRUST_PROXY: 'loopback',
          PUBLIC_URL,
        }),
      ),
    )
    const url = await startNginx(nodes)
    expect(await (await fetch(`${url}/ask/`)).text()).to.include('Ask the Audience')
    const shared = (await (await fetch(`${url}/ask/share.json`)).json()) as { url: string }
    expect(shared.url).to.equal(`${PUBLIC_URL}/`)

    const phones = times(20, index => open(url, index % 2 ? 'polling' : 'websocket', `phone ${index}`))
    const [{ poll }] = (await Promise.all(phones.map(joined))) as [Snapshot, ...Snapshot[]]
    const people = nodes.map(({ io: { sockets } }) => sockets.sockets.size)
    expect(people.every(count => count > 0)).to.equal(true)
    const all = Promise.all(phones.map(phone => tallyOf(phone, { C: 20 })))
    for (const phone of phones)
      expect(await phone.emitWithAck('castVote', { pollId: poll.pollId, vote: 'C' })).to.include({
        ok: true,
      })
    await all

    // A port of its own, without PUBLIC_URL: the proxy hands it on.
    const own = open(url, 'websocket', 'laptop', url)
    await joined(own)
    own.disconnect()

    // A server that is restarted: its pages find the other one.
    const [first] = phones
    const whole = waitFor(first, 'usersConnected', count => count === 20)
    await nodes[0]!.close()
    for (const phone of phones) if (!phone.connected) await waitFor(phone, 'snapshot')
    await whole
    await redis.kill()
  })
})
