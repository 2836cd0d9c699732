/** Tests that the sheet for a question can be read in every state, and that its warning comes when it should. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { presenterWords as words } from '../../../../public/presenter/words'
import { MAX_CHOICE_LENGTH } from '../../../../src/core/limits/input-limits'
import type { Poll, Question } from '../../../../src/core/protocol/poll'
import { question } from '../../../support/presenter'
import { startApp, type TestApp } from '../../../support/app'
import { inspect, looks } from '../../support/axe'
import { resize } from '../../support/fit'
import { cast, openPresenter, voters } from '../../support/lecture'
import { inBrowser, openPage, shows, type PageOptions } from '../../support/pages'
import { present } from '../../support/rooms'
import { shot } from '../../support/screenshot'
import { textFaults } from '../../support/text-boxes'

const SIZES = [
  [320, 640],
  [390, 844],
  [640, 360],
  [768, 1024],
  [1280, 720],
  [1920, 1080],
] as const
/** Letters twice as large. */
const LARGE = [
  [390, 844],
  [1280, 720],
] as const

const LONG: Question = {
  text: 'What is said of asynchronous functions here, '.repeat(11).trim(),
  choices: Array.from({ length: 12 }, (_, place) =>
    `${place + 1} resolves the promise at once `.repeat(6).trim(),
  ),
  kind: 'ballot',
  results: 'hidden',
  right: 'L',
  explanation: 'The event loop is never blocked by it. '.repeat(12).trim(),
}
const SHORT = question({
  text: 'Which one blocks?',
  choices: ['fetch()', 'while (true) {}'],
  results: 'hidden',
  right: 'B',
})

const press = (page: Page, selector: string) =>
  page.locator(selector).evaluate(element => (element as HTMLElement).click())
const judged = (page: Page, verdict: string) => shows(page, '#preview-verdict', verdict)

/** Brings the closed sheet into each of its states. */
const STATES: Record<string, (page: Page) => Promise<void>> = {
  async new(page) {
    await press(page, '#new-question')
    await page.locator('#sheet-text').fill(SHORT.text)
    await press(page, '#sheet-rows [data-letter=B] .cap')
    await judged(page, words.fits)
  },
  async options(page) {
    await press(page, '#new-question')
    await shows(page, '#sheet-note-text', words.draftBack)
    await press(page, '#sheet-options summary')
    await page.locator('#sheet-options[open]').waitFor()
  },
  async editing(page) {
    await press(page, '#prepared [data-action=edit]')
    await judged(page, words.tooLong)
  },
  async projector(page) {
    await press(page, '#prepared [data-action=edit]')
    await press(page, '[data-preview=projector]')
    await judged(page, words.tooLong)
  },
  async rewording(page) {
    await press(page, '#reword')
    await press(page, '[data-preview=phone]')
    await shows(page, '#sheet-title', words.rewording)
  },
  async refused(page) {
    await press(page, '#new-question')
    await press(page, '#sheet-rows [data-letter=D] .pill')
    await press(page, '#sheet-rows [data-letter=C] .pill')
    await press(page, '#sheet-rows [data-letter=B] .pill')
    await shows(page, '#sheet-said', words.tooFew(2))
  },
}

const closed = async (page: Page) => {
  await press(page, '#cancel-sheet')
  await page.locator('#question-sheet').waitFor({ state: 'hidden' })
}

const prepare = (app: TestApp) =>
  present(app, { name: 'prepare', questions: [LONG] }, { name: 'ask', question: SHORT })

async function openPrepared(app: TestApp, options: PageOptions): Promise<Page> {
  const page = await openPresenter(app, options)
  await press(page, '#prepared .question-line')
  await page.locator('#prepared [data-action=edit]').waitFor({ state: 'attached' })
  return page
}

/** Texts of the preview are cut by the phone's edge, as they are on a phone. */
const boxes = (page: Page) => textFaults(page, { within: '#question-sheet', mayCut: '#preview' })

inBrowser('The sheet for a question, as it is drawn', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    it(`can be read in every state and size, and with large letters, in ${colorScheme}`, async () => {
      const app = await startApp()
      await prepare(app)
      const page = await openPrepared(app, { colorScheme, reducedMotion: 'reduce' })
      const found: string[] = []
      const look = async (name: string, width: number, height: number) => {
        await resize(page, width, height)
        for (const [state, open] of Object.entries(STATES)) {
          await open(page)
          found.push(...(await boxes(page)).map(fault => `${name} ${state}: ${fault}`))
          await shot(page, `sheet-${name}-${state}-${colorScheme}`)
          await closed(page)
        }
        // The next size begins with an empty sheet.
        await press(page, '#new-question')
        await press(page, '#sheet-anew')
        await closed(page)
      }
      for (const [width, height] of SIZES) await look(`${width}`, width, height)
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
      for (const [width, height] of LARGE) await look(`${width}-large`, width + 1, height)
      expect(found.join('\n')).to.equal('')
    })

  it('shows all of a question with four answers at once on a laptop, options and all', async () => {
    const app = await startApp()
    const page = await openPresenter(app, { viewport: { width: 1280, height: 720 } })
    await STATES['new']!(page)
    const hidden = () =>
      page.evaluate(() => {
        const { scrollHeight, clientHeight } = document.querySelector('.sheet-fields')!
        const box = document.querySelector('#sheet-options')!.getBoundingClientRect()
        const foot = document.querySelector('.sheet-foot')!.getBoundingClientRect()
        return { scrolls: scrollHeight > clientHeight, isCut: box.bottom > foot.top }
      })
    expect(await hidden()).to.deep.equal({ scrolls: false, isCut: false })
    await page.locator('#sheet-options summary').click()
    await page.locator('#sheet-options[open]').waitFor()
    await page.waitForFunction(() => document.querySelector('.sheet-fields')!.scrollTop > 0)
    expect((await hidden()).isCut).to.equal(false)
  })

  it('has nothing that axe finds in any state', async () => {
    const app = await startApp()
    await prepare(app)
    for (const [look, options] of Object.entries(looks)) {
      const page = await openPrepared(app, { ...options, reducedMotion: 'reduce' })
      for (const [state, open] of Object.entries(STATES)) {
        await open(page)
        await inspect(page, `${look}, ${state}`)
        await closed(page)
      }
      await resize(page, 390, 844)
      await STATES['editing']!(page)
      await inspect(page, `${look}, editing on a phone`)
      await page.context().close()
    }
  })

  it('warns from the very character with which the projector falls under 3 % of its height', async () => {
    const app = await startApp()
    const page = await openPresenter(app, { prepare: page => page.clock.install() })
    /** Twelve choices with this number of characters in all. */
    const choicesOf = (length: number) =>
      Array.from({ length: 12 }, (_, place) => {
        const own = Math.max(1, Math.min(MAX_CHOICE_LENGTH, length - place * MAX_CHOICE_LENGTH))
        return 'await '.repeat(40).slice(0, own - 1) + 'x'
      })
    await press(page, '#new-question')
    while ((await page.locator('#sheet-rows textarea').count()) < 12) await press(page, '#next-answer')
    await page.locator('#sheet-text').fill(SHORT.text)
    let written: string[] = []
    const isWarned = async (length: number) => {
      const choices = choicesOf(length)
      for (const [place, choice] of choices.entries())
        if (choice !== written[place]) await page.locator('#sheet-rows textarea').nth(place).fill(choice)
      written = choices
      await page.clock.runFor(300) // it is measured once the typing pauses
      const verdict = await page.locator('#preview-verdict').textContent()
      expect(await page.locator('#sheet-warning').textContent()).to.equal(
        verdict === words.tooLong ? words.tooLong : '',
      )
      return verdict === words.tooLong
    }
    let [fits, warned] = [12, 12 * MAX_CHOICE_LENGTH]
    expect([await isWarned(fits), await isWarned(warned)]).to.deep.equal([false, true])
    while (warned - fits > 1) {
      const middle = Math.floor((fits + warned) / 2)
      if (await isWarned(middle)) warned = middle
      else fits = middle
    }
    // The projector itself, of the same size as the preview.
    const screen = await openPage(app, { path: '/screen', viewport: { width: 960, height: 540 } })
    const all = await voters(app, 1)
    const smallest = async () =>
      screen.evaluate(() => {
        const texts = [...document.querySelectorAll('.stage .question, .stage .answers .text')]
        return Math.min(...texts.map(each => parseFloat(getComputedStyle(each).fontSize))) / innerHeight
      })
    for (const [length, isLarge] of [
      [fits, true],
      [warned, false],
    ] as const) {
      const choices = choicesOf(length)
      const isAsked = (poll: Poll) => poll.choices.every(({ text }, place) => text === choices[place])
      await present(app, { name: 'ask', question: { ...SHORT, choices } })
      await cast(all, 'A', poll => poll.choices.length === 12 && isAsked(poll))
      await screen.waitForFunction(
        all =>
          [...document.querySelectorAll('.stage .answers .text')].map(each => each.textContent).join() ===
          all,
        choices.join(),
      )
      const whileVoting = await smallest()
      await present(app, { name: 'close' }, { name: 'show' })
      await shows(screen, '.stage .answers .count', '1')
      const share = Math.min(whileVoting, await smallest())
      expect(share >= 0.03 - 0.00002, `${length} characters, ${share}`).to.equal(isLarge)
    }
  })
})
