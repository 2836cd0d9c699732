/**
 * Starts the Redis that tests run on: a real one from PATH, on a port of its own, in an empty folder, ended with the
 * tests.
 */
import { createClient } from '@redis/client'
import times from 'lodash/times'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { newFolder } from './folders'
import { afterAllTests } from './cleanup'
import { unusedPort } from './ports'

const BINARY = ['redis-server', 'valkey-server'].find(name => spawnSync(name, ['--version']).status === 0)
const running = new Set<ChildProcess>()

/** Whether this machine has one. */
export const hasRedis = BINARY !== undefined

afterAllTests(() => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
})

export interface RedisServer {
  url: string
  /** Where it keeps everything. */
  folder: string
  /** Ends it as a crash would; its folder stays. */
  kill(): Promise<void>
  /** Lets it hang, or go on: it holds its connections and says nothing. */
  hang(): void
  goOn(): void
  /** Starts it again on the same port, with what it has kept. */
  start(): Promise<void>
  /** Takes away what it has kept; it must not be running. */
  wipe(): void
}

/** `describe` where there is a Redis; elsewhere it says loudly what was left out, and fails in CI. */
export function withRedis(title: string, tests: () => void): void {
  if (BINARY) return void describe(title, tests)
  if (process.env['CI']) throw new Error('CI runs everything: install redis-server.')
  console.warn(`SKIPPED: "${title}", because no redis-server is on PATH.`)
  describe.skip(title, tests)
}

const SLOTS = 16_384

/** Starts a cluster of one: it has all slots, and refuses a step whose keys do not lie in one. */
export async function startRedisCluster(): Promise<RedisServer> {
  const redis = await startRedis({ 'cluster-enabled': 'yes', 'cluster-port': String(await unusedPort()) })
  const client = await createClient({ url: redis.url }).connect()
  await client.clusterAddSlots(times(SLOTS))
  while (!(await client.clusterInfo()).includes('cluster_state:ok')) await sleep(20)
  await client.close()
  return redis
}

/** Starts a Redis that has each write on disk before it answers; `others`: settings of its own. */
export async function startRedis(others: Record<string, string> = {}): Promise<RedisServer> {
  const port = await unusedPort()
  const folder = newFolder()
  let child: ChildProcess | undefined
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    folder,
    async start() {
      const settings = {
        port,
        dir: folder,
        bind: '127.0.0.1',
        appendonly: 'yes',
        appendfsync: 'always',
        save: '""',
        ...others,
      }
      const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
      const started = (child = spawn(BINARY!, flags, { stdio: ['ignore', 'pipe', 'inherit'] }))
      running.add(started)
      await new Promise<void>((resolve, reject) => {
        started.once('exit', code => reject(new Error(`redis-server ended with ${code}`)))
        let output = ''
        started.stdout.on('data', (chunk: Buffer) => {
          output += String(chunk)
          if (output.includes('Ready to accept connections')) resolve()
        })
      })
    },
    hang: () => void child!.kill('SIGSTOP'),
    goOn: () => void child!.kill('SIGCONT'),
    wipe() {
      for (const entry of readdirSync(folder)) rmSync(path.join(folder, entry), { recursive: true })
    },
    async kill() {
      const ending = child!
      running.delete(ending)
      const ended = new Promise(resolve => ending.once('exit', resolve))
      ending.kill('SIGKILL')
      await ended
    },
  }
  await server.start()
  return server
}
