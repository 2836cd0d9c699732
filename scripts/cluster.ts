/** `npm run cluster`: runs three nodes and a Redis on this machine behind a small balancer, to try it out. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { presenterLink } from '../src/core/pages'
import { balancer } from './balancer'
import { freePort } from './free-port'

const NODES = 3
const HOST = '127.0.0.1'
/** Milliseconds after which a node that has ended is restarted. */
const RESTART_DELAY_MS = 2000

const root = path.join(__dirname, '..')
const folder = path.join(root, process.env['DATA_DIR'] ?? 'data', 'cluster')
const key = process.env['PRESENTER_KEY'] ?? randomBytes(16).toString('base64url')
const children = new Set<ChildProcess>()
let isEnding = false

function start(command: string, args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

/** Resolves once the child has printed this. */
function says(child: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`${child.spawnfile} ended with ${code}.\n${output}`)))
    child.stdout!.on('data', chunk => {
      output = output.slice(-2000) + String(chunk)
      if (output.includes(words)) resolve()
    })
  })
}

async function startRedis(): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  const settings = ['--port', String(port), '--bind', HOST, '--dir', folder, '--save', '']
  const redis = start('redis-server', [...settings, '--appendonly', 'yes', '--appendfsync', 'always'])
  await says(redis, 'Ready to accept connections').catch((error: Error) => {
    throw new Error(`A Redis could not be started: is redis-server on the PATH? (${error.message})`)
  })
  return `redis://${HOST}:${port}`
}

/** Starts a node, and restarts it on its port when it ends, as a platform would. */
async function startNode(redisUrl: string, port: number, name: string): Promise<void> {
  const node = start(process.execPath, [path.join(root, 'dist', 'server.js')], {
    REDIS_URL: redisUrl,
    PRESENTER_KEY: key,
    HOST,
    PORT: String(port),
    TRUST_PROXY: 'loopback',
  })
  await says(node, 'Listening on port')
  console.log(`${name}: http://${HOST}:${port}/ (process ${node.pid})`)
  node.once('exit', () => {
    if (isEnding) return
    console.log(`${name} has ended and is restarted.`)
    setTimeout(() => {
      if (!isEnding) startNode(redisUrl, port, name).catch(fail)
    }, RESTART_DELAY_MS)
  })
}

async function main(): Promise<void> {
  const redisUrl = await startRedis()
  const ports = await Promise.all(Array.from({ length: NODES }, freePort))
  await Promise.all(ports.map((port, index) => startNode(redisUrl, port, `Node ${index + 1}`)))
  const server = balancer(ports.map(port => ({ host: HOST, port })))
  server.on('error', fail)
  server.listen(Number(process.env['PORT'] ?? 3000), process.env['HOST'], () => {
    const { port } = server.address() as AddressInfo
    console.log(`Redis:  ${redisUrl}`)
    console.log(`For the presenter only: ${presenterLink(`http://localhost:${port}/`, key)}`)
    console.log(`Everybody: http://localhost:${port}/ (each new browser goes to the next node)`)
  })
}

function end(): void {
  if (isEnding) return
  isEnding = true
  for (const child of children) child.kill('SIGTERM')
  void Promise.all([...children].map(child => new Promise(resolve => child.once('exit', resolve)))).then(() =>
    process.exit(process.exitCode ?? 0),
  )
}

function fail(error: Error): void {
  console.error(error.message)
  process.exitCode = 1
  end()
}

process.once('SIGINT', end)
process.once('SIGTERM', end)
main().catch(fail)
