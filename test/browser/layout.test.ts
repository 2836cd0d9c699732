/** Owns that everything fits: phones, a laptop, a projector; light and dark; a question with texts; large text. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { startApp } from '../support'
import { houseRoom } from './line'
import { inBrowser, openPage, tallies, vote } from './pages'
import { ask, crowd } from './rooms'
import { shot } from './shot'

const AUDIENCE = [
  '#question',
  '#A',
  '#B',
  '#C',
  '#D',
  '#chart',
  '#connection-count',
  '#status-message',
  '#more',
]
const SCREEN = ['#question', '#address', '.join img', '#chart', '#labels', '#state']
const sizes = { 'phone-320': [320, 568], 'phone-390': [390, 844], landscape: [740, 360], wide: [1920, 1080] }
const question = 'Which one blocks the event loop?'
const texts = ['await fetch()', 'while (true) {}', 'setTimeout(f, 0)', 'fs.readFile()']

/** What sticks out of the window, lies under something else, or has no size. */
async function faults(page: Page, selectors: string[]): Promise<string[]> {
  await page.waitForFunction(() => document.getAnimations().length === 0)
  return page.evaluate(wanted => {
    const { scrollWidth, scrollHeight } = document.scrollingElement!
    const found = scrollWidth > innerWidth || scrollHeight > innerHeight ? ['the page scrolls'] : []
    for (const selector of wanted) {
      for (const element of document.querySelectorAll(selector)) {
        const { left, right, top, bottom, width, height } = element.getBoundingClientRect()
        const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
        if (!isInside || !width || !height) found.push(`${selector} is outside`)
        for (const x of [left + 1, (left + right) / 2, right - 1])
          for (const y of [top + 1, (top + bottom) / 2, bottom - 1]) {
            const hit = document.elementFromPoint(x, y)
            if (hit && !element.contains(hit) && !hit.contains(element))
              found.push(`${selector} is covered by ${hit.outerHTML.slice(0, 60)}`)
          }
      }
    }
    return found
  }, selectors)
}

inBrowser('The layout', () => {
  for (const [name, [width = 0, height = 0]] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`fits without scrolling before and after a vote, ${width} x ${height}, ${colorScheme}`, async () => {
        const app = await startApp()
        const page = await openPage(app, { viewport: { width, height }, colorScheme })
        expect(await faults(page, AUDIENCE)).to.deep.equal([])
        await shot(page, `${name}-${colorScheme}-untouched`)
        await crowd(app)
        await vote(page, 'B')
        await tallies(page, { A: 1, B: 4, C: 2, D: 1 })
        expect(await faults(page, [...AUDIENCE, '#take-back', '.figures'])).to.deep.equal([])
        await shot(page, `${name}-${colorScheme}`)
      })
    }
  }

  it('has targets for thumbs: choices 64 px high on a phone, everything in the menu at least 40 px', async () => {
    const app = await startApp()
    const page = await openPage(app, { viewport: { width: 320, height: 568 } })
    const heightOf = async (selector: string) => (await page.locator(selector).boundingBox())!.height
    for (const letter of 'ABCD') expect(await heightOf(`#${letter}`)).to.be.at.least(64)
    await page.locator('#more').click()
    for (const selector of ['#more', '#read-tally', '#close-more', 'label:has(#as-table)', '#more-sheet a'])
      expect(await heightOf(selector), selector).to.be.at.least(40)
  })

  for (const [width, height] of [
    [320, 568],
    [390, 844],
  ] as const) {
    it(`has a menu that fits, ${width} x ${height}`, async () => {
      const app = await startApp()
      await crowd(app)
      const page = await openPage(app, { viewport: { width, height }, colorScheme: 'dark' })
      await page.locator('#more').click()
      expect(await faults(page, ['#more-sheet', '#more-sheet > *'])).to.deep.equal([])
      await shot(page, `menu-${width}`)
      await page.locator('#as-table').check()
      await page.locator('#close-more').click()
      const shown = AUDIENCE.filter(selector => selector !== '#chart')
      expect(await faults(page, [...shown, '#table tr'])).to.deep.equal([])
      await shot(page, `table-${width}`)
    })
  }

  for (const [width, height] of [[1280, 720]] as const) {
    it(`does not scroll sideways, and covers nothing, with text twice as large, ${width} px wide`, async () => {
      const app = await startApp()
      await crowd(app)
      const page = await openPage(app, { viewport: { width, height } })
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
      await page.waitForFunction(() => document.getAnimations().length === 0)
      expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).to.be.at.most(width)
      await shot(page, `large-text-${width}`)
      await page.locator('#B').click()
      await page.locator('#take-back').click()
      await page.locator('#more').click()
      await page.locator('#close-more').click()
    })
  }

  for (const [name, width, height] of [
    ['screen', 1920, 1080],
    ['screen-xga', 1024, 768],
  ] as const) {
    it(`keeps the whole screen in view, ${width} x ${height}, with nobody, a crowd, and a question`, async () => {
      const app = await startApp()
      const room = await houseRoom(app)
      for (const colorScheme of ['light', 'dark'] as const) {
        const options = { path: '/screen', viewport: { width, height }, colorScheme }
        const screen = await openPage(app, options)
        expect(await faults(screen, [...SCREEN, 'footer span:not([hidden], :empty)'])).to.deep.equal([])
        await shot(screen, `${name}-${colorScheme}-${colorScheme === 'light' ? 'nobody' : 'aloud'}`)
        ask(room, question, texts)
        if (colorScheme === 'light') await crowd(app)
        await screen.reload()
        await tallies(screen, { B: 3 })
        expect(await faults(screen, [...SCREEN, '#turnout', '.figures'])).to.deep.equal([])
        await shot(screen, `${name}-${colorScheme}`)
        ask(room, '', [])
      }
    })
  }

  it('shows the whole screen on a phone too', async () => {
    const app = await startApp()
    await crowd(app)
    const screen = await openPage(app, { path: '/screen', colorScheme: 'dark' })
    expect(await faults(screen, [...SCREEN, '#turnout', '.figures'])).to.deep.equal([])
    await shot(screen, 'screen-390')
  })

  it('moves nothing for people who asked for less motion', async () => {
    const app = await startApp()
    for (const [reducedMotion, duration] of [
      ['reduce', '0s'],
      ['no-preference', '0.2s'],
    ] as const) {
      const page = await openPage(app, { reducedMotion })
      const durations = await page
        .locator('.bar, .figures')
        .evaluateAll(found => found.map(element => getComputedStyle(element).transitionDuration))
      expect(new Set(durations)).to.deep.equal(new Set([duration]))
    }
  })
})
