/**
 * Tests the poll display of the presenter's page: in full screen it is the projector's picture, and it obeys a
 * clicker.
 */
import { stageWords } from '../../../public/shared/stage/words'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { presenterWords as words } from '../../../public/presenter/words'
import { startApp } from '../../support/app'
import { settled } from '../support/fit'
import {
  asks,
  cast,
  commandDone,
  fullScreen,
  LIST,
  offers,
  openChatSettings,
  openPresenter,
  paste,
  voters,
} from '../support/lecture'
import { inBrowser, openPage, says, shows, tallies, vote } from '../support/pages'

const SIZE = { viewport: { width: 1280, height: 720 } }
const PARTS = [
  '#question',
  '.join-line',
  '.typed-address',
  '.letter-cap',
  '.letter',
  '.now-bar',
  '.percent',
  '.text',
  '#turnout',
]

/** Where everything on the stage stands, and how large its letters are. */
const picture = (page: Page) =>
  page.evaluate(
    selectors =>
      selectors.flatMap(selector =>
        [...document.querySelectorAll(`.screen ${selector}`)].map(element => {
          const { x, y, width, height } = element.getBoundingClientRect()
          const { fontSize, color } = getComputedStyle(element)
          return { selector, x, y, width, height, fontSize, color, text: element.textContent }
        }),
      ),
    PARTS,
  )

/** Waits until this is seen where the question stands. */
const inFront = (page: Page, id: string) =>
  page.waitForFunction(wanted => {
    const { left, top } = document.querySelector('#question')!.getBoundingClientRect()
    return document.elementFromPoint(left + 5, top + 5)?.id === wanted
  }, id)

/** Presses keys one after the other; after each, "next" says what stands beside the key. */
async function press(page: Page, keys: readonly (readonly [key: string, then: string])[]): Promise<void> {
  for (const [key, then] of keys) {
    await page.keyboard.press(key)
    await offers(page, then)
  }
}

inBrowser('The presenter’s stage', () => {
  it('is the projector’s picture in full screen: the same things at the same places', async () => {
    const app = await startApp()
    const page = await openPresenter(app, SIZE)
    const screen = await openPage(app, { path: '/screen', ...SIZE })
    await paste(page, LIST)
    await offers(page, /^Ask/)
    const crowd = await voters(app, 3)
    for (const title of ['Which one', 'How many']) {
      await page.locator('#prepared .question-line', { hasText: title }).click()
      await page
        .locator('#prepared')
        .getByRole('button', { name: RegExp(`^Ask: ${title}`) })
        .click()
      await says(page, /^Question \d is up\.$/)
      const asked = (await page.locator('#question').textContent())!
      await cast(crowd, 'ABB', poll => poll.question === asked)
      await page.locator('#show-hide').click()
      await fullScreen(page)
      for (const each of [page, screen]) {
        await tallies(each, { A: 1, B: 2 })
        await settled(each)
      }
      await shows(screen, '#address', /\d$/)
      await shows(page, '#address', /\d$/)
      const expected = await picture(screen)
      expect(expected.length).to.be.greaterThan(14)
      expect(await picture(page)).to.deep.equal(expected)
      await page.evaluate(() => document.exitFullscreen())
      await page.locator('#poll-display.small').waitFor()
    }
  })

  it('obeys a clicker wherever the focus is: on, back, black', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, LIST)
    await offers(page, asks('Which one blocks the event loop?'))
    const stage = page.locator('#poll-display')
    await page.locator('#again').focus()
    await press(page, [
      ['PageDown', words.step.close],
      ['ArrowRight', words.step.show],
      ['PageDown', words.step.reveal],
      ['ArrowRight', asks('Who has read the chapter?')],
      ['PageUp', words.step.reveal],
      ['ArrowLeft', words.step.show],
      ['PageUp', words.step.close],
    ])
    await page.keyboard.press('.')
    await says(page, words.blanked)
    await inFront(page, 'poll-display')
    await page.keyboard.press('PageDown') // the picture comes back first
    await inFront(page, 'question')
    await offers(page, words.step.close)
    await page.keyboard.press('.')
    await stage.click()
    await inFront(page, 'question')
  })

  it('obeys the other keys that clickers send, in full screen: Space, Enter, arrows, B, and F5 reloads nothing', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, LIST)
    await offers(page, asks('Which one blocks the event loop?'))
    await page.locator('#poll-display').focus()
    await page.keyboard.press('F5')
    await page.locator('#poll-display.screen').waitFor()
    await press(page, [
      [' ', words.step.close],
      ['Enter', words.step.show],
      ['ArrowDown', words.step.reveal],
      ['ArrowUp', words.step.show],
      [' ', words.step.reveal],
    ])
    await page.keyboard.press('b')
    await says(page, words.blanked)
    await page.locator('#poll-display.blanked').waitFor()
    await page.keyboard.press('Shift+B')
    await inFront(page, 'question')
    await page.evaluate(() => {
      const stopped: string[] = []
      Object.assign(window, { stopped })
      window.addEventListener('keydown', event => event.defaultPrevented && stopped.push(event.key))
    })
    for (const key of ['F5', 'Shift+F5']) await page.keyboard.press(key)
    await page.keyboard.press('ArrowUp')
    await offers(page, words.step.show)
    const stopped = await page.evaluate(() => (window as unknown as { stopped: string[] }).stopped)
    expect(stopped).to.deep.equal(['F5', 'F5', 'ArrowUp'])
    expect(await page.locator('#poll-display.screen').count()).to.equal(1)
  })

  it('goes on once for a key that is held and for a clicker that bounces', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, LIST)
    await offers(page, asks('Which one blocks the event loop?'))
    const stage = page.locator('#poll-display')
    await stage.focus()
    await stage.evaluate(element => {
      const press = (repeat: boolean) =>
        element.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', repeat, bubbles: true }))
      for (const repeat of [false, false, true]) press(repeat)
    })
    await offers(page, words.step.close)
    await says(page, `${words.isUp(1)} ${words.tooFast}`)
    await shows(page, '#state', stageWords.state.open)
  })

  it('leaves raised hands up when a clicker is pressed and no question is prepared, and leads to writing one', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const voter = await openPage(app)
    await vote(voter, 'B')
    await offers(page, words.writeQuestion)
    await page.locator('#next').press('Enter')
    await page.locator('#sheet-text:focus').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('#next:focus').waitFor()
    await page.locator('#poll-display').focus()
    await page.keyboard.press('PageDown')
    await page.locator('#sheet-text:focus').waitFor()
    await page.keyboard.press('Escape')
    await fullScreen(page)
    await page.keyboard.press('ArrowRight')
    await says(page, words.nothingNext)
    await page.evaluate(() => document.exitFullscreen())
    await page.locator('#next').focus()
    await paste(await openPresenter(app), LIST)
    await offers(page, /^Ask/)
    await tallies(voter, { A: 0, B: 1 })
    expect(await voter.locator('#B').getAttribute('aria-pressed')).to.equal('true')
  })

  it('leaves the keys alone in text fields and with Ctrl', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, LIST)
    await offers(page, /^Ask/)
    await openChatSettings(page)
    await page.locator('#announce-text').fill('a.')
    for (const place of ['#announce-text', '#right']) {
      await page.locator(place).focus()
      for (const key of ['PageDown', 'ArrowRight', 'PageUp']) await page.keyboard.press(key)
    }
    await page.locator('#announce-text').press('.')
    // The arrow keys chose right answers; a step that is pressed while they are on their way is ignored.
    await commandDone(page)
    await page.locator('#poll-display').focus()
    await page.keyboard.press('Control+PageDown')
    await page.keyboard.press('.')
    await says(page, words.blanked)
    await shows(page, '#question', words.questionAloud)
    expect(await page.locator('#announce-text').inputValue()).to.include('.')
  })

  it('shows in full screen neither the private tally nor a code with the key', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await page.locator('#open-invite').click()
    await page.getByRole('button', { name: words.showPhone }).click()
    await page.locator('#phone-code svg').waitFor()
    await fullScreen(page)
    expect(await page.locator('#phone-code svg').count()).to.equal(0)
    expect(
      await page
        .locator('#poll-display #private-tally, #poll-display #phone-code, #poll-display #right')
        .count(),
    ).to.equal(0)
  })
})
