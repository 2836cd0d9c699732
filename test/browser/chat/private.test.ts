/** Tests lines between two people, as pages show them: to whom they go is plain, and nobody else has them. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { chatWords as words } from '../../../public/chat/words'
import { refusalSentences } from '../../../src/core/protocol/refusals'
import { connectPresenter } from '../../support/presenter'
import { startApp } from '../../support/app'
import {
  ACTIONS,
  enterChat,
  lineOf,
  linesAre,
  openChat,
  say,
  allAcknowledged,
  talker,
  write,
} from '../support/chat'
import { controlConnection, type ControlledConnection } from '../support/network'
import { inBrowser, openPage, shows } from '../support/pages'

/** Chooses somebody from the list of people. */
async function choose(page: Page, name: string): Promise<void> {
  const opener = page.getByRole('button', { name: / here$/ })
  if ((await opener.getAttribute('aria-expanded')) === 'false') await opener.click()
  await page.getByRole('button', { name: words.privatelyTo(name) }).click()
}

inBrowser('A private line', () => {
  it('goes to one person, after both were told who can read it, and is answered', async () => {
    const app = await startApp()
    let cleosLine!: ControlledConnection
    const ann = await openPage(app)
    const bob = await openPage(app)
    const cleo = await openPage(app, { prepare: async page => (cleosLine = await controlConnection(page)) })
    await enterChat(ann, 'Ann')
    await enterChat(bob, 'Bob')
    await enterChat(cleo, 'Cleo')
    await choose(ann, 'Bob')
    await shows(ann, '.address b', words.privateTo('Bob'))
    await shows(ann, '.address .hint', words.whoCanRead('Bob'))
    await ann.locator('#chat-text:focus').waitFor()
    await write(ann, 'Do you have a pen?')
    await shows(bob, '.note', words.whoCanRead('Ann'))
    await shows(bob, '.line.private .by b', words.privateFrom('Ann'))
    await allAcknowledged(ann)
    expect(await ann.locator('.address .hint').count()).to.equal(0) // told once a tab
    await bob.getByRole('button', { name: words.replyTo('Ann') }).click()
    await shows(bob, '.address b', words.privateTo('Ann'))
    await write(bob, 'I have two')
    for (const page of [ann, bob]) await linesAre(page, ['Do you have a pen?', 'I have two'])
    await bob.getByRole('button', { name: words.toEverybody }).click()
    await write(bob, 'Who needs a pen?')
    await linesAre(cleo, ['Who needs a pen?'])
    expect(cleosLine.sent.join()).to.not.contain('pen?')
    await ann.reload()
    await openChat(ann)
    await linesAre(ann, ['Who needs a pen?']) // what is private is not kept
  })

  it('is refused where the other is gone: the text comes back to where it was written, never to everybody', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    const bob = await talker(app, 'Bob')
    await choose(page, 'Bob')
    bob.disconnect()
    await write(page, 'Are you there?')
    await page.getByRole('button', { name: words.toEverybody }).click()
    await page.locator('#chat-text').fill('for all')
    await shows(page, '.line.refused .state', refusalSentences['person-gone'])
    expect(await page.locator('#chat-text').inputValue()).to.equal('for all')
    const again = await talker(app, 'Bobby')
    await say(again, 'Back')
    await lineOf(page, 'Back').getByRole('button', { name: ACTIONS }).click()
    await page.locator('.menu').getByRole('button', { name: words.privately }).click()
    expect(await page.locator('#chat-text').inputValue()).to.equal('') // another person, another draft
  })

  it('is shown once, though it came twice, and in all tabs of both', async () => {
    const app = await startApp()
    const ann = await openPage(app)
    await enterChat(ann, 'Ann')
    const second = await openPage(app, { beside: ann })
    await openChat(second)
    await shows(second, '.as b', 'Ann') // one browser, one person
    const bob = await talker(app, 'Bob')
    await choose(ann, 'Bob')
    bob.on('privateLine', (_line, answer) => answer())
    await write(ann, 'Hello')
    await linesAre(second, ['Hello'])
    expect(await second.locator('.line.own.private').count()).to.equal(1)
    const { people } = (await bob.emitWithAck('openChat', {})) as unknown as {
      people: { people: { id: string; name: string }[] }
    }
    const to = people.people.find(({ name }) => name === 'Ann')!.id
    for (let tries = 0; tries < 2; tries++)
      await bob.emitWithAck('sayPrivately', { to, text: 'Hello back', key: 'the-same-key' })
    for (const page of [ann, second]) await linesAre(page, ['Hello', 'Hello back'])
  })

  it('is not offered where it is switched off, and what is being written returns to everybody', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    await talker(app, 'Bob')
    await choose(page, 'Bob')
    await presenter.client.emitWithAck('setTalk', { private: false })
    await page.locator('.address').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: / here$/ }).click()
    await page.locator('.person', { hasText: 'Bob' }).waitFor()
    expect(await page.locator('.person button').count()).to.equal(0)
  })
})
