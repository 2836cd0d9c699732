/** Pages that end without a word: a crash, a killed tab; and copies of a tab. A browser's hand counts once. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Counts } from '../../../src/core/protocol/poll'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { collect, openTab as clientPage, tallyOf, waitFor } from '../../support/clients'
import type { RoomSocket } from '../../../src/sockets/room/live-room'
import { CONNECTION_ERRORS, inBrowser, openPage, says, shows, tallies, vote } from '../support/pages'
import { serverSockets } from '../support/network'

/** Kills the page's renderer: no event of the page is fired. */
async function crash(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void devtools.send('Page.crash').catch(() => undefined)
  await crashed
}

/** Ends the page as a browser ends a tab to have its memory: no event of the page is fired, its storage stays. */
const withoutGoodbye = (page: Page) =>
  page.addInitScript(() => {
    for (const name of ['pagehide', 'visibilitychange', 'beforeunload', 'unload'])
      window.addEventListener(name, event => event.stopImmediatePropagation(), true)
  })

const tabOf = (page: Page) =>
  page.evaluate(() => (JSON.parse(sessionStorage.getItem('tab')!) as { tab: string }).tab)

inBrowser('A page that crashed', () => {
  it('has one hand when it is opened again in another tab of the browser', async () => {
    const app = await startApp()
    const { client: witness } = await clientPage(app)
    const page = await openPage(app)
    await vote(page, 'A')
    const tallied = collect(witness, 'voteCount')
    const left = waitFor(serverSockets(app)[1], 'disconnect')
    await crash(page)
    await left
    const again = await openPage(app, { beside: page })
    await says(again, words.recorded('A'))
    const moved = tallyOf(witness, { A: 0, B: 1 })
    await vote(again, 'B')
    await moved
    for (const [counts] of tallied)
      expect(Object.values(counts as Counts).reduce((sum, n) => sum + n, 0)).to.be.at.most(1)
  })

  it('finds its id and its hand again when the crashed tab is reloaded', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await vote(page, 'A')
    const tab = await tabOf(page)
    const devtools = await page.context().newCDPSession(page)
    await crash(page)
    const back = new Promise<RoomSocket>(resolve => app.io.on('connection', resolve))
    await devtools.send('Page.reload')
    const socket = await back
    expect(socket.data.isBack).to.equal(true)
    const { snapshot } = await clientPage(app, { tab })
    expect(snapshot).to.deep.include({ yourVote: 'A', voted: 1, present: 1, connected: 1 })
  })

  it('finds its hand again when its tab was discarded', async () => {
    const app = await startApp()
    const page = await openPage(app, { prepare: withoutGoodbye })
    await vote(page, 'A')
    const tab = await tabOf(page)
    await page.reload()
    await says(page, words.recorded('A'))
    expect(await tabOf(page)).to.equal(tab)
    await vote(page, 'B')
    await tallies(page, { A: 0, B: 1 })
  })

  it('sends the tap that it could not send before', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS, prepare: withoutGoodbye })
    await page.context().setOffline(true)
    for (const socket of serverSockets(app)) socket.conn.close()
    await says(page, words.reconnecting)
    await page.locator('#C').click()
    await says(page, words.keptTap('C'))
    await page.reload().catch(() => undefined) // the browser's own page: no connection
    await page.context().setOffline(false)
    await page.goto(app.url)
    await says(page, words.recorded('C'))
    await tallies(page, { C: 1 })
  })

  it('has one hand when its tab was closed without a word', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await vote(page, 'A')
    const left = waitFor(serverSockets(app)[0], 'disconnect')
    const again = await page.context().newPage()
    await crash(page)
    await page.close()
    await left
    await again.goto(app.url)
    await says(again, words.recorded('A'))
    await vote(again, 'D')
    await tallies(again, { A: 0, D: 1 })
  })
})

inBrowser('A tab that is duplicated', () => {
  it('gets an id of its own, also the copy of a tab that was discarded before', async () => {
    const app = await startApp()
    const page = await openPage(app, { prepare: withoutGoodbye })
    await vote(page, 'A')
    await page.reload()
    await says(page, words.recorded('A'))
    const opened = page.context().waitForEvent('page')
    await page.evaluate(() => void window.open('/'))
    const copy = await opened
    await says(copy, words.connected)
    expect(await tabOf(copy)).to.not.equal(await tabOf(page))
    await vote(copy, 'B')
    await tallies(page, { A: 1, B: 1 })
    await says(page, words.recorded('A'))
  })

  it('leaves the older one alone when it is reloaded, and so does the older one', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await vote(page, 'A')
    const opened = page.context().waitForEvent('page')
    await page.evaluate(() => void window.open('/'))
    const copy = await opened
    await says(copy, words.connected)
    await vote(copy, 'B')
    await copy.reload()
    await says(copy, words.recorded('B'))
    await page.reload()
    await says(page, words.recorded('A'))
    await tallies(page, { A: 1, B: 1 })
    await shows(page, '#connection-count', 'Connected Users: 2')
  })
})

inBrowser('A page whose tab was silent while another one was opened', () => {
  it('says that its vote has moved, and does not raise it again', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await vote(page, 'A')
    const left = waitFor(serverSockets(app)[0], 'disconnect')
    await page.context().setOffline(true)
    for (const socket of serverSockets(app)) socket.conn.close()
    await left
    const browser = await page.evaluate(() => localStorage.getItem('browser')!)
    const newer = await clientPage(app, { browser })
    expect(newer.snapshot.yourVote).to.equal('A')
    await newer.client.emitWithAck('castVote', { pollId: newer.pollId, vote: 'B' })
    await page.context().setOffline(false)
    await says(page, words.voteMoved)
    await tallies(page, { A: 0, B: 1 })
  })
})
