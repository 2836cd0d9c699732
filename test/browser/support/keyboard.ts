/** A presenter who has nothing but a keyboard; after every step nothing has moved, and the focus is on something. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { DOUBLE_TAP_MS } from '../../../public/presenter/console/ignore-double-clicks'
import { commandDone, offers, openPresenter } from './lecture'

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
export class Keyboard {
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
        // What is right is said by a list of letters or by a button, of one size at one place.
        const name = each.id === 'right-set' ? 'right' : each.id || each.textContent
        if (width > 0) places[name] = [x, y, width, height].map(Math.round)
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
