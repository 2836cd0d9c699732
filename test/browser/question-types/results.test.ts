/** Tests the results of each type of question: in the list, opened, asked once more, and as files for spreadsheets. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { resultsWords as words } from '../../../public/presenter/results/words'
import { presenterWords } from '../../../public/presenter/words'
import { parseVote, type Question } from '../../../src/core/question-types/registry'
import { startApp, type TestApp } from '../../support/app'
import { connectPresenter } from '../../support/presenter'
import { inspect, looks } from '../support/axe'
import { resize } from '../support/fit'
import { cast, commandDone, openPresenter, PHONE, voters } from '../support/lecture'
import { inBrowser, says, shows, savedBy } from '../support/pages'
import { present } from '../support/rooms'
import { textFaults } from '../support/text-boxes'
import { LECTURE } from '../support/types-lecture'

/** Four people answer a question of each type, one after the other. */
async function lecture(app: TestApp): Promise<void> {
  const crowd = await voters(app, 4)
  for (const { question, votes } of Object.values(LECTURE)) {
    await present(app, { name: 'ask', question })
    await cast(crowd, votes, poll => poll.question === question.text)
  }
  await present(app, { name: 'hands' })
}

const line = (page: Page, text: string) => page.locator('.result-line', { hasText: text })

/** Opens the line of a result, and waits until all that stands behind it is drawn. */
async function open(page: Page, text: string): Promise<void> {
  await line(page, text).click()
  await page
    .locator('.result', { hasText: text })
    .locator('.behind-result')
    .locator('.choice, .result-details:not([aria-busy])')
    .first()
    .waitFor()
}

inBrowser('The results of each type', () => {
  it('have a line, open to their figures, and are saved without hidden answers', async () => {
    const app = await startApp()
    await lecture(app)
    const page = await openPresenter(app)
    await page.locator('#open-results').click()
    await page
      .locator('.result')
      .nth(Object.keys(LECTURE).length - 1)
      .waitFor()
    for (const [type, { question, headline }] of Object.entries(LECTURE)) {
      const facts = line(page, question.text).locator('.facts b')
      if (type !== 'open text') expect(await facts.textContent(), type).to.match(headline)
      await open(page, question.text)
      const found = await textFaults(page, { within: '#tab-results', mayCut: '.label, .title' })
      expect(found, type).to.deep.equal([])
    }
    const button = page.getByRole('button', { name: words.ofResult(words.saveAs('csv'), words.lessonFile) })
    const table = (await savedBy(page, button)).bytes.toString()
    expect(table.charCodeAt(0)).to.equal(0xfeff)
    expect(table)
      .to.match(/,many,\d+,[^\r]*,3,/)
      .and.to.match(/,number,\d+,[^\r]*,1,1815,1,/)
    expect(table)
      .to.match(/,words,\d+,[^\r]*,1,[Pp]ython,2,/)
      .and.to.match(/,words,\d+,[^\r]*,1,\(cannot say\),1,/)
    // It waits for approval.
    expect(table).not.to.contain('no idea')
  })

  it('of 5,000 different words come in parts, in the panel and in the table', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const question: Question = { ...LECTURE['words']!.question, answer: { type: 'words', most: 10 } }
    await presenter.does({ name: 'ask', question })
    const pollId = await presenter.pollId()
    // As if 500 people had cast them.
    await Promise.all(
      Array.from({ length: 500 }, async (_, head) => {
        const sent = Array.from({ length: 10 }, (_, word) => `word-${head}-${word}`).join('\n')
        const parsed = parseVote(question, sent)
        if (!parsed.ok) throw new Error(parsed.problem)
        await app.store.castBallot('', { pollId, voter: `voter ${head}`, vote: parsed.vote }, 0)
      }),
    )
    await presenter.does({ name: 'hands' })
    const page = await openPresenter(app)
    await page.locator('#open-results').click()
    await line(page, question.text).click()
    const rows = page.locator('.of-result tbody tr')
    await rows.nth(11).waitFor()
    expect(await rows.count()).to.equal(12)
    await page.locator('.result-details > .pill').click()
    await rows.nth(100).waitFor()
    const button = page.getByRole('button', { name: words.ofResult(words.saveAs('csv'), words.lessonFile) })
    const table = (await savedBy(page, button)).bytes.toString()
    expect(new Set(table.match(/word-\d+-\d+/g))).to.have.property('size', 5000)
  })

  it('stand beside one of the same kind only, and are asked once more', async () => {
    const app = await startApp()
    const { question, votes } = LECTURE['a scale']!
    const crowd = await voters(app, 4)
    for (const text of ['Before?', 'After?']) {
      await present(app, { name: 'ask', question: { ...question, text } })
      await cast(crowd, votes, poll => poll.question === text)
    }
    const other: Question = { ...question, text: 'Words?', answer: { type: 'words', most: 3 } }
    await present(app, { name: 'ask', question: other })
    await cast(crowd, ['a', 'b', 'c', 'd'], poll => poll.question === 'Words?')
    await present(app, { name: 'hands' })
    const page = await openPresenter(app)
    await page.locator('#open-results').click()
    const button = (action: string, text: string) =>
      page.getByRole('button', { name: words.ofResult(action, text) })
    await line(page, 'Words?').click()
    await button(words.compare, 'Words?').click()
    await shows(page, '.compare .hint', words.nothingToCompare)
    await line(page, 'After?').click()
    await button(words.compare, 'After?').click()
    expect(await page.locator('.compare .pill').count()).to.equal(1)
    await page.locator('.compare .pill').click()
    await shows(page, '#typed-chart .main', 'Mean 3.3 → 3.3')
    await commandDone(page)
    await button(words.askAgain, 'After?').click()
    await says(page, presenterWords.done.again!)
    await shows(page, '#question', 'After?')
  })

  it('of several rounds of what people typed are seen round by round', async () => {
    const app = await startApp()
    const crowd = await voters(app, 2)
    const { question } = LECTURE['a number']!
    await present(app, { name: 'ask', question })
    await cast(crowd, ['1700', '1700'], poll => poll.question === question.text)
    await present(app, { name: 'again' })
    await cast(crowd, ['1789', '1800'], poll => poll.round === 2)
    await present(app, { name: 'hands' })
    const page = await openPresenter(app)
    await page.locator('#open-results').click()
    await line(page, question.text).click()
    const first = '.of-result tbody tr:first-child'
    await shows(page, first, /^1789\D*1/)
    await shows(page, '.result-picture .main', 'Median 1794.5')
    await page.getByRole('button', { name: words.round(1) }).click()
    await shows(page, first, /^1700\D*2/)
    await shows(page, '.result-picture .main', 'Median 1700')
    await page
      .getByRole('button', { name: words.round(1) })
      .and(page.locator('[aria-pressed=true]'))
      .waitFor()
  })

  it('can be read with large letters on a phone', async () => {
    const app = await startApp()
    await lecture(app)
    const page = await openPresenter(app, { ...PHONE, reducedMotion: 'reduce' })
    await page.locator('#open-results').click()
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    await resize(page, 391, 844)
    for (const [type, { question }] of Object.entries(LECTURE)) {
      await open(page, question.text)
      // The picture above it belongs to the console, where it is measured.
      const table = '.behind-result:not([hidden]) .of-result:not([hidden])'
      if ((await page.locator(table).count()) === 0) continue
      const found = await textFaults(page, { within: table })
      expect(found, type).to.deep.equal([])
    }
  })

  it('have nothing that axe finds', async () => {
    const app = await startApp()
    await lecture(app)
    for (const [look, options] of Object.entries(looks)) {
      const page = await openPresenter(app, { ...options, ...PHONE })
      await page.locator('#open-results').click()
      for (const { question } of Object.values(LECTURE)) {
        await open(page, question.text)
        await inspect(page, `${question.text}, ${look}`)
      }
      await page.context().close()
    }
  })
})
