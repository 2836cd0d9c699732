/** The page that PowerPoint shows on a slide: as a plain page, and with a stand-in for Office’s script. */
import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { powerPointPageWords as pageWords } from '../../../public/screen/page-words'
import { slideWords as words } from '../../../public/screen/words'
import { startApp } from '../../support/app'
import { connectPresenter, openRoom, question } from '../../support/presenter'
import { ROOT } from '../../support/imports'
import { inspect, looks } from '../support/axe'
import { connectionIs, inBrowser, openPage, shows } from '../support/pages'
import { browserFor } from '../support/setup'

const OFFICE_SCRIPT = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js'

const openPlain = (app: { url: string }, options = {}): Promise<Page> =>
  openPage(app, {
    path: '/powerpoint',
    connection: 'none',
    viewport: { width: 960, height: 540 },
    ...options,
  })

inBrowser('The page for PowerPoint', () => {
  it('asks for the room, shows it, and remembers it in this browser where there is no Office', async () => {
    const app = await startApp()
    const { code, presenterKey } = await openRoom(app)
    const presenter = await connectPresenter(app, { code, presenterKey })
    await presenter.does({ name: 'ask', question: question({ text: 'What is up?' }) })
    const page = await openPlain(app)
    await page.getByLabel(pageWords.roomCode).fill(code.toLowerCase())
    await page.getByRole('button', { name: pageWords.showRoom }).click()
    await shows(page, '#question', 'What is up?')
    await page.reload()
    await shows(page, '#question', 'What is up?')
    await page.mouse.move(100, 100)
    await page.mouse.move(200, 100)
    await page.getByRole('button', { name: pageWords.otherRoomHere }).click()
    await page.getByLabel(pageWords.roomCode).waitFor()
    await page.getByRole('button', { name: pageWords.showRoom }).click()
    await connectionIs(page, 'connected')
    await page.locator('.stage[data-moment=join]').waitFor()
  })

  it('says what is wrong with a code', async () => {
    const app = await startApp()
    const page = await openPlain(app, { allow: /404/ })
    for (const [typed, sentence] of [
      ['ABC', words.badCode],
      ['QQQQQQ', words.noRoom],
    ] as const) {
      await page.getByLabel(pageWords.roomCode).fill(typed)
      await page.keyboard.press('Enter')
      await shows(page, '#problem', sentence)
    }
  })

  for (const [name, look] of Object.entries(looks))
    it(`has nothing that axe finds, before and on the stage: ${name}`, async () => {
      const app = await startApp()
      const page = await openPlain(app, look)
      await page.getByLabel(pageWords.roomCode).waitFor()
      await inspect(page, 'the question which room')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: pageWords.showRoom }).click()
      await connectionIs(page, 'connected')
      await inspect(page, 'the stage')
    })
})

describe('The page for PowerPoint, in Office', () => {
  /** Keeps the settings as a document does; what it saved is in `saved`. */
  const office = (saved: Record<string, string>) => `
    const settings = ${JSON.stringify(saved)}
    window.Office = {
      onReady: () => Promise.resolve({ host: 'PowerPoint' }),
      context: { document: { settings: {
        get: name => settings[name] ?? null,
        set: (name, value) => (settings[name] = value),
        remove: name => delete settings[name],
        saveAsync: done => { window.saved = { ...settings }; done() },
      } } },
    }`

  it('remembers the room in the document, and shows it when the document is opened again', async function () {
    const browser = await browserFor(this)
    const app = await startApp()
    const { code } = await openRoom(app)
    const context = await browser.newContext()
    let saved: Record<string, string> = {}
    await context.route(OFFICE_SCRIPT, route =>
      route.fulfill({ contentType: 'text/javascript', body: office(saved) }),
    )
    const page = await context.newPage()
    await page.goto(`${app.url}/powerpoint?office`)
    await page.locator('#code').fill(code)
    await page.keyboard.press('Enter')
    await connectionIs(page, 'connected')
    saved = await page.evaluate(() => (window as unknown as { saved: Record<string, string> }).saved)
    expect(saved).to.deep.equal({ 'slide-room': code })
    const other = await browser.newContext()
    await other.route(OFFICE_SCRIPT, route =>
      route.fulfill({ contentType: 'text/javascript', body: office(saved) }),
    )
    const again = await other.newPage()
    await again.goto(`${app.url}/powerpoint?office`)
    await connectionIs(again, 'connected')
    await shows(again, '.join-picture .typed-address', new RegExp(code))
    await Promise.all([context.close(), other.close()])
  })

  it('is a plain page where Office’s script cannot be loaded', async function () {
    const browser = await browserFor(this)
    const app = await startApp()
    const context = await browser.newContext()
    await context.route(OFFICE_SCRIPT, route => route.abort())
    const page = await context.newPage()
    await page.goto(`${app.url}/powerpoint?office`)
    await page.locator('#code').waitFor()
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: pageWords.showRoom }).click()
    await connectionIs(page, 'connected')
    await context.close()
  })

  it('is told the same name of Office’s script by the docs', () => {
    expect(readFileSync(path.join(ROOT, 'docs/operations.md'), 'utf8')).to.include(
      new URL(OFFICE_SCRIPT).host,
    )
  })
})
