/** Installs what the browser tests need beside the program, once for all test processes: a Chromium and a font. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Where the packages are installed. */
export const PACKAGE = path.join(__dirname, '..', '..')
export const CACHE = path.join(__dirname, '..', '..', '..', '..', '.cache')
/** Held by the process that installs; the others wait for it. */
const LOCK = path.join(CACHE, 'chromium.lock')
/** A lock that is older was left by a process that was killed. */
const LOCK_TIMEOUT_MS = 240_000
const LOCK_INTERVAL_MS = 200

/** Does this in one test process at a time, with the packages of `test/browser/package.json` installed. */
export async function withPackages<T>(work: () => T | Promise<T>): Promise<T> {
  mkdirSync(CACHE, { recursive: true })
  while (!lock()) await delay(LOCK_INTERVAL_MS)
  try {
    install()
    return await work()
  } finally {
    rmSync(LOCK, { recursive: true })
  }
}

function lock(): boolean {
  try {
    mkdirSync(LOCK)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const madeAt = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - madeAt > LOCK_TIMEOUT_MS) rmSync(LOCK, { recursive: true, force: true })
    return false
  }
}

/** 70 MB that only these tests need: not part of everybody's `npm ci`. */
function install(): void {
  const [wanted, installed] = ['package-lock.json', 'node_modules/installed-lock.json'].map(name =>
    path.join(PACKAGE, name),
  ) as [string, string]
  const lockfile = readFileSync(wanted, 'utf8')
  if (existsSync(installed) && readFileSync(installed, 'utf8') === lockfile) return
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: PACKAGE,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  writeFileSync(installed, lockfile)
}
