/** What a page says of its connection when something else than its server answers, or nothing does. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { words } from '../../public/words'
import { startApp, type TestApp } from '../support'
import { CUT_LINE, inBrowser, lineIs, openPage, says } from './pages'

const SIGN_IN = '<!doctype html><title>Free Wi-Fi</title><p>Sign in</p>'
const PORTALS: Record<string, RequestListener> = {
  'a redirect': ({ url }, response) =>
    void (url === '/login'
      ? response.writeHead(200, { 'Content-Type': 'text/html' }).end(SIGN_IN)
      : response.writeHead(302, { Location: '/login' }).end()),
  'a page of its own': (_request, response) =>
    void response.writeHead(200, { 'Content-Type': 'text/html' }).end(SIGN_IN),
  'status 511': (_request, response) =>
    void response.writeHead(511, { 'Content-Type': 'text/html' }).end(SIGN_IN),
}
const ALLOWED = new RegExp(`${CUT_LINE.source}|Access to|Refused to|Connecting to|violates`)

/** Ends the app; from now on this answers at its address. */
async function replaced(app: TestApp, listener: RequestListener): Promise<() => Promise<void>> {
  const { port } = app.server.address() as AddressInfo
  await app.close()
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return () =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
}

const portOf = (app: TestApp) => (app.server.address() as AddressInfo).port
const later = (page: Page) => page.clock.fastForward(12_000)

inBrowser('A page whose network wants a sign-in first', () => {
  for (const [name, listener] of Object.entries(PORTALS))
    it(`says so when every request is answered with ${name}, and comes back by itself`, async () => {
      const app = await startApp()
      const port = portOf(app)
      const pages = await Promise.all(
        ['/', '/screen', '/wall'].map(path => openPage(app, { path, allow: ALLOWED })),
      )
      const end = await replaced(app, listener)
      for (const page of pages) await says(page, words.unreachable.portal)
      await end()
      await startApp({}, port)
      for (const page of pages) await lineIs(page, 'connected')
    })
})

inBrowser('A page without a connection', () => {
  it('says that nothing runs behind the address when only a proxy answers', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: ALLOWED, prepare: page => page.clock.install() })
    const end = await replaced(app, (_request, response) => void response.writeHead(502).end('Bad Gateway'))
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
