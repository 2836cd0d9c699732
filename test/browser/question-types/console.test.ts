/**
 * Tests the console with a question of each type: what only the presenter sees and hears, and a whole lecture by the
 * keyboard, after each step of which every button is where it was.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { presenterWords as words } from '../../../public/presenter/words'
import { startApp } from '../../support/app'
import { inspect, looks } from '../support/axe'
import { Keyboard } from '../support/keyboard'
import { asks, cast, commandDone, offers, openPresenter, PHONE, voters } from '../support/lecture'
import { inBrowser, openPage, says, shows } from '../support/pages'
import { present } from '../support/rooms'
import { shot } from '../support/screenshot'
import { textFaults } from '../support/text-boxes'
import { LECTURE } from '../support/types-lecture'

const all = Object.values(LECTURE)
/** Letters of an order are shuffled by its texts. */
const ORDER = /^[A-C], [A-C], [A-C]$/
const SIZES = [PHONE.viewport, { width: 768, height: 1024 }, { width: 1280, height: 720 }]
const WIDE = { width: 1920, height: 1080 }

/** Waits until the private chart is that of this question, with all votes. */
async function seen(page: Page, [selector, text]: (typeof all)[number]['seen']): Promise<void> {
  await page
    .locator(selector)
    .filter({ hasText: text })
    .first()
    .waitFor()
    .catch(async () => {
      throw new Error(`${selector} says ${await page.locator(selector).first().textContent()}`)
    })
}

inBrowser('The console', () => {
  for (const [type, { question, votes, seen: wanted, said, right }] of Object.entries(LECTURE))
    it(`shows and says the tally of ${type} to the presenter alone`, async () => {
      const app = await startApp()
      const [page, crowd] = await Promise.all([openPresenter(app), voters(app, 4)])
      const screen = await openPage(app, { path: '/screen' })
      await present(app, { name: 'ask', question })
      await shows(page, '#question', question.text)
      await cast(crowd, votes, poll => poll.question === question.text)
      await seen(page, wanted)
      await shows(page, '#private-tally-title', words.onlyYou)
      expect(await screen.locator('.stage').getAttribute('data-moment')).to.equal('vote')
      await page.locator('#next').focus()
      await page.keyboard.press('t')
      await says(page, said)
      if (right === undefined) return
      await shows(page, '#right-set', right === '' ? ORDER : right)
      const isNever = question.answer?.type === 'scale' || question.answer?.type === 'words'
      expect(await page.locator('#right-set').getAttribute('aria-disabled')).to.equal(String(isNever))
      await page.locator('#right-set').focus()
      await page.keyboard.press('Enter')
      if (isNever) await says(page, words.cannotBeRight)
      else await page.locator('#question-sheet').waitFor()
    })

  it('has bars that begin at one side, whatever the direction of single texts', async () => {
    const app = await startApp()
    const [page, crowd] = await Promise.all([openPresenter(app), voters(app, 2)])
    const { question } = LECTURE['an order']!
    const choices = ['Mercury', 'الزهرة', 'Earth']
    await present(app, { name: 'ask', question: { ...question, right: null, choices } })
    await cast(crowd, ['ABC', 'BAC'], poll => poll.question === question.text)
    await seen(page, ['#typed-chart .figure', '2.5'])
    const bars = page.locator('#typed-chart .chart-row .bar')
    const starts = await bars.evaluateAll(all => all.map(bar => bar.getBoundingClientRect().left))
    expect(starts).to.have.lengthOf(3)
    expect(new Set(starts).size).to.equal(1)
  })

  it('leads a lecture with a question of each type by the keyboard, and nothing moves', async () => {
    const app = await startApp()
    const { page, keyboard } = await Keyboard.at(app)
    const crowd = await voters(app, 4)
    await present(app, { name: 'prepare', questions: all.map(({ question }) => question) })
    await offers(page, asks(all[0]!.question.text))
    await keyboard.go('#next')
    for (const [place, { question, votes, seen: wanted, reveal }] of all.entries()) {
      await keyboard.step('Space', words.step.close)
      await shows(page, '#question', question.text)
      await cast(crowd, votes, poll => poll.question === question.text)
      await seen(page, wanted)
      await keyboard.check(`the votes on ${question.text}`)
      await keyboard.step('Space', words.step.show)
      const following = all[place + 1]
      const then = following ? asks(following.question.text) : words.step.finish
      if (reveal === undefined) await keyboard.step('Space', then)
      else {
        await keyboard.step('Space', reveal === '' ? /^Reveal [A-C], [A-C], [A-C]$/ : reveal)
        await keyboard.step('Space', then)
      }
    }
    // A second round of the last one, taken back.
    await keyboard.go('#again', 'Enter')
    await says(page, words.done.again!)
    await keyboard.check('ask again')
    await keyboard.press('u')
    await says(page, words.done.undo!)
    await keyboard.check('undo')
  })

  for (const viewport of [...SIZES, WIDE])
    it(`can be read with each type, ${viewport.width} x ${viewport.height}`, async () => {
      const app = await startApp()
      const [page, crowd] = await Promise.all([openPresenter(app, { viewport }), voters(app, 4)])
      for (const [type, { question, votes, seen: wanted }] of Object.entries(LECTURE)) {
        await present(app, { name: 'ask', question })
        await cast(crowd, votes, poll => poll.question === question.text)
        await seen(page, wanted)
        for (const moment of ['hidden', 'shown']) {
          if (moment === 'shown') await present(app, { name: 'show' })
          await shows(page, '#private-tally-title', moment === 'shown' ? words.everybodySees : words.onlyYou)
          // The stage has tests of its own.
          const parts = ['#poll-controls', '#dock', '#private-tally']
          const found = await Promise.all(
            parts.map(within => textFaults(page, { within, mayCut: '#right-set, .label, .poll-column' })),
          )
          expect(found.flat(), `${type}, ${moment}`).to.deep.equal([])
        }
        await shot(page, `present-${type.replace(/ /g, '-')}-${viewport.width}`)
      }
    })

  it('has nothing that axe finds, whatever the type of the question', async () => {
    const app = await startApp()
    const crowd = await voters(app, 4)
    const pages = await Promise.all(
      Object.entries(looks).map(
        async ([look, options]) => [look, await openPresenter(app, { ...options, ...PHONE })] as const,
      ),
    )
    for (const [type, { question, votes, seen: wanted }] of Object.entries(LECTURE)) {
      await present(app, { name: 'ask', question })
      await cast(crowd, votes, poll => poll.question === question.text)
      for (const [look, page] of pages) {
        await seen(page, wanted)
        await commandDone(page)
        await inspect(page, `${type}, ${look}`)
      }
    }
  })
})
