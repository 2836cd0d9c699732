/**
 * Tests what only the presenter sees of the tally: it follows the votes, beside the round before, also over a
 * restart.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { presenterWords as words } from '../../../public/presenter/words'
import { words as audienceWords } from '../../../public/shared/words'
import { question } from '../../support/presenter'
import { startApp } from '../../support/app'
import { faults } from '../support/fit'
import { cast, LAPTOP, openPresenter, PHONE, voters } from '../support/lecture'
import { CONNECTION_ERRORS, inBrowser, openPage, says, shows, vote } from '../support/pages'
import { present } from '../support/rooms'
import { shot } from '../support/screenshot'
import { textFaults } from '../support/text-boxes'

const hidden = { name: 'ask', question: question({ text: 'Hidden?', results: 'hidden' }) } as const
/** Waits until the table has these votes for a letter, and this percentage of the round before. */
async function privately(page: Page, letter: string, votes: string, before = ''): Promise<void> {
  const row = `#private-rows tr:nth-child(${'AB'.indexOf(letter) + 1})`
  await shows(page, `${row} td:nth-of-type(1)`, votes)
  await shows(page, `${row} td:nth-of-type(3)`, before)
}

inBrowser('The presenter’s private tally', () => {
  it('shows a second round beside the first while the audience sees neither', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await present(app, hidden)
    const [ann, bo] = await Promise.all([openPage(app), openPage(app)])
    await vote(ann, 'A')
    await vote(bo, 'B')
    await privately(page, 'B', '1')
    await page.getByRole('button', { name: words.again, exact: true }).click()
    await says(ann, `${audienceWords.askedAgain} ${audienceWords.tapAnswer}`)
    await vote(ann, 'B')
    await privately(page, 'A', '0', audienceWords.percent(50))
    await privately(page, 'B', '1', audienceWords.percent(50))
    await shows(page, '#private-chart [data-letter=B] .count', audienceWords.points(50))
    await page.locator('#poll-display[data-moment=vote]:not(.compared)').waitFor({ state: 'attached' })
    expect(await page.locator('#poll-display .now').allTextContents()).to.deep.equal(['', ''])
    await shot(page, 'present-private-rounds')
  })

  for (const count of [4, 8, 12])
    it(`finds room for two rounds of ${count} choices, on a laptop and on a phone`, async () => {
      const app = await startApp()
      const crowd = await voters(app, 8)
      const choices = Array<string>(count).fill('a choice')
      await present(app, { name: 'ask', question: question({ text: 'Many?', choices, results: 'hidden' }) })
      await cast(crowd, 'AABBBCDD', poll => poll.posed)
      await present(app, { name: 'again' })
      await cast(crowd, 'BBBBBBBB', poll => poll.round === 2)
      for (const viewport of [{ width: 1024, height: 768 }, LAPTOP.viewport, PHONE.viewport]) {
        const page = await openPresenter(app, { viewport: { ...viewport, height: 2400 } })
        await privately(page, 'B', '8', audienceWords.percent(38))
        // Nothing of it is covered by what stands below, and no text is cut or lies over another one.
        const parts = ['#private-tally', '#private-chart .percent', '#private-chart .letter']
        expect(await faults(page, parts), String(viewport.width)).to.deep.equal([])
        expect(await textFaults(page, { within: '#console' }), String(viewport.width)).to.deep.equal([])
        await page.setViewportSize(viewport)
        await shot(page, `present-private-${count}-${viewport.width}`)
      }
    })

  it('is no higher than the stage beside it, with twelve choices of which several are chosen', async () => {
    const app = await startApp()
    const choices = Array.from({ length: 12 }, (_, at) => `choice ${at}`)
    const answer = { type: 'many', min: 1, max: 12 } as const
    await present(app, { name: 'ask', question: question({ text: 'Which?', choices, answer }) })
    const page = await openPresenter(app, { viewport: { width: 1280, height: 720 } })
    await shows(page, '#private-note', /^of/)
    const { width, height } = (await page.locator('#poll-display').boundingBox())!
    expect(width / height).to.be.closeTo(16 / 9, 0.03)
    // Letters are not cut by their caps.
    const [letter, cap] = await page
      .locator('#private-chart [data-letter=A]')
      .evaluate(row => [row.querySelector('.letter')!, row].map(each => each.getBoundingClientRect().bottom))
    expect(letter).to.be.at.most(cap! + 0.5)
  })

  it('follows a server that was started again, which numbers its tallies anew', async () => {
    const app = await startApp()
    const page = await openPresenter(app, { allow: CONNECTION_ERRORS })
    await present(app, hidden)
    const voter = await openPage(app, { allow: CONNECTION_ERRORS })
    await vote(voter, 'A')
    await vote(voter, 'B')
    await vote(voter, 'A')
    await privately(page, 'A', '1')
    await app.close()
    await startApp({ DATA_DIR: app.dataDir, PRESENTER_KEY: app.presenterKey }, Number(new URL(app.url).port))
    await says(voter, words.back('A'))
    await says(page, words.ready)
    await vote(voter, 'B')
    await privately(page, 'A', '0')
    await privately(page, 'B', '1')
  })
})
