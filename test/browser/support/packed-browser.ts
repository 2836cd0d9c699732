/** Installs the Chromium that comes in an npm package, once for all test processes. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Where the package is installed. */
const PACKAGE = path.join(__dirname, '..')
const CACHE = path.join(__dirname, '..', '..', '..', '.cache')
/** Held by the process that installs; the others wait for it. */
const LOCK = path.join(CACHE, 'chromium.lock')
/** A lock that is older was left by a process that was killed. */
const LOCK_TIMEOUT_MS = 240_000
const LOCK_INTERVAL_MS = 200
/** By name only: it may be installed after this file was compiled. */
const NAME: string = '@sparticuz/chromium'

/** The path of the packed browser, installed where it is not; undefined on systems for which it is not made. */
export async function packedBrowser(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  mkdirSync(CACHE, { recursive: true })
  while (!lock()) await delay(LOCK_INTERVAL_MS)
  try {
    install()
    return await unpack()
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

/** 64 MB that only these tests need: not part of everybody's `npm ci`. */
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

/** It unpacks into the temporary folder, and takes any file named "chromium" there for its own. */
async function unpack(): Promise<string> {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = CACHE
  try {
    const { default: packed } = (await import(NAME)) as { default: { executablePath(): Promise<string> } }
    return await packed.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
