/** Tests slow mode on the pages: presenters choose it, people are told in words, wait calmly, and lose no text. */
import { expect } from 'chai'
import { presenterWords } from '../../../public/presenter/words'
import { slowWords } from '../../../public/shared/slow/words'
import { chatWords } from '../../../public/chat/words'
import { wallWords } from '../../../public/wall/words'
import { POST_SHEET } from '../../../src/core/pages'
import { slowSentence } from '../../../src/core/chat/slow-mode'
import { startApp } from '../../support/app'
import { connectPresenter } from '../../support/presenter'
import { must, setTalk } from '../../support/talker'
import { inspect } from '../support/axe'
import { enterChat, linesAre, openChat, write } from '../support/chat'
import { LAPTOP, openPresenter, PHONE } from '../support/lecture'
import { inBrowser, openPage, says, shows } from '../support/pages'

const HINT = '#chat-slow'

inBrowser('Slow mode', () => {
  it('is chosen by keyboard beside the chat’s switches, and everybody in the chat is told once', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app, LAPTOP)
    const page = await openPage(app)
    await openChat(page)
    await openChat(presenter)
    await presenter.locator('#chat-settings > summary').focus()
    await presenter.keyboard.press('Enter')
    await presenter.locator('#slow-mode').focus()
    await presenter.keyboard.press('ArrowDown')
    await presenter.keyboard.press('ArrowDown')
    await says(presenter, slowSentence(30))
    expect(await presenter.locator('#slow-mode').inputValue()).to.equal('30')
    for (const each of [page, presenter]) await shows(each, '.log .note', slowSentence(30))
    await shows(page, '#chat-panel > .said', slowSentence(30))
    await inspect(presenter, 'with slow mode')
    expect(await presenter.locator('#slow-mode option').allTextContents()).to.deep.equal(
      [0, 10, 30, 60].map(presenterWords.slowModes),
    )
  })

  it('keeps what was written, counts the seconds without saying each, and says when it is over', async () => {
    const app = await startApp()
    await setTalk(await connectPresenter(app), { slow: 3 })
    const page = await openPage(app, PHONE)
    await enterChat(page, 'Ann')
    await shows(page, HINT, slowWords.slowOn(3))
    await page.evaluate(() => {
      const all: string[] = []
      Object.assign(window, { told: all })
      const region = document.querySelector('#chat-panel > .said')!
      new MutationObserver(() => all.push(region.textContent)).observe(region, { childList: true })
    })
    await write(page, 'The first')
    await linesAre(page, ['The first'])
    await write(page, 'The second')
    expect(await page.locator('#chat-text').inputValue()).to.equal('The second')
    expect(await page.locator(HINT).textContent()).to.match(/^You can write again in [123] s\.$/)
    await inspect(page, 'while waiting')
    await shows(page, HINT, slowWords.slowOn(3))
    await page.locator('#chat-text').press('Enter')
    await linesAre(page, ['The first', 'The second'])
    const told = await page.evaluate(() => (window as unknown as { told: string[] }).told)
    expect(told).to.include(slowWords.writeNow)
    expect(told.filter(Boolean).length).to.be.at.most(4)
  })

  it('is told by the server where a page does not know that it must wait, and goes when it is switched off', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await setTalk(presenter, { slow: 60 })
    const page = await openPage(app, { viewport: { width: 320, height: 568 } })
    await enterChat(page, 'Ann')
    await write(page, 'The first')
    await linesAre(page, ['The first'])
    await page.reload()
    await openChat(page)
    await write(page, 'Too soon')
    await page.waitForFunction(
      selector => /in (60|5\d) s/.test(document.querySelector(selector)!.textContent),
      HINT,
    )
    expect(await page.locator('#chat-text').inputValue()).to.equal('Too soon')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.be.at.most(320)
    await setTalk(presenter, { slow: 0 })
    await shows(page, '.log .note', slowSentence(0))
    expect(await page.locator(HINT).isVisible()).to.equal(false)
    await page.getByRole('button', { name: chatWords.send }).click()
    await page.locator('.log .line', { hasText: 'Too soon' }).first().waitFor()
  })

  it('counts in the sheet for posts, too', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await must(presenter.client.emitWithAck('setWall', { posting: true, approve: 'none' }))
    await setTalk(presenter, { slow: 60 })
    const page = await openPage(app, { path: `/${POST_SHEET}` })
    await page.getByLabel(wallWords.yourName).fill('Ann')
    const send = async (text: string) => {
      await page.getByLabel(wallWords.yourPost).fill(text)
      await page.getByRole('button', { name: wallWords.post, exact: true }).click()
    }
    await send('The first')
    await shows(page, '.write-sheet .said', wallWords.posted)
    await send('The second')
    await page.locator('.write-sheet .hint', { hasText: /^You can write again in \d+ s\.$/ }).waitFor()
    expect(await page.getByLabel(wallWords.yourPost).inputValue()).to.equal('The second')
    await inspect(page, 'a post that must wait')
  })
})
