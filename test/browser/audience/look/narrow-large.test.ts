/** Tests that pages can be read and used on the narrowest phone with letters twice as large. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { startApp } from '../../../support/app'
import { resize } from '../../support/fit'
import { inBrowser, openPage } from '../../support/pages'
import { textFaults } from '../../support/text-boxes'

/** Letters of a code that are seen while it is typed. */
const CODE_LETTERS = 5

async function shrink(page: Page): Promise<void> {
  await resize(page, 320, 568)
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
}

/** What is wrong on a page, also when it is as wide as a larger phone, and in landscape. */
async function faultsOf(page: Page): Promise<string[]> {
  await shrink(page)
  const found: string[] = []
  for (const [width, height] of [
    [320, 568],
    [390, 844],
    [568, 320],
  ] as const) {
    await resize(page, width, height)
    for (const fault of await textFaults(page)) found.push(`${width} x ${height}: ${fault}`)
  }
  return found
}

/** How many letters of its own size a field for a code has space for. */
const lettersIn = (page: Page): Promise<number> =>
  page.locator('.enter-code input').evaluate(field => {
    const { fontSize, letterSpacing, paddingLeft, paddingRight } = getComputedStyle(field)
    const inner = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)
    return inner / (parseFloat(fontSize) * 0.6 + parseFloat(letterSpacing))
  })

inBrowser('On the narrowest phone, with letters twice as large,', () => {
  for (const [name, path] of [
    ['the start page', '/enter'],
    ['the page for an address that is not there', '/no/such/page'],
    ['the page for a room that is not there', '/r/BCDFG'],
    ['the door of the presenter', '/present'],
  ] as const)
    it(`${name} can be read, without a broken word`, async () => {
      const page = await openPage(await startApp(), { path, connection: 'none', allow: /404/ })
      await page.locator('h1:visible').waitFor()
      expect(await faultsOf(page)).to.deep.equal([])
    })

  it('the field for a code has space for most of a code', async () => {
    const app = await startApp()
    const start = await openPage(app, { path: '/enter', connection: 'none' })
    await start.locator('.enter-code input').waitFor()
    await shrink(start)
    expect(await lettersIn(start)).to.be.at.least(CODE_LETTERS)
  })
})
