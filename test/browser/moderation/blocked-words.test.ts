/** Tests the list of blocked words on the pages: by keyboard, beside chat, wall and typed answers, and told in words. */
import { expect } from 'chai'
import { careWords } from '../../../public/presenter/care/words'
import { blockedWords as words } from '../../../public/shared/blocked-words/words'
import { refuse } from '../../../src/core/protocol/refusals'
import { startApp } from '../../support/app'
import { connectPresenter, question } from '../../support/presenter'
import { inspect, looks } from '../support/axe'
import { enterChat, lineOf, linesAre, openChat, write } from '../support/chat'
import { LAPTOP, openPresenter } from '../support/lecture'
import { inBrowser, openPage, says } from '../support/pages'
import { shot } from '../support/screenshot'

const NARROW = { viewport: { width: 320, height: 640 } }

inBrowser('The list of blocked words', () => {
  it('is kept by keyboard; a line with one of them is refused in words, and its text stays with its author', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app, LAPTOP)
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    await openChat(presenter)

    await presenter.locator('#blocked-words summary').focus()
    await presenter.keyboard.press('Enter')
    await presenter.keyboard.press('Tab')
    await presenter.keyboard.type('sp*m')
    await presenter.keyboard.press('Enter')
    await says(presenter, refuse('stray-star').message)
    const field = presenter.locator('#blocked-word')
    expect(await field.inputValue()).to.equal('sp*m')
    await field.fill('spam*, big dog')
    await presenter.keyboard.press('Enter')
    await says(presenter, words.blocked('spam*, big dog'))
    expect(await field.inputValue()).to.equal('')
    const listed = presenter.locator('#blocked-words li b')
    await listed.nth(1).waitFor()
    expect(await listed.allTextContents()).to.deep.equal(['spam*', 'big dog'])

    await write(page, 'Such SPAMMERS here')
    await lineOf(page, refuse('blocked-word').message).waitFor()
    await lineOf(page, 'The word is “spammers”.').waitFor()
    expect(await page.locator('#chat-text').inputValue()).to.equal('Such SPAMMERS here')
    await write(page, 'Such salespeople here')
    await lineOf(presenter, 'Such salespeople here').waitFor()
    await linesAre(presenter, ['Such salespeople here'])

    // The focus goes to the next word, and at last to the field.
    await presenter.locator('#blocked-words li button').first().focus()
    await presenter.keyboard.press('Enter')
    await says(presenter, words.unblocked('spam*'))
    await presenter.waitForFunction(() => document.activeElement?.textContent?.endsWith(' big dog'))
    await presenter.keyboard.press('Enter')
    await says(presenter, words.unblocked('big dog'))
    await presenter.waitForFunction(() => document.activeElement?.id === 'blocked-word')
    await write(page, 'spammers')
    await lineOf(presenter, 'spammers').waitFor()
  })

  it('refuses a name with one of them in words, and the field keeps it', async () => {
    const app = await startApp()
    const { client } = await connectPresenter(app)
    await client.emitWithAck('blockWord', { word: 'spam*', isBlocked: true })
    const page = await openPage(app)
    await openChat(page)
    await page.locator('#chat-name').fill('Spammer Joe')
    await page.keyboard.press('Enter')
    await page.getByText(refuse('blocked-name').message).waitFor()
    expect(await page.locator('#chat-name').inputValue()).to.equal('Spammer Joe')
  })

  it('is the same beside the chat, on the wall’s desk and beside typed answers', async () => {
    const app = await startApp()
    const driver = await connectPresenter(app)
    const asked = question({ text: 'In a word?', choices: [], answer: { type: 'words', most: 3 } })
    await driver.does({ name: 'ask', question: asked })
    const presenter = await openPresenter(app, LAPTOP)
    await presenter.locator('#open-care').click()
    await presenter.locator('.care summary', { hasText: careWords.blockedWords }).click()
    await presenter.locator('#care-word').fill('spam')
    await presenter.keyboard.press('Enter')
    await presenter.locator('.care .blocked-words li b', { hasText: 'spam' }).waitFor()
    await inspect(presenter, 'beside typed answers')
    await presenter.locator('#close-care').click()
    await presenter.locator('#open-wall').click()
    await presenter.locator('#wall-moderation details summary').click()
    await presenter.locator('.wall-blocked li b', { hasText: 'spam' }).waitFor()
    await presenter.getByRole('button', { name: `${words.unblock} spam` }).click()
    await says(presenter, words.unblocked('spam'))
    await presenter.locator('.wall-blocked li').waitFor({ state: 'detached' })
    await presenter.locator('#blocked-words li').waitFor({ state: 'detached' })
  })

  for (const [name, look] of Object.entries(looks))
    it(`can be used by everybody, also 320 pixels wide: ${name}`, async () => {
      const app = await startApp()
      const { client } = await connectPresenter(app)
      const word = `spam*, ${'long'.repeat(15)}, big dog, 子猫, 🖕`
      await client.emitWithAck('blockWord', { word, isBlocked: true })
      for (const size of [NARROW, LAPTOP]) {
        const { width } = size.viewport
        const presenter = await openPresenter(app, { ...size, ...look })
        await openChat(presenter)
        if (width < 1000) await presenter.keyboard.press('Escape')
        await presenter.locator('#blocked-words summary').click()
        await presenter.locator('#blocked-words li').nth(4).waitFor()
        expect(await presenter.evaluate(() => document.scrollingElement!.scrollWidth)).to.be.at.most(width)
        const boxes = await presenter
          .locator('#blocked-words :is(button, input)')
          .evaluateAll(all => all.map(each => each.getBoundingClientRect().height))
        for (const height of boxes) expect(height).to.be.at.least(44)
        await inspect(presenter, `${name}, ${width}`)
        await shot(presenter.locator('#blocked-words'), `blocked-words-${width}-${name.replace(' ', '-')}`)
      }
    })
})
