/** Tests the panel with the results of this lesson and of earlier ones. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { resultsWords as words } from '../../../public/presenter/results/words'
import type { Command } from '../../../src/core/protocol/presenter'
import { startApp, type TestApp } from '../../support/app'
import { newTab } from '../../support/clients'
import { newFolder } from '../../support/folders'
import { inspect, looks } from '../support/axe'
import { cast, commandDone, openPresenter, PHONE, voters } from '../support/lecture'
import { CONNECTION_ERRORS, inBrowser, openPage, says, shows, vote, savedBy } from '../support/pages'
import { present } from '../support/rooms'

const asks = (text: string, right: string | null = 'B'): Command => ({
  name: 'ask',
  question: { text, choices: ['this', 'that', ''], kind: 'ballot', results: 'hidden', right },
})

/** Asks a question, and these people answer it. */
async function lecture(
  app: TestApp,
  text: string,
  letters: string,
  right: string | null = 'B',
): Promise<void> {
  const all = await voters(app, letters.length)
  await present(app, asks(text, right))
  await cast(all, letters, poll => poll.question === text)
}

const openTab = async (page: Page) => {
  const tab = page.locator('#open-results')
  if (await tab.count()) await tab.click()
}
const line = (page: Page, text: string) => page.locator('.result-line', { hasText: text })
const folds = (page: Page) => page.locator('#tab-results .lesson:not([hidden]) .lesson-fold')
const button = (page: Page, action: string, text: string) =>
  page.getByRole('button', { name: words.ofResult(action, text) })

inBrowser('The results', () => {
  it('say so while there are none', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await openTab(page)
    await shows(page, '#tab-results .hint', words.nothingYet)
    expect(await folds(page).count()).to.equal(0)
    await present(app, asks('Up?'))
    await shows(page, '#tab-results .hint', words.onlyTheCurrent)
  })

  it('outlive a restart and a new lesson, and are shown again on projector and phone', async () => {
    const DATA_DIR = newFolder()
    const first = await startApp({ DATA_DIR })
    await lecture(first, 'First?', 'ABB')
    await present(first, { name: 'newLesson' })
    await lecture(first, 'Second?', 'AAB')
    await present(first, { name: 'hands' })
    await first.close()

    const app = await startApp({ DATA_DIR })
    const page = await openPresenter(app)
    await openTab(page)
    await shows(page, '.result-line .facts', /3 of \d+ voted · A 67/)
    expect(await folds(page).count()).to.equal(2)
    await folds(page).nth(1).click()
    await line(page, 'First?').click()
    await shows(page, '.behind-result .choice[data-letter=B] .percent', /^67/)
    await shows(page, '.behind-result .choice[data-letter=B] .count', '2')
    const [phone, screen] = await Promise.all([openPage(app), openPage(app, { path: '/screen' })])
    await button(page, words.showAgain, 'First?').click()
    await shows(phone, '#question', 'First?')
    await shows(screen, '#question', 'First?')
    await shows(phone, '#table-rows tr:nth-child(2)', /2/)
  })

  it('stand side by side if they have the same choices, and are asked once more', async () => {
    const app = await startApp()
    await lecture(app, 'Before?', 'AAB', null)
    await lecture(app, 'After?', 'ABB', null)
    await present(app, { name: 'hands' })
    const page = await openPresenter(app)
    const [phone, screen] = await Promise.all([openPage(app), openPage(app, { path: '/screen' })])
    await openTab(page)
    await line(page, 'After?').click()
    await button(page, words.compare, 'After?').click()
    await page.locator('.compare .pill').first().click()
    await shows(page, '#question', 'After?')
    // Everybody sees both, the earlier one first, and which is which.
    for (const seen of [phone, screen]) {
      await shows(seen, '#question, .stage .question', 'After?')
      await seen.locator('.rounds:visible > span, #headline > .then, #headline > .now').nth(1).waitFor()
    }
    await shows(phone, '.choice[data-letter=B]', /33\D+67/)
    await shows(phone, '.choice[data-letter=A]', /67\D+33/)
    await shows(screen, '.answers [data-letter=B] .then .percent', /^33/)
    await shows(screen, '.answers [data-letter=B] .now .percent', /^67/)
    const { poll } = await (await voters(app, 1))[0]!.client.emitWithAck('getSnapshot').then(reply => {
      if (!reply.ok) throw new Error(reply.message)
      return reply.snapshot
    })
    expect(poll.earlier).to.deep.equal([{ A: 2, B: 1, C: 0 }])
    expect(poll.past?.besideAt).to.be.a('number')
    await commandDone(page)
    await button(page, words.askAgain, 'After?').click()
    await shows(page, '#next-label', /^Close/)
    await shows(page, '#question', 'After?')
    // It is open again, with a result of its own: what was before stays.
    await vote(phone, 'A')
    await present(app, { name: 'hands' })
    await page.locator('.result').nth(2).waitFor()
  })

  it('of an earlier lesson are taken along with its chat', async () => {
    const app = await startApp()
    const [voter] = await voters(app, 1)
    await voter!.client.emitWithAck('takeName', { name: 'Ann' })
    await voter!.client.emitWithAck('chat message', 'Said last week', { key: newTab() })
    await lecture(app, 'Old?', 'AB')
    await present(app, { name: 'newLesson' })
    const page = await openPresenter(app)
    await openTab(page)
    await folds(page).click()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: words.saveTranscript }).click()
    const text = await (await (await saved).createReadStream()).toArray()
    expect(Buffer.concat(text as Buffer[]).toString()).to.contain('Said last week')
  })

  it('are saved as files, all or one, and erased one by one', async () => {
    const app = await startApp()
    await lecture(app, '=One, "two"?', 'AB')
    await lecture(app, 'Other?', 'AB')
    await present(app, { name: 'hands' })
    const page = await openPresenter(app)
    await openTab(page)
    const table = await savedBy(page, page.getByRole('button', { name: words.saveAs('csv') }))
    expect(table.name).to.match(/^house \d{4}-\d\d-\d\d\.csv$/)
    expect(table.bytes.toString()).to.match(/,one,\d+,"'=One, ""two""\?",1,2,1,1,0,B\r\n/)
    const json = await savedBy(page, page.getByRole('button', { name: words.saveAs('json') }))
    expect((JSON.parse(json.bytes.toString()) as { polls: unknown[] }).polls).to.have.length(2)
    await line(page, '=One').click()
    const single = await savedBy(page, button(page, words.saveAs('xlsx'), '=One, "two"?'))
    expect(single.name).to.match(/^house =One, two .*\.xlsx$/)
    expect(single.bytes.subarray(0, 2).toString(), 'a workbook').to.equal('PK')
    await line(page, 'Other?').click()
    await button(page, words.erase, 'Other?').click()
    await page.getByRole('button', { name: words.yesErase }).click()
    await says(page, words.erased)
    await line(page, 'Other?').waitFor({ state: 'detached' })
    expect(await page.locator('.result').count()).to.equal(1)
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.match(/=One/)
  })

  it('that could not be saved are said so in a sentence: without a network, and when the server refuses', async () => {
    const app = await startApp()
    await lecture(app, 'Which?', 'AB')
    await present(app, { name: 'hands' })
    const page = await openPresenter(app, { allow: CONNECTION_ERRORS })
    await openTab(page)
    const csv = page.getByRole('button', { name: words.saveAs('csv') })
    await page.route('**/api/rooms/**', route => route.abort())
    await csv.click()
    await says(page, words.notSaved)
    await page.unroute('**/api/rooms/**')
    const refusal = { code: 'too-fast', message: 'Too fast. Try again in a moment.' }
    await page.route('**/api/rooms/**', route => route.fulfill({ status: 429, json: refusal }))
    await csv.click()
    await says(page, refusal.message)
  })

  it('of an earlier lesson are erased with it, after a question', async () => {
    const app = await startApp()
    await lecture(app, 'Old?', 'AB')
    await present(app, { name: 'newLesson' })
    const page = await openPresenter(app)
    await openTab(page)
    await folds(page).click()
    await page.getByRole('button', { name: words.eraseLesson }).click()
    await page.getByRole('button', { name: words.yesErase }).click()
    await says(page, words.lessonErased)
    await shows(page, '#tab-results .hint', words.nothingYet)
    await page.locator('.lesson').first().waitFor({ state: 'hidden' })
  })

  it('have nothing that axe finds', async () => {
    const app = await startApp()
    await lecture(app, 'One?', 'ABB')
    await present(app, { name: 'again' }, { name: 'newLesson' })
    for (const [look, options] of Object.entries(looks))
      for (const size of [{}, PHONE]) {
        const page = await openPresenter(app, { ...options, ...size })
        await openTab(page)
        await folds(page).first().click()
        await line(page, 'One?').click()
        await inspect(page, look)
        await page.context().close()
      }
  })
})
