/** Starts the one browser of a test process, before the first test that needs it; it ends with the process. */
import type { Browser } from 'playwright-core'
import { launch } from './chromium/launch'

let browser: Browser | undefined
let asked = false

/** The test browser; skips the calling suite, loudly, where none can be used. */
export async function browserFor(context: Mocha.Context): Promise<Browser> {
  if (!asked) {
    asked = true
    context.timeout(300_000) // the packed browser unpacks once
    browser = await launch()
  }
  if (browser) return browser
  console.error('NO BROWSER: set CHROMIUM_PATH to a Chromium, or install one. Every browser test is skipped.')
  return context.skip()
}
