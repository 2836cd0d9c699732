/** Tests that the sheet for a question can be read and used with each type, at every size and in every look. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { kindWords } from '../../../../public/presenter/kind-words'
import type { TypeName } from '../../../../src/core/question-types/registry'
import { startApp } from '../../../support/app'
import { inspect, looks } from '../../support/axe'
import { resize } from '../../support/fit'
import { openPresenter } from '../../support/lecture'
import { inBrowser, shows } from '../../support/pages'
import { shot } from '../../support/screenshot'
import { textFaults } from '../../support/text-boxes'

const TYPES = Object.keys(kindWords) as TypeName[]
const SIZES = [
  [320, 640],
  [390, 844],
  [768, 1024],
  [1280, 720],
] as const
/** Letters twice as large. */
const LARGE = [
  [391, 844],
  [1281, 720],
] as const

/** Presses an element wherever it stands. */
const press = (page: Page, selector: string) =>
  page.locator(selector).evaluate(element => (element as HTMLElement).click())

/** Chooses a type, and brings what only it has into a state with much to read. */
async function choose(page: Page, type: TypeName): Promise<void> {
  await press(page, `#sheet-kinds [value=${type}]`)
  await shows(page, '#kind-about', kindWords[type].about)
  if (type !== 'one') await page.locator('#type-form .type-fields').waitFor()
  if (type === 'order') await press(page, '#type-form [value=correct]')
  if (type !== 'number') return
  await page.locator('[data-field=right]').fill('12')
  await page.locator('[data-field=how]').selectOption('percent')
  await page.locator('[data-field=second]').fill('much')
  await page.locator('[data-field=min]').fill('20')
  await page.locator('[data-field=max]').fill('10')
  await press(page, '#sheet-do')
  await page.locator('#type-form [aria-invalid=true]').first().waitFor()
}

async function open(page: Page): Promise<void> {
  await press(page, '#new-question')
  await page.locator('#sheet-text').fill('How many of these did you know before you came here?')
  for (const [place, text] of ['await fetch()', 'while (true) {}'].entries())
    await page.locator('#sheet-rows textarea').nth(place).fill(text)
}

inBrowser('The sheet for a question of each type, as it is drawn', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    it(`can be read at every size, and with large letters, in ${colorScheme}`, async () => {
      const app = await startApp()
      const page = await openPresenter(app, { colorScheme, reducedMotion: 'reduce' })
      await open(page)
      const found: string[] = []
      const look = async (name: string, width: number, height: number) => {
        await resize(page, width, height)
        for (const type of TYPES) {
          await choose(page, type)
          const faults = await textFaults(page, {
            within: '#question-sheet',
            mayCut: '#preview, .wide .sheet-fields',
          })
          found.push(...faults.map(fault => `${name} ${type}: ${fault}`))
          const cut = await page
            .locator('.sheet-fields input.text-field')
            .evaluateAll(all =>
              (all as HTMLInputElement[])
                .filter(each => each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1)
                .map(each => each.value),
            )
          found.push(...cut.map(text => `${name} ${type}: the field of "${text}" is too short`))
          await shot(page, `kind-${name}-${type}-${colorScheme}`)
        }
      }
      for (const [width, height] of SIZES) await look(`${width}`, width, height)
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
      for (const [width, height] of LARGE) await look(`${width}-large`, width, height)
      expect(found.join('\n')).to.equal('')
    })

  it('has controls large enough for a finger on a phone', async () => {
    const app = await startApp()
    const page = await openPresenter(app, { viewport: { width: 390, height: 844 }, hasTouch: true })
    await open(page)
    for (const type of TYPES) {
      await choose(page, type)
      const small = await page
        .locator(
          '.sheet-fields :is(button, input:not([type=checkbox]):not([type=radio]), select, label.option, .kind)',
        )
        .evaluateAll(all =>
          all.flatMap(each => {
            const { width, height } = each.getBoundingClientRect()
            return height > 0 && (height < 43.5 || width < 43.5) && !each.matches('.link')
              ? [each.outerHTML.slice(0, 80)]
              : []
          }),
        )
      expect(small, type).to.deep.equal([])
    }
  })

  it('has nothing that axe finds with any type', async () => {
    const app = await startApp()
    for (const [look, options] of Object.entries(looks)) {
      const page = await openPresenter(app, { ...options, reducedMotion: 'reduce' })
      await open(page)
      for (const type of TYPES) {
        await choose(page, type)
        await inspect(page, `${look}, ${type}`)
      }
      await resize(page, 390, 844)
      await inspect(page, `${look}, on a phone`)
      await page.context().close()
    }
  })
})
