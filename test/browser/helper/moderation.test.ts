/** Tests the helper's page: it moderates chat, asks, posts and typed answers by keys, and shows nothing that is hidden. */
import { expect } from 'chai'
import { chatWords } from '../../../public/chat/words'
import { helperWords as words } from '../../../public/helper/words'
import { careWords } from '../../../public/presenter/care/words'
import { blockedWords } from '../../../public/shared/blocked-words/words'
import { wallModerationWords } from '../../../public/wall/moderation/words'
import { refuse } from '../../../src/core/protocol/refusals'
import { startApp } from '../../support/app'
import { asker, asks } from '../../support/asks/people'
import { connectPresenter, question } from '../../support/presenter'
import { answer, cloudIs, wordsQuestion } from '../support/answers'
import { careRowOf, setAsks } from '../support/asks'
import { inspect, looks } from '../support/axe'
import { ACTIONS, enterChat, lineOf, linesAre, write } from '../support/chat'
import { resize, scrollsSideways } from '../support/fit'
import { openHelper } from './open-helper'
import { inBrowser, openPage, says, shows } from '../support/pages'
import { shot } from '../support/screenshot'
import { HERE, openWall, post, postsAre, rules } from '../support/wall'

const WAITING = '#wall-moderation h3 ~ .posts:nth-of-type(1)'

inBrowser('A helper’s page', () => {
  it('deletes a line of the chat and mutes its author, by keys alone', async () => {
    const app = await startApp()
    const { page: helper } = await openHelper(app, await connectPresenter(app))
    const voter = await openPage(app)
    await enterChat(voter, 'Ann')
    await write(voter, 'Something rude')
    await linesAre(helper, ['Something rude'])
    await shows(helper, '.as', `${chatWords.as} Bea`)
    await lineOf(helper, 'rude').getByRole('button', { name: ACTIONS }).focus()
    await helper.keyboard.press('Enter')
    await helper.getByRole('button', { name: chatWords.mute('Ann') }).focus()
    await helper.keyboard.press('Enter')
    await helper.getByRole('button', { name: chatWords.yesMute, exact: true }).focus()
    await helper.keyboard.press('Enter')
    await voter.getByText(chatWords.muted).waitFor()
    await helper.getByRole('button', { name: chatWords.deleteLine, exact: true }).focus()
    await helper.keyboard.press('Enter')
    await helper.getByRole('button', { name: chatWords.yesDelete }).focus()
    await helper.keyboard.press('Enter')
    for (const each of [voter, helper]) await linesAre(each, [])
    await helper.locator('#chat-settings summary').click()
    await helper.getByRole('button', { name: words.ofQuestion(words.unmute, 'Ann') }).click()
    await says(helper, words.unmutedPerson('Ann'))
  })

  it('blocks words for everybody, where the chat is', async () => {
    const app = await startApp()
    const { page: helper } = await openHelper(app, await connectPresenter(app))
    const voter = await openPage(app)
    await enterChat(voter, 'Ann')
    await helper.locator('#blocked-words summary').focus()
    await helper.keyboard.press('Enter')
    await helper.locator('#blocked-word').fill('spam*')
    await helper.keyboard.press('Enter')
    await says(helper, blockedWords.blocked('spam*'))
    await write(voter, 'Spammers')
    await lineOf(voter, refuse('blocked-word').message).waitFor()
    await linesAre(helper, [])
  })

  it('decides on asks, also while a presenter changes their settings, and on posts of the wall', async () => {
    const app = await startApp(HERE)
    const presenter = await connectPresenter(app)
    const { page: helper } = await openHelper(app, presenter)
    await helper.locator('#open-asks').click()
    await setAsks(presenter, { isOpen: true, approve: true, most: 5 })
    await helper.waitForFunction(() => document.querySelector<HTMLInputElement>('#asks-approve')?.checked)
    await asks(await asker(app), 'Why is it blue?')
    await shows(helper, '#asks-waiting', '1')
    await careRowOf(helper, 'waiting', 'blue').getByRole('button').first().focus()
    await helper.keyboard.press('a')
    await careRowOf(helper, 'shown', 'blue').getByRole('button').first().focus()
    await helper.keyboard.press('h')
    await careRowOf(helper, 'hidden', 'blue').waitFor()

    await rules(app, { posting: true, approve: 'all' })
    await post(app, ['Ann', 'A post'])
    await shows(helper, '#wall-waiting', words.waiting(1))
    await helper.locator('#open-wall').click()
    await postsAre(helper, ['A post'], WAITING)
    const wall = await openWall(app)
    await helper.getByRole('button', { name: wallModerationWords.approve }).first().focus()
    await helper.keyboard.press('a')
    await postsAre(wall, ['A post'])
  })

  it('shows the question and its typed answers, hides one everywhere, and shows nothing of a hidden vote', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { page: helper } = await openHelper(app, presenter)
    await presenter.does({
      name: 'ask',
      question: question({ text: 'Which?', results: 'hidden', right: 'B' }),
    })
    await shows(helper, '#helped-text', 'Which?')
    expect(await helper.locator('#open-care').isVisible()).to.equal(false)
    await presenter.does({ name: 'ask', question: wordsQuestion() })
    await answer(app, 'calm\nrude', 'calm')
    const screen = await openPage(app, { path: '/screen', viewport: { width: 1280, height: 720 } })
    await cloudIs(screen, ['calm', 'rude'])
    await shows(helper, '#helped-text', 'In a word?')
    await helper.locator('#open-care').click()
    await helper
      .getByRole('button', { name: careWords.ofAnswer(careWords.hide, 'rude'), exact: true })
      .click()
    await cloudIs(screen, ['calm'])
    await shows(helper, '.care-status', careWords.done.hide('rude'))
    await shot(helper, 'helper-answers')
    await helper.locator('#close-care').click()
    expect(await helper.evaluate(() => document.activeElement?.id)).to.equal('open-care')
  })

  it('stops all writing by the key Q, which can be switched off, and takes it back', async () => {
    const app = await startApp()
    const { page: helper } = await openHelper(app, await connectPresenter(app))
    const voter = await openPage(app)
    await enterChat(voter, 'Ann')
    await write(voter, 'Something rude')
    await linesAre(helper, ['Something rude'])
    await helper.locator('#chat-text').fill('')
    await helper.locator('#chat-text').press('q')
    expect(await helper.locator('#chat-text').inputValue()).to.equal('q')
    await helper.locator('#open-asks').focus()
    await helper.keyboard.press('q')
    await says(helper, words.panicked.start)
    for (const each of [voter, helper]) await linesAre(each, [])
    await helper.locator('#panic-holds').waitFor()
    await inspect(helper, 'while writing is stopped')
    await helper.locator('#panic-undo').focus()
    await helper.keyboard.press('Enter')
    await says(helper, words.panicked.undo)
    await linesAre(voter, ['Something rude'])
    await helper.locator('#panic-holds').waitFor({ state: 'hidden' })
    await helper.getByLabel(words.panicKeyOn).uncheck()
    await helper.locator('#chat').focus()
    await helper.keyboard.press('q')
    await helper.getByRole('button', { name: words.panic }).click()
    await says(helper, words.panicked.start)
  })

  it('has nothing that axe finds and nothing wider than its window, in each of its tabs', async () => {
    const app = await startApp(HERE)
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion({ text: 'Anticonstitutionnellement?' }) })
    await setAsks(presenter, { isOpen: true, approve: false })
    await asks(await asker(app), 'A'.repeat(60))
    await post(app, ['Ann', 'W'.repeat(80)])
    const { page } = await openHelper(app, presenter)
    for (const [name, look] of Object.entries(looks)) {
      await page.emulateMedia(look)
      for (const width of [1280, 390, 320]) {
        await resize(page, width, 800)
        for (const tab of ['chat', 'open-asks', 'open-wall']) {
          await page.locator(`#${tab}`).click()
          if (tab === 'chat') await page.locator('#chat-panel .foot:not([hidden])').waitFor()
          if (tab === 'open-asks') await careRowOf(page, 'shown', 'AAA').waitFor()
          if (tab === 'open-wall') await page.locator('#wall-moderation .post').waitFor()
          await inspect(page, `${tab}, ${name}, ${width}`)
          expect(await scrollsSideways(page), `${tab} at ${width}`).to.equal(false)
          await shot(page, `helper-${tab}-${name.replace(' ', '-')}-${width}`)
          const closer = page.locator('#chat-panel .closer')
          if (await closer.isVisible()) await closer.click()
        }
      }
    }
  })
})
