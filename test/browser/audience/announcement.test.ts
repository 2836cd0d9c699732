/** Tests announcements as pages show and speak them: on every screen, until dismissed, withdrawn or an hour old. */
import { expect } from 'chai'
import without from 'lodash/without'
import type { Page } from 'playwright-core'
import { presenterWords } from '../../../public/presenter/words'
import { pageWords } from '../../../public/shared/page-words'
import { words } from '../../../public/shared/words'
import { refusalSentences } from '../../../src/core/protocol/refusals'
import { connectPresenter, openRoom } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { openSheet, setAsks } from '../support/asks'
import { openChat } from '../support/chat'
import { faults } from '../support/fit'
import { LAPTOP, openChatSettings, openPresenter } from '../support/lecture'
import { inBrowser, openPage, says, shows } from '../support/pages'
import { shot } from '../support/screenshot'

const LONGEST_TEXT = 'Please move to the other building. '.repeat(15).slice(0, 500)

const announce = async (app: TestApp, message: string): Promise<Response> =>
  fetch(`${app.url}/broadcast`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${app.presenterKey}` },
    body: JSON.stringify({ message }),
  })

const banner = (page: Page) => page.locator('#announcement-text')

/** Waits until an element has made way for the banner: the page measures it once it is drawn. */
async function isBelowBanner(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(wanted => {
    const [banner, element] = ['#announcement', wanted].map(each =>
      document.querySelector(each)!.getBoundingClientRect(),
    )
    return element!.top >= banner!.bottom
  }, selector)
}

inBrowser('An announcement', () => {
  it('by a script is on every page and screen at once, and spoken', async () => {
    const app = await startApp()
    const page = await openPage(app)
    const screen = await openPage(app, { path: '/screen', ...LAPTOP })
    const presenter = await openPresenter(app)
    const all = [page, screen, presenter]
    // The region is there before there is anything to say.
    for (const each of all) expect(await each.getByRole('alert').count()).to.equal(1)
    expect((await announce(app, 'Back in five minutes')).status).to.equal(200)
    for (const each of all) {
      await shows(each, '#announcement-text', 'Back in five minutes')
      expect(await banner(each).isVisible()).to.equal(true)
    }
    expect(await screen.getByRole('button', { name: pageWords.dismiss }).count()).to.equal(0)
    await page.reload()
    await shows(page, '#announcement-text', 'Back in five minutes')
  })

  it('is dismissed by each reader alone, also after a reload; a new one shows again, the same words too', async () => {
    const app = await startApp()
    await announce(app, 'Back in five minutes')
    const [ann, bob] = await Promise.all([openPage(app), openPage(app)])
    await ann.getByRole('button', { name: pageWords.dismiss }).press('Enter')
    await shows(ann, '#announcement-text', '')
    expect(await ann.evaluate(() => document.activeElement?.id)).to.equal('A')
    await shows(bob, '#announcement-text', 'Back in five minutes')
    await ann.reload()
    await says(ann, words.connected)
    expect(await banner(ann).textContent()).to.equal('')
    await announce(app, 'Back in five minutes')
    await shows(ann, '#announcement-text', 'Back in five minutes')
  })

  it('is made and withdrawn on the presenter’s page', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app)
    const page = await openPage(app)
    await openChatSettings(presenter)
    const form = presenter.locator('#announce-form')
    await form.getByRole('button').click()
    await says(presenter, presenterWords.nothingToAnnounce)
    await presenter.getByLabel(presenterWords.announce).fill('x'.repeat(501))
    await form.getByRole('button').click()
    await says(presenter, refusalSentences['announcement-too-long'])
    expect(await presenter.getByLabel(presenterWords.announce).inputValue()).to.have.length(501) // nothing is cut
    await presenter.getByLabel(presenterWords.announce).fill('Two lines:\nback at ten')
    await form.getByRole('button').click()
    await says(presenter, presenterWords.announced)
    await shows(page, '#announcement-text', 'Two lines:\nback at ten')
    await shows(presenter, '#announced-text', 'Two lines:\nback at ten')
    await presenter.getByRole('button', { name: presenterWords.withdraw }).press('Enter')
    await shows(page, '#announcement-text', '')
    await says(presenter, presenterWords.withdrawn)
    await presenter.locator('#announce-text:focus').waitFor()
  })

  for (const [textSize, message] of [
    ['100%', 'Back in five minutes'],
    ['100%', LONGEST_TEXT],
    ['200%', 'Back in five minutes'],
  ] as const)
    it(`covers no part of an open sheet on a phone (${message.length} characters, text of ${textSize})`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      await setAsks(presenter, { isOpen: true })
      const page = await openPage(app, { viewport: { width: 320, height: 568 } })
      await page.evaluate(size => (document.documentElement.style.fontSize = size), textSize)
      for (const [open, sheet] of [
        [openChat, '#chat-panel'],
        [openSheet, '#asks-sheet'],
      ] as const) {
        await open(page)
        await announce(app, message)
        await shows(page, '#announcement-text', message.trim())
        await isBelowBanner(page, `${sheet} h2`)
        const found = await faults(page, ['#dismiss', `${sheet} h2`, `${sheet} .closer`])
        // What lies below the sheet may be longer than the window.
        expect(without(found, 'the page scrolls')).to.deep.equal([])
        await shot(page, `announcement-${sheet.slice(1)}-${message.length}-${textSize}`)
        await page.getByRole('button', { name: pageWords.dismiss }).press('Enter')
        expect(await page.locator(sheet).evaluate(element => element === document.activeElement)).to.equal(
          true,
        )
        await shot(page, `dismissed-${sheet.slice(1)}-${message.length}-${textSize}`)
        await page.locator(`${sheet} .closer`).click()
      }
    })

  it('leaves the page after an hour', async () => {
    const app = await startApp()
    const page = await openPage(app, { prepare: page => page.clock.install() })
    await announce(app, 'Back in five minutes')
    await shows(page, '#announcement-text', 'Back in five minutes')
    await page.clock.fastForward(3_600_000)
    await shows(page, '#announcement-text', '')
  })

  it('of any length fits on the screen, and on a phone the choices stay within reach of a finger', async () => {
    const app = await startApp()
    const screen = await openPage(app, { path: '/screen', viewport: { width: 1920, height: 1080 } })
    const page = await openPage(app, { viewport: { width: 320, height: 568 } })
    await announce(app, LONGEST_TEXT)
    for (const each of [screen, page]) await shows(each, '#announcement-text', LONGEST_TEXT.trim())
    const { y, height } = (await banner(screen).boundingBox())!
    // Its letters are 3 % of the height: the longest one takes six lines of them.
    expect(height).to.be.lessThan(0.28 * 1080)
    const overflow = await banner(screen).evaluate(text => text.scrollHeight - text.clientHeight)
    expect(overflow).to.be.lessThan(8)
    expect((await screen.locator('.picture').boundingBox())!.y).to.be.greaterThan(y + height)
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).to.equal(320)
    await page.locator('#D').click()
    await says(page, words.recorded('D'))
  })

  it('from a script is a line to copy, which works in the house room and in another', async () => {
    const app = await startApp()
    const { code, presenterKey: key } = await openRoom(app)
    for (const [room, options] of [
      ['', {}],
      [code, { path: `/r/${code}/present`, key }],
    ] as const) {
      const presenter = await openPresenter(app, options)
      await openChatSettings(presenter)
      expect(await presenter.locator('#curl-line').inputValue()).to.equal('') // it holds the key
      await presenter.locator('#announce-script > summary').click()
      await presenter.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#curl-line')!.value)
      const line = await presenter.locator('#curl-line').inputValue()
      const [, authorization = '', type = '', body = '', url = ''] =
        /^curl -X POST -H "Authorization: (.+)" -H "Content-Type: (.+)" -d '(.+)' (\S+)$/.exec(line) ?? []
      const headers = { Authorization: authorization, 'Content-Type': type }
      const response = await fetch(url, { method: 'POST', headers, body })
      expect(await response.json()).to.deep.equal({ message: presenterWords.sampleAnnouncement })
      const page = await openPage(app, { path: room ? `/r/${room}` : '/' })
      await shows(page, '#announcement-text', presenterWords.sampleAnnouncement)
    }
  })

  it('from a script on Windows is a line that PowerShell and cmd take too: curl.exe, and no quotes within quotes', async () => {
    const app = await startApp()
    const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0'
    const presenter = await openPresenter(app, { userAgent })
    await openChatSettings(presenter)
    await presenter.locator('#announce-script > summary').click()
    await presenter.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#curl-line')!.value)
    const line = await presenter.locator('#curl-line').inputValue()
    const [, authorization = '', message = '', url = ''] =
      /^curl\.exe -H "Authorization: ([^"]+)" --data-urlencode "message=([^"]+)" "(\S+)"$/.exec(line) ?? []
    const response = await fetch(url, {
      method: 'POST',
      headers: { Authorization: authorization },
      body: new URLSearchParams({ message }),
    })
    expect(await response.json()).to.deep.equal({ message: presenterWords.sampleAnnouncement })
  })
})
