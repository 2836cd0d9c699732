/**
 * Tests where the page must work: below a path, without storage, without scripts, over a slow connection; and what it
 * links to.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { pageWords } from '../../../public/shared/page-words'
import { stageWords } from '../../../public/shared/stage/words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { withoutWebSockets } from '../support/network'
import { inBrowser, openPage, says, shows, tallies, vote } from '../support/pages'

const FIRST_VISIT_BYTES = 30_000

/** A browser that is told to keep nothing. */
const withoutStorage = (page: Page) =>
  page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      })
  })

inBrowser('The page', () => {
  it('works below a path, with its sockets, its screen and its 404 page', async () => {
    const app = await startApp({ BASE_PATH: '/ask' })
    const page = await openPage(app, { path: '/ask' })
    expect(page.url()).to.equal(`${app.url}/ask/`)
    await vote(page, 'B')
    const screen = await openPage(app, { path: '/ask/screen' })
    await tallies(screen, { B: 1 })
    await shows(screen, '#address', /\/ask$/)
    const stray = await openPage(app, { path: '/ask/a/b', connection: 'none', allow: /404/ })
    await stray.getByRole('link', { name: pageWords.toMainRoom }).click()
    await says(stray, words.connected)
  })

  it('takes its hand down over long-polling below a path, too', async () => {
    const app = await startApp({ BASE_PATH: '/ask' })
    const screen = await openPage(app, { path: '/ask/screen' })
    const page = await openPage(app, { path: '/ask/', prepare: withoutWebSockets })
    await vote(page, 'B')
    await tallies(screen, { B: 1 })
    await page.close({ runBeforeUnload: true })
    await tallies(screen, { B: 0 })
    await shows(screen, '.join-picture .people', stageWords.here(0))
  })

  it('votes where storage is refused, and says what that costs', async () => {
    const app = await startApp()
    const page = await openPage(app, { prepare: withoutStorage })
    await says(page, words.connectedNoStorage)
    await vote(page, 'B')
    await page.locator('#more').click()
    await page.getByLabel(pageWords.letterKeys).uncheck()
    await page.reload()
    await says(page, words.connectedNoStorage)
    await tallies(page, { B: 0 })
  })

  it('says what is missing where scripts are switched off', async () => {
    const app = await startApp()
    for (const path of ['/', '/screen']) {
      const page = await openPage(app, { path, connection: 'none', javaScriptEnabled: false })
      expect(await page.locator('.noscript').innerText()).to.equal(pageWords.noscript)
      expect(await page.locator('.noscript').isVisible()).to.equal(true)
    }
  })

  it('shows what can be tapped before any script runs, and takes no tap yet', async () => {
    const app = await startApp()
    const page = await openPage(app, {
      connection: 'connecting',
      prepare: page =>
        page.route('**/*.js', route => route.fulfill({ body: '', contentType: 'text/javascript' })),
    })
    await says(page, words.connecting)
    expect(await page.locator('#choices button:disabled').allTextContents()).to.deep.equal([
      'A',
      'B',
      'C',
      'D',
    ])
  })

  it('links to nothing that is not there', async () => {
    const app = await startApp()
    for (const path of ['/', '/screen']) {
      const page = await openPage(app, { path })
      const missing = await page.evaluate(async () => {
        const links = [
          ...document.querySelectorAll<HTMLLinkElement | HTMLAnchorElement>('link[href], a[href]'),
        ]
        const manifest = links.find(link => link.rel === 'manifest')
        const addresses = links.map(link => link.href)
        if (manifest) {
          const { icons } = (await (await fetch(manifest.href)).json()) as { icons: { src: string }[] }
          addresses.push(...icons.map(icon => new URL(icon.src, manifest.href).href))
        }
        const found = await Promise.all(addresses.map(address => fetch(address)))
        return found.filter(response => !response.ok).map(response => response.url)
      })
      expect(missing).to.deep.equal([])
    }
  })

  it(`weighs at most ${FIRST_VISIT_BYTES} bytes on a first visit, headers and linked files included`, async () => {
    const app = await startApp()
    let bytes = 0
    const page = await openPage(app, {
      prepare: async page => {
        const devTools = await page.context().newCDPSession(page)
        await devTools.send('Network.enable')
        devTools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
      },
    })
    await page.evaluate(async () => {
      const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel=icon], link[rel=manifest]')]
      await Promise.all(links.map(async link => (await fetch(link.href)).text()))
    })
    await vote(page, 'A')
    expect(bytes).to.be.within(10_000, FIRST_VISIT_BYTES)
  })
})
