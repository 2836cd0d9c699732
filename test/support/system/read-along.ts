/** Reads along at a Redis as somebody would who has got access to it: every command it is given, and all it keeps. */
import { createClient } from '@redis/client'
import { createConnection } from 'node:net'
import { Seal } from '../../../src/sockets/cluster/seal'
import { waitFor } from '../clients'
import type { RedisServer } from '../redis-server'

export interface Reader {
  /** Every command so far, with all that it was given. */
  heard: () => string
  /** What nodes have told each other and answered, as JSON, for whoever has their key. */
  opened: (key: string) => string[]
  /** Resolves once nodes have told each other something with this text. */
  until: (key: string, text: string) => Promise<void>
  /** Every key with its value. */
  kept: () => Promise<string>
}

/** Begins to read along. */
export async function readAlong(redis: RedisServer): Promise<Reader> {
  const line = createConnection(Number(new URL(redis.url).port), '127.0.0.1')
  let output = ''
  line.on('data', chunk => void (output += chunk.toString('latin1')))
  line.write('MONITOR\r\n')
  await waitFor(line, 'data')
  const opened = (key: string) => {
    const seal = new Seal(key)
    const sealed = output.matchAll(/"PUBLISH" "ask:nodes[^"]*" ".*?\\"sealed\\",\\"([\w+/=]+)\\"/g)
    return Array.from(sealed, ([, text]) => JSON.stringify(seal.open(text) ?? null))
  }
  return {
    heard: () => output,
    opened,
    until: (key, text) =>
      new Promise(resolve => {
        const look = () => {
          if (!opened(key).some(told => told.includes(text))) return
          line.off('data', look)
          resolve()
        }
        line.on('data', look)
        look()
      }),
    kept: () => dump(redis.url),
  }
}

async function dump(url: string): Promise<string> {
  const client = await createClient({ url }).connect()
  const read: Record<string, (key: string) => Promise<unknown>> = {
    string: key => client.get(key),
    hash: key => client.hGetAll(key),
    set: key => client.sMembers(key),
    zset: key => client.zRangeWithScores(key, 0, -1),
    list: key => client.lRange(key, 0, -1),
  }
  const kept: string[] = []
  for (const key of await client.keys('*'))
    kept.push(key, JSON.stringify(await read[await client.type(key)]!(key)))
  await client.close()
  return kept.join('\n')
}
