/**
 * The transport between nodes: Redis' publish and subscribe, through Socket.IO's adapter, sealed. Redis may go and come
 * back.
 */
import { createAdapter } from '@socket.io/redis-adapter'
import { redisClient, type RedisAddress } from '../../store/redis/client'
import type { RoomServer } from '../room/live-room'
import { Seal } from './seal'

/** The one event of Socket.IO's server that is told: which one it is meant to be is sealed, too. */
const SEALED = 'sealed'

/** What of Socket.IO's server carries the messages; Redis' adapter brings them to the other nodes. */
export interface RedisTransport {
  emit(event: string, ...args: unknown[]): void
  on(event: string, listener: (...args: never[]) => void): void
  /** How many other nodes there are. */
  countOthers(): Promise<number>
  /** The listener is called when messages come again that did not for a while. */
  onReady(listener: () => void): void
  close(): void
}

export interface TransportParts {
  address: RedisAddress
  /** What all nodes share, and Redis has not. */
  secret: string
  /** Called with what was sealed under another secret, or not at all. */
  unreadable: () => void
}

/** Connects; what is sent while Redis is away is lost. */
export async function connectTransport(io: RoomServer, parts: TransportParts): Promise<RedisTransport> {
  const { address, secret, unreadable } = parts
  const [pub, sub] = [redisClient(address), redisClient(address)]
  const ignore = () => undefined
  for (const client of [pub, sub]) client.on('error', ignore)
  await Promise.all([pub.connect(), sub.connect()])
  // What the adapter starts nobody waits for; a Redis that is away must not end the process.
  const publisher = {
    pSubscribe: ignore,
    sSubscribe: ignore,
    on: ignore,
    off: ignore,
    publish: (channel: string, message: string | Buffer) => pub.publish(channel, message).catch(ignore),
    sendCommand: (command: string[]) => pub.sendCommand(command),
  }
  const subscribing: Promise<unknown>[] = []
  const began = (subscription: Promise<unknown>) => void subscribing.push(subscription.catch(ignore))
  type Received = (message: Buffer, channel: Buffer) => void
  const subscriber = {
    on: ignore,
    off: ignore,
    pSubscribe: (pattern: string, received: Received) => began(sub.pSubscribe(pattern, received, true)),
    subscribe: (channels: string[], received: Received) => began(sub.subscribe(channels, received, true)),
    pUnsubscribe: (pattern: string) => sub.pUnsubscribe(pattern).catch(ignore),
    unsubscribe: (channel: string) => sub.unsubscribe(channel).catch(ignore),
  }
  io.adapter(createAdapter(publisher, subscriber, { key: 'ask:nodes' }))
  // Until then the nodes that listen cannot be counted: this one may be among them or not.
  await Promise.all(subscribing)
  const server = io as unknown as {
    serverSideEmit(event: string, sealed: string): void
    on(event: string, listener: (sealed: unknown) => void): void
  }
  const seal = new Seal(secret)
  const listeners = new Map<string, (...args: never[]) => void>()
  server.on(SEALED, sealed => {
    const opened = seal.open(sealed)
    if (!Array.isArray(opened)) return unreadable()
    const [event, ...args] = opened as [string, ...never[]]
    listeners.get(event)?.(...args)
  })
  return {
    emit: (event, ...args) => server.serverSideEmit(SEALED, seal.close([event, ...args])),
    on: (event, listener) => void listeners.set(event, listener),
    countOthers: async () => (await io.of('/').adapter.serverCount()) - 1,
    onReady: listener => void sub.on('ready', listener),
    close() {
      for (const client of [pub, sub]) client.destroy()
    },
  }
}
