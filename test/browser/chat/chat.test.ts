/** Tests how a room talks on its pages: lines as they are written, drawn, counted and kept apart from voting. */
import { expect } from 'chai'
import { MAX_LINE_LENGTH } from '../../../src/core/limits/input-limits'
import { chatWords as words } from '../../../public/chat/words'
import { words as pageWords } from '../../../public/shared/words'
import { refusalSentences } from '../../../src/core/protocol/refusals'
import { startApp } from '../../support/app'
import {
  enterChat,
  history,
  lineOf,
  linesAre,
  openChat,
  say,
  allAcknowledged,
  talker,
  write,
} from '../support/chat'
import { LAPTOP, PHONE } from '../support/lecture'
import { recordEvents, controlConnection, type ControlledConnection } from '../support/network'
import { inBrowser, openPage, shows, tallies, vote } from '../support/pages'

inBrowser('The chat', () => {
  it('carries lines between two people side by side and a phone, each once, with its author and time', async () => {
    const app = await startApp()
    const [ann, bob, phone] = await Promise.all([
      openPage(app, LAPTOP),
      openPage(app, LAPTOP),
      openPage(app, PHONE),
    ])
    await enterChat(ann, 'Ann')
    await enterChat(bob, 'Bob')
    await openChat(phone) // reading needs no name
    await write(ann, 'Is it B?')
    await linesAre(bob, ['Is it B?'])
    await write(bob, 'Yes')
    for (const page of [ann, bob, phone]) await linesAre(page, ['Is it B?', 'Yes'])
    const line = lineOf(phone, 'Is it B?')
    expect(await line.locator('.by b').textContent()).to.equal('Ann')
    expect(Date.parse((await line.locator('time').getAttribute('datetime'))!)).to.be.closeTo(
      Date.now(),
      60_000,
    )
    expect(await ann.locator('.line.own').allTextContents()).to.have.length(1)
    await vote(ann, 'B') // beside the chat
    await tallies(bob, { B: 1 })
  })

  it('shows a line of one’s own at once, marked until it is acknowledged', async () => {
    const app = await startApp()
    let line!: ControlledConnection
    const page = await openPage(app, { prepare: async page => (line = await controlConnection(page)) })
    await enterChat(page, 'Ann')
    line.hold()
    await write(page, 'Hello')
    await shows(page, '.line.sending .state', words.sending)
    line.release()
    await allAcknowledged(page)
    await linesAre(page, ['Hello'])
    expect(await page.locator('.line .state').count()).to.equal(0)
  })

  it('takes several lines and links, and keeps what stands behind a link out of it', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    await page.locator('#chat-text').fill('one')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('see https://example.org/a_(b), or http://example.org/?q=1.')
    await page.keyboard.press('Enter')
    await allAcknowledged(page)
    await linesAre(page, ['one\nsee https://example.org/a_(b), or http://example.org/?q=1.'])
    expect(await page.locator('.log .text').evaluate(text => getComputedStyle(text).whiteSpace)).to.contain(
      'pre',
    )
    const links = page.locator('.log .text a')
    expect(await links.allTextContents()).to.deep.equal([
      'https://example.org/a_(b)',
      'http://example.org/?q=1',
    ])
    expect(await links.first().getAttribute('rel')).to.equal('noopener noreferrer nofollow')
    expect(await links.first().getAttribute('target')).to.equal('_blank')
  })

  it('is offered where it is on, counts what was said since one last looked, and forgets that on looking', async () => {
    const app = await startApp()
    await history(app, 5)
    const page = await openPage(app)
    await shows(page, '#chat', pageWords.chat) // whoever is new has missed nothing
    const bob = await talker(app, 'Bob')
    await say(bob, 'Hello?')
    await shows(page, '#chat', pageWords.chat + pageWords.unread(1) + pageWords.unreadLines)
    await say(bob, 'Anybody?')
    await page.reload()
    await shows(page, '#chat', pageWords.chat + pageWords.unread(2) + pageWords.unreadLines)
    await openChat(page)
    await shows(page, '#chat', pageWords.chat)
    await page.locator('#chat-panel').press('Escape')
    await page.reload()
    await shows(page, '#chat', pageWords.chat)
  })

  it('greets once a visit', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await openChat(page)
    expect(await page.locator('.greeting').isVisible()).to.equal(true)
    await page.reload()
    await openChat(page)
    expect(await page.locator('.greeting').isVisible()).to.equal(false)
  })

  it('is sent nothing of the talk before it is opened, nor after it is closed', async () => {
    const app = await startApp()
    let line!: ControlledConnection
    const heard = recordEvents(app)
    const page = await openPage(app, { prepare: async page => (line = await controlConnection(page)) })
    expect(await page.locator('script[src], link[rel=stylesheet]').count()).to.equal(2)
    await openChat(page)
    await page.locator('#chat-panel').press('Escape')
    await vote(page, 'A')
    expect(heard.map(([name]) => name)).to.deep.equal(['openChat', 'closeChat', 'castVote'])
    expect(line.sent.filter(frame => frame.includes('typing'))).to.deep.equal([])
  })

  it('refuses what is too long on the page, with the limit, and sends and cuts nothing', async () => {
    const app = await startApp()
    const heard = recordEvents(app)
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    const tooLong = 'x'.repeat(MAX_LINE_LENGTH + 1)
    await write(page, tooLong)
    await shows(page, '.said', refusalSentences['line-too-long'])
    await shows(page, '#chat-count', words.count(MAX_LINE_LENGTH + 1, MAX_LINE_LENGTH))
    expect(await page.locator('#chat-text').inputValue()).to.equal(tooLong)
    expect(heard.map(([name]) => name)).to.not.include('chat message')
    await write(page, tooLong.slice(1))
    await linesAre(page, [tooLong.slice(1)])
    await allAcknowledged(page)
    await shows(page, '.said', '')
  })
})
