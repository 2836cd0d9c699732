/**
 * Tests the presenter's console: nothing moves through a whole lecture, every step has a key, "Undo" takes back, tabs
 * keep their place, and a presenter who does not see the page hears what happened.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { presenterWords as words } from '../../../public/presenter/words'
import { startApp } from '../../support/app'
import { connectPresenter, question, snapshotOf } from '../../support/presenter'
import { inspect } from '../support/axe'
import {
  cast,
  commandDone,
  LIST,
  next,
  offers,
  openChatSettings,
  openPresenter,
  paste,
} from '../support/lecture'
import { PHONE, startOver, tapAgain, voters } from '../support/lecture'
import { inBrowser, openPage, says, shows } from '../support/pages'
import { present } from '../support/rooms'

const [first] = LIST.split('\n')
const SIZES = [
  [1280, 720],
  [768, 1024],
  [390, 844],
] as const

/** Where each button of the controls and the dock stands on the page. */
const places = (page: Page) =>
  page.evaluate(() => {
    const found: Record<string, number[]> = {}
    for (const button of document.querySelectorAll('#poll-controls button, #back, #next')) {
      const { x, y, width, height } = button.getBoundingClientRect()
      const isShown = width > 0
      if (isShown) found[button.id || button.textContent] = [x, y, width, height].map(Math.round)
    }
    return found
  })

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id)

inBrowser('The presenter’s console', () => {
  for (const [width, height] of SIZES)
    it(`keeps every button in its place through a question, ${width} x ${height}`, async () => {
      const app = await startApp()
      const page = await openPresenter(app, { viewport: { width, height } })
      await paste(page, LIST)
      await page.evaluate(() => scrollTo(0, 0))
      await next(page, words.step.close)
      const before = await places(page)
      expect(Object.keys(before).length).to.be.greaterThan(12)
      const crowd = await voters(app, 5)
      await cast(crowd, 'ABBCD', poll => poll.posed)
      await shows(page, '#dock-turnout', words.turnout(5, 5))
      expect(await places(page), 'voted').to.deep.equal(before)
      await present(app, { name: 'setTimer', seconds: 60 })
      await shows(page, '#clock', /\d:\d\d/)
      expect(await places(page), 'countdown').to.deep.equal(before)
      await next(page, words.step.show)
      expect(await places(page), 'closed').to.deep.equal(before)
      await next(page, words.step.reveal)
      expect(await places(page), 'shown').to.deep.equal(before)
      await next(page, /^Ask/)
      expect(await places(page), 'revealed').to.deep.equal(before)
    })

  it('says with its switches what the audience sees, and a press changes just that', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await present(app, { name: 'ask', question: question({ text: 'Which?', results: 'hidden', right: 'B' }) })
    const state = (id: string, isOn: boolean) =>
      page.locator(`#${id}[role=switch][aria-checked=${isOn}]`).waitFor()
    await shows(page, '#open-close', `${words.voting.open ? 'Voting' : ''} ${words.voting.open}`)
    await shows(page, '#reveal', `${words.answer('B')} ${words.seen.hidden}`)
    for (const id of ['open-close', 'show-hide', 'reveal']) await state(id, id === 'open-close')
    await page.getByRole('switch', { name: /^Results/ }).click()
    await says(page, words.done.show!)
    await state('show-hide', true)
    await state('open-close', true)
    await page.getByRole('switch', { name: /^Answer B/ }).click()
    await says(page, words.done.reveal!)
    for (const id of ['open-close', 'show-hide', 'reveal']) await state(id, id !== 'open-close')
  })

  it('names the step after the next one, up to the end of the list and the sheet for a new question', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const then = (name: Parameters<typeof words.thenStep>[0], about = {}) =>
      shows(page, '#next-then', words.thenStep(name, about))
    await offers(page, words.writeQuestion)
    await present(app, {
      name: 'prepare',
      questions: [question({ text: 'One?', results: 'hidden', right: 'B' }), question({ text: 'Two?' })],
    })
    await offers(page, 'Ask: One?')
    await then('close')
    await next(page, words.step.close)
    await then('show')
    await next(page, words.step.show)
    await then('reveal', { right: 'B' })
    await next(page, words.step.reveal)
    await then('askPrepared', { number: 2 })
    await next(page, 'Ask: Two?')
    await next(page, words.step.close)
    await commandDone(page)
    await page.locator('#next').click()
    await shows(page, '#next-label', /^(Finish|Show the results)$/)
  })

  it('leads a whole question by the keyboard alone, and takes a step back by a key', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, LIST)
    await offers(page, /^Ask: Which/)
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    for (const [key, then] of [
      ['Space', words.step.close],
      ['PageDown', words.step.show],
      ['ArrowRight', words.step.reveal],
      ['PageUp', words.step.show],
    ] as const) {
      await page.keyboard.press(key)
      await offers(page, then)
    }
    await page.locator('#again').focus()
    await page.keyboard.press('Space') // a button with the focus is pressed, and nothing else
    await says(page, words.done.again!)
    await page.keyboard.press('u')
    await says(page, words.done.undo!)
    await offers(page, words.step.show)
  })

  it('takes back within ten seconds what replaced a question, with its votes', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, LIST)
    await next(page, words.step.close)
    const crowd = await voters(app, 3)
    await cast(crowd, 'ABB', poll => poll.posed)
    await startOver(page, '#hands')
    await says(page, words.done.hands!)
    await shows(page, '#dock-turnout', words.turnout(0, 3))
    await page.getByRole('button', { name: words.undo, exact: true }).click()
    await says(page, words.done.undo!)
    await shows(page, '#dock-turnout', words.turnout(3, 3))
    await shows(page, '#question', first!)
    await page.locator('#undo').waitFor({ state: 'hidden' })
    expect(await focused(page)).to.equal('next')
    await page.keyboard.press('Control+z')
    await says(page, words.nothingToUndo)
  })

  it('clears the votes at one press, and puts them back at another', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await present(app, { name: 'ask', question: question({ text: 'Which?', results: 'hidden' }) })
    const crowd = await voters(app, 3)
    await cast(crowd, 'ABB', poll => poll.posed)
    await shows(page, '#dock-turnout', words.turnout(3, 3))
    await startOver(page, '#clear')
    await says(page, words.done.clear!)
    await shows(page, '#dock-turnout', words.turnout(0, 3))
    await page.getByRole('button', { name: words.undo, exact: true }).click()
    await says(page, words.done.undo!)
    await shows(page, '#dock-turnout', words.turnout(3, 3))
  })

  it('says beside "Undo" what it takes back, whoever did it and whatever was done since', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const other = await connectPresenter(app)
    await other.does({ name: 'ask', question: question({ text: 'Which?' }) })
    await says(page, words.done.ask!)
    await shows(page, '#undo', words.undo)
    await page.locator('#open-close').click()
    await says(page, words.done.close!)
    await shows(page, '#undo', words.undoStep('ask'))
    await other.does({ name: 'hands' })
    await says(page, words.done.hands!)
    await shows(page, '#undo', words.undo)
  })

  it('counts in its tabs the questions that are prepared and the results that are kept', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await shows(page, '#open-questions', words.questions)
    await paste(page, LIST)
    await shows(page, '#open-questions', /^Questions\s+3$/)
    await next(page, words.step.close)
    await cast(await voters(app, 1), 'A', poll => poll.posed)
    await present(app, { name: 'hands' })
    await shows(page, '#open-results', /^Results\s+1$/)
  })

  it('shows on the remote control what is announced', async () => {
    const app = await startApp()
    const page = await openPresenter(app, PHONE)
    const { client } = await connectPresenter(app)
    await client.emitWithAck('announce', { text: 'Back in five minutes' })
    await page.locator('#remote-announced', { hasText: 'Back in five minutes' }).waitFor()
    const { announcement } = await snapshotOf(client)
    await client.emitWithAck('withdrawAnnouncement', { id: announcement!.id })
    await page.locator('#remote-announced:empty').waitFor({ state: 'attached' })
  })

  it('says turnout and tally at a key, and that the time is up', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await present(app, { name: 'ask', question: question({ text: 'Which?', results: 'hidden' }) })
    const crowd = await voters(app, 3)
    await cast(crowd, 'ABB', poll => poll.posed)
    await shows(page, '#dock-turnout', words.turnout(3, 3))
    await page.keyboard.press('t')
    await says(page, /^3 of 3 have voted\. A 33 percent, 1, B 67 percent, 2/)
    await present(app, { name: 'setTimer', seconds: 5 })
    await says(page, words.timeIsUp(words.turnout(3, 3)))
  })

  it('lets single letters be switched off as keys', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await page.locator('#more').click()
    await page.locator('#letter-keys').uncheck()
    await page.keyboard.press('Escape')
    await page.locator('#more:focus').waitFor()
    await page.keyboard.press('u')
    await says(page, words.ready)
    await page.keyboard.press('Control+z')
    await says(page, words.nothingToUndo)
  })

  it('has tabs that arrows choose, that are remembered, and a chat inside one of them', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await page.locator('#open-questions').focus()
    await page.keyboard.press('ArrowRight')
    await page.locator('#tab-results').waitFor()
    expect(await focused(page)).to.equal('open-results')
    await page.keyboard.press('End')
    await page.locator('#tab-invite').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.locator('#tab-questions').waitFor()
    await page.locator('#chat').click()
    await page.locator('#tab-chat #chat-panel').waitFor()
    for (const id of ['#next', '#open-close', '#poll-display'])
      expect(await page.locator(id).isVisible(), id).to.equal(true)
    await page.locator('#open-wall').click()
    await page.locator('#chat-panel').waitFor({ state: 'hidden' })
    await page.reload()
    await says(page, words.ready)
    expect(await page.locator('#tab-wall').isVisible()).to.equal(true)
    await openChatSettings(page)
    await inspect(page, 'the chat’s tab')
  })

  it('is a remote control on a phone: everything of a question by touch, nothing below the dock', async () => {
    const app = await startApp()
    const page = await openPresenter(app, { ...PHONE, hasTouch: true })
    await present(app, {
      name: 'prepare',
      questions: [question({ text: 'One?', results: 'hidden', right: 'A' })],
    })
    await offers(page, 'Ask: One?')
    for (const then of [words.step.close, words.step.show, words.step.reveal, words.step.finish]) {
      await commandDone(page)
      await tapAgain(page, '#next')
      await offers(page, then)
    }
    await shows(page, '#remote-text', 'One?')
    await page.locator('#remote-pills [data-opens=questions]').tap()
    await page.locator('#open-questions:focus').waitFor()
    const { tabs, dock } = await page.evaluate(() => ({
      tabs: document.querySelector('#tabs')!.getBoundingClientRect().bottom,
      dock: document.querySelector('#dock')!.getBoundingClientRect().top,
    }))
    expect(tabs).to.be.below(dock)
  })

  it('helps with the network only after a minute in which nobody came', async () => {
    const app = await startApp({ SHARE_ADDRESS: 'laptop.local' })
    const page = await openPresenter(app, { prepare: each => each.clock.install() })
    expect(await page.locator('#network-help').isVisible()).to.equal(false)
    await page.clock.fastForward(61_000)
    await shows(page, '#network-help', words.networkHelp)
    await openPage(app)
    await page.locator('#network-help').waitFor({ state: 'hidden' })
  })
})
