/** A real Redis from PATH for a bench, in memory alone, and its statistics. */
import { createClient } from '@redis/client'
import { spawn } from 'node:child_process'
import { freePort } from '../../scripts/free-port'
import { newFolder } from '../support/folders'
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

/** Starts it on this core; `isDurable`: each write is on disk before it is answered. */
export async function startRedis(core: number, isDurable = false): Promise<BenchRedis> {
  const port = await freePort()
  const folder = newFolder()
  const log = isDurable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no']
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...log]
  const command = [...(canPin ? ['taskset', '-c', String(core)] : []), 'redis-server', ...settings]
  const server = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] })
  const kill = () => server.kill('SIGKILL')
  process.prependOnceListener('exit', kill)
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
