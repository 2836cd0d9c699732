/** Slides that show the screen in a frame: from a file, and in a sandbox. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext } from 'playwright-core'
import { startApp } from '../../support/app'
import { newFolder } from '../../support/folders'
import { browserFor } from '../support/setup'

describe('Slides that are opened from a file', function () {
  let browser: Browser
  let context: BrowserContext
  before(async function () {
    browser = await browserFor(this)
  })
  beforeEach(async () => void (context = await browser.newContext()))
  afterEach(() => context.close())

  async function slides(url: string, sandbox: string): Promise<ReturnType<typeof show>> {
    return show(`<iframe ${sandbox} src="${url}/screen"></iframe>`)
  }
  async function show(html: string) {
    const file = path.join(newFolder(), 'slides.html')
    writeFileSync(file, html)
    const page = await context.newPage()
    await page.goto(pathToFileURL(file).href)
    return page.frameLocator('iframe')
  }

  it('show the screen where FRAME_ANCESTORS says file:, in a sandbox with allow-same-origin too', async () => {
    const app = await startApp({ FRAME_ANCESTORS: 'file:' })
    for (const sandbox of ['', 'sandbox="allow-scripts allow-same-origin"'])
      await (await slides(app.url, sandbox)).locator('body[data-connection=connected]').waitFor()
  })

  it('show nothing where it says *, which stands for http and https only', async () => {
    const app = await startApp({ FRAME_ANCESTORS: '*' })
    const refused = context.waitForEvent('console', message => /frame-ancestors|Framing/.test(message.text()))
    await slides(app.url, '')
    await refused
  })
})
