/** Tests the networks a page must bear: a connection that died while the device slept, and one that comes back. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { openTab as clientPage } from '../../support/clients'
import { serverSockets, controlConnection, type ControlledConnection } from '../support/network'
import { CONNECTION_ERRORS, inBrowser, connectionIs, openPage, says, tallies, vote } from '../support/pages'

const wake = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))

inBrowser('A page in a difficult network', () => {
  it('finds out on waking that its line is dead, takes a new one and is in step again', async () => {
    const app = await startApp()
    const { client, pollId } = await clientPage(app)
    let line!: ControlledConnection
    const page = await openPage(app, {
      prepare: async page => {
        await page.clock.install()
        line = await controlConnection(page)
      },
    })
    await vote(page, 'B')
    line.swallow()
    await client.emitWithAck('castVote', { pollId, vote: 'A' })
    await wake(page)
    await page.clock.fastForward(3000)
    await says(page, words.back('B'))
    await tallies(page, { A: 1, B: 1 })
    await vote(page, 'D')
    await tallies(page, { A: 1, B: 0, D: 1 })
  })

  it('takes a line for dead that does not acknowledge a tap, and sends the tap over a new one', async () => {
    const app = await startApp()
    let line!: ControlledConnection
    const page = await openPage(app, {
      prepare: async page => {
        await page.clock.install()
        line = await controlConnection(page)
      },
    })
    line.swallow()
    await page.locator('#C').click()
    await says(page, words.sending('C'))
    await page.clock.fastForward(5000)
    await says(page, words.recorded('C'))
    await tallies(page, { C: 1 })
  })

  it('only asks whether all is well when it wakes on a line that held', async () => {
    const app = await startApp()
    let line!: ControlledConnection
    const page = await openPage(app, { prepare: async page => (line = await controlConnection(page)) })
    await vote(page, 'B')
    const before = line.sent.length
    await wake(page)
    await page.locator('#D').click()
    await says(page, words.recorded('D'))
    const since = line.sent.slice(before).filter(frame => frame.startsWith('42'))
    expect(since.map(frame => /\["(\w+)"/.exec(frame)?.[1])).to.deep.equal(['getSnapshot', 'castVote'])
    expect(serverSockets(app)).to.have.lengthOf(1)
  })

  it('tries at once when the network says that it is back', async () => {
    const app = await startApp()
    const page = await openPage(app, {
      allow: CONNECTION_ERRORS,
      prepare: page => page.clock.install(),
    })
    await page.context().setOffline(true)
    for (const socket of serverSockets(app)) socket.conn.close()
    await connectionIs(page, 'reconnecting')
    await page.clock.pauseAt(Date.now() + 3_600_000) // no timer helps from here on
    await page.context().setOffline(false)
    await says(page, words.connected)
  })
})
