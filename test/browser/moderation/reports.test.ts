/**
 * Tests reports on the pages: the audience makes them and takes them back by keyboard alone and is told in words;
 * presenters and helpers see a number, and handle what was reported, by keyboard alone.
 */
import { expect } from 'chai'
import type { Locator, Page } from 'playwright-core'
import { reportedWords as listWords } from '../../../public/presenter/talk/reported/words'
import { wallWords } from '../../../public/wall/words'
import { POST_SHEET } from '../../../src/core/pages'
import { muteWords } from '../../../public/shared/mute/words'
import { removalWords } from '../../../public/shared/removal/words'
import { reportWords as words } from '../../../public/shared/reports/words'
import { startApp, type TestApp } from '../../support/app'
import { asker, asks } from '../../support/asks/people'
import { connectPresenter } from '../../support/presenter'
import { must, said, talker } from '../../support/talker'
import { openHelper } from '../helper/open-helper'
import { careRowOf, listIs, openSheet, rowOf as rowOfAsk, setAsks, writeAsk } from '../support/asks'
import { inspect, looks } from '../support/axe'
import { ACTIONS, enterChat, lineOf, linesAre, openChat, write } from '../support/chat'
import { resize, scrollsSideways } from '../support/fit'
import { openPresenter, PHONE } from '../support/lecture'
import { inBrowser, openPage, says, shows } from '../support/pages'
import { shot } from '../support/screenshot'
import { HERE, openWall, post, postsAre, PROJECTOR, rules } from '../support/wall'

const COUNT = '#reported-count'

/** The row of this text in the list of what was reported. */
const rowOf = (page: Page, text: string): Locator => page.locator('#reported li', { hasText: text })

/** Presses a button by a key. */
async function press(page: Page, button: Locator): Promise<void> {
  await button.focus()
  await page.keyboard.press('Enter')
}

/** Opens the menu of a line by a key, and presses a button in it. */
async function pressIn(page: Page, text: string, button: string): Promise<void> {
  await press(page, lineOf(page, text).getByRole('button', { name: ACTIONS }))
  await press(page, lineOf(page, text).getByRole('button', { name: button }))
}

/** People of the audience report a line. */
async function reportLine(app: TestApp, id: number, people: number): Promise<void> {
  for (let person = 0; person < people; person++) {
    const { client } = await talker(app)
    await must(client.emitWithAck('report', { kind: 'line', id, isOn: true }))
  }
}

inBrowser('A report of a question', () => {
  it('is made and taken back by keyboard, known after a reload, and the question hidden from the list', async () => {
    const app = await startApp()
    const lectern = await connectPresenter(app)
    await setAsks(lectern, { isOpen: true, approve: false })
    const presenter = await openPresenter(app)
    const { page: helper } = await openHelper(app, lectern)
    const ana = await asker(app)
    await asks(ana, 'A rude question?')
    const page = await openPage(app)
    await openSheet(page)
    await writeAsk(page, 'Of Bo?')
    await rowOfAsk(page, 'Of Bo').waitFor()
    expect(await rowOfAsk(page, 'Of Bo').getByRole('button', { name: words.report }).count()).to.equal(0)
    await press(page, rowOfAsk(page, 'rude').getByRole('button', { name: words.report }))
    await shows(page, '.ask-form ~ .said', words.told)
    await rowOfAsk(page, 'rude').getByText(words.told).waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.contain(words.takeBack)
    await inspect(page, 'a reported question')
    await shot(page, 'reported-ask')
    for (const each of [presenter, helper]) {
      await shows(each, COUNT, listWords.count(1))
      await each.locator('#open-asks').click()
      await careRowOf(each, 'shown', 'rude').getByText(words.byPeople(1)).waitFor()
    }
    await page.reload()
    await openSheet(page)
    await press(page, rowOfAsk(page, 'rude').getByRole('button', { name: words.takeBack }))
    await shows(page, '.ask-form ~ .said', words.tookBack)
    await shows(helper, COUNT, '')
    await press(page, rowOfAsk(page, 'rude').getByRole('button', { name: words.report }))
    await shows(helper, COUNT, listWords.count(1))

    await helper.locator('#chat').click()
    const ours = await asks(lectern, 'Of the lectern?')
    await must(ana.client.emitWithAck('report', { kind: 'ask', id: ours, isOn: true }))
    await rowOf(helper, 'lectern').waitFor()
    const removing = (text: string) =>
      rowOf(helper, text).getByRole('button', { name: removalWords.removeAuthor.ask })
    expect(await removing('lectern').count(), 'of those who lead').to.equal(0)
    await press(helper, rowOf(helper, 'lectern').getByRole('button', { name: listWords.dismiss }))
    await rowOf(helper, 'lectern').waitFor({ state: 'detached' })
    const row = rowOf(helper, 'rude')
    await shows(helper, '#reported .by', new RegExp(`${listWords.kinds.ask}$`))
    await removing('rude').waitFor()
    await press(helper, row.getByRole('button', { name: listWords.takeAway.ask }))
    await says(helper, listWords.tookAway.ask)
    await row.waitFor({ state: 'detached' })
    await listIs(page, ['Of Bo?'])
    await resize(page, 320, 568)
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    expect(await scrollsSideways(page)).to.equal(false)
  })
})

inBrowser('A report of a post', () => {
  it('is made and taken back on the wall by keyboard, and the post taken off from the list', async () => {
    const app = await startApp(HERE)
    await rules(app, { posting: true, approve: 'none' })
    const presenter = await openPresenter(app)
    await presenter.locator('#open-wall').click()
    const { page: helper } = await openHelper(app, await connectPresenter(app))
    await post(app, ['Ana', 'A rude post'])
    const wall = await openWall(app, PHONE)
    await postsAre(wall, ['A rude post'])
    const button = wall.locator('#posts .report')
    expect(await button.textContent()).to.equal(`${words.report} ${wallWords.postOf('Ana')}`)
    await press(wall, button)
    await shows(wall, '#said', words.told)
    await shows(wall, '#posts .reported', words.told)
    expect(await wall.evaluate(() => document.activeElement?.className)).to.contain('report')
    await inspect(wall, 'a reported post')
    await shot(wall, 'reported-post')
    await shows(presenter, '#wall-moderation .post .reported:not([hidden])', words.byPeople(1))
    await shows(helper, '#reported .by', new RegExp(`${listWords.kinds.post}$`))
    await wall.reload()
    await shows(wall, '#posts .reported', words.told)
    await press(wall, button)
    await shows(wall, '#said', words.tookBack)
    await shows(helper, COUNT, '')
    await press(wall, button)
    await shows(wall, '#posts .reported', words.told)
    await resize(wall, 320, 568)
    await wall.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    expect(await scrollsSideways(wall)).to.equal(false)
    await shot(wall, 'reported-post-320-200%')

    await press(helper, rowOf(helper, 'rude').getByRole('button', { name: listWords.takeAway.post }))
    await says(helper, listWords.tookAway.post)
    await postsAre(wall, [])
    await rowOf(helper, 'rude').waitFor({ state: 'detached' })
  })

  it('is offered neither for one’s own post, nor in screen mode, nor to whoever has the key', async () => {
    const app = await startApp(HERE)
    await rules(app, { posting: true, approve: 'none' })
    const page = await openPage(app, { path: `/${POST_SHEET}` })
    await page.getByLabel(wallWords.yourName).fill('Bo')
    await page.getByLabel(wallWords.yourPost).fill('Of Bo')
    await page.getByRole('button', { name: wallWords.post, exact: true }).click()
    await shows(page, '.write-sheet .said', wallWords.posted)
    const own = await openWall(app, { beside: page })
    await postsAre(own, ['Of Bo'])
    expect(await own.locator('.report').count()).to.equal(0)
    const screen = await openWall(app, { path: '/wall?screen', isFolded: true, ...PROJECTOR })
    await postsAre(screen, ['Of Bo'])
    expect(await screen.locator('.report').isVisible()).to.equal(false)
    const presenter = await openPresenter(app)
    const keyed = await openWall(app, { beside: presenter })
    await postsAre(keyed, ['Of Bo'])
    expect(await keyed.locator('.report').count()).to.equal(0)
  })
})

inBrowser('A report of a line', () => {
  it('is made and taken back by keyboard, told in words, and known after a reload', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app)
    const { page: helper } = await openHelper(app, await connectPresenter(app))
    const ana = await talker(app, 'Ana')
    const page = await openPage(app)
    await openChat(page)
    await said(ana, 'Something rude')
    await linesAre(page, ['Something rude'])
    await pressIn(page, 'rude', words.report)
    await shows(page, '#chat-panel > .said', words.told)
    expect(await page.locator('#chat-panel > .said').getAttribute('role')).to.equal('status')
    await shows(page, '.line .reported', words.byYou)
    expect(await page.evaluate(() => document.activeElement?.textContent)).to.equal('⋯')
    for (const each of [presenter, helper]) {
      await says(each, listWords.news(1))
      await shows(each, COUNT, listWords.count(1))
    }
    await shows(helper, '#reported .people', words.byPeople(1))
    await shows(helper, '.line .reported', words.byPeople(1))

    await page.reload()
    await openChat(page)
    await shows(page, '.line .reported', words.byYou)
    await pressIn(page, 'rude', words.takeBack)
    await shows(page, '#chat-panel > .said', words.tookBack)
    await page.locator('.line .reported').waitFor({ state: 'hidden' })
    await helper.locator('#reported').waitFor({ state: 'hidden' })
    for (const each of [presenter, helper]) await shows(each, COUNT, '')
  })

  it('is not offered for one’s own line, nor to presenters and helpers', async () => {
    const app = await startApp()
    const { page: helper } = await openHelper(app, await connectPresenter(app))
    const page = await openPage(app)
    await enterChat(page, 'Bo')
    await write(page, 'Of Bo')
    await said(await talker(app, 'Ana'), 'Of Ana')
    await linesAre(helper, ['Of Bo', 'Of Ana'])
    const offers = async (on: Page, text: string) => {
      await press(on, lineOf(on, text).getByRole('button', { name: ACTIONS }))
      await lineOf(on, text).locator('.menu button').first().waitFor()
      return (await lineOf(on, text).getByRole('button', { name: words.report }).count()) === 1
    }
    expect(await offers(page, 'Of Ana')).to.equal(true)
    expect(await offers(page, 'Of Bo')).to.equal(false)
    expect(await offers(helper, 'Of Ana')).to.equal(false)
  })

  it('is seen to by keyboard: dismissed, its author muted, deleted; the focus goes to the next', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app)
    const { page: helper } = await openHelper(app, await connectPresenter(app))
    const ana = await talker(app, 'Ana')
    const seqs = [await said(ana, 'Very rude'), await said(ana, 'Rather rude'), await said(ana, 'Quite kind')]
    for (const [place, seq] of seqs.entries()) await reportLine(app, seq, 3 - place)
    await shows(helper, COUNT, listWords.count(3))
    expect(await helper.locator('#reported .people').allTextContents()).to.deep.equal(
      [3, 2, 1].map(words.byPeople),
    )
    await presenter.locator('#chat').click()
    await press(presenter, rowOf(presenter, 'kind').getByRole('button', { name: listWords.dismiss }))
    await says(presenter, listWords.dismissed)
    await rowOf(presenter, 'kind').waitFor({ state: 'detached' })
    expect(await presenter.evaluate(() => document.activeElement?.closest('li')?.textContent)).to.contain(
      'Rather rude',
    )
    await linesAre(presenter, ['Very rude', 'Rather rude', 'Quite kind'])

    await press(helper, rowOf(helper, 'Very').getByRole('button', { name: muteWords.mute('Ana') }))
    await press(helper, rowOf(helper, 'Very').getByRole('button', { name: muteWords.yesMute, exact: true }))
    await says(helper, muteWords.hasMuted('Ana'))
    await rowOf(helper, 'Rather')
      .getByRole('button', { name: muteWords.unmute('Ana') })
      .waitFor()
    for (const text of ['Very', 'Rather']) {
      await press(helper, rowOf(helper, text).getByRole('button', { name: listWords.takeAway.line }))
      await press(helper, rowOf(helper, text).getByRole('button', { name: listWords.yesDelete }))
      await says(helper, listWords.tookAway.line)
      await rowOf(helper, text).waitFor({ state: 'detached' })
    }
    expect(await helper.evaluate(() => document.activeElement?.id)).to.equal('chat')
    for (const each of [presenter, helper]) await linesAre(each, ['Quite kind'])
    await presenter.locator('#reported').waitFor({ state: 'hidden' })
  })

  it('is said once for many that come together, not each', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app)
    const heard = await presenter.evaluateHandle(() => {
      const all: string[] = []
      const status = document.querySelector('#status-message')!
      new MutationObserver(() => all.push(status.textContent)).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      })
      return all
    })
    const ana = await talker(app, 'Ana')
    for (const text of ['one', 'two', 'three']) await reportLine(app, await said(ana, text), 1)
    await shows(presenter, COUNT, listWords.count(3))
    const reported = (await heard.jsonValue()).filter(sentence => /reported/.test(sentence))
    expect(reported).to.have.length(1)
  })

  it('has nothing that axe finds, and nothing wider than its window, also with large text', async () => {
    const app = await startApp()
    const lectern = await connectPresenter(app)
    const ana = await talker(app, 'Anastasia Hohenfels')
    const seq = await said(ana, `Something rude ${'w'.repeat(60)}`)
    for (const [name, look] of Object.entries(looks)) {
      const presenter = await openPresenter(app, look)
      const { page: helper } = await openHelper(app, lectern, { ...look, name: `Bea ${name}` })
      const page = await openPage(app, { ...PHONE, ...look })
      await openChat(page)
      await pressIn(page, 'rude', words.report)
      await shows(page, '.line .reported', words.byYou)
      await press(page, lineOf(page, 'rude').getByRole('button', { name: ACTIONS }))
      await inspect(page, `a reported line, ${name}`)
      await shot(page, `reported-line-${name}`)
      await presenter.locator('#chat').click()
      for (const [who, each] of Object.entries({ presenter, helper })) {
        await rowOf(each, 'rude').waitFor()
        await inspect(each, `the list of a ${who}, ${name}`)
        await shot(each, `reported-${who}-${name}`)
        for (const [width, size] of [
          [768, '100%'],
          [390, '100%'],
          [320, '100%'],
          [320, '200%'],
        ] as const) {
          await resize(each, width, 800)
          await each.evaluate(to => (document.documentElement.style.fontSize = to), size)
          // A sheet over the page.
          if (await each.locator('#chat-panel .closer').isVisible())
            await each.locator('#chat-panel .closer').click()
          await rowOf(each, 'rude').waitFor()
          expect(await scrollsSideways(each), `${who}, ${width} px, ${size}`).to.equal(false)
          await shot(each, `reported-${who}-${name}-${width}-${size}`)
        }
        await each.close()
      }
      await resize(page, 320, 568)
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
      expect(await scrollsSideways(page), 'a reported line').to.equal(false)
      await page.close()
      await must(lectern.client.emitWithAck('dismissReports', { kind: 'line', id: seq }))
    }
  })
})
