/**
 * Pictures of all question types in boxes of all shapes: at 4:3, in tall ones such as a phone on which somebody opens
 * the projector's page, in forced colours; and what whoever sees none of them has instead.
 */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Question } from '../../../src/core/question-types/registry'
import { startApp } from '../../support/app'
import { connectPresenter } from '../../support/presenter'
import { inspect } from '../support/axe'
import { resize, settled } from '../support/fit'
import { cast, voters } from '../support/lecture'
import { inBrowser, openPage, shows } from '../support/pages'
import { momentIs } from '../support/projector'
import { textFaults } from '../support/text-boxes'
import { LECTURE } from '../support/types-lecture'

const BOXES = [
  [1024, 768],
  [768, 1024],
  [390, 844],
  [320, 640],
] as const
const LONG = 'Eine ungewöhnlich ausführliche Formulierung '
const ENDS = {
  low: 'not at all likely, whatever is offered',
  high: 'extremely likely, I have done so before',
}
const base = { kind: 'ballot', results: 'hidden', right: null } as const

interface Asked {
  question: Question
  votes: readonly string[]
}

/** What needs more room than other questions. */
const HARD: Record<string, Asked> = {
  'twelve choices': {
    question: {
      ...base,
      text: 'Which of these months have 31 days?',
      choices: [
        ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
        ...['September', 'October', 'November', 'December, the last one'],
      ],
      right: 'ACEGHJL',
      answer: { type: 'many', min: 1, max: 12 },
    },
    votes: ['ACEGHJL', 'ABCDEFGHIJKL', 'ACE', 'GH'],
  },
  'six statements on eleven points': {
    question: {
      ...base,
      text: 'How likely are you to recommend this lecture?',
      choices: [
        ...['The pace was right for me', 'I could follow the examples', 'كان المكان هادئا بما يكفي'],
        ...[
          'The exercises helped me to understand what was said',
          'I would recommend it',
          'I had time to ask',
        ],
      ],
      answer: { type: 'scale', from: 0, to: 10, ...ENDS },
    },
    votes: ['1,2,3,4,5,6', '10,,3,4,5,7', '1,2,3,4,5,10', '7,7,7,7,7,7'],
  },
  'statements from right to left': {
    question: {
      ...base,
      text: 'עד כמה אתם מסכימים?',
      choices: ['הקצב היה נכון', 'הבנתי את הדוגמאות', 'התרגילים עזרו לי'],
      answer: { type: 'scale', from: 1, to: 5, low: 'כלל לא', high: 'מאוד' },
    },
    votes: ['4,3,5', '2,3,', '5,5,5', '1,1,1'],
  },
  'ten items': {
    question: {
      ...base,
      text: 'Where would you like to go?',
      choices: [
        ...['Berlin', 'Hamburg', 'München', 'Köln', 'Frankfurt am Main', 'Stuttgart', 'Düsseldorf'],
        ...['Leipzig', 'Dortmund', 'Essen'],
      ],
      answer: { type: 'order', places: 10 },
    },
    votes: ['ABCDEFGHIJ', 'BACDEFGHIJ', 'CABDEFGHIJ', 'JIHGFEDCBA'],
  },
  'numbers of twelve digits with a long unit': {
    question: {
      ...base,
      text: 'How far is the sun?',
      choices: [],
      right: '149000000..151000000',
      answer: { type: 'number', min: 0, max: null, decimals: 1, unit: 'kilometres' },
    },
    votes: ['149600000', '150000000.5', '1', '100000000000'],
  },
  'long answers': {
    question: {
      ...base,
      text: 'What is not clear?',
      choices: [],
      answer: { type: 'text', most: 1 },
    },
    votes: [
      LONG.repeat(6),
      'لماذا لا تتوقف الحلقة عندما لا ننتظر الوعد أبدا',
      'setTimeout(f, 0)',
      LONG.repeat(3),
    ].map(text => text.trim()),
  },
}

/** All answers are shown as they come. */
const USUAL = Object.fromEntries(
  Object.entries(LECTURE).map(([type, { question, votes }]): [string, Asked] => [
    type,
    { question: { ...question, needsApproval: false }, votes },
  ]),
)

/** Nothing is cut, covered or broken, whatever the shape of the box. */
async function fitsBoxes(page: Page, what: string): Promise<void> {
  for (const [width, height] of BOXES) {
    await resize(page, width, height)
    await settled(page)
    const found = await textFaults(page, { within: '.stage', mayCut: '.cut .answer-text' })
    expect(found, `${what}, ${width} x ${height}`).to.deep.equal([])
    expect(await below(page), `${what}, ${width} x ${height}`).to.deep.equal([])
  }
}

/** What lies below the floor of the picture, or under its foot. */
const below = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const end = document.querySelector('.edge.lower')!.getBoundingClientRect().top + 1
    return [...document.querySelectorAll<HTMLElement>('.answers > *, .type-picture .picture-of-type *')]
      .filter(element => element.checkVisibility() && element.getBoundingClientRect().bottom > end)
      .map(({ className, textContent }) => `${className}: ${textContent}`)
  })

inBrowser('Pictures of all types', () => {
  for (const [type, { question, votes }] of Object.entries({ ...USUAL, ...HARD }))
    it(`fit into boxes of all shapes: ${type}`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      const crowd = await voters(app, votes.length)
      const screen = await openPage(app, { path: '/screen', reducedMotion: 'reduce' })
      await presenter.does({ name: 'ask', question })
      await cast(crowd, votes, poll => poll.question === question.text)
      await shows(screen, '#question', question.text)
      await fitsBoxes(screen, 'vote')
      await presenter.does({ name: 'close' })
      await presenter.does({ name: 'show' })
      await momentIs(screen, 'result')
      await fitsBoxes(screen, 'result')
      if (question.right !== null) {
        await presenter.does({ name: 'reveal' })
        await screen.locator('.stage.answered').waitFor()
        await fitsBoxes(screen, 'answer')
      }
      await presenter.does({ name: 'again' })
      await cast(crowd, [...votes].reverse(), poll => poll.round === 2)
      await presenter.does({ name: 'show' })
      await screen.locator('.stage.compared').waitFor()
      await fitsBoxes(screen, 'two rounds')
    })

  it('have what is said beside the question at its end: at the left of one that is read from right to left', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const screen = await openPage(app, { path: '/screen', viewport: { width: 1280, height: 720 } })
    const leftOf = async (selector: string) => (await screen.locator(selector).boundingBox())!.x
    const { question } = HARD['twelve choices']!
    for (const [text, isMirrored] of [
      ['أي هذه الأشهر طويلة؟', true],
      ['Which are long?', false],
    ] as const) {
      await presenter.does({ name: 'ask', question: { ...question, text } })
      await shows(screen, '#question', text)
      expect((await leftOf('.stage .corner')) < (await leftOf('#question')), text).to.equal(isMirrored)
    }
  })

  it('can be read in forced colours: axe finds nothing, and every bar and line is seen', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const crowd = await voters(app, 4)
    const screen = await openPage(app, {
      path: '/screen',
      viewport: { width: 1280, height: 720 },
      reducedMotion: 'reduce',
      forcedColors: 'active',
    })
    for (const [type, { question, votes }] of Object.entries(USUAL)) {
      await presenter.does({ name: 'ask', question })
      await cast(crowd, votes, poll => poll.question === question.text)
      await presenter.does({ name: 'show' })
      await shows(screen, '#question', question.text)
      await momentIs(screen, 'result')
      await settled(screen)
      await inspect(screen, type)
      expect(await unseenBars(screen), type).to.deep.equal([])
    }
  })

  it('have their sentence and their table for whoever does not see them, and nothing of it while results are hidden', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const crowd = await voters(app, 4)
    const screen = await openPage(app, { path: '/screen', reducedMotion: 'reduce' })
    for (const [type, { question, votes }] of Object.entries(USUAL)) {
      await presenter.does({ name: 'ask', question })
      await cast(crowd, votes, poll => poll.question === question.text)
      await shows(screen, '#question', question.text)
      await shows(screen, '.turnout', /^(All )?4/)
      expect(await cells(screen), `${type}, hidden`).to.deep.equal([])
      await presenter.does({ name: 'show' })
      await momentIs(screen, 'result')
      const isOfChoices = !question.answer || question.answer.type === 'many'
      const rows = isOfChoices ? '#table tbody tr' : '.type-picture .result-table tbody tr'
      await screen.locator(rows).first().waitFor({ state: 'attached' })
      expect((await cells(screen)).join(''), type).to.match(/\d/)
      // The letters and figures of choices are texts of a list themselves.
      if (!isOfChoices) await shows(screen, '.type-picture .visually-hidden p', /\d.*\.$/)
    }
  })
})

/** What stands in tables that are not hidden. */
const cells = (page: Page): Promise<string[]> =>
  page
    .locator('table:not([hidden]) td')
    .evaluateAll(all =>
      all.filter(cell => !cell.closest('[hidden]')).map(({ textContent }) => textContent ?? ''),
    )

/** Bars and marks that have the colour of what is behind them. */
const unseenBars = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const ground = getComputedStyle(document.querySelector('.stage')!).backgroundColor
    const seen = '.now-bar, .bin i, .cell-bar:not(.before), .word-bar, .mean-mark:not(.before), .band'
    return [...document.querySelectorAll<HTMLElement>(`.stage :is(${seen})`)]
      .filter(element => element.checkVisibility() && element.offsetHeight > 1)
      .filter(element => {
        const { backgroundColor, backgroundImage, boxShadow, borderTopWidth, borderLeftWidth } =
          getComputedStyle(element)
        const isFilled =
          backgroundImage !== 'none' || !['rgba(0, 0, 0, 0)', 'transparent', ground].includes(backgroundColor)
        return !isFilled && boxShadow === 'none' && borderTopWidth === '0px' && borderLeftWidth === '0px'
      })
      .map(({ className, parentElement }) => `${parentElement!.className} ${className}`)
  })
