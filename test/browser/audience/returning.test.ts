/** Tests tabs that come, go and come again: one hand a tab, and a closed tab's hand falls at once. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Counts } from '../../../src/core/protocol/poll'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { collect, openTab as clientPage, tallyOf, waitFor, type Client } from '../../support/clients'
import { withoutWebSockets } from '../support/network'
import { CONNECTION_ERRORS, inBrowser, openPage, says, shows, tallies, vote } from '../support/pages'

const transports = { WebSockets: undefined, 'long-polling': withoutWebSockets }

/** The most hands that were ever up together, as a witness heard it. */
function mostHands(heard: unknown[][]): number {
  const sums = heard.map(([counts]) => Object.values(counts as Counts).reduce((sum, n) => sum + n, 0))
  return Math.max(...sums)
}

function turnoutOf(client: Client, voted: number, present: number): Promise<unknown> {
  return waitFor<[number, number]>(client, 'turnout', (v, p) => v === voted && p === present)
}

const storedTab = (page: Page) =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('tab')!) as Record<string, unknown>)

for (const [name, prepare] of Object.entries(transports)) {
  inBrowser(`A tab over ${name}`, () => {
    it('keeps its vote across a reload, counted once', async () => {
      const app = await startApp()
      const { client: witness } = await clientPage(app)
      const tallied = collect(witness, 'voteCount')
      const page = await openPage(app, { prepare })
      await vote(page, 'B')
      await page.reload()
      await says(page, words.recorded('B'))
      await tallies(page, { A: 0, B: 1, C: 0, D: 0 })
      expect(await page.locator('#B').getAttribute('aria-pressed')).to.equal('true')
      expect(mostHands(tallied)).to.equal(1)
      const reply = await witness.emitWithAck('getSnapshot')
      expect(reply.ok && reply.snapshot).to.deep.include({ voted: 1, present: 2, connected: 2 })
    })

    it('takes its hand down at once when it is closed', async () => {
      const app = await startApp()
      const { client: witness } = await clientPage(app)
      const page = await openPage(app, { prepare })
      const raised = tallyOf(witness, { B: 1 })
      await vote(page, 'B')
      await raised
      const fallen = [tallyOf(witness, { B: 0 }), turnoutOf(witness, 0, 1)]
      await page.close({ runBeforeUnload: true })
      await Promise.all(fallen)
    })

    it('takes its hand down at once when it goes to another page', async () => {
      const app = await startApp()
      const { client: witness } = await clientPage(app)
      const page = await openPage(app, { prepare })
      const raised = tallyOf(witness, { B: 1 })
      await vote(page, 'B')
      await raised
      const fallen = tallyOf(witness, { B: 0 })
      await page.goto('about:blank')
      await fallen
      await page.goBack()
      await says(page, words.recorded('B'))
    })
  })
}

inBrowser('A tab', () => {
  it('is one of two hands of one person when it is opened beside another', async () => {
    const app = await startApp()
    const { client: witness } = await clientPage(app)
    const first = await openPage(app)
    await vote(first, 'A')
    const second = await openPage(app, { beside: first })
    await vote(second, 'B')
    await tallies(first, { A: 1, B: 1 })
    const reply = await witness.emitWithAck('getSnapshot')
    expect(reply.ok && reply.snapshot).to.deep.include({ voted: 1, present: 2, connected: 3 })
  })

  it('gets an id of its own when it is a copy of another', async () => {
    const app = await startApp()
    const first = await openPage(app)
    await vote(first, 'A')
    await first.reload() // as a tab that already came back once
    await says(first, words.recorded('A'))
    const opened = first.context().waitForEvent('page')
    await first.evaluate(() => void window.open('/'))
    const copy = await opened
    await says(copy, words.connected)
    await vote(copy, 'A')
    await tallies(first, { A: 2 })
    await shows(first, '#connection-count', 'Connected Users: 2')
    await says(first, words.recorded('A'))
  })

  it('saves its id and its vote at once, and says when it is left in order', async () => {
    const app = await startApp()
    const page = await openPage(app)
    const before = await storedTab(page)
    await vote(page, 'B')
    expect(await storedTab(page)).to.deep.include({ tab: before['tab'], vote: 'B' })
    expect(await storedTab(page)).to.not.have.property('left')
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
    expect(await storedTab(page)).to.deep.include({ tab: before['tab'], vote: 'B', left: true })
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    expect(await storedTab(page)).to.not.have.property('left')
    await says(page, words.recorded('B'))
    await tallies(page, { B: 1 })
  })

  it('remembers a tap that never left across a reload without a line', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await vote(page, 'B')
    await page.context().setOffline(true)
    for (const socket of app.io.sockets.sockets.values()) socket.conn.close()
    await says(page, words.reconnectingKept('B'))
    await page.locator('#C').click()
    await says(page, words.keptTap('C'))
    await page.reload().catch(() => undefined) // the browser's own page: no connection
    await page.context().setOffline(false)
    await page.goto(app.url)
    await says(page, words.recorded('C'))
    await tallies(page, { B: 0, C: 1 })
  })
})
