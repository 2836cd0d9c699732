/** Tests the list of prepared questions, and the list as text. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { importWords } from '../../../public/presenter/import/words'
import { questionsWords } from '../../../public/presenter/questions/words'
import { presenterWords as words } from '../../../public/presenter/words'
import { startApp } from '../../support/app'
import { resize } from '../support/fit'
import { cast, commandDone, LIST, next, openPresenter, paste, voters } from '../support/lecture'
import { defaultRoom } from '../support/network'
import { inBrowser, says, shows } from '../support/pages'
import { present } from '../support/rooms'
import { textFaults } from '../support/text-boxes'
import { LECTURE } from '../support/types-lecture'

const titles = (page: Page) => page.locator('#prepared .title').allTextContents()
const { actions } = questionsWords
const line = (page: Page, text: string) =>
  page.locator('#prepared > li', { hasText: text }).locator('.question-line')
/** A button behind the line of a question, which is opened first. */
const button = async (page: Page, action: keyof typeof actions, text: string) => {
  const opener = line(page, text)
  if ((await opener.getAttribute('aria-expanded')) !== 'true') await opener.click()
  return page.getByRole('button', { name: words.ofQuestion(actions[action], text) })
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

inBrowser('The prepared list', () => {
  it('marks the question that is up, whatever its type', async () => {
    const app = await startApp()
    const questions = Object.values(LECTURE).map(({ question }) => question)
    await present(app, { name: 'prepare', questions })
    const page = await openPresenter(app)
    for (const { text } of questions) {
      await present(app, { name: 'next' })
      await shows(page, '#question', text)
      await page.locator('#prepared [aria-current=step]', { hasText: text }).waitFor()
      expect(await page.locator('#prepared [aria-current]').count()).to.equal(1)
      await present(app, { name: 'hands' })
    }
  })

  it('is asked from, moved, changed and shortened; the focus stays with its question', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, 'One\na\nb\n\nTwo\na\nb\n\nThree\na\nb')
    await says(page, words.added(3))
    await shows(page, '#prepared > li.next .title', 'One')
    await shows(page, '#prepared > li.next .marks', questionsWords.next)
    await (await button(page, 'down', 'One')).click()
    await says(page, questionsWords.moved(2, 3))
    await shows(page, '#prepared > li:nth-child(2) .title', 'One')
    expect(await focused(page)).to.equal(words.ofQuestion(actions.down, 'One'))
    await (await button(page, 'up', 'Three')).click()
    await says(page, questionsWords.moved(2, 3))
    await shows(page, '#prepared > li:nth-child(3) .title', 'One')
    expect(await focused(page)).to.equal(words.ofQuestion(actions.up, 'Three'))
    await (await button(page, 'edit', 'Three')).click()
    await shows(page, '#sheet-title', words.editing)
    await page.keyboard.press('Escape')
    await page.locator('#question-sheet').waitFor({ state: 'hidden' })
    expect(await focused(page)).to.equal(words.ofQuestion(actions.edit, 'Three'))
    await page.keyboard.press('Enter')
    await page.getByLabel(words.question, { exact: true }).fill('Third')
    await page.locator('#sheet-do').click()
    await says(page, words.done.editPrepared!)
    await page.locator('#question-sheet').waitFor({ state: 'hidden' })
    expect(await focused(page)).to.equal(words.ofQuestion(actions.edit, 'Third'))
    await (await button(page, 'remove', 'Two')).click()
    await page.getByRole('button', { name: questionsWords.yesRemove }).click()
    await says(page, words.done.removePrepared!)
    expect(await titles(page)).to.deep.equal(['Third', 'One'])
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.match(/^1 Third/)
    await (await button(page, 'ask', 'Third')).click()
    await shows(page, '#question', 'Third')
    await shows(page, '#prepared > li.now .title', 'Third')
    await shows(page, '#prepared > li.next .title', 'One')
  })

  it('says what was asked, with its best answer, and shows that result again', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, 'One\na\n*b\n\nTwo\na\nb')
    await next(page, words.step.close)
    const all = await voters(app, 3)
    await cast(all, 'ABB', poll => poll.question === 'One')
    await (await button(page, 'ask', 'Two')).click()
    await shows(page, '#prepared > li.now .title', 'Two')
    await shows(page, '#prepared > li.asked .title', 'One')
    await shows(page, '#prepared > li.asked .marks', /asked · 3 voted · B 67/)
    await commandDone(page)
    await (await button(page, 'again', 'One')).click()
    await shows(page, '#question', 'One')
    await shows(page, '#prepared > li.now .title', 'One')
  })

  it('follows Next by scrolling its panel, with a hundred questions', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, Array.from({ length: 100 }, (_, index) => `Which is ${index + 1}?\na\nb`).join('\n\n'))
    await says(page, words.added(100))
    const isSeen = (place: number) =>
      page.locator(`#prepared > li:nth-child(${place})`).evaluate(item => {
        const { top, bottom } = item.getBoundingClientRect()
        return top >= 0 && bottom <= document.getElementById('dock')!.getBoundingClientRect().top
      })
    expect(await isSeen(60)).to.equal(false)
    await present(app, { name: 'askPrepared', index: 59 })
    await shows(page, '#prepared > li.now .title', 'Which is 60?')
    expect([await isSeen(60), await isSeen(61)]).to.deep.equal([true, true])
    await present(app, { name: 'askPrepared', index: 2 })
    await shows(page, '#prepared > li.now .title', 'Which is 3?')
    expect(await isSeen(3)).to.equal(true)
  })

  it('keeps what somebody was changing when the other presenter removes it', async () => {
    const app = await startApp()
    const [page, other] = await Promise.all([openPresenter(app), openPresenter(app)])
    await paste(page, 'One\na\nb')
    await (await button(page, 'edit', 'One')).click()
    await page.getByLabel(words.question, { exact: true }).fill('Changed')
    await (await button(other, 'remove', 'One')).click()
    await other.getByRole('button', { name: questionsWords.yesRemove }).click()
    await page.locator('#nothing-prepared').waitFor()
    await page.locator('#sheet-do').click()
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
    await page.locator('#export-list').click()
    expect(await page.locator('#list-text').inputValue()).to.equal(LIST)
    await page.locator('#copy-list').click()
    await shows(page, '#as-text-said', /./)
    const saved = page.waitForEvent('download')
    await page.locator('#save-list').click()
    expect((await saved).suggestedFilename()).to.equal(`${words.listFile}.txt`)
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('export-list')
  })

  it('names what cannot be asked with its line, adds only what can, and keeps the text', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, 'Fine\na\nb\n\nAlone\na')
    await shows(page, '#found-count', importWords.count(1, 1, 0))
    await shows(page, '.found.blocked .found-problems', /^Line 5: .*2 to 12 choices/)
    expect(await page.locator('.found.blocked input').isDisabled()).to.equal(true)
    await page.locator('.found.blocked .found-problems .where').click()
    const selected = await page.evaluate(() => {
      const field = document.activeElement as HTMLTextAreaElement
      return field.value.slice(field.selectionStart, field.selectionEnd)
    })
    expect(selected).to.equal('Alone')
    expect(await page.locator('#paste-text').inputValue()).to.include('Alone')
    expect(await titles(page)).to.deep.equal(['Fine'])
    // Several long sentences on a small phone.
    await resize(page, 320, 640)
    await page.locator('#paste-text').fill('One?\na\n\nTwo? [many 5]\na\nb\n\nThree?\na')
    await shows(page, '#found-count', importWords.count(0, 3, 0))
    expect(await textFaults(page, { within: '#paste' })).to.deep.equal([])
    await paste(page, '  ')
    await shows(page, '#paste-said', words.nothingToAdd)
    expect(await titles(page)).to.deep.equal(['Fine'])
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
    await shows(page, '#found-room', importWords.room(0))
    expect(await page.locator('#paste-text').inputValue()).to.include('One more')
  })
})
