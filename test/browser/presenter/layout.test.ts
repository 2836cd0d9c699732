/**
 * Tests how the presenter's page looks: nothing sticks out or is covered, targets fit fingers, axe finds nothing;
 * takes screenshots.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { importWords } from '../../../public/presenter/import/words'
import { presenterWords as words } from '../../../public/presenter/words'
import { startApp, type TestApp } from '../../support/app'
import { inspect } from '../support/axe'
import { settled } from '../support/fit'
import { cast, fullScreen, LIST, next, openPresenter, paste, startOver, voters } from '../support/lecture'
import { inBrowser, openPage, says, shows } from '../support/pages'
import { shot } from '../support/screenshot'

const SIZES = { 320: [320, 568], 390: [390, 844], 1280: [1280, 720], 1920: [1920, 1080] } as const
/**
 * Points of 24 px at least between what can be tapped is the law; ours are 44 px, links in text aside; of an option
 * the whole label is one.
 */
const TARGETS = 'button, select, summary, input:not([type=radio], .option input), .option'

/** What sticks out of the page, is too small for a finger, or lies behind the dock while it has the focus. */
async function faults(page: Page): Promise<string[]> {
  await settled(page)
  await page.waitForFunction(() => {
    const kept = document.documentElement.style.getPropertyValue('--dock')
    const { offsetHeight } = document.querySelector<HTMLElement>('#dock')!
    return kept === `${offsetHeight}px`
  })
  return page.evaluate(targets => {
    const found: string[] = []
    if (document.scrollingElement!.scrollWidth > innerWidth) found.push('the page scrolls sideways')
    const dock = document.querySelector('#dock')!.getBoundingClientRect()
    for (const element of document.querySelectorAll<HTMLElement>(
      `#console :is(${targets}), #dock button, #more-sheet :is(${targets})`,
    )) {
      if (element.offsetParent === null && getComputedStyle(element).position !== 'fixed') continue
      element.focus()
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
      const name = element.id || element.textContent
      if (left < 0 || right > innerWidth + 0.5) found.push(`${name} is outside`)
      if (height < 43.5 || width < 43.5) found.push(`${name} is ${width} x ${height}`)
      const isInDock = element.closest('#dock, #more-sheet') !== null
      if (!isInDock && document.activeElement === element && bottom > dock.top + 0.5 && top < dock.top)
        found.push(`${name} is behind the dock`)
    }
    return found
  }, TARGETS)
}

/** A lesson in the middle of a question whose results are hidden. */
async function inTheMiddle(app: TestApp, page: Page): Promise<void> {
  await paste(page, LIST)
  await says(page, words.added(3))
  await next(page, words.step.close)
  await cast(await voters(app, 7), 'ABBBCCD', poll => poll.posed)
  await shows(page, '#private-rows tr:nth-child(2) td:nth-of-type(1)', '3')
}

inBrowser('The presenter’s page', () => {
  for (const [name, [width, height]] of Object.entries(SIZES))
    for (const colorScheme of ['light', 'dark'] as const)
      it(`fits from the first question to the right answer, ${width} x ${height}, ${colorScheme}`, async () => {
        const app = await startApp()
        const page = await openPresenter(app, { viewport: { width, height }, colorScheme })
        const picture = (state: string) => shot(page, `present-${name}-${colorScheme}-${state}`)
        await page.evaluate(() => scrollTo(0, 0))
        await picture('aloud')
        await inTheMiddle(app, page)
        expect(await faults(page)).to.deep.equal([])
        await page.evaluate(() => scrollTo(0, 0))
        await picture('hidden')
        await next(page, words.step.show)
        await next(page, words.step.reveal)
        await next(page, /Ask/)
        await page.locator('#again').click()
        await shows(page, '.stage-note', /2/)
        await next(page, words.step.show)
        await next(page, words.step.reveal)
        expect(await faults(page)).to.deep.equal([])
        await picture('compared')
        await page.locator('#prepared > li', { hasText: 'How many' }).locator('.question-line').click()
        await page.getByRole('button', { name: /^Ask: How many/ }).click()
        await shows(page, '#question', /^How many/)
        await says(page, words.isUp(3))
        await page.locator('#show-hide').click()
        await page.locator('#show-hide[aria-checked=true]').waitFor()
        expect(await faults(page)).to.deep.equal([])
        await page.evaluate(() => scrollTo(0, 0))
        await picture('eight')
      })

  it('breaks no word in its table of keys, 320 pixels wide with text of 200 %', async () => {
    const page = await openPresenter(await startApp(), { viewport: { width: 320, height: 568 } })
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    await page.locator('#more').click()
    const broken = await page.locator('#keys :is(dt, dd)').evaluateAll(cells =>
      cells.flatMap(cell => {
        const text = cell.firstChild as Text
        const range = document.createRange()
        return Array.from(text.data.matchAll(/\S+/g), ({ 0: word, index }) => {
          range.setStart(text, index)
          range.setEnd(text, index + word.length)
          return range.getClientRects().length > 1 ? [word] : []
        }).flat()
      }),
    )
    expect(broken).to.deep.equal([])
    expect(await page.locator('#keys dt').count()).to.equal(words.keys.length)
  })

  for (const [name, [width, height]] of Object.entries(SIZES))
    it(`has sections that fit when they are open, ${width} x ${height}`, async () => {
      const app = await startApp()
      for (let count = 0; count < 2; count++) await fetch(`${app.url}/api/rooms`, { method: 'POST' })
      const page = await openPresenter(app, { viewport: { width, height }, colorScheme: 'dark' })
      await paste(page, 'No choices')
      await shows(page, '#found-count', importWords.noQuestion)
      await inspect(page, 'questions')
      await page.keyboard.press('Escape')
      await page.locator('#paste').waitFor({ state: 'hidden' })
      await page.locator('#open-invite').click()
      await page.getByRole('button', { name: words.showPhone }).click()
      await page.locator('#phone-code svg').waitFor()
      await page.getByRole('button', { name: words.newKey, exact: true }).click()
      const unfold = () =>
        page
          .locator('details')
          .evaluateAll(all => all.forEach(each => ((each as HTMLDetailsElement).open = true)))
      for (const id of ['open-invite', 'open-questions', 'open-results', 'open-wall']) {
        await page.locator(`#${id}`).click()
        if (id === 'open-wall') await page.locator('#wall-moderation input').first().waitFor()
        await unfold()
        expect(await faults(page), id).to.deep.equal([])
        await inspect(page, id)
        await shot(page, `present-${name}-${id}`)
      }
      await startOver(page, '#new-lesson')
      expect(await faults(page), 'new lesson').to.deep.equal([])
      await inspect(page, 'new lesson')
      await shot(page, `present-${name}-new-lesson`)
      await page.keyboard.press('Escape')
      await page.locator('#more').click()
      await page.locator('#rooms li a').first().waitFor()
      expect(await faults(page), 'more').to.deep.equal([])
      await inspect(page, 'more')
      await shot(page, `present-${name}-more`)
    })

  it('bears text twice as large, on a phone and on a laptop', async () => {
    const app = await startApp()
    for (const [width, height] of [SIZES[390], SIZES[1280]]) {
      const page = await openPresenter(app, { viewport: { width, height } })
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
      const found = await faults(page)
      expect(found.filter(fault => !/behind the dock/.test(fault))).to.deep.equal([])
      await shot(page, `present-${width}-large-text`)
    }
  })

  it('keeps "next" and the turnout in the thumb’s reach, however far the page is scrolled', async () => {
    const app = await startApp()
    const page = await openPresenter(app, { viewport: { width: 320, height: 568 } })
    await inTheMiddle(app, page)
    for (const y of [0, 400, 10_000]) {
      await page.evaluate(top => scrollTo(0, top), y)
      for (const id of ['#next', '#back', '#dock-turnout']) {
        const box = (await page.locator(id).boundingBox())!
        expect(box.y).to.be.greaterThan(568 / 2)
        expect(box.y + box.height).to.be.at.most(568)
      }
    }
  })

  it('warns where everything is lost at a restart', async () => {
    const app = await startApp()
    const sentence = 'Questions and ballots vanish when this server restarts.'
    Object.assign(app.store, { describes: { sentence, isLost: true } })
    const page = await openPresenter(app)
    await page.locator('#kept-warning', { hasText: sentence }).waitFor()
    await shot(page, 'present-warning')
    await inspect(page, 'the warning')
  })

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has nothing for axe to find in any state, ${colorScheme}`, async () => {
      const app = await startApp()
      const door = await openPage(app, { path: '/present', connection: 'none', colorScheme })
      await inspect(door, 'the door')
      await shot(door, `present-door-${colorScheme}`)
      const page = await openPresenter(app, { colorScheme })
      await inspect(page, 'nothing prepared')
      await inTheMiddle(app, page)
      await inspect(page, 'hidden')
      await page.getByRole('button', { name: words.minutes(60), exact: true }).click()
      await shows(page, '#clock', /\d/)
      await inspect(page, 'countdown')
      await next(page, words.step.show)
      await next(page, words.step.reveal)
      await next(page, /Ask/)
      await inspect(page, 'right answer')
      await page.locator('#poll-display').focus()
      await page.keyboard.press('.')
      await says(page, words.blanked)
      await inspect(page, 'black')
      await page.keyboard.press('.')
      await fullScreen(page)
      await inspect(page, 'full screen')
    })
})
