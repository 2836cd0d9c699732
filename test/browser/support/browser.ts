/**
 * Finds and starts the test browser: a headless shell of Chromium, from this machine or from an npm package, else a
 * whole Chromium.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'
import { packedBrowser } from './packed-browser'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The path of a browser, or undefined where none can be used. A headless shell comes first: it takes a quarter of a
 * whole Chromium's time.
 */
async function findBrowser(): Promise<string | undefined> {
  return (
    process.env['CHROMIUM_PATH'] ||
    which('chromium-headless-shell') ||
    (await packedBrowser().catch(notInstalled)) ||
    which('chromium') ||
    which('google-chrome')
  )
}

function notInstalled(error: unknown): undefined {
  console.error('The packed browser cannot be installed:', error)
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
