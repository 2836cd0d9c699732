/** Owns the Redis of a bench: a real one from PATH, in memory alone, and what it says of its work. */
import { createClient } from '@redis/client'
import { spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { canPin } from './child'

export interface Work {
  /** Messages that nodes have published. */
  published: number
  /** Microseconds of CPU. */
  cpu: number
}

export interface BenchRedis {
  url: string
  work(): Promise<Work>
  end(): Promise<void>
}

/** Starts it on this core. */
export async function startRedis(core: number): Promise<BenchRedis> {
  const port = await freePort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const command = [...(canPin ? ['taskset', '-c', String(core)] : []), 'redis-server', ...settings]
  const server = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
  const kill = () => server.kill('SIGKILL')
  process.once('exit', kill)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', code => reject(new Error(`redis-server ended with ${code}`)))
    server.stdout.on('data', chunk => String(chunk).includes('Ready to accept connections') && resolve())
  })
  const client = await createClient({ url: `redis://127.0.0.1:${port}` }).connect()
  return {
    url: `redis://127.0.0.1:${port}`,
    async work() {
      const said = (await client.info('cpu')) + (await client.info('commandstats'))
      const number = (pattern: RegExp) => Number(pattern.exec(said)?.[1] ?? 0)
      return {
        published: number(/cmdstat_publish:calls=(\d+)/),
        cpu: (number(/used_cpu_user:([\d.]+)/) + number(/used_cpu_sys:([\d.]+)/)) * 1e6,
      }
    },
    async end() {
      client.destroy()
      process.off('exit', kill)
      const gone = new Promise(resolve => server.once('exit', resolve))
      kill()
      await gone
    },
  }
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
