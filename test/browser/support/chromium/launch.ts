/**
 * Finds and starts the test browser: a headless shell of Chromium, from this machine or from an npm package, else a
 * whole Chromium; its letters are the same on every machine.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'
import { testFonts } from './fonts'
import { isForThisSystem, packedBrowser } from './packed-browser'
import { withPackages } from './test-packages'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

interface Installed {
  executablePath?: string | undefined
  env?: Record<string, string>
}

/**
 * The path of a browser, undefined where none can be used, and its variables. A headless shell comes first: it takes a
 * quarter of a whole Chromium's time.
 */
async function findBrowser(): Promise<Installed> {
  const own = process.env['CHROMIUM_PATH'] || which('chromium-headless-shell')
  const { executablePath, env = {} } =
    process.platform === 'linux' ? await withPackages(() => installed(own)).catch(notInstalled) : {}
  return { executablePath: own || executablePath || which('chromium') || which('google-chrome'), env }
}

const installed = async (own: string | undefined): Promise<Installed> => ({
  executablePath: own || !isForThisSystem() ? undefined : await packedBrowser(),
  env: testFonts(),
})

function notInstalled(error: unknown): Installed {
  console.error('The packed browser and its font cannot be installed:', error)
  return {}
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
  const { executablePath, env } = await findBrowser()
  return executablePath
    ? chromium.launch({ executablePath, args: [...ARGUMENTS, ...more], env: { ...process.env, ...env } })
    : undefined
}
