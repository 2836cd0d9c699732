/** Starts the built program as a process of its own, without limits, and ends it. */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { canPin } from '../child'

/** The core that it is kept on. */
const SERVER_CORE = 0
const NO_LIMIT = '1000000'

/** The key of its default room. */
export const PROGRAM_KEY = 'the-key-of-the-bench'

export interface Program {
  child: ChildProcess
  port: number
}

/**
 * Starts it on a data folder; resolves once it listens.
 * @param port '0': one that nobody uses
 * @param dist the folder of the build
 */
export async function startProgram(folder: string, port = '0', dist = 'dist'): Promise<Program> {
  const command = [
    ...(canPin ? ['taskset', '-c', String(SERVER_CORE)] : []),
    process.execPath,
    path.resolve(dist, 'server.js'),
  ]
  const child = spawn(command[0]!, command.slice(1), {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      PORT: port,
      DATA_DIR: folder,
      PRESENTER_KEY: PROGRAM_KEY,
      SOCKET_EVENTS: NO_LIMIT,
      ADDRESS_EVENTS: NO_LIMIT,
      ADDRESS_CONNECTIONS: NO_LIMIT,
      ADDRESS_BROWSERS: NO_LIMIT,
    },
  })
  process.prependOnceListener('exit', () => child.kill('SIGKILL'))
  const found = await new Promise<number>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', data => {
      said += String(data)
      const [, number] = /Listening on port (\d+)\./.exec(said) ?? []
      if (number) resolve(Number(number))
    })
    child.once('exit', code => reject(new Error(`the server ended with ${code}`)))
  })
  return { child, port: found }
}

/** Kills it, and resolves once it is gone. */
export async function killProgram({ child }: Program): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
