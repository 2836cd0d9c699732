/** Tests the projector's page: it shows everything, counts for nobody and cannot vote. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { pageWords } from '../../../public/shared/page-words'
import { stageWords } from '../../../public/shared/stage/words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { openRoom } from '../../support/presenter'
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
  it('shows how to join before the first question: a QR code of more than half its height, and the address', async () => {
    const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
    for (const viewport of [
      { width: 1280, height: 720 },
      { width: 1024, height: 768 },
    ]) {
      const screen = await openScreen(app, { viewport })
      await shows(screen, '.join-picture .typed-address', 'ask.school.edu')
      const image = screen.getByRole('img', { name: pageWords.qrCode })
      await image.evaluate((qr: HTMLImageElement) => qr.decode())
      // Its drawing has a light edge of two modules, and the page adds to it.
      const code = await image.evaluate(async (qr: HTMLImageElement) => {
        const drawing = await (await fetch(qr.src)).text()
        const whole = Number(/viewBox="0 0 (\d+)/.exec(drawing)![1])
        const edge = parseFloat(getComputedStyle(qr).paddingLeft)
        return ((qr.getBoundingClientRect().width - 2 * edge) * (whole - 4)) / whole
      })
      expect(code).to.be.greaterThan(viewport.height / 2)
      const address = screen.locator('.join-picture .typed-address')
      const size = await address.evaluate(text => parseFloat(getComputedStyle(text).fontSize))
      expect(size / viewport.height).to.be.at.least(0.08)
    }
  })

  it('shows the address that leads to a room of its own when it is typed', async () => {
    const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
    const { code } = await openRoom(app)
    const screen = await openScreen(app, { path: `/r/${code}/screen` })
    await shows(screen, '.join-picture .typed-address', `ask.school.edu/r/${code}`)
    await shows(screen, '#address', `ask.school.edu/r/${code}`)
  })

  it('counts people in while they join, then tells the turnout', async () => {
    const app = await startApp()
    const screen = await openScreen(app)
    await shows(screen, '.join-picture .people', stageWords.here(0))
    const [ann] = await Promise.all([openPage(app), openPage(app)])
    await shows(screen, '.join-picture .people', stageWords.here(2))
    expect(await screen.locator('.crowd i').count()).to.equal(2)
    expect(await screen.locator('#turnout').isVisible()).to.equal(false)
    await vote(ann, 'A')
    await screen.getByText('1 of 2 have voted').waitFor()
    expect(await screen.locator('.join-picture').isVisible()).to.equal(false)
  })

  it('moves its chart with the votes', async () => {
    const app = await startApp()
    const screen = await openScreen(app)
    const page = await openPage(app)
    await vote(page, 'C')
    await tallies(screen, { A: 0, B: 0, C: 1, D: 0 })
    await shows(screen, '[data-letter=C] .percent', words.percent(100))
    await shows(screen, '#state', stageWords.state.open)
    expect(await screen.locator('.stage-choice .letter').allTextContents()).to.deep.equal([
      'A',
      'B',
      'C',
      'D',
    ])
  })

  it('is not counted, offers nothing to vote with, and no key of it votes', async () => {
    const app = await startApp()
    const screen = await openScreen(app)
    const page = await openPage(app)
    await shows(page, '#connection-count', 'Connected Users: 1')
    const controls = await screen.locator('button, input, a').evaluateAll(found => found.map(({ id }) => id))
    expect(controls).to.deep.equal(['full-screen', 'light'])
    await screen.keyboard.press('b')
    await screen.keyboard.press('b')
    await vote(page, 'D')
    await tallies(screen, { B: 0, D: 1 })
    expect(serverSockets(app)).to.have.lengthOf(1)
  })

  it('keeps its picture when its connection is lost, says so after a while, and follows again by itself', async () => {
    const app = await startApp()
    const prepare = (page: Page) => page.clock.install()
    const screen = await openScreen(app, { allow: CONNECTION_ERRORS, prepare })
    const page = await openPage(app)
    await vote(page, 'A')
    await tallies(screen, { A: 1 })
    await screen.context().setOffline(true)
    for (const socket of app.io.sockets.sockets.values()) socket.conn.close()
    await connectionIs(screen, 'reconnecting')
    await says(screen, '')
    await screen.clock.fastForward(15_000)
    await says(screen, /\S/)
    expect(await screen.locator('.answers').isVisible()).to.equal(true)
    await tallies(screen, { A: 1 })
    await connectionIs(page, 'connected')
    await vote(page, 'B')
    await screen.context().setOffline(false)
    for (let more = 0; more < 3; more++) await screen.clock.fastForward(5000)
    await tallies(screen, { B: 1 })
    await says(screen, '')
    await connectionIs(screen, 'connected')
  })

  it('hides pointer and buttons while nobody moves the pointer', async () => {
    const app = await startApp()
    const screen = await openScreen(app, { prepare: (page: Page) => page.clock.install() })
    const looks = () =>
      screen.evaluate(() => [
        getComputedStyle(document.body).cursor,
        getComputedStyle(document.querySelector('#controls')!).pointerEvents,
      ])
    expect(await looks()).to.deep.equal(['none', 'none'])
    await screen.mouse.move(100, 100)
    await screen.mouse.move(200, 100)
    await screen.locator('body:not(.idle)').waitFor()
    expect(await looks()).to.deep.equal(['auto', 'auto'])
    await screen.clock.fastForward(3000)
    await screen.locator('body.idle').waitFor()
    expect(await looks()).to.deep.equal(['none', 'none'])
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
    expect(await screen.locator('.stage-choice .text').allTextContents()).to.deep.equal(texts)
    const page = await openPage(app)
    await shows(page, '#question', question)
    await page.getByRole('button', { name: 'C <b>bold</b>' }).click()
    await tallies(screen, { C: 1 })
  })
})
