/** Tests pages where WebSockets are missing, refused or swallowed: long-polling takes over, and is remembered. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { TRANSPORT_KEY, WEBSOCKET_HEAD_START_MS } from '../../../public/shared/connection/transports'
import { startApp, type TestApp } from '../../support/app'
import { oldProxy, serverSockets, swallowingProxy, withoutWebSockets, type Proxy } from '../support/network'
import { CONNECTION_ERRORS, connectionIs, inBrowser, openPage, tallies, vote } from '../support/pages'

const transportOf = (app: TestApp) => serverSockets(app)[0]!.conn.transport.name
const remembered = (page: Page) => page.evaluate(key => localStorage.getItem(key), TRANSPORT_KEY)

/** Opens a page whose timers stand still. */
const openFrozen = (proxy: Proxy) =>
  openPage(proxy, {
    connection: 'none',
    allow: CONNECTION_ERRORS,
    prepare: async page => {
      await page.clock.install({ time: 0 })
      await page.clock.pauseAt(1000)
    },
  })

inBrowser('A page where WebSockets do not work', () => {
  it('votes by long-polling in a browser without WebSockets', async () => {
    const app = await startApp()
    const page = await openPage(app, { prepare: withoutWebSockets })
    expect(transportOf(app)).to.equal('polling')
    await vote(page, 'B')
    await tallies(page, { B: 1 })
  })

  it('votes by long-polling where a proxy refuses WebSockets', async () => {
    const app = await startApp()
    const proxy = await oldProxy(app)
    const page = await openPage(proxy, { allow: CONNECTION_ERRORS })
    expect(transportOf(app)).to.equal('polling')
    await vote(page, 'C')
    await tallies(page, { C: 1 })
    proxy.close()
  })

  it('votes by long-polling two seconds after a proxy has swallowed its WebSocket, and at once after a reload', async () => {
    const app = await startApp()
    const proxy = await swallowingProxy(app)
    const page = await openFrozen(proxy)
    await proxy.swallowed(1)
    await page.clock.runFor(WEBSOCKET_HEAD_START_MS - 1)
    expect(await page.locator('body').getAttribute('data-connection')).to.equal('connecting')
    await page.clock.runFor(1)
    // No timer of the page runs from here on.
    await connectionIs(page, 'connected')
    await page.locator('#D:enabled').click()
    await tallies(page, { D: 1 })
    await page.reload()
    await connectionIs(page, 'connected')
    await page.locator('#D[aria-pressed=true]').waitFor()
    expect(transportOf(app)).to.equal('polling')
    proxy.close()
  })

  it('goes over to its WebSocket where that is only slow, and begins with it the next time', async () => {
    const app = await startApp()
    const proxy = await swallowingProxy(app)
    const page = await openFrozen(proxy)
    await proxy.swallowed(1)
    await page.clock.runFor(WEBSOCKET_HEAD_START_MS)
    await connectionIs(page, 'connected')
    expect(await remembered(page)).to.equal('polling')
    await proxy.swallowed(2)
    proxy.letThrough()
    await page.waitForFunction(key => localStorage.getItem(key) === null, TRANSPORT_KEY)
    await page.reload()
    await connectionIs(page, 'connected')
    expect(transportOf(app)).to.equal('websocket')
    proxy.close()
  })

  it('gives its WebSocket more time where long-polling breaks off, as between nodes without sessions', async () => {
    const app = await startApp()
    const proxy = await swallowingProxy(app)
    proxy.breakPolling()
    const page = await openFrozen(proxy)
    await proxy.swallowed(1)
    await page.clock.runFor(WEBSOCKET_HEAD_START_MS)
    await page.clock.resume()
    await connectionIs(page, 'reconnecting')
    // The second one was there to take over from long-polling.
    await proxy.swallowed(3)
    await page.clock.fastForward(2 * WEBSOCKET_HEAD_START_MS)
    proxy.letThrough()
    await connectionIs(page, 'connected')
    expect(transportOf(app)).to.equal('websocket')
    expect(await remembered(page)).to.equal(null)
    proxy.close()
  })
})
