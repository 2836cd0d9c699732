/** Tests the panic button on the pages: one key calms the room, people are told in words, and it is undone as one step. */
import { expect } from 'chai'
import { presenterWords as words } from '../../../public/presenter/words'
import { PANIC_NOTICE } from '../../../src/core/room/panic'
import { startApp } from '../../support/app'
import { inspect } from '../support/axe'
import { enterChat, linesAre, openChat, write } from '../support/chat'
import { LAPTOP, openPresenter } from '../support/lecture'
import { inBrowser, openPage, says, shows } from '../support/pages'

inBrowser('The panic button', () => {
  it('takes what was written off every page, tells people, and brings it back when it is undone', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app, LAPTOP)
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    await write(page, 'Something rude')
    await openChat(presenter)
    await linesAre(presenter, ['Something rude'])

    await presenter.locator('#next').focus()
    await presenter.keyboard.press('q')
    await says(presenter, words.panicked.start)
    for (const each of [page, presenter]) await linesAre(each, [])
    await page.getByText(PANIC_NOTICE).first().waitFor()
    await presenter.locator('#panic-holds').waitFor()
    await inspect(presenter, 'while writing is stopped')
    await presenter.reload()
    await presenter.locator('#panic-holds').waitFor()
    await openChat(presenter)
    await linesAre(presenter, [])

    await presenter.locator('#panic-undo').focus()
    await presenter.keyboard.press('Enter')
    await says(presenter, words.panicked.undo)
    for (const each of [page, presenter]) await linesAre(each, ['Something rude'])
    expect(await presenter.locator('#panic-holds').isVisible()).to.equal(false)
  })

  it('is a button in the chat’s tab, too; what it hid stays hidden when people may write again', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app, LAPTOP)
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    await write(page, 'Something rude')
    await openChat(presenter)
    await presenter.locator('#tab-chat [data-panic]').click()
    await shows(presenter, '#panic-said', words.panicHolds)
    await presenter.locator('#panic-reopen').click()
    await says(presenter, words.panicked.reopen)
    await write(page, 'Sorry')
    for (const each of [page, presenter]) await linesAre(each, ['Sorry'])
  })
})
