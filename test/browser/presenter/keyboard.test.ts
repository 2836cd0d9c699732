/**
 * Tests a whole lecture by the keyboard alone: written, asked, asked again, compared, taken back, shown again,
 * corrected and finished. After every step the focus is on something, and every button is where it was.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { DOUBLE_TAP_MS } from '../../../public/presenter/console/ignore-double-clicks'
import { resultsWords } from '../../../public/presenter/results/words'
import { presenterWords as words } from '../../../public/presenter/words'
import { startApp } from '../../support/app'
import { asks, cast, commandDone, LIST, offers, openPresenter, paste, voters } from '../support/lecture'
import { inBrowser, openPage, says, shows } from '../support/pages'

const LAPTOP = { width: 1280, height: 720 }
/** More than there is to be reached by Tab. */
const MAX_TABS = 80
const BUTTONS = [
  '.top :is(button, a)',
  '#tabs > *',
  '#back, #next',
  '#poll-controls :is(button, select)',
  '#poll-display, #private-tally',
].join()

/** When the page got the last key. */
interface Noted {
  lastKeyAt?: number
}

/** A presenter who has nothing but a keyboard, in front of this page. */
class Keyboard {
  private places: Record<string, number[]> | undefined

  private constructor(private readonly page: Page) {}

  static async at(app: Parameters<typeof openPresenter>[0]): Promise<{ page: Page; keyboard: Keyboard }> {
    const page = await openPresenter(app, { viewport: LAPTOP })
    await page.evaluate(() => {
      const note = (event: Event) => ((window as Noted).lastKeyAt = event.timeStamp)
      // Space presses a button when it is let go.
      for (const name of ['keydown', 'keyup']) addEventListener(name, note, true)
    })
    return { page, keyboard: new Keyboard(page) }
  }

  /** Presses a key that does one step; not so soon after the same key that it would be a bounce. */
  async press(key: string): Promise<void> {
    await commandDone(this.page)
    await this.page.waitForFunction(
      least => performance.now() - ((window as Noted).lastKeyAt ?? -Infinity) > least,
      DOUBLE_TAP_MS,
    )
    await this.page.keyboard.press(key)
  }

  /** Presses a key, after which "next" says this. */
  async step(key: string, then: string | RegExp): Promise<void> {
    await this.press(key)
    await offers(this.page, then)
    await this.check(key)
  }

  /** Goes to a place by Tab, and presses a key there. */
  async go(selector: string, key?: string): Promise<void> {
    for (let tabs = 0; !(await this.isAt(selector)); tabs++) {
      if (tabs === MAX_TABS) throw new Error(`Tab does not lead to ${selector}.`)
      await this.page.keyboard.press('Tab')
    }
    if (key) await this.press(key)
  }

  /** Writes a question into the open sheet, the second answer being right, and adds it to the list. */
  async write(text: string, ...choices: string[]): Promise<void> {
    const { page } = this
    await page.locator('#sheet-text:focus').waitFor()
    await page.keyboard.type(text)
    for (const choice of choices) {
      await page.keyboard.press('Enter')
      await page.keyboard.type(choice)
    }
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Space')
    await this.go('#add-to-list', 'Enter')
    await page.locator('#question-sheet').waitFor({ state: 'hidden' })
    await this.check(text)
  }

  /** The focus is on something, and every button stands where it stood before. */
  async check(after: string): Promise<void> {
    const { page } = this
    await commandDone(page)
    const { focused, places } = await page.evaluate(selector => {
      const places: Record<string, number[]> = {}
      for (const each of document.querySelectorAll<HTMLElement>(selector)) {
        const { x, y, width, height } = each.getBoundingClientRect()
        if (width > 0) places[each.id || each.textContent] = [x, y, width, height].map(Math.round)
      }
      return { focused: document.activeElement?.tagName, places }
    }, BUTTONS)
    expect(focused, `the focus after ${after}`).not.to.equal('BODY')
    this.places ??= places
    expect(places, `places after ${after}`).to.deep.equal(this.places)
  }

  private isAt(selector: string): Promise<boolean> {
    return this.page.evaluate(wanted => document.activeElement?.matches(wanted) ?? false, selector)
  }
}

inBrowser('The presenter’s keyboard', () => {
  it('leads a whole lecture: writes, asks, reveals, compares, takes back, shows again, corrects, finishes', async () => {
    const app = await startApp()
    const { page, keyboard } = await Keyboard.at(app)
    const [screen, crowd] = await Promise.all([openPage(app, { path: '/screen' }), voters(app, 4)])

    // Three questions; the first one by "next" itself.
    await keyboard.press('Space')
    await keyboard.write('One?', 'this', 'that')
    await offers(page, asks('One?'))
    for (const text of ['Twoo?', 'Three?']) {
      await keyboard.go('#new-question', 'Enter')
      await keyboard.write(text, 'this', 'that')
      await page.locator('#new-question:focus').waitFor()
    }
    await shows(page, '#open-questions', /3$/)

    // One hand on the space bar.
    await keyboard.go('#next')
    await keyboard.step('Space', words.step.close)
    await cast(crowd, 'AABB', poll => poll.question === 'One?')
    await shows(page, '#dock-turnout', words.turnout(4, 4))
    await keyboard.check('the votes')
    await keyboard.step('Space', words.step.show)
    await keyboard.step('Space', words.step.reveal)
    await keyboard.step('Space', asks('Twoo?'))

    // A second round, compared with the first one.
    await keyboard.go('#again', 'Enter')
    await says(page, words.done.again!)
    await keyboard.check('ask again')
    await cast(crowd, 'BBBA', poll => poll.round === 2)
    await keyboard.step('PageDown', words.step.show)
    await keyboard.step('PageDown', words.step.reveal)
    await shows(screen, '[data-letter=B] .points', words.points(25))
    await keyboard.step('PageDown', asks('Twoo?'))

    // On, and back again.
    await keyboard.step('PageDown', words.step.close)
    await shows(screen, '#question', 'Twoo?')
    await keyboard.step('u', asks('Twoo?'))
    await says(page, words.done.undo!)
    await shows(screen, '#question', 'One?')
    await keyboard.step('PageDown', words.step.close)

    // A typo, while people vote.
    await cast(crowd, 'ABBB', poll => poll.question === 'Twoo?')
    await keyboard.go('#reword', 'Enter')
    await page.locator('#sheet-text:focus').waitFor()
    await page.keyboard.type('Two?')
    await page.keyboard.press('Control+Enter')
    await says(page, words.done.reword!)
    await page.locator('#reword:focus').waitFor()
    await keyboard.check('the typo')
    await shows(screen, '#question', 'Two?')
    await shows(page, '#dock-turnout', words.turnout(4, 4))
    await keyboard.step('PageDown', words.step.show)
    await keyboard.step('PageDown', words.step.reveal)
    await keyboard.step('PageDown', asks('Three?'))
    await keyboard.step('PageDown', words.step.close)

    // An earlier result once more.
    await keyboard.go('#open-questions', 'ArrowRight')
    await shows(page, '#open-results', /2$/)
    const result = page.locator('.result', { hasText: 'One?' })
    const id = await result.getAttribute('data-id')
    await keyboard.go(`[data-id="${id}"] > .result-line`, 'Enter')
    await keyboard.go(`[aria-label="${resultsWords.ofResult(resultsWords.showAgain, 'One?')}"]`, 'Enter')
    await says(page, words.done.showAgain!)
    await shows(screen, '#question', 'One?')
    await keyboard.check('show again')

    // The last question again, and the end.
    await keyboard.press('u')
    await says(page, words.done.undo!)
    await offers(page, words.step.close)
    await cast(crowd, 'BBBB', poll => poll.question === 'Three?')
    for (const then of [words.step.show, words.step.reveal, words.step.finish, words.writeQuestion])
      await keyboard.step('PageDown', then)
    await screen.locator('.stage[data-moment=end]').waitFor()
  })

  it('is a clicker’s wherever the focus is outside a field', async () => {
    const app = await startApp()
    const { page, keyboard } = await Keyboard.at(app)
    await paste(page, LIST)
    await offers(page, /^Ask/)
    await keyboard.step('PageDown', words.step.close)
    const everywhere = [
      ...['#screen-link', '#to-invite', '#more', '#poll-display', '#back', '#next', '#open-close', '#again'],
      ...[
        '#reword',
        '#timer-set button',
        '#start-over',
        '#open-questions',
        '.question-line',
        '#new-question',
      ],
    ]
    for (const place of everywhere) {
      await page.locator(place).first().focus()
      await keyboard.step('PageDown', words.step.show)
      await keyboard.step('PageUp', words.step.close)
    }
    await page.locator('#right').focus()
    await page.keyboard.press('PageDown')
    await page.locator('#more').focus()
    await keyboard.step('ArrowRight', words.step.show)
    await keyboard.step('ArrowLeft', words.step.close)
  })
})
