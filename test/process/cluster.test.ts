/** Many nodes behind a load balancer that keeps a browser on its node: what people see is one server. */
import { expect } from 'chai'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import times from 'lodash/times'
import { io } from 'socket.io-client'
import { balancer } from '../../scripts/balancer'
import type { Handshake } from '../../src/core/protocol/handshake'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import { KEY } from '../support/presenter'
import { startRedis, withRedis } from '../support/redis-server'
import { startApp } from '../support/app'
import { emitOnly, joined, newTab, tallyOf, waitFor, type Client } from '../support/clients'
import { endWithTest } from '../support/system/children'
import { newFolder } from '../support/folders'

const clients = new Set<Client>()
afterEach(() => {
  for (const client of clients) client.disconnect()
  clients.clear()
})

function connect(
  url: string,
  transport: 'polling' | 'websocket',
  auth: Handshake = { tab: newTab() },
): Client {
  // With credentials: the client keeps the cookie, as a browser does.
  const client: Client = io(url, { auth, transports: [transport], forceNew: true, withCredentials: true })
  clients.add(client)
  return client
}

withRedis('Behind a load balancer', () => {
  it('pages that only have long-polling stay on their node, and all count together', async () => {
    const redis = await startRedis()
    const nodes = await Promise.all(
      times(3, () => startApp({ REDIS_URL: redis.url, PRESENTER_KEY: KEY, TRUST_PROXY: 'loopback' })),
    )
    const server = balancer(
      nodes.map(({ server }) => ({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const polling = times(6, () => connect(url, 'polling'))
    const snapshots = await Promise.all(polling.map(joined))
    expect(nodes.map(({ io: { sockets } }) => sockets.sockets.size)).to.deep.equal([2, 2, 2])
    const webSocket = connect(url, 'websocket')
    await joined(webSocket)
    const all = [...polling, webSocket].map(client => tallyOf(client, { B: 6 }))
    const { pollId } = snapshots[0]!.poll
    for (const client of polling)
      expect(await client.emitWithAck('castVote', { pollId, vote: 'B' })).to.include({ ok: true })
    await Promise.all(all)

    // A node that closes: its pages come back on another.
    const back = polling.map(client => waitFor<[Snapshot]>(client, 'snapshot'))
    const again = waitFor(webSocket, 'usersConnected', count => count === 7)
    await nodes[0]!.close()
    await Promise.race(back)
    await again
    server.closeAllConnections()
    server.close()
    await redis.kill()
  })

  it('"npm run cluster" starts three nodes and their Redis, restarts one that is killed, and ends them all', async () => {
    const script = path.join(__dirname, '..', '..', 'scripts', 'cluster.ts')
    const words = ['--require', 'ts-node/register/transpile-only', script]
    const cluster = spawn(process.execPath, words, {
      env: {
        PATH: process.env['PATH'],
        PORT: '0',
        HOST: '127.0.0.1',
        DATA_DIR: path.relative(path.join(__dirname, '..', '..'), newFolder()),
        PRESENTER_KEY: KEY,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    })
    const child = endWithTest(cluster, { leads: true })
    let output = ''
    child.stdout.on('data', data => void (output += String(data)))
    const says = (words: RegExp) =>
      new Promise<RegExpExecArray>(resolve => {
        const look = () => {
          const found = words.exec(output)
          if (found) resolve(found)
        }
        child.stdout.on('data', look)
        look()
      })
    const [, port] = await says(/Everybody: http:\/\/localhost:(\d+)\//)
    const url = `http://127.0.0.1:${port}`
    expect(await (await fetch(`${url}/`)).text()).to.include('Ask the Audience')
    const voters = times(3, () => connect(url, 'websocket'))
    const [{ poll }] = (await Promise.all(voters.map(joined))) as [Snapshot]
    const all = voters.map(client => tallyOf(client, { A: 3 }))
    for (const client of voters) emitOnly(client, 'castVote', { pollId: poll.pollId, vote: 'A' })
    await Promise.all(all)

    const [, pid] = await says(/Node 2: \S+ \(process (\d+)\)/)
    process.kill(Number(pid), 'SIGKILL')
    await says(/Node 2 has ended[^]*Node 2: /)
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await ended).to.deep.equal([0, null])
  })
})
