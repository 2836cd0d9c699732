/** Tests removing who asked or typed something, from there, by keyboard: the pages say what is not told. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { asksCareWords } from '../../../public/asks/care/words'
import { careWords } from '../../../public/presenter/care/words'
import { removalWords as words } from '../../../public/shared/removal/words'
import { asks } from '../../support/asks/people'
import { startApp } from '../../support/app'
import { openTab, waitFor } from '../../support/clients'
import { connectPresenter } from '../../support/presenter'
import { cast } from '../../support/samples'
import { must } from '../../support/talker'
import { wordsQuestion } from '../support/answers'
import { careRowOf, openSheet, setAsks, writeAsk } from '../support/asks'
import { inspect } from '../support/axe'
import { LAPTOP, openChatSettings, openPresenter } from '../support/lecture'
import { openHelper } from '../helper/open-helper'
import { connectionIs, inBrowser, openPage, shows } from '../support/pages'
import { shot } from '../support/screenshot'

/** Presses the button with this name by the keyboard. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus()
  await page.keyboard.press('Enter')
}

inBrowser('Removing who is not named', () => {
  it('stands in the row of a question, asks first, says what can be guessed, and names nobody', async () => {
    const app = await startApp()
    const client = await connectPresenter(app)
    await setAsks(client, { isOpen: true })
    const presenter = await openPresenter(app, LAPTOP)
    await presenter.locator('#open-asks').click()
    const voter = await openPage(app)
    await openSheet(voter)
    await writeAsk(voter, 'Why so rude?')
    await asks(client, 'By the presenter')
    const row = careRowOf(presenter, 'shown', 'rude')
    await row.waitFor()
    const own = careRowOf(presenter, 'shown', 'By the presenter')
    await own.waitFor()
    expect(await own.getByText(words.removeAuthor.ask).count()).to.equal(0)
    await press(presenter, words.removeAuthor.ask + asksCareWords.ofAsk('Why so rude?'))
    await presenter.getByText(words.reallyRemoveAuthor.ask('Why so rude?')).waitFor()
    await inspect(presenter, 'the question in the row of an ask')
    await shot(presenter, 'remove-asker')
    await presenter.keyboard.press('Escape')
    await connectionIs(voter, 'connected')
    await press(presenter, words.removeAuthor.ask + asksCareWords.ofAsk('Why so rude?'))
    await press(presenter, words.yesRemove)
    await connectionIs(voter, 'removed')
    await shows(presenter, '.asks-said .said', words.hasRemovedAuthor.ask)
    await openChatSettings(presenter)
    await shows(presenter, '#removed-people b', words.said.ask('Why so rude?'))
    await inspect(presenter, 'the list of the removed')
  })

  it('stands beside a typed answer that one person gave, also for a helper, and says where it cannot be done', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion() })
    const [voter, other] = [await openTab(app), await openTab(app)]
    await must(cast(voter.client, voter.pollId, 'rude\ncalm'))
    await must(cast(other.client, other.pollId, 'calm'))
    const told = waitFor(voter.client, 'removed')
    const { page: helper } = await openHelper(app, presenter, { viewport: { width: 320, height: 568 } })
    await helper.locator('#open-care').click()
    await helper.locator('.care-answer', { hasText: 'rude' }).waitFor()
    await helper.locator('.care-answer', { hasText: 'calm' }).getByText(careWords.times(2)).waitFor()
    const remover = (text: string) => careWords.ofAnswer(words.removeAuthor.answer, text)
    await helper.getByText(words.severalSaid).waitFor()
    expect(await helper.getByRole('button', { name: remover('calm') }).count()).to.equal(0)
    await press(helper, remover('rude'))
    await helper.getByText(words.reallyRemoveAuthor.answer('rude')).waitFor()
    await inspect(helper, 'the question beside an answer')
    const isWide = await helper.evaluate('document.documentElement.scrollWidth > innerWidth')
    await shot(helper, 'remove-author-narrow')
    expect(isWide, 'wider than the screen').to.equal(false)
    await press(helper, words.yesHide)
    await told
    const hidden = words.hidden({ lines: 0, asks: 0, posts: 0, answers: 1 })
    await shows(helper, '.care-status', `${words.hasRemovedAuthor.answer} ${hidden}`)
    await helper.locator('.care-answer[data-state=hidden]', { hasText: 'rude' }).waitFor()
    expect(other.client.connected).to.equal(true)
    const { document } = (await app.store.loadRoom(''))!
    expect(document.removed.map(({ name, said }) => [name, said?.text])).to.deep.equal([['', 'rude']])
  })
})
