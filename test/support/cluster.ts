/**
 * Starts many nodes, inside this process or as processes of their own, and voters who go to another node when theirs
 * is gone, as behind a load balancer.
 */
import times from 'lodash/times'
import { io } from 'socket.io-client'
import type { Handshake } from '../../src/core/protocol/handshake'
import type { Reply } from '../../src/core/protocol/replies'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import { run, type Run } from './process'
import { KEY } from './presenter'
import { startApp, type TestApp } from './app'
import { startRedis, type RedisServer } from './redis-server'
import { newTab, waitFor, type Client } from './clients'
import { afterEachTest } from './cleanup'

export interface Node extends Run {
  url: string
}

const clients = new Set<Client>()

afterEachTest(() => {
  for (const client of clients) client.disconnect()
  clients.clear()
})

/** Starts a node on this Redis, on a free port unless one is given. */
export async function startNode(redisUrl: string, port = 0): Promise<Node> {
  const node = run({
    REDIS_URL: redisUrl,
    PRESENTER_KEY: KEY,
    PORT: String(port),
    SOCKET_EVENTS: '100000',
    ADDRESS_EVENTS: '1000000',
    ADDRESS_CONNECTIONS: '100000',
  })
  return { ...node, url: `http://127.0.0.1:${await node.port}` }
}

/** Starts so many nodes on this Redis inside this process; they end with the test. */
export function startInside(count: number, redisUrl: string): Promise<TestApp[]> {
  const env = { REDIS_URL: redisUrl, PRESENTER_KEY: KEY, SOCKET_EVENTS: '1000' }
  return Promise.all(times(count, () => startApp(env)))
}

export interface TwoNodes {
  redis: RedisServer
  one: TestApp
  two: TestApp
}

/** Two nodes on a Redis of their own, new before each test of the `describe` that this is called in. */
export function withTwoNodes(): TwoNodes {
  const nodes = {} as TwoNodes
  beforeEach(async () => {
    const redis = await startRedis()
    const [one, two] = (await startInside(2, redis.url)) as [TestApp, TestApp]
    Object.assign(nodes, { redis, one, two })
  })
  afterEach(() => nodes.redis.kill())
  return nodes
}

/** A client that stays on this node. */
export function connectTo(url: string, auth: Handshake): Client {
  const client: Client = io(url, { auth, transports: ['websocket'], forceNew: true, reconnection: false })
  clients.add(client)
  return client
}

/** One tab of one browser, on whichever node is there. */
export class Voter {
  readonly tab = newTab()
  readonly browser = newTab()
  client!: Client
  snapshot!: Snapshot
  /** The last choice that was acknowledged. */
  acknowledged: string | null = null
  /** A choice that was sent, and nobody has said whether it is recorded. */
  open: string | null = null

  constructor(
    private readonly urls: readonly string[],
    private at: number,
  ) {}

  /** Enters on its node, else on the next that lets it in. */
  async enter(): Promise<void> {
    for (;;) {
      const client = connectTo(this.urls[this.at % this.urls.length]!, {
        tab: this.tab,
        browser: this.browser,
      })
      const refused = ['connect_error', 'disconnect'].map(event =>
        waitFor(client, event).then(() => undefined),
      )
      const entered = await Promise.race([waitFor<[Snapshot]>(client, 'snapshot'), ...refused])
      if (entered) {
        this.client = client
        this.snapshot = entered[0]
        return
      }
      client.disconnect()
      clients.delete(client)
      this.at++
    }
  }

  /** Casts until somebody has said whether it is recorded, on this node or on another. */
  async cast(pollId: string, choice: string): Promise<Reply<{ vote: string | null }>> {
    this.open = choice
    for (;;) {
      if (!this.client.connected) await this.enter()
      const lost = waitFor(this.client, 'disconnect').then(() => undefined)
      const asked = this.client.emitWithAck('castVote', { pollId, vote: choice }).catch(() => undefined)
      const reply = await Promise.race([asked, lost])
      if (!reply) continue
      if (reply.ok) this.acknowledged = choice
      this.open = null
      return reply
    }
  }
}
