/** What a page says of its connection when something else than its server answers, or nothing does. */
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { words } from '../../../public/shared/words'
import { startApp, type TestApp } from '../../support/app'
import { PORTALS, replaceApp } from '../support/other-servers'
import { CONNECTION_ERRORS, inBrowser, connectionIs, openPage, says } from '../support/pages'

const ALLOWED = new RegExp(`${CONNECTION_ERRORS.source}|Access to|Refused to|Connecting to|violates`)

const portOf = (app: TestApp) => (app.server.address() as AddressInfo).port
const later = (page: Page) => page.clock.fastForward(12_000)

inBrowser('A page whose network wants a sign-in first', () => {
  for (const [name, listener] of Object.entries(PORTALS))
    it(`says so when every request is answered with ${name}, and comes back by itself`, async () => {
      const app = await startApp()
      const port = portOf(app)
      const pages = await Promise.all(
        ['/', '/screen', '/wall', `/present#key=${app.presenterKey}`].map(path =>
          openPage(app, { path, allow: ALLOWED }),
        ),
      )
      const end = await replaceApp(app, listener)
      for (const page of pages) await says(page, words.unreachable.portal)
      await end()
      await startApp({ PRESENTER_KEY: app.presenterKey }, port)
      for (const page of pages) await connectionIs(page, 'connected')
    })
})

inBrowser('A page without a connection', () => {
  it('says that nothing runs behind the address when only a proxy answers', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: ALLOWED, prepare: page => page.clock.install() })
    const end = await replaceApp(app, (_request, response) => void response.writeHead(502).end('Bad Gateway'))
    await later(page)
    await says(page, words.unreachable.away)
    await end()
  })

  it('says that nothing answers when the server is down, and something else when the device is offline', async () => {
    const app = await startApp()
    const port = portOf(app)
    const page = await openPage(app, { allow: ALLOWED, prepare: page => page.clock.install() })
    await app.close()
    await later(page)
    await says(page, words.unreachable.silent)
    await page.context().setOffline(true)
    await later(page)
    await says(page, words.unreachable.offline)
    await page.context().setOffline(false)
    await startApp({}, port)
    await page.clock.fastForward(10_000)
    await says(page, words.connected)
  })
})
