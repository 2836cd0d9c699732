/** Tests what somebody hears of a whole question, word by word: who was there from the start, and who comes late. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { connectPresenter, question } from '../../support/presenter'
import { startApp } from '../../support/app'
import { words } from '../../../public/shared/words'
import { inBrowser, openPage, says, shows } from '../support/pages'
import { crowd } from '../support/rooms'

const ASKED = question({
  text: 'Which one blocks the event loop?',
  choices: ['await fetch()', 'while (true) {}', 'setTimeout(f, 0)'],
  kind: 'hands',
  results: 'hidden',
  right: 'B',
  explanation: 'It never gives the thread back.',
})
const NEW = 'New question: Which one blocks the event loop? 3 choices.'
const TALLY = 'Results: A 40 percent, B 60 percent, C 0 percent. 5 votes in all.'
const RIGHT = 'Right! Like 60 percent of you. Why B: It never gives the thread back.'
const WRONG = 'Not this time: B was right. Why B: It never gives the thread back.'
const NO_VOTE = 'B was right. Why B: It never gives the thread back.'

interface Heard {
  voice: string[]
  status: string[]
}

/**
 * Notes from the start what the live regions say. The page's script may be in before the page is parsed to its end, so
 * this listens to the document, from before there is anything in it.
 */
async function listening(page: Page): Promise<void> {
  await page.addInitScript(atFirst => {
    const names: Record<string, string> = { 'tally-voice': 'voice', 'status-message': 'status' }
    const heard: Record<string, string[]> = { voice: [], status: [] }
    Object.assign(window, { heard })
    new MutationObserver(changes => {
      for (const region of new Set(changes.map(({ target }) => target as Element))) {
        const said = heard[names[region.id] ?? '']
        if (region.textContent && region.textContent !== atFirst) said?.push(region.textContent)
      }
    }).observe(document, { childList: true, subtree: true })
  }, words.connecting)
}

const heardOn = (page: Page): Promise<Heard> =>
  page.evaluate(() => (window as unknown as { heard: Heard }).heard)
const voice = (page: Page, sentence: string) => shows(page, '#tally-voice', sentence)

inBrowser('Somebody who listens', () => {
  it('hears a question from its beginning to its answer, a right vote and a wrong one', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const options = {
      prepare: async (page: Page) => {
        await page.clock.install()
        await listening(page)
      },
    }
    const [right, wrong] = await Promise.all([openPage(app, options), openPage(app, options)])
    const both = [
      [right, 'B'],
      [wrong, 'A'],
    ] as const
    // From here on time passes on the pages when it is told to, however busy the machine is.
    for (const [page] of both) await page.clock.pauseAt(Date.now() + 1000)
    await presenter.does({ name: 'ask', question: ASKED })
    for (const [page] of both) await voice(page, NEW)
    await crowd(app, 'ABB')
    for (const [page, letter] of both) {
      await page.locator(`#${letter}`).click()
      await says(page, `Your vote ${letter} is recorded.`)
    }
    await presenter.does({ name: 'setTimer', seconds: 31 })
    for (const [page] of both) {
      await voice(page, '31 seconds left.')
      for (const [seconds, said] of [
        [1, '30 seconds left.'],
        [10, '30 seconds left.'],
        [10, '10 seconds left.'],
        [10, '10 seconds left.'],
      ] as const) {
        await page.clock.fastForward(seconds * 1000)
        await voice(page, said)
      }
    }
    await presenter.does({ name: 'close' })
    for (const [page, letter] of both) await says(page, `Time is up. You said ${letter}.`)
    await presenter.does({ name: 'show' })
    for (const [page] of both) await voice(page, TALLY)
    await presenter.does({ name: 'reveal' })
    await voice(right, RIGHT)
    await voice(wrong, WRONG)
    for (const [page, letter] of both)
      expect(await heardOn(page)).to.deep.equal({
        voice: [
          NEW,
          '31 seconds left.',
          '30 seconds left.',
          '10 seconds left.',
          TALLY,
          page === right ? RIGHT : WRONG,
        ],
        status: [
          'The presenter asks aloud. Tap your answer.',
          'Tap your answer.',
          `Sending ${letter} …`,
          `Your vote ${letter} is recorded.`,
          `Time is up. You said ${letter}.`,
          `These are the results. You said ${letter}.`,
        ],
      } satisfies Heard)
  })

  it('hears how a question stands that is closed already: hidden, shown, revealed', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: ASKED })
    await crowd(app, 'ABBBA')
    await presenter.does({ name: 'close' })
    const late = await openPage(app, { prepare: listening })
    await says(late, 'Voting is closed.')
    await presenter.does({ name: 'show' })
    await voice(late, TALLY)
    const later = await openPage(app, { prepare: listening })
    await voice(later, TALLY)
    await presenter.does({ name: 'reveal' })
    for (const page of [late, later]) await voice(page, NO_VOTE)
    const latest = await openPage(app, { prepare: listening })
    await voice(latest, `${TALLY} ${NO_VOTE}`)
    const results = 'These are the results.'
    expect(await heardOn(late)).to.deep.equal({
      voice: [TALLY, NO_VOTE],
      status: ['Voting is closed.', results],
    })
    expect(await heardOn(later)).to.deep.equal({ voice: [TALLY, NO_VOTE], status: [results] })
    expect(await heardOn(latest)).to.deep.equal({ voice: [`${TALLY} ${NO_VOTE}`], status: [results] })
  })
})
