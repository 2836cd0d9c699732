/** Owns the guard of a data folder: a socket in it. Whoever answers there is alive, and nobody else may use the folder. */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Paths of sockets are short: 104 bytes on macOS. */
const LONGEST_PATH = 100

/** Takes the folder. Resolves to how to let go of it, or to undefined when another process holds it. */
export async function guardFolder(folder: string): Promise<(() => void) | undefined> {
  const address = addressOf(path.resolve(folder))
  const taken = await listen(address)
  if (taken) return taken
  if (await answers(address)) return undefined
  rmSync(address, { force: true }) // left behind by a process that was killed
  return listen(address)
}

function addressOf(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return `\\\\.\\pipe\\ask-the-audience-${name}`
  const inside = path.join(folder, 'in-use.sock')
  return inside.length <= LONGEST_PATH ? inside : path.join(tmpdir(), `ask-the-audience-${name}.sock`)
}

function listen(address: string): Promise<(() => void) | undefined> {
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

function answers(address: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
