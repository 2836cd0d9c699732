/** Tests that everything fits: phones, a laptop, a projector; light and dark; a question with texts; large text. */
import { expect } from 'chai'
import { startApp } from '../../support/app'
import { faults, settled, VOTING } from '../support/fit'
import { inBrowser, openPage, tallies, vote } from '../support/pages'
import { ask, crowd, present } from '../support/rooms'
import { shot } from '../support/screenshot'
import { textFaults } from '../support/text-boxes'

const JOIN = ['.how', '.join-picture .typed-address', '#qr', '.join-picture .people']
const SCREEN = [
  '#question',
  '.join-line',
  '.letter-cap',
  '.letter',
  '.text:not(:empty)',
  '.percent:not(:empty)',
  '#turnout',
]
const sizes = { 'phone-320': [320, 568], 'phone-390': [390, 844], landscape: [740, 360], wide: [1920, 1080] }
const question = 'Which one blocks the event loop?'
const texts = ['await fetch()', 'while (true) {}', 'setTimeout(f, 0)', 'fs.readFile()']

inBrowser('The layout', () => {
  for (const [name, [width = 0, height = 0]] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`fits without scrolling before and after a vote, ${width} x ${height}, ${colorScheme}`, async () => {
        const app = await startApp()
        const page = await openPage(app, { viewport: { width, height }, colorScheme })
        expect(await faults(page, VOTING)).to.deep.equal([])
        await shot(page, `${name}-${colorScheme}-untouched`)
        await crowd(app)
        await vote(page, 'B')
        await tallies(page, { A: 1, B: 4, C: 2, D: 1 })
        expect(await faults(page, [...VOTING, '#take-back', '.figures'])).to.deep.equal([])
        expect(await textFaults(page)).to.deep.equal([])
        await shot(page, `${name}-${colorScheme}`)
      })
    }

    it(`fits with a question and texts, ${width} x ${height}`, async () => {
      const app = await startApp()
      await ask(app, question, texts)
      await crowd(app)
      const page = await openPage(app, { viewport: { width, height }, colorScheme: 'dark' })
      expect(await faults(page, [...VOTING, '.figures'])).to.deep.equal([])
      await page.locator('#B').click()
      await tallies(page, { B: 4 })
      expect(await faults(page, [...VOTING, '.figures', '.text'])).to.deep.equal([])
      expect(await textFaults(page)).to.deep.equal([])
      await shot(page, `${name}-texts`)
    })
  }

  it('has targets for thumbs: choices 56 px high on a phone, everything in the menu at least 40 px', async () => {
    const app = await startApp()
    const page = await openPage(app, { viewport: { width: 320, height: 568 } })
    const heightOf = async (selector: string) => (await page.locator(selector).boundingBox())!.height
    for (const letter of 'ABCD') expect(await heightOf(`#${letter}`)).to.be.at.least(56)
    await page.locator('#more').click()
    await page.locator('#wall-links button').waitFor()
    const inMenu = [
      '#read-tally',
      'label:has(#as-table)',
      '#more-sheet a[href=results]',
      '#more-sheet a[href=screen]',
      '#wall-links a',
      '#wall-links button',
    ]
    for (const selector of ['#more', '#close-more', ...inMenu])
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
      for (const button of ['#wall-links button', '#rooms-menu > button'])
        await page.locator(button).waitFor()
      const { top, bottom } = await page
        .locator('#more-sheet')
        .evaluate(sheet => sheet.getBoundingClientRect())
      expect(top).to.be.at.least(0)
      expect(bottom).to.be.at.most(height)
      expect(await textFaults(page)).to.deep.equal([])
      await shot(page, `menu-${width}`)
      await page.locator('#as-table').check()
      await page.locator('#close-more').click()
      await page.locator('#table').scrollIntoViewIfNeeded()
      await page.locator('#table-rows tr:last-child').waitFor()
      expect(await textFaults(page)).to.deep.equal([])
      await shot(page, `table-${width}`)
    })
  }

  for (const [width, height] of [
    [1280, 720],
    [390, 844],
  ] as const) {
    it(`does not scroll sideways, and covers nothing, with text twice as large, ${width} px wide`, async () => {
      const app = await startApp()
      await crowd(app)
      const page = await openPage(app, { viewport: { width, height } })
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
      await settled(page)
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
      for (const colorScheme of ['light', 'dark'] as const) {
        const options = { path: '/screen', viewport: { width, height }, colorScheme }
        const screen = await openPage(app, options)
        const isFirst = colorScheme === 'light'
        await screen.locator(`.stage[data-moment=${isFirst ? 'join' : 'result'}]`).waitFor()
        expect(await faults(screen, isFirst ? JOIN : SCREEN)).to.deep.equal([])
        await shot(screen, `${name}-${colorScheme}-${isFirst ? 'nobody' : 'aloud'}`)
        await ask(app, question, texts)
        await crowd(app)
        await tallies(screen, { B: 3 })
        expect(await faults(screen, SCREEN)).to.deep.equal([])
        await shot(screen, `${name}-${colorScheme}`)
        await present(app, { name: 'hands' })
        await screen.context().close()
      }
    })
  }

  it('shows the whole screen on a phone too', async () => {
    const app = await startApp()
    await crowd(app)
    const screen = await openPage(app, { path: '/screen', colorScheme: 'dark' })
    expect(await faults(screen, SCREEN)).to.deep.equal([])
    await shot(screen, 'screen-390')
  })

  it('moves nothing for people who asked for less motion', async () => {
    const app = await startApp()
    for (const [reducedMotion, duration] of [
      ['reduce', ['0s']],
      ['no-preference', ['0.2s, 0.3s', '0s', '0.3s']],
    ] as const) {
      const page = await openPage(app, { reducedMotion })
      const durations = await page
        .locator('.bar, .frame-line > i')
        .evaluateAll(found => found.map(element => getComputedStyle(element).transitionDuration))
      expect([...new Set(durations)]).to.have.members([...duration])
    }
  })
})
