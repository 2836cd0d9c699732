/** Pages that the browser translates: it puts every text into elements of its own, and the figures must go on. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { stageWords } from '../../../public/shared/stage/words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { openTab as clientPage } from '../../support/clients'
import { connectPresenter, question } from '../../support/presenter'
import { enterChat, linesAre, say, talker, write } from '../support/chat'
import { openPresenter } from '../support/lecture'
import { poster } from '../support/wall'
import { inBrowser, openPage, shows, tallies, vote } from '../support/pages'

/** What Chrome's translation does: each text moves into <font> elements. `anew`: other text nodes take their place. */
const translate = (page: Page, anew = false) =>
  page.evaluate(makesNew => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement!.closest('script, style, noscript, textarea')) continue
      const outer = document.createElement('font')
      const inner = document.createElement('font')
      outer.append(inner)
      text.replaceWith(outer)
      inner.append(makesNew ? document.createTextNode(text.data) : text)
    }
  }, anew)

/** Texts on the page that a translation may change though they are figures, letters, names or codes. */
const unprotected = (page: Page, selectors: string[]) =>
  page.evaluate(
    all =>
      all.filter(each => [...document.querySelectorAll<HTMLElement>(each)].some(found => found.translate)),
    selectors,
  )

for (const anew of [false, true])
  inBrowser(`A page whose texts are ${anew ? 'replaced' : 'wrapped'} by a translation`, () => {
    it('goes on with its figures: audience, screen and presenter, also in a second round', async () => {
      const app = await startApp()
      const { client, pollId } = await clientPage(app)
      const pages = [await openPage(app), await openPage(app, { path: '/screen' }), await openPresenter(app)]
      for (const page of pages) await translate(page, anew)
      await client.emitWithAck('castVote', { pollId, vote: 'B' })
      for (const page of pages) {
        await tallies(page, { A: 0, B: 1 })
        await shows(page, '[data-letter=B] .percent', words.percent(100))
        await translate(page, anew)
      }
      await vote(pages[0]!, 'A')
      for (const page of pages) await tallies(page, { A: 1, B: 1 })
      await shows(pages[1]!, '#turnout', stageWords.allVoted(2))
    })

    it('goes on with a hidden tally of the presenter’s, and with another question', async () => {
      const app = await startApp()
      const page = await openPage(app)
      const laptop = await openPresenter(app)
      const presenter = await connectPresenter(app)
      const { poll } = await presenter.does({
        name: 'ask',
        question: question({ kind: 'hands', text: 'Which?', results: 'hidden' }),
      })
      await shows(page, '#question', 'Which?')
      for (const each of [page, laptop]) await translate(each, anew)
      const { client } = await clientPage(app)
      await client.emitWithAck('castVote', { pollId: poll.pollId, vote: 'A' })
      await shows(laptop, '#private-rows tr:nth-child(1) td:nth-of-type(1)', '1')
      await presenter.does({ name: 'show' })
      await tallies(page, { A: 1 })
      await presenter.does({ name: 'ask', question: question({ text: 'And now?' }) })
      await shows(page, '#question', 'And now?')
    })

    it('goes on chatting', async () => {
      const app = await startApp()
      const bo = await talker(app, 'Bo')
      await say(bo, 'first')
      const page = await openPage(app)
      await enterChat(page, 'Ada')
      await linesAre(page, ['first'])
      await translate(page, anew)
      await say(bo, 'second')
      await write(page, 'third')
      await linesAre(page, ['first', 'second', 'third'])
      await translate(page, anew)
      await say(bo, 'fourth')
      await linesAre(page, ['first', 'second', 'third', 'fourth'])
    })

    it('goes on with the wall', async () => {
      const app = await startApp({ WALL_SOURCES: 'room' })
      const wall = await openPage(app, { path: '/wall' })
      await translate(wall, anew)
      const presenter = await connectPresenter(app)
      await presenter.client.emitWithAck('setWall', { approve: 'none' })
      const post = await poster(app, 'Ada')
      await post('hello there')
      await shows(wall, '#posts .text', 'hello there')
      await translate(wall, anew)
      await post('once more')
      await wall.locator('#posts .text', { hasText: 'once more' }).waitFor()
    })
  })

inBrowser('A page that may be translated', () => {
  it('keeps figures, letters, names, codes and addresses out of it', async () => {
    const app = await startApp()
    const room = (await (await fetch(`${app.url}/api/rooms`, { method: 'POST' })).json()) as { code: string }
    const page = await openPage(app)
    await say(await talker(app, 'Mark'), 'a line')
    await enterChat(page, 'Rose')
    await page.locator('.log .line').waitFor()
    const audience = [
      '.figures *',
      '#table-rows th b',
      '#table-rows td:not(:last-child)',
      '#choices .letter',
      '.log .by b',
      '.as b',
    ]
    expect(await unprotected(page, [...audience, '#room', '#countdown'])).to.deep.equal([])
    const screen = await openPage(app, { path: `/r/${room.code}/screen` })
    const shown = [
      '.now *',
      '.letter-cap .letter',
      '#table-rows b',
      '.typed-address',
      '#countdown',
      '.people b',
    ]
    expect(await unprotected(screen, shown)).to.deep.equal([])
    const laptop = await openPresenter(app)
    expect(
      await unprotected(laptop, [
        '.figures *',
        '.now *',
        '.letter-cap .letter',
        '#room',
        '#right option[value=A]',
      ]),
    ).to.deep.equal([])
    for (const each of [page, screen, laptop])
      expect(await each.locator('#question').evaluate((text: HTMLElement) => text.translate)).to.equal(true)
  })
})
