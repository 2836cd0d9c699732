/** Tests what a screen reader has of the chat: roles, names, and lines that are read calmly, or not at all. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { chatWords as words } from '../../../public/chat/words'
import { startApp } from '../../support/app'
import {
  enterChat,
  lineOf,
  listen,
  openChat,
  say,
  allAcknowledged,
  spoken,
  talker,
  LIVE_REGION,
  write,
} from '../support/chat'
import { LAPTOP, PHONE } from '../support/lecture'
import { inBrowser, openPage } from '../support/pages'

const withClock = { prepare: (page: Page) => page.clock.install() }

inBrowser('For ears, the chat', () => {
  it('reads lines of others one by one while there are few, and never one’s own', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await listen(page, 'Ann')
    const bob = await talker(app, 'Bob')
    await say(bob, 'one')
    await say(bob, 'two')
    await write(page, 'mine')
    await allAcknowledged(page)
    await lineOf(page, 'two').waitFor()
    expect(await spoken(page)).to.deep.equal(['Bob: one', 'Bob: two'])
    expect(await page.locator(LIVE_REGION).getAttribute('aria-live')).to.equal('polite')
  })

  it('says of more than three in five seconds only how many, until it is quiet again', async () => {
    const app = await startApp()
    const page = await openPage(app, withClock)
    await listen(page)
    const bob = await talker(app, 'Bob')
    const cleo = await talker(app, 'Cleo')
    await page.clock.pauseAt(Date.now() + 1000)
    for (const text of ['1', '2', '3', '4', '5', '6', '7', '8']) await say(bob, `line ${text}`)
    await lineOf(page, 'line 8').waitFor()
    const first = ['Bob: line 1', 'Bob: line 2', 'Bob: line 3']
    expect(await spoken(page)).to.deep.equal(first)
    await page.clock.fastForward(5000)
    expect(await spoken(page)).to.deep.equal([...first, words.newLines(5)])
    for (const text of ['a', 'b', 'c', 'd']) await say(cleo, `word ${text}`)
    await lineOf(page, 'word d').waitFor()
    await page.clock.fastForward(5000)
    expect((await spoken(page)).slice(4)).to.deep.equal([words.newLines(4)])
    await say(cleo, 'word e')
    await lineOf(page, 'word e').waitFor()
    await page.clock.fastForward(5000)
    expect((await spoken(page)).slice(5)).to.deep.equal(['Cleo: word e'])
  })

  it('never tells who types or comes, and nothing at all once it is closed or switched off', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await listen(page)
    const bob = await talker(app, 'Bob')
    bob.emit('typing')
    await page.getByText(words.typing(['Bob'], 0)).waitFor()
    expect(await spoken(page)).to.deep.equal([])
    expect(
      await page.locator('.typing').evaluate(element => element.closest('[aria-live], [role=status]')),
    ).to.equal(null)
    await page.getByRole('button', { name: / here$/ }).click()
    await page.getByLabel(words.readAloud).uncheck()
    expect(await page.locator(LIVE_REGION).getAttribute('aria-live')).to.equal('off')
    await page.reload()
    await openChat(page)
    expect(await page.locator(LIVE_REGION).getAttribute('aria-live')).to.equal('off')
    await page.getByRole('button', { name: / here$/ }).click()
    expect(await page.getByLabel(words.readAloud).isChecked()).to.equal(false)
  })

  it('is a named region beside the poll, and a dialog where it covers it', async () => {
    const app = await startApp()
    const wide = await openPage(app, LAPTOP)
    await openChat(wide)
    await wide.getByRole('region', { name: words.chat }).waitFor()
    await wide.getByRole('group', { name: 'Your choices' }).waitFor() // still there
    await wide.setViewportSize(PHONE.viewport)
    await wide.getByRole('dialog', { name: words.chat }).waitFor()
    expect(await wide.getByRole('group', { name: 'Your choices' }).count()).to.equal(0)
    await wide.setViewportSize(LAPTOP.viewport)
    await wide.getByRole('region', { name: words.chat }).waitFor()
  })

  it('has a name for everything, and is read by no second region', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    const bob = await talker(app, 'Bob')
    await say(bob, 'Hello')
    await lineOf(page, 'Hello').waitFor()
    const log = page.getByRole('log', { name: words.lines })
    expect(await log.getAttribute('aria-live')).to.equal('off')
    expect(await log.getAttribute('tabindex')).to.equal('0')
    expect(await log.getByRole('listitem').count()).to.equal(1)
    expect(await page.getByRole('textbox', { name: words.yourLine }).count()).to.equal(1)
    const time = await page.locator('.line time').textContent()
    await page.getByRole('button', { name: words.actionsFor('Bob', time!) }).press('Enter')
    const menu = page.getByRole('group', { name: words.actionsFor('Bob', time!) })
    await menu.getByRole('button', { name: words.privately }).press('Escape')
    await menu.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: words.actionsFor('Bob', time!), expanded: false }).waitFor()
    const nameless = await page
      .locator('.chat :is(button, input, textarea)')
      .evaluateAll(
        all =>
          all.filter(
            each =>
              !each.textContent &&
              !each.getAttribute('aria-label') &&
              !(each as HTMLInputElement).labels?.length,
          ).length,
      )
    expect(nameless).to.equal(1) // the button to the end, which is hidden and has nothing to say yet
  })
})
