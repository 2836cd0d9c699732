/** Tests that nothing moves under the finger of somebody who reads questions, whatever above it changes its height. */
import { expect } from 'chai'
import type { Locator } from 'playwright-core'
import { asksCareWords } from '../../../public/asks/care/words'
import { asksWords as words } from '../../../public/asks/words'
import { asker, asks, edits } from '../../support/asks/people'
import { startApp } from '../../support/app'
import { connectPresenter } from '../../support/presenter'
import { careRowOf, openSheet, ownRowOf, rowOf, setAsks, writeAsk } from '../support/asks'
import { openPresenter } from '../support/lecture'
import { inBrowser, openPage } from '../support/pages'

const LONG = 'Could you say once more why the second of the two has to wait so long? '.repeat(4).trim()

const topOf = async (element: Locator): Promise<number> => (await element.boundingBox())!.y

inBrowser('What changes its height above the questions that somebody reads', () => {
  for (const [name, viewport] of [
    ['on a phone', { width: 390, height: 844 }],
    ['beside the poll', { width: 1280, height: 900 }],
  ] as const)
    it(`moves no row under the finger ${name}: the question of another person, longer and shorter`, async () => {
      const app = await startApp()
      await setAsks(await connectPresenter(app), { isOpen: true, approve: false })
      const [ana, bo] = [await asker(app), await asker(app)]
      const first = await asks(ana, 'Short?')
      await asks(bo, 'The second?')
      const voter = await openPage(app, { viewport })
      await openSheet(voter)
      const row = rowOf(voter, 'The second?')
      await row.waitFor()
      await row.hover()
      const top = await topOf(row)
      for (const text of [LONG, 'Now?', LONG, 'And now?']) {
        await edits(ana, first, text)
        await rowOf(voter, text).waitFor()
        expect(await topOf(row)).to.be.closeTo(top, 1)
      }
    })

  it('moves no list: the own question is changed to a longer and to a shorter one', async () => {
    const app = await startApp()
    await setAsks(await connectPresenter(app), { isOpen: true, approve: false })
    const ana = await asker(app)
    await asks(ana, 'The first?')
    const voter = await openPage(app, { viewport: { width: 1280, height: 1600 } })
    await openSheet(voter)
    await writeAsk(voter, 'Mine?')
    const own = voter.locator('.own-row')
    const row = rowOf(voter, 'The first?')
    const change = async (text: string) => {
      await own.getByRole('button', { name: words.edit }).click()
      await own.getByLabel(words.newText).fill(text)
      const top = await topOf(row)
      await own.getByRole('button', { name: words.save }).click()
      await own.locator('form').waitFor({ state: 'detached' })
      await ownRowOf(voter, text).waitFor()
      expect(await topOf(row)).to.be.closeTo(top, 1)
    }
    await change('Mine, still?')
    const isFree = () =>
      voter.evaluate(() => document.querySelector<HTMLElement>('.all-asks')!.style.marginTop)
    expect(await isFree(), 'what the form has left').not.to.equal('')
    const before = await topOf(row)
    await voter.mouse.move(20, 20)
    expect(await isFree(), 'once the mouse is elsewhere').to.equal('')
    expect(await topOf(row)).to.be.below(before)
    await change(LONG)
    await change('Mine, after all?')
  })

  it('moves no question under a presenter’s mouse: others wait for approval above it', async () => {
    const app = await startApp()
    const driver = await connectPresenter(app)
    await setAsks(driver, { isOpen: true, approve: false })
    const [ana, bo] = [await asker(app), await asker(app)]
    await asks(ana, 'Why is it blue?')
    await setAsks(driver, { approve: true })
    const presenter = await openPresenter(app)
    await presenter.locator('#open-asks').click()
    const row = careRowOf(presenter, 'shown', 'blue')
    await row.getByRole('button', { name: asksCareWords.actions.hide }).hover()
    const top = await topOf(row)
    for (const text of ['Who waits?', LONG]) {
      await asks(bo, text)
      await careRowOf(presenter, 'waiting', text).waitFor()
      expect(await topOf(row)).to.be.closeTo(top, 1)
    }
  })
})
