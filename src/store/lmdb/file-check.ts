/** Checks the data file before it is opened, in a child process because LMDB crashes when it reads a damaged file. */
import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { StoreError } from '../errors'

const PROGRAM = path.join(__dirname, 'read-whole-file.js')
/** Milliseconds that reading or copying the whole file may take. */
const READING_TIMEOUT_MS = 120_000
/** Characters of the child's error output that are stored. */
const MAX_REASON_LENGTH = 2000
/** The exit code of the child if the file is damaged. */
const DAMAGED_EXIT_CODE = 86
/** Signals that end a process when it follows a pointer of a damaged page. */
const CRASHES = ['SIGSEGV', 'SIGBUS', 'SIGABRT', 'SIGILL', 'SIGFPE']
/** The exit codes for the same on Windows: access violation, in-page error, stack overrun. */
const CRASH_CODES = [0xc0000005, 0xc0000006, 0xc0000409]

interface Outcome {
  code: number | null
  signal: NodeJS.Signals | null
  /** The end of its error output. */
  reason: string
}

/** Throws a StoreError if the file is damaged, and one with another sentence if it could not be read. */
export async function checkFile(file: string): Promise<void> {
  if (!existsSync(file) || statSync(file).size === 0) return
  const { code, signal, reason } = await runElsewhere(
    PROGRAM,
    [file, String(DAMAGED_EXIT_CODE)],
    `The file ${file} could not be checked`,
  )
  if (code === 0) return
  if (
    code === DAMAGED_EXIT_CODE ||
    (signal && CRASHES.includes(signal)) ||
    (code && CRASH_CODES.includes(code))
  )
    throw new StoreError(
      `The file ${file} is damaged. It was left as it is: move it away to start anew, or put a backup in its place.`,
    )
  throw new StoreError(
    `The file ${file} could not be checked (${reason || `the check ended with ${signal ?? code}`}). It was left as it is: start again.`,
  )
}

/**
 * Runs a program of ours in a child process, which may crash without ending this one.
 * @param failure the beginning of the StoreError's sentence if no process can be started
 */
export function runElsewhere(program: string, args: readonly string[], failure: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: READING_TIMEOUT_MS,
      killSignal: 'SIGKILL',
      // A process group of its own: Ctrl-C in a terminal reaches the whole group and would end it.
      detached: true,
      windowsHide: true,
    })
    const stop = () => void child.kill('SIGKILL')
    process.once('exit', stop)
    let reason = ''
    child.stderr.setEncoding('utf8').on('data', text => {
      reason = (reason + String(text)).slice(0, MAX_REASON_LENGTH)
    })
    child.once('error', error => {
      process.off('exit', stop)
      reject(new StoreError(`${failure} (${error.message}). Start again.`))
    })
    child.once('close', (code, signal) => {
      process.off('exit', stop)
      resolve({ code, signal, reason: reason.trim().split('\n')[0]! })
    })
  })
}
