/** Where people see that joint rows are kept: on a phone before they vote, on the projector, and with the results. */
import { expect } from 'chai'
import { pageWords } from '../../../public/shared/page-words'
import { resultsPageWords } from '../../../public/results/page-words'
import { ROWS_NOTICE } from '../../../src/core/room/kept-rows'
import { startApp, type TestApp } from '../../support/app'
import { connectPresenter, question, type TestPresenter } from '../../support/presenter'
import { inspect } from '../support/axe'
import { PHONE } from '../support/lecture'
import { inBrowser, openPage, shows } from '../support/pages'
import { shot } from '../support/screenshot'

inBrowser('That joint rows are kept', () => {
  let app: TestApp
  let presenter: TestPresenter
  beforeEach(async () => {
    app = await startApp()
    presenter = await connectPresenter(app)
  })
  const keepRows = async (rows: boolean) =>
    expect(await presenter.client.emitWithAck('setSharing', { rows })).to.deep.equal({ ok: true })

  it('is read on a phone that comes late, until it is dismissed there or switched off', async () => {
    await keepRows(true)
    await presenter.does({ name: 'ask', question: question() })
    const page = await openPage(app, PHONE)
    await shows(page, '#announcement-text', ROWS_NOTICE)
    expect(await page.locator('#announcement-text').isVisible()).to.equal(true)
    await page.locator('#A').click({ trial: true })
    await inspect(page, 'a phone that is told of rows')
    await shot(page, 'rows-phone')
    const other = await openPage(app, PHONE)
    await page.locator('#dismiss').click()
    await page.locator('#announcement').waitFor({ state: 'hidden' })
    await keepRows(false)
    await other.locator('#announcement').waitFor({ state: 'hidden' })
  })

  it('stands on the projector beside the address, before the first question and while people vote', async () => {
    const screen = await openPage(app, { path: '/screen', viewport: { width: 1280, height: 720 } })
    const notes = screen.locator('.rows-note:visible')
    await screen.locator('.join-picture').waitFor()
    expect(await notes.count()).to.equal(0)
    await keepRows(true)
    await notes.waitFor()
    expect(await notes.textContent()).to.equal(pageWords.rowsKept)
    await shot(screen, 'rows-screen-join')
    await presenter.does({ name: 'ask', question: question() })
    await screen.locator('.join-line .rows-note:visible').waitFor()
    await inspect(screen, 'a projector that tells of rows')
    await shot(screen, 'rows-screen-vote')
    const [note, address, turnout] = await Promise.all(
      ['.join-line .rows-note', '#address', '#turnout'].map(part => screen.locator(part).boundingBox()),
    )
    // Nothing lies over anything, and the address is not broken.
    expect(note!.y + 0.8 * note!.height).to.be.at.most(address!.y)
    expect(turnout!.x + turnout!.width).to.be.at.most(note!.x)
    expect(address!.height).to.be.below(1.5 * note!.height)
    expect(address!.y + address!.height).to.be.at.most(720)
    await keepRows(false)
    await notes.waitFor({ state: 'hidden' })
  })

  it('stands on the page of results as long as the lesson lasts in which some are kept', async () => {
    await presenter.does({ name: 'ask', question: question() })
    const page = await openPage(app, { path: '/results', connection: 'none' })
    const note = page.locator('#rows-kept')
    await page.locator('#questions li').first().waitFor()
    expect(await note.isVisible()).to.equal(false)
    await keepRows(true)
    await presenter.does({ name: 'ask', question: question({ text: 'Then?' }) })
    await keepRows(false)
    await page.locator('#refresh').click()
    await note.waitFor()
    expect(await note.textContent()).to.equal(resultsPageWords.rowsAreKept)
    await presenter.does({ name: 'newLesson' })
    await page.locator('#refresh').click()
    await note.waitFor({ state: 'hidden' })
  })
})
