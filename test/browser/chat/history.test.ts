/**
 * Tests reading back: older lines come while one scrolls up, nobody is scrolled away, and what is deleted goes
 * everywhere.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { chatWords as words } from '../../../public/chat/words'
import { reportWords } from '../../../public/shared/reports/words'
import { connectPresenter } from '../../support/presenter'
import { startApp } from '../../support/app'
import {
  ACTIONS,
  enterChat,
  history,
  lineOf,
  linesAre,
  openChat,
  say,
  scrollTo,
  talker,
  write,
} from '../support/chat'
import { inBrowser, openPage, shows } from '../support/pages'

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_nothing, index) => `line ${from + index}`)

/** Pixels between the end of the lines and what is seen of them. */
const belowOf = (page: Page): Promise<number> =>
  page.locator('.log').evaluate(box => box.scrollHeight - box.scrollTop - box.clientHeight)

/** Where a line stands on the page. */
const topOf = async (page: Page, text: string): Promise<number> =>
  (await page.locator('.line', { has: page.getByText(text, { exact: true }) }).boundingBox())!.y

inBrowser('Reading back', () => {
  it('begins with the last 100 lines, and older ones come while one scrolls up, without a jump', async () => {
    const app = await startApp()
    await history(app, 230)
    const page = await openPage(app)
    await openChat(page)
    await linesAre(page, numbers(131, 230))
    expect(await belowOf(page)).to.be.lessThan(2)
    await scrollTo(page, 40)
    const before = await topOf(page, 'line 131')
    await linesAre(page, numbers(31, 230))
    expect(await topOf(page, 'line 131')).to.be.closeTo(before, 2)
    await scrollTo(page, 0)
    await linesAre(page, numbers(1, 230))
    await page.getByRole('button', { name: words.earlier }).waitFor({ state: 'hidden' })
  })

  it('stays where it is while lines come, says how many, and goes to the end when asked', async () => {
    const app = await startApp()
    await history(app, 60)
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    const bob = await talker(app, 'Bob')
    await scrollTo(page, 300)
    const before = await topOf(page, 'line 10')
    await say(bob, 'one')
    const newer = page.locator('.newer')
    await shows(page, '.newer', words.newLines(1))
    await say(bob, 'two')
    await shows(page, '.newer', words.newLines(2))
    expect(await topOf(page, 'line 10')).to.be.closeTo(before, 1)
    await newer.click()
    await newer.waitFor({ state: 'hidden' })
    expect(await belowOf(page)).to.be.lessThan(2)
    await page.locator('.log:focus').waitFor()
    await say(bob, 'three')
    await lineOf(page, 'three').waitFor()
    expect(await belowOf(page)).to.be.lessThan(2)
    await scrollTo(page, 300)
    await write(page, 'my own line leads to the end')
    await lineOf(page, 'my own').waitFor()
    expect(await belowOf(page)).to.be.lessThan(2)
  })

  it('lets the oldest lines go while one reads the end, and brings them back', async () => {
    const app = await startApp()
    await history(app, 350)
    const page = await openPage(app)
    await openChat(page)
    for (const first of [151, 51, 1]) {
      await scrollTo(page, 0)
      await linesAre(page, numbers(first, 350))
    }
    await page.evaluate(() => {
      const box = document.querySelector('.log')!
      box.scrollTop = box.scrollHeight
      return new Promise(requestAnimationFrame)
    })
    await say(await talker(app, 'Bob'), 'line 351')
    await linesAre(page, numbers(52, 351))
    await scrollTo(page, 0)
    await linesAre(page, numbers(1, 351))
  })

  it('loses a line that its author deletes, after a question, on every page and for newcomers', async () => {
    const app = await startApp()
    const [ann, bob] = await Promise.all([openPage(app), openPage(app)])
    await enterChat(ann, 'Ann')
    await openChat(bob)
    await write(ann, 'Oh no')
    await write(ann, 'Well')
    await linesAre(bob, ['Oh no', 'Well'])
    await lineOf(bob, 'Oh no').getByRole('button', { name: ACTIONS }).click()
    expect(await bob.locator('.line .menu button').allTextContents()).to.deep.equal([
      words.privately,
      reportWords.report,
    ])
    await lineOf(ann, 'Oh no').getByRole('button', { name: ACTIONS }).click()
    await ann.getByRole('button', { name: words.deleteLine, exact: true }).click()
    await ann.getByRole('group', { name: words.reallyDelete }).press('Escape')
    await ann.getByRole('button', { name: words.deleteLine, exact: true }).click()
    await ann.getByRole('button', { name: words.yesDelete }).click()
    for (const page of [ann, bob]) await linesAre(page, ['Well'])
    await ann.locator('.log:focus').waitFor()
    const cleo = await openPage(app)
    await openChat(cleo)
    await linesAre(cleo, ['Well'])
  })

  it('is over for everybody when a new lesson begins, also for those who were away', async () => {
    const app = await startApp()
    await history(app, 120)
    const [ann, bob] = await Promise.all([openPage(app), openPage(app)])
    for (const page of [ann, bob]) await openChat(page)
    await bob.locator('#chat-panel').press('Escape')
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'newLesson' })
    await linesAre(ann, [])
    await shows(ann, '.nothing', words.nothingYet)
    await say(await talker(app, 'Cleo'), 'A new day')
    await bob.locator('#chat').click()
    for (const page of [ann, bob]) await linesAre(page, ['A new day'])
    await ann.getByRole('button', { name: words.earlier }).waitFor({ state: 'hidden' })
  })

  it('comes back when a new lesson is taken back, all of it, with what was said meanwhile', async () => {
    const app = await startApp()
    await history(app, 120)
    const [ann, bob, cleo] = await Promise.all([openPage(app), openPage(app), openPage(app)])
    for (const page of [ann, bob]) await openChat(page)
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'newLesson' })
    for (const page of [ann, bob]) await linesAre(page, [])
    await bob.locator('#chat-panel').press('Escape')
    await say(await talker(app, 'Dan'), 'Too early')
    await linesAre(ann, ['Too early'])
    await presenter.does({ name: 'undo' })
    await linesAre(ann, [...numbers(22, 120), 'Too early'])
    await ann.getByRole('button', { name: words.earlier }).waitFor()
    await bob.locator('#chat').click()
    await linesAre(bob, [...numbers(22, 120), 'Too early'])
    // One line is unread, not all of them.
    await shows(cleo, '#chat', /· 1 new$/)
  })
})
