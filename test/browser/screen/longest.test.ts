/**
 * Tests that the poll display holds any question: eight choices, two rounds, the longest texts; nothing overlaps or
 * scrolls.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { stageWords } from '../../../public/shared/stage/words'
import { words } from '../../../public/shared/words'
import { connectPresenter, question } from '../../support/presenter'
import { startApp } from '../../support/app'
import { faults, resize, settled } from '../support/fit'
import { cast, voters } from '../support/lecture'
import { inBrowser, openPage, shows } from '../support/pages'
import { smallTexts } from '../support/projector'
import { shot } from '../support/screenshot'

const SIZES = [
  [1920, 1080],
  [1024, 768],
] as const
/** Where the texts are very long, the address gives way to the right answer, and the points to the figures. */
const PARTS = [
  '#question',
  '.stage:not(.dense) .join-line',
  '#turnout',
  '.letter-cap',
  '.letter',
  '.stage-choice .text',
]
const FIGURES = ['.now .percent', '.then .percent', '.stage:not(.dense) .points', '.verdict', '.rounds']
const LONG = 'Eine ungewöhnlich ausführliche Formulierung '
const QUESTIONS = {
  code: {
    text: 'Which of these blocks the event loop for the longest time?',
    choices: [
      'await fetch(url)',
      'while (true) {}',
      'setTimeout(f, 0) in a loop',
      'fs.readFile() of a large file',
      'JSON.parse() of 200 MB of text',
      'crypto.randomBytes(16)',
      'process.nextTick() that calls itself',
      'None: Node has many threads',
    ],
  },
  longest: {
    text: LONG.repeat(12).slice(0, 500).trim(),
    choices: Array<string>(8).fill(LONG.repeat(5).slice(0, 200).trim()),
  },
  twelve: {
    text: 'Which of these months has the most days in the Julian calendar?',
    choices: [
      ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
      ...['September', 'October', 'November', 'December, the last one'],
    ],
  },
  four: { text: 'Which?', choices: ['await fetch()', 'while (true) {}', 'setTimeout(f, 0)', LONG] },
}

const TITLES = {
  code: 'eight choices',
  longest: 'the longest texts',
  twelve: 'twelve choices',
  four: 'a long choice',
}
/**
 * The smallest letters, as a share of the height. At 4:3 the longest texts have no room for 3 %: the presenter is warned
 * in the question's sheet.
 */
const leastOf = (name: string, width: number, height: number) =>
  name === 'longest' && width / height < 1.5 ? 0.0256 : 0.03

/** The size of the letters of an element, in pixels. */
const lettersOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate(element => parseFloat(getComputedStyle(element).fontSize))

inBrowser('The stage', () => {
  for (const [name, { text, choices }] of Object.entries(QUESTIONS))
    it(`holds a question with ${TITLES[name as keyof typeof TITLES]}, readable before and after a second round`, async () => {
      const app = await startApp({ PUBLIC_URL: 'http://192.168.178.123:3000' })
      const presenter = await connectPresenter(app)
      const crowd = await voters(app, 8)
      await presenter.does({
        name: 'ask',
        question: question({ text, choices, results: 'hidden', right: 'B' }),
      })
      const screens = await Promise.all(
        SIZES.flatMap(([width, height]) =>
          (['light', 'dark'] as const).map(async colorScheme => ({
            name: `stage-${name}-${width}-${colorScheme}`,
            least: leastOf(name, width, height),
            screen: await openPage(app, { path: '/screen', viewport: { width, height }, colorScheme }),
          })),
        ),
      )
      const fits = async (state: string, ...more: string[]) => {
        for (const { screen, name, least } of screens) {
          await shows(screen, '#state', new RegExp(state))
          await shows(screen, '.join-picture .typed-address', '192.168.178.123:3000')
          await settled(screen)
          expect(await smallTexts(screen, least), `${name} ${state}`).to.deep.equal([])
          expect(await faults(screen, [...PARTS, ...more])).to.deep.equal([])
          await shot(screen, `${name}-${state}`)
        }
      }
      await fits(stageWords.state.open)
      await cast(crowd, 'AABBBCDD', poll => poll.posed)
      await presenter.does({ name: 'again' })
      await cast(crowd, 'BBBBBBBA', poll => poll.round === 2)
      await presenter.does({ name: 'reveal' })
      for (const { screen } of screens) await shows(screen, '.verdict', stageWords.letterIsRight('B'))
      await fits(stageWords.state.closed, ...FIGURES)
    })

  it('has letters for the last row wherever the texts are not long', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question(QUESTIONS.code) })
    const screen = await openPage(app, { path: '/screen', viewport: { width: 1920, height: 1080 } })
    await shows(screen, '#address', /\d$/)
    expect(await lettersOf(screen, '.stage-choice .text')).to.be.at.least(36)
    expect(await lettersOf(screen, '#question')).to.be.at.least(50)
    await presenter.does({ name: 'hands' })
    await shows(screen, '#question', words.questionAloud)
    expect(await lettersOf(screen, '#question')).to.be.at.least(72)
  })

  it('fits again when its window gets another size', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question(QUESTIONS.longest) })
    const screen = await openPage(app, { path: '/screen', viewport: { width: 1920, height: 1080 } })
    await shows(screen, '#address', /\d$/)
    for (const [width, height] of [[1024, 768] as const, [1280, 720] as const]) {
      await resize(screen, width, height)
      await screen.waitForFunction(() => {
        const stage = document.querySelector<HTMLElement>('.stage')!
        return Math.abs(parseFloat(stage.style.getPropertyValue('--v')) - innerHeight / 100) < 0.1
      })
      expect(await faults(screen, PARTS)).to.deep.equal([])
    }
  })
})
