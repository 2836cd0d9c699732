/** Tests that chat and poll leave each other alone, side by side and one above the other. */
import { expect } from 'chai'
import { chatWords as words } from '../../../public/chat/words'
import { pageWords } from '../../../public/shared/page-words'
import { words as lineWords } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { newTab } from '../../support/clients'
import { enterChat, openChat } from '../support/chat'
import { LAPTOP, PHONE } from '../support/lecture'
import { asTab } from '../support/network'
import { inBrowser, openPage, says, shows } from '../support/pages'
import { ask, present } from '../support/rooms'

inBrowser('Beside the poll, the chat', () => {
  it('never casts a vote with what is typed in it, and gives the focus back when it closes', async () => {
    const app = await startApp()
    for (const options of [LAPTOP, PHONE]) {
      const page = await openPage(app, options)
      await enterChat(page, `Ann ${options.viewport.width}`)
      await page.locator('#chat-text').pressSequentially('abcd')
      await page.locator('.log').press('b')
      await page.getByRole('button', { name: words.closeChat }).press('c')
      await page.keyboard.press('Escape')
      await page.locator('#chat:focus').waitFor()
      expect(await page.locator('#chat').getAttribute('aria-expanded')).to.equal('false')
      expect(await page.locator('[aria-pressed=true]').count()).to.equal(0)
      await page.keyboard.press('d')
      await says(page, lineWords.recorded('D'))
      await page.locator('#chat').press('Enter')
      await page.locator('.chat :focus, .chat:focus').waitFor()
      expect(await page.locator('#chat-text').inputValue()).to.equal('abcd') // a draft stays
      await page.close()
    }
  })

  it('tells somebody whose page it covers of a new question, and leads there', async () => {
    const app = await startApp()
    const page = await openPage(app, PHONE)
    await openChat(page)
    const hint = page.locator('.chat .question')
    await ask(app, 'Which one blocks the event loop?', ['one', 'two', 'three', 'four'])
    await shows(page, '.chat .question p', words.newQuestion('Which one blocks the event loop?'))
    await page.getByRole('button', { name: words.goVoteNow }).click()
    await says(page, lineWords.tapAnswer)
    await page.locator('#B').click()
    await says(page, lineWords.recorded('B'))
    await openChat(page)
    expect(await hint.isVisible()).to.equal(false) // it was seen
    await ask(app, 'And this?', ['one', 'two', 'three', 'four'])
    await hint.waitFor()
    await present(app, { name: 'close' })
    await hint.waitFor({ state: 'hidden' }) // too late to vote
  })

  it('goes with the page when another tab takes its place', async () => {
    const app = await startApp()
    const tabId = newTab()
    const page = await openPage(app, { prepare: asTab(tabId) })
    await openChat(page)
    const tab = app.client({ tab: tabId })
    await says(page, lineWords.elsewhere)
    await page.locator('#chat-panel').waitFor({ state: 'hidden' })
    await page.locator('#chat').waitFor({ state: 'hidden' })
    tab.disconnect()
    await page.getByRole('button', { name: pageWords.useHere }).click()
    await openChat(page)
  })
})
