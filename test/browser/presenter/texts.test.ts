/**
 * Tests that every text of the console can be read, in every state and on every window: none is cut, broken inside a
 * word, or covered by another one.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { presenterWords as words } from '../../../public/presenter/words'
import type { Command } from '../../../src/core/protocol/presenter'
import { startApp } from '../../support/app'
import { connectPresenter, openRoom, question } from '../../support/presenter'
import { joined, newTab } from '../../support/clients'
import { inspect } from '../support/axe'
import { resize } from '../support/fit'
import { cast, LIST, openPresenter, voters } from '../support/lecture'
import { inBrowser, shows } from '../support/pages'
import { shot } from '../support/screenshot'
import { textFaults } from '../support/text-boxes'

/** The windows, and how large their text is. */
const WINDOWS: [width: number, height: number, text?: string][] = [
  [320, 640],
  [390, 844],
  [640, 360],
  [768, 1024],
  [1024, 768],
  [1280, 720],
  [1920, 1080],
  [390, 844, '200%'],
  [1280, 720, '200%'],
]
/** What is meant to show the beginning of a long text, or scrolls inside itself. */
const MAY_CUT = '#next-label, .question-line, [role=tabpanel], .poll-column'
const CHOICES = [
  'One',
  'Two',
  'Three',
  'Four',
  'Five of them, with the Earth that we stand on',
  'Six',
  'Seven',
  'Eight',
]

/** What cannot be read of a state, on any of the windows. */
async function faultsOf(page: Page, state: string): Promise<string[]> {
  const found: string[] = []
  for (const [width, height, text = '100%'] of WINDOWS) {
    await resize(page, width + 1, height)
    await page.evaluate(size => (document.documentElement.style.fontSize = size), text)
    await resize(page, width, height)
    await drawn(page)
    const faults = await textFaults(page, { mayCut: MAY_CUT })
    const name = `${state}, ${width} x ${height}, ${text}`
    found.push(...faults.map(fault => `${name}: ${fault}`))
    await shot(page, `texts-${width}-${text.replace('%', '')}-${state.replace(/ /g, '-')}`)
  }
  return found
}

/** Waits until the page has been laid out again: what observes sizes does so between frames. */
const drawn = (page: Page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(done => requestAnimationFrame(done))
  })

inBrowser('The texts of the console', () => {
  it('can be read in every state of a lecture, on every window', async () => {
    const app = await startApp()
    // The line of the time would not stand still.
    const page = await openPresenter(app, {
      viewport: { width: 1280, height: 720 },
      reducedMotion: 'reduce',
    })
    const presenter = await connectPresenter(app)
    const crowd = await voters(app, 8)
    const found: string[] = []
    const look = async (state: string, seen?: () => Promise<unknown>) => {
      await seen?.()
      found.push(...(await faultsOf(page, state)))
    }
    const does = async (...commands: Command[]) => {
      for (const command of commands) await presenter.does(command)
    }
    await look('nothing prepared')
    const long = question({
      text: LIST.split('\n\n')[2]!.split('\n')[0]!,
      choices: CHOICES,
      results: 'hidden',
      right: 'E',
    })
    const short = question({ text: 'Short?', choices: ['yes', 'no', 'maybe'], results: 'hidden', right: 'B' })
    // The list shows one line of a text: the long one is asked without it.
    await does(
      { name: 'prepare', questions: [short, question({ text: 'Last?' })] },
      { name: 'ask', question: long },
    )
    await cast(crowd, 'AABBBCDD', poll => poll.question === long.text)
    await look('vote', () => shows(page, '#dock-turnout', words.turnout(8, 8)))
    await does({ name: 'setTimer', seconds: 600 })
    await look('countdown', () => shows(page, '#clock', /\d:\d\d/))
    await does({ name: 'close' }, { name: 'show' })
    await look('results', () => shows(page, '#next-label', words.revealAnswer('E')))
    await does({ name: 'reveal' })
    await look('answer', () => shows(page, '#next-label', /^Ask/))
    await does({ name: 'again' })
    await cast(crowd, 'EEEEEEBB', poll => poll.round === 2)
    await does({ name: 'close' }, { name: 'show' })
    await look('two rounds', () => shows(page, '#private-chart [data-letter=E] .percent', /^75/))
    await does({ name: 'askPrepared', index: 0 })
    await look('undo', () => page.locator('#undo').waitFor())
    await cast(crowd, 'BBBBBBAA', poll => poll.question === 'Short?')
    await does({ name: 'again' })
    await cast(crowd, 'BBBBBBBA', poll => poll.question === 'Short?' && poll.round === 2)
    await does({ name: 'ask', question: short })
    await cast(crowd, 'AAABBBBC', poll => poll.question === 'Short?' && poll.round === 1)
    await does({ name: 'hands' })
    const { results } = presenter.lectern()
    const [one, two] = results.filter(({ text }) => text === 'Short?')
    await does({ name: 'showAgain', id: one!.id })
    await look('past', () => shows(page, '#question', 'Short?'))
    await does({ name: 'showAgain', id: two!.id, beside: one!.id })
    await look('side by side', () => page.locator('#poll-display.compared').waitFor({ state: 'attached' }))
    await does({ name: 'finish' })
    await look('finish', () => page.locator('#poll-display[data-moment=end]').waitFor({ state: 'attached' }))
    expect(found.join('\n')).to.equal('')
  })

  it('can be read when the room has ended', async () => {
    const app = await startApp()
    const { code, presenterKey } = await openRoom(app)
    const page = await openPresenter(app, {
      path: `/r/${code}/present`,
      key: presenterKey,
      viewport: { width: 1280, height: 720 },
    })
    expect(await faultsOf(page, 'a room')).to.deep.equal([])
    const client = app.client({ presenterKey, room: code, tab: newTab() })
    await joined(client)
    await client.emitWithAck('eraseRoom', { code })
    await shows(page, '#ended-title', words.hasEnded)
    expect(await faultsOf(page, 'an ended room')).to.deep.equal([])
  })

  for (const [width, height] of [
    [768, 1024],
    [640, 360],
  ] as const)
    it(`has nothing for axe to find, ${width} x ${height}`, async () => {
      const app = await startApp()
      const page = await openPresenter(app, { viewport: { width, height } })
      await inspect(page, 'nothing prepared')
      const { does } = await connectPresenter(app).then(presenter => ({
        does: (command: Command) => presenter.does(command),
      }))
      await does({ name: 'prepare', questions: [question({ text: 'One?', results: 'hidden', right: 'B' })] })
      await does({ name: 'next' })
      await does({ name: 'setTimer', seconds: 600 })
      await shows(page, '#clock', /\d:\d\d/)
      await inspect(page, 'countdown')
      for (const name of ['close', 'show', 'reveal'] as const) await does({ name })
      await shows(page, '#next-label', words.step.finish)
      await inspect(page, 'answer')
      await does({ name: 'finish' })
      await shows(page, '#next-label', words.writeQuestion)
      await inspect(page, 'finish')
    })
})
