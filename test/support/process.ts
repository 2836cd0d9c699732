/** Starts the built server as a process of its own, tells where it listens, and ends it with its test. */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { endWithTest } from './system/children'
import { newFolder } from './folders'

export const DIST = path.join(__dirname, '..', '..', 'dist')

export interface Run {
  child: ChildProcess
  /** The port, once it listens. */
  port: Promise<number>
  /** Resolves once it has said this, on either stream, to all that it has said so far. */
  says: (words: RegExp) => Promise<string>
  /** Of its end, once both streams are closed. */
  ended: Promise<End>
}

interface End {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  output: string
}

export interface RunOptions {
  dist?: string
  /** The program in it, and what it is told; default: the server. */
  program?: readonly string[]
  /** What the shell is told before it becomes the server, such as a limit. */
  shell?: string
  /** In a process group of its own, as a terminal has one. */
  group?: boolean
}

const LISTENING = /Listening on port (\d+)\./

/** Starts the built server, in a data folder of its own unless one is given. */
export function run(
  env: Record<string, string> = {},
  { dist = DIST, program = ['server.js'], shell = ':', group = false }: RunOptions = {},
): Run {
  const [file = '', ...words] = program
  const child = endWithTest(
    spawn('sh', ['-c', `${shell}; exec "$0" "$@"`, process.execPath, path.join(dist, file), ...words], {
      env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: newFolder(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: group,
    }),
    { leads: group },
  )
  let output = ''
  let stdout = ''
  child.stdout.on('data', data => void (stdout += String(data)))
  const says = (words: RegExp) =>
    new Promise<string>(resolve => {
      const look = () => words.test(output) && resolve(output)
      for (const stream of [child.stdout, child.stderr]) stream.on('data', look)
      look()
    })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => void (output += String(data)))
  const port = says(LISTENING).then(said => Number(LISTENING.exec(said)![1]))
  const ended = new Promise<End>(resolve =>
    child.once('close', (code, signal) => resolve({ code, signal, stdout, output })),
  )
  return { child, port, ended, says }
}

/** A data folder in which a server has been. */
export async function usedFolder(): Promise<string> {
  const folder = newFolder()
  const { child, port, ended } = run({ DATA_DIR: folder })
  await port
  child.kill('SIGTERM')
  await ended
  return folder
}
