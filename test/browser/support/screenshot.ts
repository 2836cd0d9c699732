/**
 * Takes pictures of pages: those that a test looks at, and those that a test run leaves for people, in a folder
 * that git ignores, where SCREENSHOTS is set.
 */
import path from 'node:path'
import type { Locator, Page, PageScreenshotOptions } from 'playwright-core'

const FOLDER = path.join(__dirname, '..', '..', '..', 'screenshots')
const ATTEMPTS = 3

/** What Chromium says, now and then on a busy machine, in place of the picture that it takes when asked again. */
const REFUSAL = 'Unable to capture screenshot'

/** Takes a picture of what a page or a part of it shows, as a PNG. */
export async function pictureOf(shown: Page | Locator, options: PageScreenshotOptions = {}): Promise<Buffer> {
  for (let attempt = 1; ; attempt++)
    try {
      return await shown.screenshot(options)
    } catch (error) {
      if (attempt === ATTEMPTS || !String(error).includes(REFUSAL)) throw error
    }
}

/** Leaves a picture of what a page or a part of it shows. */
export async function shot(shown: Page | Locator, name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return
  await pictureOf(shown, { path: path.join(FOLDER, `${name}.png`), animations: 'disabled' })
}
