/** Pages of another origin that show the screen in a frame: allowed where FRAME_ANCESTORS names them, refused elsewhere. */
import { expect } from 'chai'
import type { Browser, BrowserContext } from 'playwright-core'
import { startApp } from '../../support/app'
import { slidesServer } from './decks'
import { browserFor } from '../support/setup'

describe('Slides of another origin', function () {
  let browser: Browser
  let context: BrowserContext
  before(async function () {
    browser = await browserFor(this)
  })
  beforeEach(async () => void (context = await browser.newContext()))
  afterEach(() => context.close())

  it('show the screen and each part of it where FRAME_ANCESTORS names them', async () => {
    let html = ''
    const slides = await slidesServer(() => html)
    const app = await startApp({ FRAME_ANCESTORS: slides })
    const addresses = [
      '/screen',
      '/screen/',
      '/screen.html',
      '/screen?only=chart&ground=none',
      '/screen?only=join',
    ]
    html = addresses.map(address => `<iframe src="${app.url}${address}"></iframe>`).join('')
    const page = await context.newPage()
    await page.goto(slides)
    for (const [index] of addresses.entries())
      await page
        .frameLocator(`iframe:nth-of-type(${index + 1})`)
        .locator('body[data-connection=connected]')
        .waitFor()
  })

  it('show nothing where it does not name them, and no other page anyhow', async () => {
    let html = ''
    const slides = await slidesServer(() => html)
    const strict = await startApp()
    const named = await startApp({ FRAME_ANCESTORS: slides })
    for (const address of [
      `${strict.url}/screen`,
      `${strict.url}/powerpoint`,
      `${named.url}/present`,
      named.url,
    ]) {
      html = `<iframe src="${address}"></iframe>`
      const page = await context.newPage()
      const refused = page.waitForEvent('console', said =>
        /frame-ancestors|X-Frame|Framing/i.test(said.text()),
      )
      await page.goto(slides)
      await refused
      expect(await page.frames()[1]!.locator('main').count(), address).to.equal(0)
      await page.close()
    }
  })
})
