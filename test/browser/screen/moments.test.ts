/** Tests the pictures of the projector: readable from the last row, one axis, and nothing that jumps. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { stageWords } from '../../../public/shared/stage/words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { connectPresenter, openRoom, question } from '../../support/presenter'
import { inspect } from '../support/axe'
import { settled } from '../support/fit'
import { cast, voters } from '../support/lecture'
import { inBrowser, openPage, shows, tallies, vote } from '../support/pages'
import { momentIs, screenWithKey, SIZES, smallTexts } from '../support/projector'

const FOUR = question({
  text: 'Which one blocks the event loop?',
  choices: ['await fetch()', 'while (true) {}', 'setTimeout(f, 0)', 'fs.readFile()'],
  results: 'hidden',
  right: 'B',
})

/** The letters of an element, as a share of the window's height. */
const shareOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate(element => parseFloat(getComputedStyle(element).fontSize) / innerHeight)

/** Where everything that is to be read stands. */
const places = (page: Page) =>
  page.evaluate(() =>
    [
      '.question',
      '.letter',
      '.text',
      '.now .percent',
      '.now .count',
      '.now-bar',
      '.letter-cap',
      '.turnout',
    ].flatMap(selector =>
      [...document.querySelectorAll(selector)].map(element => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return [selector, x, y, width, height]
      }),
    ),
  )

inBrowser('The projector', () => {
  it('has no text below 3 % of its height, in any moment and size; time and turnout have at least 8 %', async () => {
    const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
    const presenter = await connectPresenter(app)
    const crowd = await voters(app, 5)
    const screens = await Promise.all(
      SIZES.map(([width, height]) => openPage(app, { path: '/screen', viewport: { width, height } })),
    )
    const areReadable = async (moment: string) => {
      for (const screen of screens) {
        await momentIs(screen, moment)
        expect(await smallTexts(screen), `${moment} ${screen.viewportSize()!.width}`).to.deep.equal([])
      }
    }
    for (const screen of screens) await shows(screen, '.join-picture .typed-address', 'ask.school.edu')
    await areReadable('join')
    await presenter.does({ name: 'ask', question: FOUR })
    await presenter.does({ name: 'setTimer', seconds: 60 })
    for (const screen of screens) await shows(screen, '#countdown', /^0:5\d$|^1:00$/)
    await areReadable('vote')
    for (const screen of screens)
      for (const part of ['#countdown', '#turnout b'])
        expect(await shareOf(screen, part)).to.be.at.least(0.08)
    await cast(crowd, 'ABBCD', ({ posed }) => posed)
    await presenter.does({ name: 'show' })
    await areReadable('result')
    await presenter.does({ name: 'again' })
    await cast(crowd, 'BBBBA', ({ round }) => round === 2)
    await presenter.does({ name: 'reveal' })
    for (const screen of screens) await shows(screen, '.verdict', stageWords.letterIsRight('B'))
    await areReadable('result')
    await presenter.does({ name: 'finish' })
    await areReadable('end')
  })

  it('has letter, figures and bar of a choice on one axis, and the tallest bar uses the height', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const crowd = await voters(app, 4)
    const screen = await openPage(app, { path: '/screen', viewport: { width: 1920, height: 1080 } })
    await presenter.does({ name: 'ask', question: FOUR })
    await cast(crowd, 'BBBA', ({ posed }) => posed)
    await presenter.does({ name: 'show' })
    await tallies(screen, { A: 1, B: 3 })
    await settled(screen)
    const axes = await screen.locator('.stage-choice').evaluateAll(choices =>
      choices.map(choice =>
        ['.letter', '.text', '.now .percent', '.now-bar'].map(part => {
          const { x, width } = choice.querySelector(part)!.getBoundingClientRect()
          return x + width / 2
        }),
      ),
    )
    for (const [first, ...others] of axes) for (const other of others) expect(other).to.be.closeTo(first!, 1)
    const bar = (await screen.locator('[data-letter=B] .now-bar').boundingBox())!
    expect(bar.height / 1080).to.be.at.least(0.35)
  })

  it('moves nothing at the reveal: the others fade, and the right one gets a large tick', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const crowd = await voters(app, 4)
    const screens = await Promise.all(
      SIZES.slice(0, 3).map(([width, height]) =>
        openPage(app, { path: '/screen', viewport: { width, height } }),
      ),
    )
    for (const choices of [FOUR.choices, [...FOUR.choices, 'a', 'b', 'c', 'd']]) {
      await presenter.does({
        name: 'ask',
        question: { ...FOUR, choices, text: `${FOUR.text} ${choices.length}` },
      })
      await cast(crowd, 'ABBC', poll => poll.choices.length === choices.length && poll.posed)
      await presenter.does({ name: 'close' })
      await presenter.does({ name: 'show' })
      const before: unknown[] = []
      for (const screen of screens) {
        await tallies(screen, { A: 1, B: 2, C: 1 })
        await settled(screen)
        before.push(await places(screen))
      }
      await presenter.does({ name: 'reveal' })
      for (const [index, screen] of screens.entries()) {
        await shows(screen, '.verdict', stageWords.letterIsRight('B'))
        await settled(screen)
        expect(await places(screen)).to.deep.equal(before[index])
        expect(await screen.locator('.faded').count()).to.equal(choices.length - 1)
        expect(await screen.locator('.tick:visible').count()).to.equal(1)
      }
    }
  })

  it('says “Time is up” at 0:00, and keeps saying it once voting is closed', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const screen = await openPage(app, { path: '/screen', viewport: { width: 1280, height: 720 } })
    await presenter.does({ name: 'ask', question: FOUR })
    await presenter.does({ name: 'setTimer', seconds: 1 })
    await shows(screen, '#countdown', stageWords.timeUp)
    await shows(screen, '#state', stageWords.state.closed)
    await shows(screen, '#countdown', stageWords.timeUp)
    await momentIs(screen, 'vote')
  })

  it('jumps where people want less motion: no figure counts, nothing rises', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const crowd = await voters(app, 4)
    const screen = await openPage(app, { path: '/screen', reducedMotion: 'reduce' })
    await presenter.does({ name: 'ask', question: FOUR })
    await cast(crowd, 'BBBA', ({ posed }) => posed)
    await momentIs(screen, 'vote')
    await screen.evaluate(() => {
      const seen: string[] = []
      Object.assign(window, { seen })
      const percent = document.querySelector('[data-letter=B] .percent')!
      new MutationObserver(() =>
        seen.push(`${percent.textContent} ${document.getAnimations().length}`),
      ).observe(percent, { childList: true, characterData: true, subtree: true })
    })
    await presenter.does({ name: 'show' })
    await tallies(screen, { B: 3 })
    const seen = await screen.evaluate(() => (window as unknown as { seen: string[] }).seen)
    expect(seen).to.deep.equal([`${words.percent(75)} 0`])
  })

  it('steers a whole lecture by the keys of a clicker, where its browser holds the key', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'prepare', questions: [FOUR, question({ text: 'And now?' })] })
    const voter = await openPage(app)
    const screen = await screenWithKey(app)
    await momentIs(screen, 'join')
    const press = async (key: string, selector: string, text: string | RegExp) => {
      await screen.keyboard.press(key)
      await shows(screen, selector, text)
      await screen.waitForTimeout(400) // the same key within 350 ms is a bounce
    }
    await press('PageDown', '#question', FOUR.text)
    await vote(voter, 'B')
    await press(' ', '#state', stageWords.state.closed)
    await press('ArrowRight', '[data-letter=B] .percent', words.percent(100))
    await press('ArrowDown', '.verdict', stageWords.letterIsRight('B'))
    await press('PageUp', '.verdict', '')
    await press('PageDown', '.verdict', stageWords.letterIsRight('B'))
    await screen.keyboard.press('b')
    await screen.locator('.stage.black').waitFor()
    await press('PageDown', '#question', FOUR.text) // the picture comes back first
    expect(await screen.locator('.stage.black').count()).to.equal(0)
    await press('PageDown', '#question', 'And now?')
    await screen.keyboard.press('j')
    await momentIs(screen, 'join')
    await screen.waitForTimeout(400)
    await screen.keyboard.press('j')
    await momentIs(screen, 'result')
    await screen.keyboard.press('PageDown')
    await shows(screen, '#state', stageWords.state.closed)
    await screen.waitForTimeout(400)
    await screen.keyboard.press('PageDown')
    await momentIs(screen, 'end')
    await shows(screen, '.thanks', stageWords.thankYou)
    expect(await screen.content()).to.not.include(app.presenterKey)
  })

  it('without the key changes only its own picture: how to join, light, black, full screen', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: FOUR })
    const screen = await openPage(app, { path: '/screen' })
    const other = await openPage(app, { path: '/screen' })
    await momentIs(screen, 'vote')
    await screen.keyboard.press('PageDown')
    await screen.keyboard.press('j')
    await momentIs(screen, 'join')
    await screen.keyboard.press('l')
    await screen.locator('.stage.light').waitFor()
    await screen.keyboard.press('f')
    await screen.waitForFunction(() => document.fullscreenElement !== null)
    await momentIs(other, 'vote')
    await shows(other, '#state', stageWords.state.open)
    await screen.reload()
    await screen.locator('.stage.light').waitFor()
  })

  it('shows a closing picture once its room has been erased', async () => {
    const app = await startApp()
    const { code, presenterKey } = await openRoom(app)
    const presenter = await connectPresenter(app, { code, presenterKey })
    const screen = await openPage(app, { path: `/r/${code}/screen` })
    await presenter.client.emitWithAck('eraseRoom', { code })
    await momentIs(screen, 'end')
    await shows(screen, '.thanks', words.ended)
    expect(await screen.locator('.typed-address:visible, #qr:visible').count()).to.equal(0)
  })

  it('is flawless to axe in every moment, dark and light', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const crowd = await voters(app, 4)
    const screen = await openPage(app, { path: '/screen', reducedMotion: 'reduce' })
    const inspectBoth = async (moment: string) => {
      await momentIs(screen, moment)
      for (const look of ['dark', 'light']) {
        await inspect(screen, `${moment} ${look}`)
        await screen.locator('#light').dispatchEvent('click')
      }
    }
    await inspectBoth('join')
    await presenter.does({ name: 'ask', question: FOUR })
    await inspectBoth('vote')
    await cast(crowd, 'ABBC', ({ posed }) => posed)
    await presenter.does({ name: 'reveal' })
    await inspectBoth('result')
    await presenter.does({ name: 'finish' })
    await inspectBoth('end')
  })
})
