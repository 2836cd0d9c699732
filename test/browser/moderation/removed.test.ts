/** Tests removing a person on the pages: by keyboard, told in words, kept out through a reload, and let back in. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { presenterWords } from '../../../public/presenter/words'
import { removalWords as words } from '../../../public/shared/removal/words'
import { POST_SHEET } from '../../../src/core/pages'
import { refuse } from '../../../src/core/protocol/refusals'
import { startApp } from '../../support/app'
import { connectPresenter } from '../../support/presenter'
import { must } from '../../support/talker'
import { inspect } from '../support/axe'
import { ACTIONS, enterChat, lineOf, openChat, write } from '../support/chat'
import { LAPTOP, openChatSettings, openPresenter } from '../support/lecture'
import { HERE, post } from '../support/wall'
import { connectionIs, inBrowser, openPage, says, shows } from '../support/pages'

const SMALL = { viewport: { width: 320, height: 568 } }
const SENTENCE = refuse('removed').message

/** Presses the button with this name by the keyboard. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus()
  await page.keyboard.press('Enter')
}

/** What a person sees who was removed: one sentence, and nothing to vote, write or wait for. */
async function isOut(page: Page): Promise<void> {
  await connectionIs(page, 'removed')
  await shows(page, '#ended h1', SENTENCE)
  await says(page, SENTENCE)
  for (const gone of ['#poll', '#chat', '#chat-panel', '#turnout', '#asks', '#present'])
    expect(await page.locator(gone).isVisible(), gone).to.equal(false)
  const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
  expect(isWide, 'wider than the screen').to.equal(false)
}

inBrowser('Removing a person', () => {
  it('is asked for again by the keyboard, told in a sentence, outlasts a reload, and is lifted', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app, LAPTOP)
    const prepare = (each: Page) => each.clock.install()
    const page = await openPage(app, { ...SMALL, prepare })
    const second = await openPage(app, { beside: page, prepare })
    await enterChat(page, 'Ann')
    await write(page, 'Something rude')
    await page.locator('#chat-text').fill('half a line')
    await openChat(presenter)
    await lineOf(presenter, 'Something rude').getByRole('button', { name: ACTIONS }).focus()
    await presenter.keyboard.press('Enter')
    await press(presenter, words.remove)
    const question = presenter.getByText(words.reallyRemove('Ann'))
    await question.waitFor()
    await inspect(presenter, 'the question')
    await presenter.keyboard.press('Escape')
    await question.waitFor({ state: 'hidden' })
    await connectionIs(page, 'connected')
    await press(presenter, words.remove)
    await press(presenter, words.yesRemove)
    await shows(presenter, '.said', words.hasRemoved('Ann'))

    for (const each of [page, second]) await isOut(each)
    expect(await page.locator('#chat-text').inputValue()).to.equal('half a line')
    await inspect(page, 'removed')
    await page.reload()
    await isOut(page)
    await inspect(page, 'removed, after a reload')
    const third = await openPage(app, { beside: page, connection: 'none' })
    await isOut(third)

    await openChatSettings(presenter)
    await shows(presenter, '#removed-people', new RegExp(`Ann.*${words.letBack}`))
    await presenter.locator('#removed').scrollIntoViewIfNeeded()
    await inspect(presenter, 'the list of the removed')
    await press(presenter, presenterWords.ofQuestion(words.letBack, 'Ann'))
    await says(presenter, words.hasLetBack('Ann'))
    await presenter.locator('#removed').waitFor({ state: 'hidden' })
    // Neither page is loaded again: each asks now and then, at the latest after two minutes.
    for (const each of [page, second]) {
      await each.clock.fastForward(120_000)
      await connectionIs(each, 'connected')
      await each.locator('#poll').waitFor()
      await each.locator('#ended').waitFor({ state: 'hidden' })
      expect(await each.locator('#status-message').textContent()).to.not.equal(SENTENCE)
    }
    await openChat(second)
    await inspect(page, 'back again')
  })

  it('is asked for ever more rarely while it lasts, by pages that go on saying the same', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const page = await openPage(app, { prepare: each => each.clock.install() })
    await enterChat(page, 'Ann')
    const { people } = await must(presenter.client.emitWithAck('openChat', {}))
    await must(
      presenter.client.emitWithAck('removePerson', {
        id: people.people.find(({ name }) => name === 'Ann')!.id,
      }),
    )
    await isOut(page)
    let sockets = 0
    page.on('websocket', () => sockets++)
    const tries = async (ms: number) => {
      const next = page.waitForEvent('websocket')
      await page.clock.fastForward(ms)
      await next
      await isOut(page)
    }
    await page.clock.fastForward(7000)
    expect(sockets).to.equal(0)
    for (const most of [8_000, 30_000, 60_000, 120_000, 120_000]) await tries(most)
    await page.clock.fastForward(55_000)
    expect(sockets).to.equal(5)
    await isOut(page)
  })

  it('closes the sheet for a post, which keeps what was typed', async () => {
    const app = await startApp(HERE)
    const presenter = await connectPresenter(app)
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    const sheet = await openPage(app, { beside: page, path: `/${POST_SHEET}` })
    await sheet.locator('#write-text').fill('half a post')
    const { people } = await must(presenter.client.emitWithAck('openChat', {}))
    const { id } = people.people.find(({ name }) => name === 'Ann')!
    await must(presenter.client.emitWithAck('removePerson', { id }))
    await isOut(sheet)
    await sheet.locator('.write-sheet').waitFor({ state: 'hidden' })
    expect(await sheet.locator('#write-text').inputValue()).to.equal('half a post')
  })

  it('stands beside a name in the list of people, too, where the question outlasts who comes and goes', async () => {
    const app = await startApp({}, 0, { people: 20 })
    const presenter = await openPresenter(app, LAPTOP)
    const page = await openPage(app)
    await enterChat(page, 'Ann')
    await openChat(presenter)
    await presenter.locator('.chat [aria-expanded]', { hasText: 'here' }).click()
    await press(presenter, words.removePerson('Ann'))
    await presenter.getByText(words.reallyRemove('Ann')).waitFor()
    const other = await openPage(app)
    await enterChat(other, 'Bob')
    await presenter.getByText(/^3 here/).waitFor()
    await press(presenter, words.yesRemove)
    await isOut(page)
    await presenter.locator('.person', { hasText: 'Bob' }).waitFor()
    expect(await presenter.locator('.person', { hasText: 'Ann' }).count()).to.equal(0)
  })

  it('stands under a post by one of the audience on the wall, who need not have the chat open', async () => {
    const app = await startApp(HERE)
    const presenter = await openPresenter(app, LAPTOP)
    await presenter.locator('#open-wall').click()
    await post(app, ['Ann', 'rude'])
    await presenter.locator('#wall-moderation .post', { hasText: 'rude' }).waitFor()
    await press(presenter, words.removePerson('Ann'))
    await presenter.getByText(words.reallyRemove('Ann')).waitFor()
    await inspect(presenter, 'the question under a post')
    await press(presenter, words.yesHide)
    const hidden = words.hidden({ lines: 0, asks: 0, posts: 1, answers: 0 })
    await says(presenter, `${words.hasRemoved('Ann')} ${hidden}`)
    await presenter.locator('#wall-moderation .post', { hasText: 'rude' }).waitFor({ state: 'detached' })
    const { document } = (await app.store.loadRoom(''))!
    expect(document.removed.map(({ name }) => name)).to.deep.equal(['Ann'])
  })
})
