/** Tests the projector's page: it shows everything, counts for nobody and cannot vote. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { pageWords } from '../../../public/shared/page-words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { serverSockets } from '../support/network'
import {
  CONNECTION_ERRORS,
  inBrowser,
  connectionIs,
  openPage,
  says,
  shows,
  tallies,
  vote,
} from '../support/pages'
import { ask } from '../support/rooms'

const openScreen = (app: { url: string }, options = {}): Promise<Page> =>
  openPage(app, { path: '/screen', viewport: { width: 1280, height: 720 }, ...options })

inBrowser('The screen', () => {
  it('shows how to join: a QR code and the address beside it', async () => {
    const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
    const screen = await openScreen(app)
    await shows(screen, '#address', 'ask.school.edu')
    const image = screen.getByRole('img', { name: pageWords.qrCode })
    expect(await image.evaluate((qr: HTMLImageElement) => qr.complete && qr.naturalWidth)).to.be.greaterThan(
      20,
    )
  })

  it('gives a hint while nobody is there, then the turnout', async () => {
    const app = await startApp()
    const screen = await openScreen(app)
    await screen.getByText(pageWords.nobodyYet).waitFor()
    expect(await screen.locator('#turnout').isVisible()).to.equal(false)
    const [ann] = await Promise.all([openPage(app), openPage(app)])
    await vote(ann, 'A')
    await screen.getByText('1 of 2 have voted').waitFor()
    expect(await screen.locator('#nobody-yet').isVisible()).to.equal(false)
  })

  it('moves its chart with the votes', async () => {
    const app = await startApp()
    const screen = await openScreen(app)
    const page = await openPage(app)
    await vote(page, 'C')
    await tallies(screen, { A: 0, B: 0, C: 1, D: 0 })
    await shows(screen, '.column[data-letter=C] .percent', words.percent(100))
    await shows(screen, '#state', words.state.open)
    expect(await screen.locator('.label b').allTextContents()).to.deep.equal(['A', 'B', 'C', 'D'])
  })

  it('is not counted, offers nothing to vote with, and no key of it votes', async () => {
    const app = await startApp()
    const screen = await openScreen(app)
    const page = await openPage(app)
    await shows(page, '#connection-count', 'Connected Users: 1')
    expect(await screen.locator('button, input, a').count()).to.equal(0)
    await screen.keyboard.press('b')
    await vote(page, 'D')
    await tallies(screen, { B: 0, D: 1 })
    expect(serverSockets(app)).to.have.lengthOf(1)
  })

  it('says when its line is lost, and follows again by itself', async () => {
    const app = await startApp()
    const screen = await openScreen(app, { allow: CONNECTION_ERRORS })
    await screen.context().setOffline(true)
    for (const socket of app.io.sockets.sockets.values()) socket.conn.close()
    await says(screen, words.reconnecting)
    const page = await openPage(app)
    await vote(page, 'B')
    await screen.context().setOffline(false)
    await tallies(screen, { B: 1 })
    await says(screen, '')
    await connectionIs(screen, 'connected')
  })

  it('bears that the address cannot be had', async () => {
    const app = await startApp()
    const screen = await openScreen(app, {
      allow: CONNECTION_ERRORS,
      prepare: (page: Page) => page.route('**/share.json', route => route.abort()),
    })
    await shows(screen, '#address', '')
    await screen.unroute('**/share.json')
    for (const socket of app.io.sockets.sockets.values()) socket.conn.close()
    await shows(screen, '#address', /\d$/)
  })

  it('shows the question and what the letters stand for', async () => {
    const app = await startApp()
    const texts = ['await fetch()', 'while (true) {}', '<b>bold</b>', 'fs.readFile()']
    const question = 'Which one blocks the event loop?'
    await ask(app, question, texts)
    const screen = await openScreen(app)
    await shows(screen, '#question', question)
    expect(await screen.locator('.label span').allTextContents()).to.deep.equal(texts)
    const page = await openPage(app)
    await shows(page, '#question', question)
    await page.getByRole('button', { name: 'C <b>bold</b>' }).click()
    await tallies(screen, { C: 1 })
  })
})
