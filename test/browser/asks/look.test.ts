/** Tests how questions from the room look: nothing while they are off, axe finds nothing, large text, the projector. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { asksWords as words } from '../../../public/asks/words'
import { asksCareWords } from '../../../public/asks/care/words'
import { asker, asks, cares, votes } from '../../support/asks/people'
import { startApp, type TestApp } from '../../support/app'
import { connectPresenter } from '../../support/presenter'
import { openSheet, rowOf, setAsks, writeAsk } from '../support/asks'
import { inspect, looks } from '../support/axe'
import { faults, VOTING } from '../support/fit'
import { LAPTOP } from '../support/lecture'
import { inBrowser, openPage, vote } from '../support/pages'
import { shot } from '../support/screenshot'

const LONG = 'Can you say again why the second of the two waits, while the first one goes on? '
  .repeat(3)
  .trim()
const RTL = 'למה השמיים כחולים, ולא ירוקים?'

/** A room that has asked: returns the id of the longest. */
async function asked(app: TestApp) {
  const presenter = await connectPresenter(app)
  await setAsks(presenter, { isOpen: true, approve: false, most: 5 })
  const [ana, bo] = [await asker(app), await asker(app)]
  const long = await asks(ana, LONG)
  const rtl = await asks(bo, RTL)
  await votes(bo, long)
  const done = await asks(ana, 'Is this in the exam?')
  await cares(presenter, done, 'answer', { answer: 'No.' })
  await setAsks(presenter, { approve: true })
  await asks(bo, 'Who waits here?')
  return { presenter, long, rtl }
}

const boxesOf = (page: Page, selectors: string[]) =>
  page.evaluate(
    wanted => wanted.map(name => JSON.stringify(document.querySelector(name)!.getBoundingClientRect())),
    selectors,
  )

inBrowser('Questions from the room, as they look', () => {
  it('change nothing on a phone of 320 x 568 while they are off, and fit on it when they are on', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const page = await openPage(app, { viewport: { width: 320, height: 568 } })
    await vote(page, 'B')
    const parts = [...VOTING.filter(name => name !== '#status-message'), '#chat']
    const before = await boxesOf(page, parts)
    expect(await faults(page, parts)).to.deep.equal([])
    expect(await page.locator('#asks').isVisible()).to.equal(false)
    expect(
      await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)),
    ).to.satisfy((names: string[]) => !names.some(name => name.includes('/asks/')))
    await setAsks(presenter, { isOpen: true })
    await page.locator('#asks').waitFor()
    expect(await faults(page, [...parts, '#asks'])).to.deep.equal([])
    await shot(page, 'asks-button-320')
    expect(await presenter.client.emitWithAck('setSigns', { isOn: true })).to.include({ ok: true })
    await page.locator('.sign-button').first().waitFor()
    expect(await faults(page, [...parts, '#asks', '.signs-row'])).to.deep.equal([])
    await shot(page, 'asks-button-and-signs-320')
    expect(await presenter.client.emitWithAck('setSigns', { isOn: false })).to.include({ ok: true })
    await page.locator('.sign-button').first().waitFor({ state: 'hidden' })
    await setAsks(presenter, { isOpen: false })
    await page.locator('#asks').waitFor({ state: 'hidden' })
    expect(await boxesOf(page, parts)).to.deep.equal(before)
  })

  for (const [name, look] of Object.entries(looks))
    it(`leave axe nothing to find on any page, ${name}`, async () => {
      const app = await startApp()
      const { presenter, long } = await asked(app)
      const voter = await openPage(app, look)
      await openSheet(voter)
      await writeAsk(voter, 'My own question?')
      await rowOf(voter, LONG).getByRole('button', { name: words.vote }).click()
      await voter.locator('.own-row').waitFor()
      await inspect(voter, 'sheet')
      await shot(voter, `asks-sheet-${name}`)
      const page = await openPage(app, { ...LAPTOP, ...look, path: `/present#key=${app.presenterKey}` })
      await page.locator('#open-asks').click()
      await page.locator('.care-row').first().waitFor()
      await inspect(page, 'care')
      await shot(page, `asks-care-${name}`)
      await cares(presenter, long, 'screen')
      await page.getByRole('button', { name: asksCareWords.lectern }).click()
      await page.locator('.asks-lectern li.up').waitFor()
      await inspect(page, 'lectern')
      await shot(page, `asks-lectern-${name}`)
      const screen = await openPage(app, { path: '/screen', viewport: { width: 1280, height: 720 }, ...look })
      await screen.locator('#asked .asked-text').waitFor()
      await inspect(screen, 'screen')
      await shot(screen, `asks-screen-${name}`)
    })

  it('have the width of their row for those who answer, beside the votes', async () => {
    const app = await startApp()
    await asked(app)
    const page = await openPage(app, { ...LAPTOP, path: `/present#key=${app.presenterKey}` })
    await page.locator('#open-asks').click()
    const row = page.locator('.care-row').first()
    await row.waitFor()
    const [whole, text] = [await row.boundingBox(), await row.locator('.ask').boundingBox()]
    expect(text!.width).to.be.above(whole!.width * 0.75)
  })

  it('fit on every projector, the longest too, and the list on request', async () => {
    const app = await startApp()
    const { presenter, long, rtl } = await asked(app)
    await cares(presenter, long, 'screen')
    const sizes = [
      [1024, 768],
      [1920, 1080],
      [390, 844],
    ] as const
    for (const [width, height] of sizes) {
      const screen = await openPage(app, { path: '/screen', viewport: { width, height } })
      await screen.locator('#asked .asked-text').waitFor()
      expect(await faults(screen, ['.asked-text', '.asked-title'])).to.deep.equal([])
      await shot(screen, `asks-screen-${width}`)
    }
    const screen = await openPage(app, { path: '/screen', viewport: { width: 1280, height: 720 } })
    await cares(presenter, rtl, 'screen')
    await screen.locator('#asked .asked-text', { hasText: RTL }).waitFor()
    await cares(presenter, rtl, 'unscreen')
    await screen.locator('#asked').waitFor({ state: 'hidden' })
    await setAsks(presenter, { onScreen: 'list' })
    await screen.locator('.asked-list li').nth(1).waitFor()
    expect(await faults(screen, ['.asked-list', '.asked-list p'])).to.deep.equal([])
    await shot(screen, 'asks-screen-list')
    const part = await openPage(app, { path: '/screen?only=chart' })
    expect(await part.locator('#asked').isVisible()).to.equal(false)
  })

  it('can be read and used with text of 200 % and on a narrow phone', async () => {
    const app = await startApp()
    await asked(app)
    const voter = await openPage(app, { viewport: { width: 320, height: 568 } })
    await voter.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    await openSheet(voter)
    await rowOf(voter, RTL).waitFor()
    const widths = await voter.evaluate(() => {
      const body = document.querySelector('.asks-body')!
      return body.scrollWidth - body.clientWidth
    })
    expect(widths).to.equal(0)
    await shot(voter, 'asks-sheet-200')
    expect(await rowOf(voter, RTL).locator('.ask-text').getAttribute('dir')).to.equal('auto')
    await voter.getByRole('button', { name: words.close }).click()
    await voter.locator('#asks-sheet').waitFor({ state: 'hidden' })
  })
})
