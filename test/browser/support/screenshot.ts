/**
 * Takes the screenshots that a test run leaves for people to look at, in a folder that git ignores; only where
 * SCREENSHOTS is set.
 */
import path from 'node:path'
import type { Page } from 'playwright-core'

const FOLDER = path.join(__dirname, '..', '..', '..', 'screenshots')

/** Takes a picture of what the page shows. */
export async function shot(page: Page, name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' })
}
