/** Tests a lecture that is steered on the projector's page alone, by a clicker, also by one whose button bounces. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { stageWords } from '../../../public/shared/stage/words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { connectPresenter, question } from '../../support/presenter'
import { cast, voters } from '../support/lecture'
import { inBrowser, shows } from '../support/pages'
import { momentIs, screenWithKey } from '../support/projector'

const FIRST = question({
  text: 'Which one blocks the event loop?',
  choices: ['await fetch()', 'while (true) {}', 'setTimeout(f, 0)', 'fs.readFile()'],
  results: 'hidden',
  right: 'B',
  explanation: 'It never gives the thread back.',
})
const SECOND = question({ text: 'And which one does not?', results: 'hidden' })

/** Presses a button, which closes at this time. A busy page hears of it later, but knows when it was. */
const press = (page: Page, key: string, atMs: number) =>
  page.evaluate(
    ([pressed, timeStamp]) => {
      const event = new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true })
      Object.defineProperty(event, 'timeStamp', { value: timeStamp })
      document.body.dispatchEvent(event)
    },
    [key, atMs] as const,
  )

/** Any two presses of a person are further apart than a bounce. */
const apart = (page: Page) => page.waitForTimeout(400)

inBrowser('A clicker on the projector’s page', () => {
  it('leads through a whole lecture: asked, closed, shown, revealed, asked again, compared, finished, shown again', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'prepare', questions: [FIRST] })
    const crowd = await voters(app, 4)
    const screen = await screenWithKey(app)
    await momentIs(screen, 'join')
    const next = async (selector: string, text: string | RegExp) => {
      await screen.keyboard.press('PageDown')
      await shows(screen, selector, text)
      await apart(screen)
    }
    await next('#question', FIRST.text)
    await momentIs(screen, 'vote')
    await cast(crowd, 'AABC', ({ posed }) => posed)
    await next('#state', stageWords.state.closed)
    await next('[data-letter=A] .now .percent', words.percent(50))
    await next('.verdict', stageWords.letterIsRight('B'))
    await shows(screen, '.explanation', FIRST.explanation!)
    // A clicker has no key for it: the presenter asks again on the remote, and goes on with the clicker.
    await presenter.does({ name: 'again' })
    await momentIs(screen, 'vote')
    await cast(crowd, 'BBBC', ({ round }) => round === 2)
    await next('#state', stageWords.state.closed)
    await next('[data-letter=B] .now .percent', words.percent(75))
    await shows(screen, '[data-letter=B] .then .percent', words.percent(25))
    await next('.verdict', stageWords.letterIsRight('B'))
    await next('.thanks', stageWords.thankYou)
    await momentIs(screen, 'end')
    await screen.keyboard.press('PageUp')
    await momentIs(screen, 'result')
    await shows(screen, '[data-letter=B] .now .percent', words.percent(75))
  })

  for (const afterMs of [100, 340])
    it(`takes one step where its button closes again after ${afterMs} ms, and never skips a result`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      await presenter.does({ name: 'prepare', questions: [FIRST, SECOND] })
      const crowd = await voters(app, 2)
      const screen = await screenWithKey(app)
      await momentIs(screen, 'join')
      let pressed = 0
      const bounces = async (selector: string, text: string | RegExp) => {
        const { step } = presenter.lectern()
        pressed += 1000
        await press(screen, 'PageDown', pressed)
        await shows(screen, selector, text)
        await press(screen, 'PageDown', pressed + afterMs)
        expect(presenter.lectern().step, String(text)).to.equal(step + 1)
      }
      await bounces('#question', FIRST.text)
      await cast(crowd, 'BB', ({ posed }) => posed)
      await bounces('#state', stageWords.state.closed)
      await bounces('[data-letter=B] .now .percent', words.percent(100))
      await bounces('.verdict', stageWords.letterIsRight('B'))
      await shows(screen, '#question', FIRST.text)
      await bounces('#question', SECOND.text)
      await momentIs(screen, 'vote')
    })
})
