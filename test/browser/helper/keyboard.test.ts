/** Tests that links of helpers are made and taken back by keys alone, and look right for everybody. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { ownRoomWords as words } from '../../../public/presenter/own-room/words'
import { presenterWords } from '../../../public/presenter/words'
import { refuse } from '../../../src/core/protocol/refusals'
import { startApp } from '../../support/app'
import { madeHelper } from '../../support/people/helpers'
import { connectPresenter } from '../../support/presenter'
import { inspect, looks } from '../support/axe'
import { resize } from '../support/fit'
import { makeLink } from './open-helper'
import { Keyboard } from '../support/keyboard'
import { openPresenter } from '../support/lecture'
import { inBrowser, shows } from '../support/pages'
import { shot } from '../support/screenshot'

const focusIs = (page: Page, selector: string) =>
  page.waitForFunction(wanted => document.activeElement?.matches(wanted), selector)

inBrowser('The links of helpers', () => {
  it('are made and taken back by keys alone, and the focus is never lost', async () => {
    const app = await startApp()
    const { page, keyboard } = await Keyboard.at(app)
    await keyboard.go('#more', 'Enter')
    await keyboard.go('#helper-name')
    await page.keyboard.type('Bea')
    await page.keyboard.press('Enter')
    await focusIs(page, '#helper-copy')
    await shows(page, '#helpers-said', words.helperMade('Bea'))
    await keyboard.go('#helper-done', 'Enter')
    await focusIs(page, '#helper-name')
    await page.keyboard.type('bea')
    await page.keyboard.press('Enter')
    await shows(page, '#helpers-said', refuse('name-taken').message)
    await focusIs(page, '#helper-name')
    expect(await page.locator('#helper-name').inputValue()).to.equal('bea')

    await page.keyboard.press('Shift+Tab')
    await focusIs(page, '#helper-list button')
    await page.keyboard.press('Enter')
    await page.getByText(words.sureRevoke('Bea')).waitFor()
    await page.keyboard.press('Escape')
    await focusIs(page, '#helper-list button')
    await keyboard.press('Enter')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await shows(page, '#helpers-said', words.revoked('Bea'))
    await focusIs(page, '#helper-name')
    await page.getByText(words.noHelpers).waitFor()
  })

  it('are at most twenty, which is said in words; another presenter’s are listed, too', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app)
    const client = await connectPresenter(app)
    for (let number = 1; number <= 20; number++) await madeHelper(client, `Helper ${number}`)
    await presenter.locator('#more').click()
    await presenter.getByRole('button', { name: words.revokeOf('Helper 20') }).waitFor()
    await presenter.getByLabel(presenterWords.helperName).fill('One more')
    await presenter.getByRole('button', { name: presenterWords.makeHelperLink }).click()
    await shows(presenter, '#helpers-said', refuse('too-many-helpers').message)
    expect(await presenter.getByLabel(presenterWords.helperName).inputValue()).to.equal('One more')
  })

  it('have nothing that axe finds, and fit the narrowest phone', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await madeHelper(await connectPresenter(app), 'W'.repeat(30))
    await page.locator('#more').click()
    await makeLink(page, 'Bea')
    await page.getByRole('button', { name: words.helperCode }).click()
    await page.getByRole('img', { name: words.helperCodeOf('Bea') }).waitFor()
    for (const [name, look] of Object.entries(looks)) {
      await page.emulateMedia(look)
      for (const width of [1280, 320]) {
        await resize(page, width, 800)
        await inspect(page, `${name}, ${width}`)
        const wide = await page.evaluate(
          () => document.querySelector('.more-dialog')!.scrollWidth > document.documentElement.clientWidth,
        )
        expect(wide, `${name}, ${width}`).to.equal(false)
        await page.locator('#helper-list').scrollIntoViewIfNeeded()
        await shot(page, `helpers-in-more-${name.replace(' ', '-')}-${width}`)
      }
    }
  })
})
