/** Tests a whole lecture from a phone in the hand: every step by touch, and nothing lies under the dock. */
import { expect } from 'chai'
import type { Locator, Page } from 'playwright-core'
import { resultsWords } from '../../../public/presenter/results/words'
import { presenterWords as words } from '../../../public/presenter/words'
import { startApp } from '../../support/app'
import { question } from '../../support/presenter'
import { asks, cast, commandDone, offers, openPresenter, PHONE, tapAgain, voters } from '../support/lecture'
import { inBrowser, openPage, says, shows, vote } from '../support/pages'
import { present } from '../support/rooms'

/** Taps something, which is to be in sight, once the step before is done. */
async function tap(page: Page, target: string | Locator): Promise<void> {
  await commandDone(page)
  await (typeof target === 'string' ? page.locator(target) : target).tap()
}

async function next(page: Page, then: string | RegExp): Promise<void> {
  await tapAgain(page, '#next')
  await offers(page, then)
}

/** Writes a question into the open sheet, the second answer being right, and adds it to the list. */
async function write(page: Page, text: string): Promise<void> {
  await page.locator('#sheet-text').fill(text)
  await page.getByRole('textbox', { name: words.choiceName('A') }).fill('this')
  await page.getByRole('textbox', { name: words.choiceName('B') }).fill('that')
  await tap(page, page.getByRole('button', { name: words.markRight('B') }))
  await tap(page, '#add-to-list')
  await page.locator('#question-sheet').waitFor({ state: 'hidden' })
}

/** Where "back" and "next" are: the thumb finds them without a look. */
const thumb = (page: Page) =>
  page.evaluate(() =>
    ['back', 'next'].map(id => {
      const { x, y, width, height } = document.getElementById(id)!.getBoundingClientRect()
      return [x, y, width, height].map(Math.round)
    }),
  )

inBrowser('The presenter’s remote control', () => {
  it('makes every screen black and brings the picture back, while people go on voting', async () => {
    const app = await startApp()
    const page = await openPresenter(app, { ...PHONE, hasTouch: true })
    const [screen, student] = await Promise.all([openPage(app, { path: '/screen' }), openPage(app)])
    await present(app, { name: 'ask', question: question({ text: 'Which?' }) })
    await offers(page, words.step.close)
    await tapAgain(page, '#black')
    await says(page, words.blanked)
    await page.locator('#black[aria-pressed=true]').waitFor()
    await screen.locator('.stage.blanked').waitFor()
    await vote(student, 'B')
    await tapAgain(page, '#black')
    await screen.locator('.stage:not(.blanked)').waitFor()
    await tapAgain(page, '#black')
    // "Next" brings the picture back first.
    await offers(page, words.step.stage)
    await next(page, words.step.close)
    await screen.locator('.stage:not(.blanked)').waitFor()
  })

  it('leads a whole lecture by touch: writes, asks, compares, takes back, corrects, shows again, finishes', async () => {
    const app = await startApp()
    const page = await openPresenter(app, { ...PHONE, hasTouch: true })
    const [screen, crowd] = await Promise.all([openPage(app, { path: '/screen' }), voters(app, 4)])
    await tap(page, '#next')
    await write(page, 'One?')
    await tap(page, '#remote-pills [data-opens=questions]')
    await tap(page, '#new-question')
    await write(page, 'Twoo?')
    const places = await thumb(page)

    await next(page, words.step.close)
    await cast(crowd, 'AABB', poll => poll.question === 'One?')
    await shows(page, '#dock-turnout', words.turnout(4, 4))
    for (const then of [words.step.show, words.step.reveal, asks('Twoo?')]) {
      await next(page, then)
      expect(await thumb(page), then).to.deep.equal(places)
    }
    await tap(page, '#again')
    await says(page, words.done.again!)
    await cast(crowd, 'BBBA', poll => poll.round === 2)
    await shows(page, '#private-chart [data-letter=B] .count', words.points(25))
    for (const then of [words.step.show, words.step.reveal, asks('Twoo?')]) await next(page, then)
    await shows(screen, '[data-letter=B] .points', words.points(25))

    await next(page, words.step.close)
    await tap(page, '#undo')
    await says(page, words.done.undo!)
    await shows(page, '#remote-text', 'One?')
    await next(page, words.step.close)
    await cast(crowd, 'ABBB', poll => poll.question === 'Twoo?')
    await tap(page, '#reword')
    await page.locator('#sheet-text').fill('Two?')
    await tap(page, '#sheet-do')
    await says(page, words.done.reword!)
    await shows(page, '#remote-text', 'Two?')
    await tap(page, page.getByRole('button', { name: words.minutes(30), exact: true }))
    await shows(page, '#clock', /^0:\d\d$/)
    await tap(page, '#stop-timer')
    for (const then of [words.step.show, words.step.reveal, words.step.finish]) await next(page, then)

    await tap(page, '#open-results')
    await tap(page, page.locator('.result-line', { hasText: 'One?' }))
    const again = resultsWords.ofResult(resultsWords.showAgain, 'One?')
    await tap(page, page.getByRole('button', { name: again }))
    await says(page, words.done.showAgain!)
    await shows(screen, '#question', 'One?')
    await next(page, words.writeQuestion)
    await screen.locator('.stage[data-moment=end]').waitFor()
    expect(await thumb(page)).to.deep.equal(places)
  })
})
