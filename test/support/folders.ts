/**
 * Makes the folders that tests and benches write to. All are in one folder of the run, which is also the temporary
 * folder of whatever the run starts. It goes with the run: by process end, by signal, or where everything was killed at
 * once, when the next run begins.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import path from 'node:path'

/** The folder of a run has the process in its name that began it. */
const RUN = /^ask-tests-(\d+)-/
/** Where systems look for the temporary folder. */
const TEMPORARY = ['TMPDIR', 'TEMP', 'TMP']
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const ownerOf = (folder: string) => Number(RUN.exec(path.basename(folder))?.[1])

// A worker of the run has the folder of the run from its parent.
const isWorker = ownerOf(tmpdir()) === process.ppid
const runFolder = isWorker ? tmpdir() : newRunFolder()
const owner = ownerOf(runFolder)
const folders = new Set<string>()

/** An empty folder that goes with the test file or, outside of tests, with the process. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(runFolder, 'ask-'))
  folders.add(folder)
  return folder
}

/** Removes all folders that this process has made. */
export function removeFolders(): void {
  for (const folder of folders) remove(folder)
  folders.clear()
}

function newRunFolder(): string {
  const parent = tmpdir()
  for (const name of readdirSync(parent))
    if (RUN.test(name) && !isRunning(ownerOf(name))) remove(path.join(parent, name))
  const folder = mkdtempSync(path.join(parent, `ask-tests-${process.pid}-`))
  // Other users may pass: some tests start the server as one.
  chmodSync(folder, 0o711)
  for (const name of TEMPORARY) process.env[name] = folder
  return folder
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** Tries again while a process that was killed still writes there; what belongs to another user stays. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  } catch (error) {
    console.error(`${folder} cannot be removed:`, error)
  }
}

/** A worker whose parent was killed is the last that knows of the folder. */
function isParentGone(): boolean {
  // The channel to a parent that is killed closes a moment before the worker is given another parent. What is started
  // without a channel has `undefined` here.
  return process.connected === false || process.ppid !== owner
}

process.on('exit', () => {
  if (!isWorker || isParentGone()) remove(runFolder)
  else removeFolders()
})

// Without a listener a signal ends the process before its last steps.
for (const signal of SIGNALS) process.on(signal, () => process.exit(128 + constants.signals[signal]))
