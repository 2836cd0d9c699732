/** The presenter's care for answers: what is decided on one page is so on all of them, and nothing moves under the finger. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { careWords as words } from '../../../public/presenter/care/words'
import { presenterWords } from '../../../public/presenter/words'
import { startApp, type TestApp } from '../../support/app'
import { connectPresenter } from '../../support/presenter'
import { answer, cloudIs, decide, says, textQuestion, wordsQuestion } from '../support/answers'
import { inspect, looks } from '../support/axe'
import { resize } from '../support/fit'
import { Keyboard } from '../support/keyboard'
import { cast, openPresenter, PHONE, voters } from '../support/lecture'
import { inBrowser, openPage, shows } from '../support/pages'
import { shot } from '../support/screenshot'
import { textFaults } from '../support/text-boxes'

const SCREEN = { path: '/screen', viewport: { width: 1280, height: 720 } }
const LAPTOP = { viewport: { width: 1280, height: 720 } }

async function ask(app: TestApp, question: ReturnType<typeof wordsQuestion>): Promise<void> {
  const presenter = await connectPresenter(app)
  await presenter.does({ name: 'ask', question })
}

async function openCare(page: Page): Promise<void> {
  await page.locator('#open-care').click()
  await page.locator('.care').waitFor()
}

const button = (page: Page, action: string, text: string) =>
  page.getByRole('button', { name: words.ofAnswer(action, text), exact: true })

const said = (page: Page, sentence: string) => shows(page, '.care-status', sentence)

/** The answers of one part of the list, from the first to the last. */
const listed = (page: Page, part: number) =>
  page.locator(`.care-part-of-list:nth-of-type(${part}) .care-text`).allTextContents()

/** Waits until an answer has this state. */
const stateIs = (page: Page, text: string, state: string) =>
  page.locator(`.care-answer[data-state=${state}]`, { hasText: text }).waitFor()

inBrowser('The care for answers', () => {
  it('says what the audience sees once results are shown: the answers that are approved, of which there may be none', async () => {
    const app = await startApp()
    await ask(app, textQuestion({ needsApproval: true, results: 'hidden' }))
    const page = await openPresenter(app, LAPTOP)
    await answer(app, 'calm')
    await shows(page, '#status-message', presenterWords.answersWait)
    await page.locator('#next').click()
    await shows(page, '#status-message', presenterWords.done.close!)
    await page.locator('#next').click()
    await shows(page, '#status-message', presenterWords.shownOnceApproved)
  })

  it('hides a word everywhere, also for who comes later, and restores it', async () => {
    const app = await startApp()
    await ask(app, wordsQuestion())
    await answer(app, 'calm\nrude', 'calm')
    const [page, other, screen, phone] = await Promise.all([
      openPresenter(app, LAPTOP),
      openPresenter(app, PHONE),
      openPage(app, SCREEN),
      openPage(app),
    ])
    await cloudIs(screen, ['calm', 'rude'])
    await openCare(page)
    await openCare(other)
    // A second press of the same button takes nothing back.
    await button(page, words.hide, 'rude').dblclick()
    await said(page, words.done.hide('rude'))
    await cloudIs(screen, ['calm'])
    await stateIs(other, 'rude', 'hidden')
    await says(phone, 'rude', false)
    const late = await openPage(app, SCREEN)
    await cloudIs(late, ['calm'])
    await says(late, 'rude', false)
    await button(other, words.show, 'rude').click()
    await said(other, words.done.restore('rude'))
    await Promise.all([cloudIs(screen, ['calm', 'rude']), cloudIs(late, ['calm', 'rude'])])
  })

  it('merges two words by two taps, takes that back at once, or later after a reload', async () => {
    const app = await startApp()
    await ask(app, wordsQuestion())
    await answer(app, 'color', 'colour', 'colour', 'calm')
    const [page, screen] = await Promise.all([openPresenter(app, LAPTOP), openPage(app, SCREEN)])
    await openCare(page)
    const tap = (word: string) => page.locator('.care-word', { hasText: word }).click()
    await tap('color')
    await said(page, words.mergeWith('color'))
    await tap('colour')
    await said(page, words.done.merge('color', 'colour'))
    await cloudIs(screen, ['colour', 'calm'])
    await shows(screen, '.most-said .word-count', '3')
    await page.locator('.care-said').getByRole('button', { name: words.undo }).click()
    await cloudIs(screen, ['color', 'colour', 'calm'])
    await tap('color')
    await tap('colour')
    await cloudIs(screen, ['colour', 'calm'])
    await page.reload()
    await openCare(page)
    await page.getByRole('button', { name: words.takeOut('color') }).click()
    await said(page, words.done.split('color'))
    await cloudIs(screen, ['color', 'colour', 'calm'])
  })

  it('counts what waits for approval, and shows it once it is approved, one or all', async () => {
    const app = await startApp()
    await ask(app, textQuestion({ needsApproval: true }))
    const [page, screen] = await Promise.all([openPresenter(app, LAPTOP), openPage(app, SCREEN)])
    await answer(app, 'first answer', 'second answer', 'third answer')
    await shows(page, '#care-waiting', '3')
    await shows(page, '#care-waiting-spoken', presenterWords.waiting(3))
    await says(screen, 'first answer', false)
    await openCare(page)
    expect(await listed(page, 1)).to.deep.equal(['first answer', 'second answer', 'third answer'])
    await button(page, words.show, 'first answer').click()
    await shows(screen, '.answer-card .answer-text', 'first answer')
    await says(screen, 'second answer', false)
    await page.mouse.move(5, 5)
    await page.getByRole('button', { name: words.approveAll(2) }).click()
    await said(page, words.done.approved(2))
    await shows(page, '#care-waiting', '')
    await screen.waitForFunction(() => document.querySelectorAll('.answer-card').length === 3)
    await page.locator('#care-approval').click()
    await said(page, words.done.approval.off)
    await answer(app, 'fourth answer')
    await says(screen, 'fourth answer')
  })

  it('freezes the picture, highlights an answer, and shows both on another page of a presenter', async () => {
    const app = await startApp()
    await ask(app, textQuestion())
    await answer(app, 'first answer', 'second answer')
    const [page, screen] = await Promise.all([openPresenter(app, LAPTOP), openPage(app, SCREEN)])
    await openCare(page)
    await page.locator('#care-freeze').click()
    await said(page, words.done.freeze.on)
    await answer(app, 'late answer')
    await shows(screen, '.turnout', /3/)
    await says(screen, 'late answer', false)
    await button(page, words.highlight, 'first answer').click()
    await shows(screen, '.one-answer .answer-text', 'first answer')
    const other = await openPresenter(app, PHONE)
    await openCare(other)
    await other.locator('#care-freeze[aria-checked=true]').waitFor()
    await button(other, words.highlight, 'first answer').and(other.locator('[aria-pressed=true]')).click()
    await screen.locator('.text-picture[data-kind=cards]').waitFor()
    await other.locator('#care-freeze').click()
    await says(screen, 'late answer')
  })

  it('lets nothing move under the pointer: new answers are counted, and come when they are asked for', async () => {
    const app = await startApp()
    await ask(app, textQuestion())
    await answer(app, 'first answer')
    const page = await openPresenter(app, LAPTOP)
    await openCare(page)
    await button(page, words.hide, 'first answer').hover()
    const before = await button(page, words.hide, 'first answer').boundingBox()
    await answer(app, 'second answer', 'third answer')
    await shows(page, '.care-news', words.news(2))
    expect(await button(page, words.hide, 'first answer').boundingBox()).to.deep.equal(before)
    // The pointer stays where it is: leaving the list would bring them, too.
    await page.locator('.care-news').press('Enter')
    expect(await listed(page, 2)).to.deep.equal(['third answer', 'second answer', 'first answer'])
  })

  it('says a refusal, and changes nothing', async () => {
    const app = await startApp()
    await ask(app, wordsQuestion())
    await answer(app, 'calm')
    const page = await openPresenter(app, { ...LAPTOP, allow: /./ })
    await openCare(page)
    await button(page, words.hide, 'calm').waitFor()
    await page.context().setOffline(true)
    await page.locator('body:not([data-connection=connected])').waitFor()
    await button(page, words.hide, 'calm').click()
    await said(page, words.noLine)
    await stateIs(page, 'calm', 'shown')
  })

  it('says that an answer stays hidden while a word in it is blocked', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: wordsQuestion() })
    await presenter.client.emitWithAck('blockWord', { word: 'rude', isBlocked: true })
    await answer(app, 'calm', 'rude')
    const page = await openPresenter(app, LAPTOP)
    await openCare(page)
    await stateIs(page, 'rude', 'hidden')
    await button(page, words.show, 'rude').click()
    await said(page, words.blocked('rude'))
    await stateIs(page, 'rude', 'hidden')
  })

  it('is there for open types only, and moves nothing else on the console', async () => {
    const app = await startApp()
    await ask(app, wordsQuestion())
    await answer(app, 'calm')
    const page = await openPresenter(app, LAPTOP)
    const places = () =>
      page.evaluate(() =>
        ['#poll-display', '#poll-controls', '#dock', '#next', '#tabs', '#private-tally'].map(selector => {
          const { left, top, width, height } = document.querySelector(selector)!.getBoundingClientRect()
          return [selector, ...[left, top, width, height].map(Math.round)]
        }),
      )
    const before = await places()
    await openCare(page)
    expect(await places()).to.deep.equal(before)
    await inspect(page, 'care beside the stage')
    await shot(page, 'present-care')
    await page.keyboard.press('Escape')
    await page.locator('.care').waitFor({ state: 'hidden' })
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('open-care')
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'hands' })
    await page.locator('#open-care').waitFor({ state: 'hidden' })
  })

  it('is a sheet on a phone, for the keyboard, too', async () => {
    const app = await startApp()
    await ask(app, wordsQuestion())
    await answer(app, 'calm')
    const page = await openPresenter(app, PHONE)
    await page.locator('#open-care').focus()
    await page.keyboard.press('Enter')
    await page.locator('#care-sheet .care').waitFor()
    await button(page, words.hide, 'calm').focus()
    await page.keyboard.press('Enter')
    await said(page, words.done.hide('calm'))
    await inspect(page, 'care on a phone')
    await shot(page, 'present-care-phone')
    await page.keyboard.press('Escape')
    await page.locator('#care-sheet').waitFor({ state: 'hidden' })
  })

  it('is led by the keyboard alone, and each deed is said in a live region', async () => {
    const app = await startApp()
    await ask(app, wordsQuestion({ needsApproval: true }))
    const { page, keyboard } = await Keyboard.at(app)
    await answer(app, 'color', 'colour', 'colour', 'rude')
    /** Goes to a button by Tab, presses it, and waits for what is said. */
    const does = async (selector: string, sentence: string, key = 'Enter') => {
      await keyboard.go(selector, key)
      await shows(page, '.care-status[role=status]', sentence)
      expect(await page.evaluate(() => document.activeElement?.tagName)).not.to.equal('BODY')
    }
    const named = (action: string, text: string) => `.care [aria-label="${words.ofAnswer(action, text)}"]`
    const word = (text: string) => `.care-word[data-word=${text}]`
    await keyboard.go('#open-care', 'Enter')
    await page.locator('#care-title:focus').waitFor()
    await page.locator('.care-word').nth(2).waitFor()
    await page
      .locator('.care-word')
      .evaluateAll(all =>
        all.forEach(
          each => ((each as HTMLElement).dataset['word'] = each.querySelector('.care-text')!.textContent),
        ),
      )
    await does(named(words.show, 'color'), words.done.approve('color'))
    await does(named(words.show, 'colour'), words.done.approve('colour'), 'Space')
    await does(named(words.hide, 'rude'), words.done.hide('rude'))
    await does(named(words.show, 'rude'), words.done.restore('rude'))
    await does(word('color'), words.mergeWith('color'))
    await does(word('colour'), words.done.merge('color', 'colour'))
    await does('.care-said > .pill:not(.care-news):not([hidden])', words.done.split('color'))
    await page.locator('#care-title:focus').waitFor()
    await does('#care-freeze', words.done.freeze.on, 'Space')
    await does('#care-freeze', words.done.freeze.off, 'Space')
    await does('#care-list', words.done.list.on)
    await does('#care-approval', words.done.approval.off)

    await ask(app, textQuestion())
    await answer(app, 'first answer', 'second answer')
    const highlight = named(words.highlight, 'first answer')
    await page.locator(highlight).waitFor()
    await does(highlight, words.done.highlight('first answer'))
    await does(highlight, words.done.unhighlight)
    await page.keyboard.press('Escape')
    await page.locator('#open-care:focus').waitFor()
  })

  it('approves thirty answers with one press, also where that is more than the server takes at once', async () => {
    const app = await startApp({ SOCKET_EVENTS: '2' })
    await ask(app, textQuestion({ needsApproval: true }))
    const [page, crowd] = await Promise.all([openPresenter(app, LAPTOP), voters(app, 30)])
    await cast(
      crowd,
      crowd.map((_voter, head) => `answer ${head}`),
      poll => poll.type === 'text',
    )
    await shows(page, '#care-waiting', '30')
    await openCare(page)
    await page.getByRole('button', { name: words.approveAll(30) }).click()
    await said(page, words.done.approved(30))
    await shows(page, '#care-waiting', '')
  })

  it('can be read in every state, with large letters, too, and has nothing that axe finds', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const open = async (options: object) => {
      const path = `/present#key=${app.presenterKey}`
      const page = await openPage(app, { ...options, path, reducedMotion: 'reduce' })
      await openCare(page)
      await page.locator('.care-answer').first().waitFor()
      return page
    }
    const states = {
      async texts() {
        await presenter.does({ name: 'ask', question: textQuestion({ needsApproval: true }) })
        await answer(app, 'first answer', 'a'.repeat(60), 'لماذا لا يعمل هذا البرنامج؟', 'rude')
        for (const key of ['first answer', 'a'.repeat(60)]) await decide(presenter, { do: 'approve', key })
        await decide(presenter, { do: 'hide', key: 'rude' })
        await decide(presenter, { do: 'highlight', key: 'first answer' })
        await decide(presenter, { do: 'freeze', isOn: true })
      },
      async words() {
        await presenter.does({ name: 'ask', question: wordsQuestion({ results: 'hidden' }) })
        await answer(app, 'color\nnoise\nרעש', 'colour\nDonaudampfschifffahrtsgesells', 'rude')
        await decide(presenter, { do: 'merge', key: 'color', into: 'colour' })
        await decide(presenter, { do: 'hide', key: 'rude' })
      },
    }
    const found: string[] = []
    for (const [state, begin] of Object.entries(states)) {
      await begin()
      for (const [look, options] of Object.entries(looks))
        for (const size of [LAPTOP, PHONE]) {
          const page = await open({ ...options, ...size })
          await inspect(page, `${state}, ${look}, ${size.viewport.width}`)
          await page.context().close()
        }
      const page = await open(PHONE)
      const look = async (name: string) => {
        const faults = await textFaults(page, { within: '.care' })
        found.push(...faults.map(fault => `${state}, ${name}: ${fault}`))
      }
      await resize(page, 320, 640)
      await look('320')
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
      await resize(page, 391, 844)
      await look('large letters')
      await page.context().close()
    }
    expect(found.join('\n')).to.equal('')
  })
})
