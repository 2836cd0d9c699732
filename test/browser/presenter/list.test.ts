/** Tests the list of prepared questions, and the list as text. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { presenterWords as words } from '../../../public/presenter/words'
import { startApp } from '../../support/app'
import { commandDone, LIST, openPresenter, paste } from '../support/lecture'
import { defaultRoom } from '../support/network'
import { inBrowser, says, shows } from '../support/pages'

const titles = (page: Page) => page.locator('#prepared .title').allTextContents()
const button = (page: Page, action: string, text: string) =>
  page.getByRole('button', { name: words.ofQuestion(action, text) })

inBrowser('The prepared list', () => {
  it('is asked from, moved, changed and shortened; the focus stays with its question', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, 'One\na\nb\n\nTwo\na\nb\n\nThree\na\nb')
    await says(page, words.added(3))
    await shows(page, '#prepared li.next .title', `${words.upNext} One`)
    await button(page, words.down, 'One').click()
    await shows(page, '#prepared li:nth-child(2) .title', /One/)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).to.equal(
      words.ofQuestion(words.down, 'One'),
    )
    await commandDone(page)
    await button(page, words.up, 'Three').click()
    await shows(page, '#prepared li:nth-child(3) .title', /One/)
    await commandDone(page)
    await button(page, words.edit, 'Three').click()
    await shows(page, '#sheet-title', words.editing)
    await page.getByLabel(words.question, { exact: true }).fill('Third')
    await page.getByRole('button', { name: words.saveInList }).click()
    await says(page, words.done.editPrepared!)
    await page.locator('#question-sheet').waitFor({ state: 'hidden' })
    await button(page, words.remove, 'Two').click()
    await page.getByRole('button', { name: words.yes.remove }).click()
    await says(page, words.done.removePrepared!)
    expect(await titles(page)).to.deep.equal(['Third', `${words.upNext} One`])
    await button(page, words.ask, 'Third').click()
    await shows(page, '#question', 'Third')
    await shows(page, '#prepared li.next .title', `${words.upNext} One`)
  })

  it('keeps what somebody was changing when the other presenter removes it', async () => {
    const app = await startApp()
    const [page, other] = await Promise.all([openPresenter(app), openPresenter(app)])
    await paste(page, 'One\na\nb')
    await button(page, words.edit, 'One').click()
    await page.getByLabel(words.question, { exact: true }).fill('Changed')
    await button(other, words.remove, 'One').click()
    await other.getByRole('button', { name: words.yes.remove }).click()
    await page.locator('#nothing-prepared').waitFor()
    await page.getByRole('button', { name: words.saveInList }).click()
    await shows(page, '#sheet-said', words.questionGone)
    expect(await page.locator('#sheet-text').inputValue()).to.equal('Changed')
    await page.getByRole('button', { name: words.addToList }).click()
    await shows(page, '#prepared .title', /Changed/)
  })

  it('comes out as the text it was pasted from', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, LIST)
    await says(page, words.added(3))
    await page.locator('#as-text summary').click()
    expect(await page.locator('#list-text').inputValue()).to.equal(LIST)
    await page.locator('#copy-list').click()
    await says(page, /./)
  })

  it('names what it does not understand with its line, adds nothing, and keeps the text', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, 'Fine\na\nb\n\nAlone\na')
    await shows(page, '#paste-problems', /^Line 5: /)
    expect(await page.locator('#paste-text').inputValue()).to.include('Alone')
    await page.locator('#paste-text').fill('  ')
    await page.getByRole('button', { name: words.addThese }).click()
    await shows(page, '#paste-problems', words.nothingToAdd)
    expect(await titles(page)).to.deep.equal([])
  })

  it('takes a hundred long questions at once, and not one more', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    page.setDefaultTimeout(40_000) // half a megabyte, in some fifty messages
    const long = (index: number) =>
      [`${index} ${'ß'.repeat(490)}`, ...Array.from({ length: 8 }, () => '漢'.repeat(200))].join('\n')
    await paste(page, Array.from({ length: 100 }, (_, index) => long(index)).join('\n\n'))
    await says(page, words.added(100))
    const { prepared } = (await defaultRoom(app)).document
    expect(prepared.map(({ text }) => parseInt(text))).to.deep.equal([...Array(100).keys()])
    await paste(page, 'One more\na\nb')
    await says(page, words.refusals['list-full'])
    expect(await page.locator('#paste-text').inputValue()).to.include('One more')
  })
})
