/** Owns the guard of a data folder: a socket in it. Whoever answers there is alive, and nobody else may use the folder. */
import { createHash } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Paths of sockets are short: 104 bytes on macOS. */
const LONGEST_PATH = 100
/** Milliseconds after which another process that found the same dead socket has long taken its place, too. */
const TAKE_OVER = 200

type Release = () => void

/** Takes the folder, given by its real path. Resolves to how to let go of it, or to undefined when another process holds it. */
export async function guardFolder(folder: string): Promise<Release | undefined> {
  const address = addressOf(folder)
  const taken = await listen(address)
  if (taken) return taken
  if (await answers(address)) return undefined
  return takeOver(address)
}

/** Replaces a socket that was left behind by a process that was killed. Of several that do so at once, the last holds it. */
async function takeOver(address: string): Promise<Release | undefined> {
  rmSync(address, { force: true })
  const release = await listen(address)
  if (!release) return undefined
  const own = inodeOf(address)
  await delay(TAKE_OVER)
  // Letting go would remove the socket of the one that holds it: this process is about to end anyway.
  return inodeOf(address) === own ? release : undefined
}

function inodeOf(address: string): number | undefined {
  return statSync(address, { throwIfNoEntry: false })?.ino
}

function addressOf(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return `\\\\.\\pipe\\ask-the-audience-${name}`
  const inside = path.join(folder, 'in-use.sock')
  return inside.length <= LONGEST_PATH ? inside : path.join(tmpdir(), `ask-the-audience-${name}.sock`)
}

function listen(address: string): Promise<Release | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => socket.end())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(address, () => {
      server.unref()
      resolve(() => server.close())
    })
  })
}

/** Only "nobody listens" and "nothing is there" mean that nobody answers: another user's socket is not ours to take. */
function answers(address: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', ({ code = '' }: NodeJS.ErrnoException) =>
      resolve(!['ECONNREFUSED', 'ENOENT'].includes(code)),
    )
  })
}
