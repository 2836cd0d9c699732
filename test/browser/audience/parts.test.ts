/** Parts that a page loads on demand: a load that fails is not the end of it, and an upgrade is said. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { chatWords } from '../../../public/chat/words'
import { pageWords } from '../../../public/shared/page-words'
import { presenterWords } from '../../../public/presenter/words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { connectPresenter, question } from '../../support/presenter'
import { enterChat } from '../support/chat'
import { openPresenter } from '../support/lecture'
import { CONNECTION_ERRORS, inBrowser, openPage, says, shows, vote } from '../support/pages'

/** Nothing of this kind arrives until it is called again. */
async function cut(page: Page, pattern: RegExp): Promise<() => Promise<void>> {
  await page.route(pattern, route => route.abort())
  return () => page.unroute(pattern)
}

/** The chat's script arrives once this is called. */
async function holdChat(page: Page): Promise<() => void> {
  let release!: () => void
  const held = new Promise<void>(resolve => (release = resolve))
  await page.route(/\/assets\/chat.*\.js/, async route => {
    await held
    await route.continue()
  })
  return release
}

/** As after an upgrade: the files this page would load are gone from the server. */
const goneAfterUpgrade = (page: Page) =>
  page.route(/\/assets\/(chat|audience\/rooms-menu|wall|shared\/qr)/, route =>
    route.fulfill({ status: 404, contentType: 'text/html', body: '' }),
  )

inBrowser('A part that is loaded on demand', () => {
  for (const [what, pattern] of [
    ['script', /\/assets\/chat.*\.js/],
    ['style sheet', /\/assets\/chat.*\.css/],
  ] as const)
    it(`comes at the second press when its ${what} could not be loaded before: the chat`, async () => {
      const app = await startApp()
      const page = await openPage(app, { allow: CONNECTION_ERRORS })
      await vote(page, 'B')
      const mend = await cut(page, pattern)
      await page.locator('#chat').click()
      await says(page, words.unreachable.silent)
      await mend()
      await page.locator('#chat').click()
      await page.locator('#chat-panel .foot:not([hidden])').waitFor()
      await says(page, words.recorded('B'))
    })

  it('comes at the second press for a presenter, too, after the device was offline', async () => {
    const app = await startApp()
    const page = await openPresenter(app, { allow: CONNECTION_ERRORS })
    await page.context().setOffline(true)
    await page.locator('#chat').click()
    await says(page, words.unreachable.offline)
    await page.context().setOffline(false)
    await page.locator('#chat').click()
    await page.locator('#chat-panel').waitFor()
  })

  it('opens once, however often its button is pressed while it loads', async () => {
    const app = await startApp()
    const page = await openPage(app)
    const release = await holdChat(page)
    for (let press = 0; press < 2; press++) await page.locator('#chat').click()
    expect(await page.locator('#chat').getAttribute('aria-busy')).to.equal('true')
    release()
    await page.locator('#chat-panel .foot:not([hidden])').waitFor()
    expect(await page.locator('#chat').getAttribute('aria-busy')).to.equal(null)
  })

  it('leaves the focus where a presenter has moved it while the chat loaded', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const release = await holdChat(page)
    await page.locator('#chat').click()
    await page.locator('#open-invite').focus()
    release()
    await page.locator('#chat-panel .foot:not([hidden])').waitFor()
    await page.locator('#open-invite:focus').waitFor()
  })

  it('says in its place behind "More" why it is missing, and comes with "Try again"', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    const mend = await cut(page, /\/assets\/(audience\/rooms-menu|wall\/compose)/)
    await page.locator('#more').click()
    for (const place of ['#rooms-menu', '#wall-links']) {
      await shows(page, `${place} .said`, words.unreachable.silent)
    }
    await mend()
    for (const place of ['#rooms-menu', '#wall-links'])
      await page.locator(place).getByRole('button', { name: words.tryAgain }).click()
    await page.locator('#room-code').waitFor()
    await page.locator('#wall-links a').waitFor()
    expect(await page.getByRole('button', { name: words.tryAgain }).count()).to.equal(0)
  })

  it('says below the question why what it is answered with is missing, and comes with "Try again"', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const answer = { type: 'words' as const, most: 1 }
    await presenter.does({ name: 'ask', question: question({ choices: [], answer }) })
    const part = /\/assets\/(audience\/typed-question|question-types\/phone)/
    const page = await openPage(app, {
      allow: CONNECTION_ERRORS,
      prepare: page => page.route(part, route => route.abort()),
    })
    await shows(page, '#answer .said', words.unreachable.silent)
    const asked = (await page.locator('#question').boundingBox())!
    const said = (await page.locator('#answer .said').boundingBox())!
    // Without the style sheet of the part, too, it does not stick to the question.
    expect(said.y - asked.y - asked.height).to.be.at.least(16)
    await page.unroute(part)
    await page.locator('#answer').getByRole('button', { name: words.tryAgain }).click()
    await page.locator('.typed-field').waitFor()
  })

  it('comes when "More" is opened again', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    const mend = await cut(page, /\/assets\/(audience\/rooms-menu|wall\/compose)/)
    await page.locator('#more').click()
    await shows(page, '#rooms-menu .said', words.unreachable.silent)
    await page.locator('#close-more').click()
    await mend()
    await page.locator('#more').click()
    await page.locator('#room-code').waitFor()
  })

  it('comes at the second press: the code for the presenter’s phone, and the desk of the wall', async () => {
    const app = await startApp()
    const page = await openPage(app, {
      allow: CONNECTION_ERRORS,
      path: `/present#key=${app.presenterKey}`,
      viewport: { width: 1280, height: 800 },
      prepare: page => page.route(/\/assets\/(shared\/qr|wall\/moderation)/, route => route.abort()),
    })
    await page.locator('#open-invite').click()
    await page.getByRole('button', { name: presenterWords.showPhone }).click()
    await says(page, words.unreachable.silent)
    await page.unroute(/\/assets\/(shared\/qr|wall\/moderation)/)
    await page.getByRole('button', { name: presenterWords.showPhone }).click()
    await page.locator('#phone-code svg').waitFor()
    await page.locator('#open-wall').click()
    await page.locator('#wall-moderation input').first().waitFor()
  })
})

inBrowser('A page that is older than its server', () => {
  it('says that there is a newer version where a part is gone, and reloads only when asked', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS, prepare: goneAfterUpgrade })
    await page.locator('#chat').click()
    await says(page, words.newer)
    await page.locator('#more').click()
    await shows(page, '#rooms-menu .said', words.newer)
    await page.locator('#close-more').click()
    const loaded = page.waitForEvent('load')
    await page.getByRole('button', { name: words.reload }).click()
    await loaded
    await says(page, words.connected)
  })

  it('says so when it meets the newer server, and keeps what was typed across the reload', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await enterChat(page, 'Ada')
    await page.locator('#chat-text').fill('half a thought')
    await page.evaluate(() => (document.documentElement.dataset['build'] = 'older'))
    for (const { conn } of app.io.sockets.sockets.values()) conn.close()
    await shows(page, '#newer', `${words.newer} ${words.reload}`)
    expect(await page.locator('#chat-text').inputValue()).to.equal('half a thought')
    const reloaded = page.waitForEvent('load')
    await page.locator('#newer button').evaluate((button: HTMLElement) => button.click())
    await reloaded
    await says(page, words.connected)
    await page.locator('#chat').click()
    await page.getByLabel(chatWords.yourLine).waitFor()
    await page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('#chat-text')!.value === 'half a thought',
    )
    expect(await page.locator('#newer').count()).to.equal(0)
  })

  it('says nothing of the kind when the same server comes back', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    for (const { conn } of app.io.sockets.sockets.values()) conn.close()
    await says(page, words.connected)
    expect(await page.locator('#newer').count()).to.equal(0)
    await page.getByRole('button', { name: pageWords.more }).waitFor()
  })
})
