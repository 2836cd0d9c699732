/**
 * Tests how the chat looks: the voter’s page as it was, panel and sheet whole, axe finds nothing; takes screenshots.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { chatWords as words } from '../../../public/chat/words'
import { presenterWords } from '../../../public/presenter/words'
import { words as pageWords } from '../../../public/shared/words'
import { connectPresenter } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { inspect } from '../support/axe'
import { ACTIONS, enterChat, lineOf, openChat, say, allAcknowledged, talker, write } from '../support/chat'
import { faults, VOTING } from '../support/fit'
import { openChatSettings, openPresenter } from '../support/lecture'
import { inBrowser, openPage, says, shows, tallies, vote } from '../support/pages'
import { ask, crowd } from '../support/rooms'
import { shot } from '../support/screenshot'
import { textFaults } from '../support/text-boxes'

const SIZES = { 320: [320, 568], 390: [390, 844], 1920: [1920, 1080] } as const
const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  forced: { forcedColors: 'active' },
} as const
/** Without what is said below, which flows around its button. */
const FIXED = VOTING.filter(name => name !== '#status-message')
const PANEL = ['.chat > header', '.chat > header button', '.log', '#chat-text', '.composer .primary', '.as']

/** PeopleList who have said something of every kind. */
async function conversation(app: TestApp): Promise<void> {
  const [bob, avi] = [await talker(app, 'Bob'), await talker(app, 'אבי')]
  const presenter = await connectPresenter(app)
  await say(bob, 'Because it gives the thread back.\nOnly this function waits: https://nodejs.org/en/learn')
  await say(avi, 'שלום לכולם')
  await say(presenter.client, 'Good question. We come to that in a minute.')
}

const boxesOf = (page: Page, selectors: string[]) =>
  page.evaluate(
    wanted => wanted.map(name => JSON.stringify(document.querySelector(name)!.getBoundingClientRect())),
    selectors,
  )

inBrowser('The voter’s page beside the chat', () => {
  it('is as it was without it, 320 x 568: nothing moves, nothing scrolls', async () => {
    const app = await startApp()
    await crowd(app)
    const presenter = await connectPresenter(app)
    const page = await openPage(app, { viewport: { width: 320, height: 568 }, colorScheme: 'dark' })
    const still = FIXED.filter(name => name !== '#more')
    const states = [() => says(page, pageWords.connected), () => vote(page, 'B')]
    for (const reach of states) {
      await reach()
      await page.locator('#chat').waitFor()
      expect(await faults(page, [...still, '#more', '#chat', '.figures'])).to.deep.equal([])
      const beside = await boxesOf(page, still)
      await presenter.client.emitWithAck('setTalk', { chat: false })
      await page.locator('#chat').waitFor({ state: 'hidden' })
      expect(await faults(page, still)).to.deep.equal([])
      expect(await boxesOf(page, still)).to.deep.equal(beside)
      await presenter.client.emitWithAck('setTalk', { chat: true })
    }
    await shot(page, 'phone-320-with-chat')
  })

  it('has room for the count of unread lines, with a question and texts', async () => {
    const app = await startApp()
    await ask(app, 'Which one blocks the event loop?', [
      'await fetch()',
      'while (true) {}',
      'setTimeout(f, 0)',
      '',
    ])
    for (const [width, height] of Object.values(SIZES)) {
      const page = await openPage(app, { viewport: { width, height }, colorScheme: 'dark' })
      const bob = await talker(app, `Bob ${width}`)
      await say(bob, 'Hello')
      await shows(page, '#chat', pageWords.chat + pageWords.unread(1) + pageWords.unreadLines)
      await page.locator('#B').click()
      await tallies(page, { B: 1 })
      expect(await faults(page, [...FIXED, '#take-back', '#chat', '.figures'])).to.deep.equal([])
      await shot(page, `unread-${width}`)
      await page.close({ runBeforeUnload: true })
      await bob.emitWithAck('releaseName')
    }
  })
})

for (const [look, options] of Object.entries(LOOKS))
  for (const [width, height] of Object.values(SIZES))
    inBrowser(`The chat, ${width} x ${height}, ${look},`, () => {
      const size = { ...options, viewport: { width, height } }
      const name = `${width}-${look}`

      it('fits, and axe finds nothing: empty, talking, a menu, private, people', async () => {
        const app = await startApp()
        await crowd(app)
        const page = await openPage(app, size)
        await openChat(page)
        await page.locator('.name-form').waitFor()
        await inspect(page, 'empty')
        await shot(page, `chat-${name}-empty`)
        await conversation(app)
        await page.locator('#chat-panel').press('Escape')
        await enterChat(page, 'Ann')
        await write(page, 'Why does await not block?')
        await allAcknowledged(page)
        expect(await faults(page, PANEL)).to.deep.equal([])
        expect(await textFaults(page, { within: '.log' })).to.deep.equal([])
        if (width > 1000) {
          expect(await faults(page, VOTING)).to.deep.equal([])
          await vote(page, 'B')
        }
        await inspect(page, 'talking')
        await shot(page, `chat-${name}`)
        await lineOf(page, 'Why does').getByRole('button', { name: ACTIONS }).click()
        await page.getByRole('button', { name: words.deleteLine, exact: true }).click()
        await inspect(page, 'a menu')
        await shot(page, `chat-${name}-menu`)
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: / here$/ }).click()
        await page.getByRole('button', { name: words.privatelyTo('Bob') }).waitFor()
        await inspect(page, 'people')
        await shot(page, `chat-${name}-people`)
        await page.getByRole('button', { name: words.privatelyTo('Bob') }).click()
        await write(page, 'Only for you')
        await page.locator('.line.refused, .line.private').waitFor()
        await inspect(page, 'private')
        await shot(page, `chat-${name}-private`)
      })

      it('fits beside the presenter’s work, and axe finds nothing there, nor in the card of the talk', async () => {
        const app = await startApp()
        await conversation(app)
        const page = await openPresenter(app, size)
        await openChatSettings(page)
        await page.getByLabel(presenterWords.announce).fill('Back in five minutes')
        await page.locator('#announce-form button').click()
        await page.locator('#announced').waitFor()
        expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).to.be.at.most(width)
        await page.locator('#chat-settings').evaluate(card => card.scrollIntoView())
        await inspect(page, 'the card')
        await shot(page, `switch-${name}`)
        await openChat(page)
        await lineOf(page, 'Because').getByRole('button', { name: ACTIONS }).click()
        await page.getByRole('button', { name: words.mute('Bob') }).click()
        expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).to.be.at.most(width)
        if (width > 1000) {
          // In its tab it is not closed: another tab is chosen.
          expect(await page.locator('.chat .closer').isVisible()).to.equal(false)
          const inTab = PANEL.map(part => part.replace(/button$/, 'button:not(.closer)'))
          expect(await faults(page, [...inTab, '#next'])).to.deep.equal([])
        }
        await inspect(page, 'the chat')
        await shot(page, `present-chat-${name}`)
      })
    })
