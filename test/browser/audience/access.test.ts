/** Tests that axe finds nothing in any state of any page, and that colours differ enough. */
import { expect } from 'chai'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { newTab, openTab as clientPage } from '../../support/clients'
import { openRoom } from '../../support/presenter'
import { inspect, looks } from '../support/axe'
import { asTab, serverSockets, controlConnection, type ControlledConnection } from '../support/network'
import { CONNECTION_ERRORS, inBrowser, connectionIs, openPage, says, tallies, vote } from '../support/pages'
import { ask, crowd, present } from '../support/rooms'
import { shot } from '../support/screenshot'

for (const [look, options] of Object.entries(looks)) {
  const name = look.replace(' ', '-')

  inBrowser(`axe finds nothing, ${look},`, () => {
    it('while the page connects', async () => {
      const app = await startApp()
      const page = await openPage(app, {
        ...options,
        connection: 'connecting',
        prepare: page => page.routeWebSocket(/socket\.io/, () => {}),
      })
      await inspect(page, 'connecting')
      await shot(page, `connecting-${name}`)
    })

    it('on the page: connected, sending, voted, menu open, table shown', async () => {
      const app = await startApp()
      let line!: ControlledConnection
      const page = await openPage(app, {
        ...options,
        prepare: async page => (line = await controlConnection(page)),
      })
      await inspect(page, 'connected')
      line.hold()
      await page.locator('#B').click()
      await says(page, words.sending('B'))
      await inspect(page, 'sending')
      await shot(page, `sending-${name}`)
      line.release()
      await says(page, words.recorded('B'))
      await crowd(app)
      await tallies(page, { A: 1, B: 4, C: 2, D: 1 })
      await inspect(page, 'voted')
      await shot(page, `voted-${name}`)
      await page.locator('#more').click()
      await inspect(page, 'menu open')
      await shot(page, `menu-${name}`)
      await page.locator('#as-table').check()
      await page.locator('#close-more').click()
      await inspect(page, 'table shown')
      await shot(page, `table-${name}`)
    })

    it('with a question and texts, and once it is closed', async () => {
      const app = await startApp()
      await ask(app, 'Which one blocks the event loop?', [
        'await fetch()',
        'while (true) {}',
        'setTimeout(f, 0)',
      ])
      const page = await openPage(app, options)
      await page.locator('#B').click()
      await says(page, words.recorded('B'))
      await inspect(page, 'texts')
      await present(app, { name: 'close' })
      await says(page, `${words.closed} ${words.youSaid(['B'])}`)
      await inspect(page, 'closed')
      await shot(page, `closed-${name}`)
    })

    it('while the line is down: reconnecting, a kept tap, the server closing and gone', async () => {
      const app = await startApp()
      const page = await openPage(app, {
        ...options,
        allow: CONNECTION_ERRORS,
        prepare: page => page.clock.install(),
      })
      await vote(page, 'B')
      await page.context().setOffline(true)
      for (const socket of serverSockets(app)) socket.conn.close()
      await says(page, words.reconnectingKept('B'))
      await inspect(page, 'reconnecting')
      await shot(page, `reconnecting-${name}`)
      await page.locator('#C').click()
      await says(page, words.keptTap('C'))
      await inspect(page, 'a kept tap')
      await shot(page, `kept-${name}`)
      await page.clock.fastForward(12_000)
      await says(page, words.unreachable.offline)
      await inspect(page, 'gone')
      await shot(page, `gone-${name}`)
    })

    it('on a page that another has displaced', async () => {
      const app = await startApp()
      const tab = newTab()
      const page = await openPage(app, { ...options, prepare: asTab(tab) })
      await clientPage(app, { tab })
      await connectionIs(page, 'displaced')
      await inspect(page, 'displaced')
      await shot(page, `displaced-${name}`)
    })

    it('on the screen, with nobody and with votes', async () => {
      const app = await startApp()
      const screen = await openPage(app, {
        ...options,
        path: '/screen',
        viewport: { width: 1280, height: 720 },
      })
      await inspect(screen, 'nobody')
      await crowd(app)
      await tallies(screen, { B: 3 })
      await inspect(screen, 'votes')
      await shot(screen, `screen-${name}`)
    })

    it('on the pages for an address that is none, and without scripts', async () => {
      const app = await startApp()
      const { code } = await openRoom(app)
      await app.store.eraseRoom(code, Date.now())
      for (const [what, path] of [
        ['404', '/nothing/here'],
        ['no-room', '/r/ACD346'],
        ['erased', `/r/${code}`],
        ['refused', '/r/%ff'],
      ] as const) {
        const stray = await openPage(app, { ...options, path, connection: 'none', allow: /40[04]/ })
        await inspect(stray, what)
        await shot(stray, `${what}-${name}`)
      }
      const still = await openPage(app, { ...options, connection: 'none', javaScriptEnabled: false })
      await shot(still, `noscript-${name}`)
      expect(await still.locator('.noscript').isVisible()).to.equal(true)
    })
  })
}
