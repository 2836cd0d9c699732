/**
 * A rowdy minute in real browsers: two loud voters, a presenter and a helper. It is handled by keys alone, and what was
 * hidden comes back on no page.
 */
import { expect } from 'chai'
import { asksCareWords } from '../../../public/asks/care/words'
import { chatWords } from '../../../public/chat/words'
import { helperWords } from '../../../public/helper/words'
import { presenterWords as words } from '../../../public/presenter/words'
import { startApp } from '../../support/app'
import { connectPresenter } from '../../support/presenter'
import { careRowOf, openSheet, setAsks, writeAsk } from '../support/asks'
import { ACTIONS, enterChat, lineOf, linesAre, openChat, write } from '../support/chat'
import { openHelper } from './open-helper'
import { LAPTOP, openPresenter } from '../support/lecture'
import { inBrowser, openPage, says } from '../support/pages'

inBrowser('A rowdy minute', () => {
  it('is calmed by a presenter and a helper with keys alone, and stays calm through reloads', async () => {
    const app = await startApp()
    const driver = await connectPresenter(app)
    await setAsks(driver, { isOpen: true, approve: false })
    const presenter = await openPresenter(app, LAPTOP)
    const { page: helper } = await openHelper(app, driver)
    const [loud, louder] = [await openPage(app), await openPage(app)]
    await enterChat(loud, 'Loud')
    await enterChat(louder, 'Louder')
    await loud.keyboard.press('Escape')
    await openSheet(loud)
    await writeAsk(loud, 'A rude question?')
    await loud.locator('.own-row', { hasText: 'A rude question?' }).waitFor()
    await loud.keyboard.press('Escape')
    await openChat(loud)
    await write(louder, 'Boo')
    await write(loud, 'Good evening')
    await linesAre(louder, ['Boo', 'Good evening'])

    // The helper takes away what is rude, and leaves the rest.
    await helper.locator('#open-asks').focus()
    await helper.keyboard.press('Enter')
    await careRowOf(helper, 'shown', 'rude').getByRole('button').first().focus()
    await helper.keyboard.press('h')
    await careRowOf(helper, 'hidden', 'rude').waitFor()
    await helper.locator('.asks-said', { hasText: asksCareWords.done.hide }).waitFor()
    await helper.locator('#chat').focus()
    await helper.keyboard.press('Enter')
    await lineOf(helper, 'Boo').getByRole('button', { name: ACTIONS }).focus()
    await helper.keyboard.press('Enter')
    await helper.getByRole('button', { name: chatWords.deleteLine, exact: true }).focus()
    await helper.keyboard.press('Enter')
    await helper.getByRole('button', { name: chatWords.yesDelete }).focus()
    await helper.keyboard.press('Enter')
    for (const each of [loud, louder, helper]) await linesAre(each, ['Good evening'])

    // It grows worse: one key of the presenter's stops it, and the helper sees that it holds.
    for (const text of ['BOO', 'Booo', 'Boooo']) await write(louder, text)
    await linesAre(helper, ['Good evening', 'BOO', 'Booo', 'Boooo'])
    const pressed = Date.now()
    await presenter.locator('#next').focus()
    await presenter.keyboard.press('q')
    await says(presenter, words.panicked.start)
    for (const each of [loud, louder, helper]) await linesAre(each, [])
    expect(Date.now() - pressed).to.be.below(5000)
    await helper.locator('#panic-holds').waitFor()

    // The helper opens the room again: what was hidden stays so, on pages that are loaded anew, too.
    await helper.locator('#panic-reopen').focus()
    await helper.keyboard.press('Enter')
    await says(helper, helperWords.panicked.reopen)
    await presenter.locator('#panic-holds').waitFor({ state: 'hidden' })
    await Promise.all([loud.reload(), louder.reload(), helper.reload()])
    await says(helper, helperWords.ready)
    await openChat(loud)
    await write(loud, 'Sorry')
    await openChat(louder)
    for (const each of [loud, louder, helper]) await linesAre(each, ['Sorry'])
    await openChat(presenter)
    await linesAre(presenter, ['Sorry'])
  })
})
