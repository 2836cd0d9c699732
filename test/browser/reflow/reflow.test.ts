/** Tests that every page can be used in every width of window, with letters as they are and twice as large. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { controlFaults } from './controls'
import { resize } from '../support/fit'
import { openPresenter } from '../support/lecture'
import { inBrowser } from '../support/pages'
import { shot } from '../support/screenshot'
import { PAGES, usedRoom } from './pages'

const SIZES = [
  [320, 568],
  [390, 844],
  [768, 1024],
  [1280, 800],
  [1920, 1080],
] as const
const LETTERS = ['100%', '200%'] as const
/** The system's font, and one of wide letters. */
const FONTS = ['', 'DejaVu Sans'] as const

/** Gives the letters of a page another size and font; '' for its own. */
const setLetters = (page: Page, size: string, font = '') =>
  page.evaluate(
    ([percent, family]) => {
      document.documentElement.style.fontSize = percent
      document.documentElement.style.setProperty('--font', family)
    },
    [size, font] as const,
  )

/** The presenter's page with letters twice as large, in a window of this size, where its chat is open. */
async function openLargeChat(viewport: { width: number; height: number }): Promise<Page> {
  const { app } = await usedRoom()
  const page = await openPresenter(app, { viewport })
  await setLetters(page, '200%')
  await page.locator('#chat').click()
  await page.locator('.log .line').first().waitFor()
  return page
}

inBrowser('In every width, with letters of either size,', () => {
  for (const { name, open, parts } of PAGES)
    for (const [part, reach] of Object.entries(parts))
      it(`${name}, ${part}, has controls that can be pressed, and whole words`, async () => {
        const page = await open(await usedRoom(), { viewport: { width: 1280, height: 800 } })
        const found: string[] = []
        await reach(page)
        for (const font of FONTS)
          for (const letters of LETTERS) {
            await setLetters(page, letters, font)
            for (const [width, height] of SIZES) {
              await resize(page, width, height)
              const state = `${width} px, ${letters}${font && `, ${font}`}`
              await shot(page, `reflow/${name} ${part} ${state}`)
              for (const fault of await controlFaults(page)) found.push(`${state}: ${fault}`)
            }
          }
        expect(found.join('\n')).to.equal('')
      })

  it('the chat of a phone of 320 pixels has five lines of large letters', async () => {
    const page = await openLargeChat({ width: 320, height: 568 })
    const lines = await page.locator('.log').evaluate(log => {
      const { lineHeight } = getComputedStyle(log.querySelector('.line .text')!)
      return log.clientHeight / parseFloat(lineHeight)
    })
    await shot(page, 'reflow/lines of the chat')
    // Fonts differ by tenths of a line.
    expect(Math.round(lines)).to.be.at.least(5)
  })

  it('the dock of the presenter ends at the panel of the chat', async () => {
    const page = await openLargeChat({ width: 1280, height: 1080 })
    const panel = (await page.locator('#chat-panel').boundingBox())!
    await page.locator('html:not(.medium)').waitFor()
    for (const part of ['#dock', '#dock-turnout', '#back', '#next', '#poll-controls']) {
      const { x, width } = (await page.locator(part).boundingBox())!
      expect(x + width, part).to.be.at.most(panel.x + 0.5)
    }
  })
})
