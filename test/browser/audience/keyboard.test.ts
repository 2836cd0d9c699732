/** Tests that everything can be done by keyboard, and that keys do nothing they should not. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { pageWords } from '../../../public/shared/page-words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { recordEvents } from '../support/network'
import { inBrowser, openPage, says, tallies } from '../support/pages'

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id)

inBrowser('By keyboard', () => {
  it('Tab reaches the choices, arrows move among them, Enter and Space cast', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await page.keyboard.press('Tab')
    expect(await focused(page)).to.equal('other-room')
    await page.keyboard.press('Tab')
    expect(await focused(page)).to.equal('A')
    await page.keyboard.press('ArrowRight')
    expect(await focused(page)).to.equal('B')
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).to.equal('C')
    await page.keyboard.press('Enter')
    await says(page, words.recorded('C'))
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await focused(page)).to.equal('D')
    await page.keyboard.press('Space')
    await says(page, words.recorded('D'))
    await page.keyboard.press('Tab')
    expect(await focused(page)).to.equal('take-back')
    await page.keyboard.press('Enter')
    await says(page, words.takenBack)
    await tallies(page, { A: 0, B: 0, C: 0, D: 0 })
  })

  it('shows where the focus is', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await page.locator('#other-room').focus()
    for (const id of ['A', 'B', 'C', 'D', 'chat', 'more']) {
      await page.keyboard.press('Tab')
      expect(await focused(page)).to.equal(id)
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outline)
      expect(outline, id).to.contain('solid 3px')
    }
  })

  it('the keys A to D cast, small and capital; others do nothing', async () => {
    const app = await startApp()
    const heard = recordEvents(app)
    const page = await openPage(app)
    for (const key of ['e', 'x', '1', 'Delete']) await page.keyboard.press(key)
    await page.keyboard.press('b')
    await says(page, words.recorded('B'))
    await page.keyboard.press('Shift+D')
    await says(page, words.recorded('D'))
    expect(heard.map(([, cast]) => (cast as { vote: string }).vote)).to.deep.equal(['B', 'D'])
  })

  it('no key casts with Ctrl, Alt or Meta, while it is held down, or in a text field', async () => {
    const app = await startApp()
    const heard = recordEvents(app)
    const page = await openPage(app)
    for (const modifier of ['Control', 'Alt', 'Meta']) await page.keyboard.press(`${modifier}+b`)
    await page.evaluate(() => {
      document.body.append(document.createElement('input'), document.createElement('textarea'))
      const editable = document.createElement('p')
      editable.contentEditable = 'true'
      document.body.append(editable)
    })
    for (const field of ['input:not([type])', 'textarea', '[contenteditable]']) {
      await page.locator(field).focus()
      await page.keyboard.press('c')
    }
    await page.locator('#A').focus()
    await page.keyboard.down('d')
    await says(page, words.recorded('D'))
    await page.locator('#take-back').click()
    await page.keyboard.down('d') // the same key, still held: a repeat
    await says(page, words.takenBack)
    await page.locator('#A').click()
    await says(page, words.recorded('A'))
    expect(heard.map(([name]) => name)).to.deep.equal(['castVote', 'withdrawVote', 'castVote'])
  })

  it('the letter keys can be switched off, and stay off after a reload', async () => {
    const app = await startApp()
    const heard = recordEvents(app)
    const page = await openPage(app)
    await page.locator('#more').press('Enter')
    await page.getByLabel(pageWords.letterKeys).uncheck()
    await page.keyboard.press('Escape')
    await page.keyboard.press('b')
    await page.reload()
    await says(page, words.connected)
    await page.keyboard.press('b')
    await page.locator('#C').press('Enter')
    await says(page, words.recorded('C'))
    const votes = heard.filter(([name]) => /vote/i.test(name))
    expect(votes).to.have.lengthOf(1)
    expect(await page.locator('#letter-keys').isChecked()).to.equal(false)
  })

  it('Escape closes the menu, and the focus goes back to what opened it', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await page.locator('#more').press('Enter')
    await page.locator('#more[aria-expanded=true]').waitFor() // the menu loads when it is first opened
    expect(await focused(page)).to.equal('more-sheet')
    await page.locator('#room-code').waitFor() // the ways into other rooms load with the menu's first opening
    await page.locator('#wall-links button').waitFor()
    const links = [
      'show-code',
      'room-code',
      ...Array<string>(6).fill(''),
      'read-tally',
      'as-table',
      'letter-keys',
      'close-more',
    ]
    for (const id of links) {
      await page.keyboard.press('Tab')
      expect(await focused(page)).to.equal(id)
    }
    await page.keyboard.press('Escape')
    expect(await page.locator('#more-sheet').isVisible()).to.equal(false)
    expect(await page.locator('#more').getAttribute('aria-expanded')).to.equal('false')
    expect(await focused(page)).to.equal('more')
    await page.keyboard.press('Enter')
    await page.locator('#close-more').press('Enter')
    expect(await focused(page)).to.equal('more')
  })

  it('the numbers can be had as a table, also after a reload', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await page.locator('#more').click()
    await page.getByLabel(pageWords.asTable).check()
    await page.locator('#close-more').click()
    await page.keyboard.press('a')
    await page.getByRole('row', { name: 'A 1' }).waitFor()
    await page.reload()
    await page.getByRole('row', { name: 'A 1' }).waitFor()
    expect((await page.locator('#table').boundingBox())!.width).to.be.greaterThan(200)
  })
})
