/** Tests that each type of question is written in the sheet: by the keyboard alone, kept when another is chosen, read. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { numberFormWords, orderFormWords, scaleFormWords } from '../../../public/question-types/form-words'
import { presenterWords as words } from '../../../public/presenter/words'
import { asWritten } from '../../../src/core/poll/question-list'
import type { Question } from '../../../src/core/protocol/poll'
import type { TypeName } from '../../../src/core/question-types/registry'
import { startApp, type TestApp } from '../../support/app'
import { cast, commandDone, openPresenter, paste, voters } from '../support/lecture'
import { defaultRoom } from '../support/network'
import { CONNECTION_ERRORS, inBrowser, says, shows } from '../support/pages'
import { present } from '../support/rooms'

const closed = (page: Page) => page.locator('#question-sheet').waitFor({ state: 'hidden' })
const posed = async (app: TestApp) => (await defaultRoom(app)).document.poll.question
const field = (page: Page, name: string) => page.locator(`#type-form [data-field=${name}]`)
const rowTexts = (page: Page) =>
  page
    .locator('#sheet-rows textarea')
    .evaluateAll(all => all.map(each => (each as HTMLTextAreaElement).value))

async function open(page: Page): Promise<void> {
  await commandDone(page)
  await page.locator('#new-question').focus()
  await page.keyboard.press('Enter')
  await page.locator('#question-sheet').waitFor()
}

/** Chooses a type by the arrow keys, beginning in the question. */
async function pick(page: Page, type: TypeName): Promise<void> {
  await page.locator('#sheet-text').focus()
  await page.keyboard.press('Shift+Tab')
  const chosen = page.locator('#sheet-kinds input:checked')
  for (let tries = 0; (await chosen.inputValue()) !== type && tries < 7; tries++)
    await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  if (type !== 'one') await page.locator('#type-form .type-fields').waitFor()
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
/** Types each text, with Enter behind it. */
const lines = async (page: Page, ...texts: string[]) => {
  for (const text of texts) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
}

const base: Question = { text: 'Q?', choices: [], kind: 'ballot', results: 'hidden', right: null }

/** What is pressed from the question on, and what is asked then. */
const WRITTEN: Record<string, { type: TypeName; by: (page: Page) => Promise<void>; question: Question }> = {
  'several choices, two of them right': {
    type: 'many',
    async by(page) {
      await lines(page, 'Q?', '2', '4')
      await page.keyboard.type('5')
      await press(page, 'Shift+Tab', 'Space', ...Array<string>(6).fill('Shift+Tab'), 'Space')
    },
    question: { ...base, choices: ['2', '4', '5'], right: 'AC', answer: { type: 'many', min: 1, max: 3 } },
  },
  'a scale with statements': {
    type: 'scale',
    async by(page) {
      await lines(page, 'Q?')
      await press(page, 'Tab')
      await page.keyboard.type('never')
      await press(page, 'Tab', 'Tab')
      await page.keyboard.type('always')
      await press(page, 'Tab', 'Enter')
      await lines(page, 'fun', 'easy')
    },
    question: {
      ...base,
      choices: ['fun', 'easy'],
      answer: { type: 'scale', from: 1, to: 5, low: 'never', high: 'always' },
    },
  },
  'a number with its tolerance, unit and range': {
    type: 'number',
    async by(page) {
      await lines(page, 'Q?', '1789')
      await press(page, 'ArrowDown', 'Tab')
      await lines(page, '10', 'm')
      await press(page, 'Tab')
      await lines(page, '1500', '2000')
    },
    question: {
      ...base,
      right: '1779..1799',
      answer: { type: 'number', min: 1500, max: 2000, decimals: 0, unit: 'm' },
    },
  },
  'a number with a comma': {
    type: 'number',
    by: page => lines(page, 'Q?', '3,14'),
    question: {
      ...base,
      right: '3.14..3.14',
      answer: { type: 'number', min: null, max: null, decimals: 2, unit: '' },
    },
  },
  'an order by preference': {
    type: 'order',
    by: page => lines(page, 'Q?', 'x', 'y', 'z'),
    question: { ...base, choices: ['x', 'y', 'z'], answer: { type: 'order', places: 3 } },
  },
  'words for a cloud': {
    type: 'words',
    async by(page) {
      await page.keyboard.type('Q?')
    },
    question: { ...base, answer: { type: 'words', most: 3 } },
  },
  'open text with right answers, shown as they come': {
    type: 'text',
    async by(page) {
      await lines(page, 'Q?')
      await press(page, 'Tab')
      await lines(page, 'Köln', 'Cologne')
      await press(page, 'Tab', 'Space')
    },
    question: { ...base, right: 'Köln\nCologne', answer: { type: 'text', most: 1 } },
  },
}

/** One question of each kind, as it is written out. */
const ALL = `Which of these are prime? [many 1-2, abstain]
*2
4
*5

How sure are you? [scale 1-5: not at all … completely]

Each of these [scale 0-10, hands]
fun
easy

When did it begin? [number 1500..2000 = 1779..1799 m]

What comes first? [order correct]
this first
this second
this third

Which topic first? [order 2]
Loops
Lists
Maps

What did you not understand? [text, approve]

Capital? [text 2]
*Paris
*Lutetia
> On the Seine.

What slows you down? [words 5; without en, live]`

inBrowser('The sheet for a question of each type', () => {
  it('takes each of them by the keyboard alone', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    for (const [name, { type, by, question }] of Object.entries(WRITTEN)) {
      await open(page)
      await pick(page, type)
      await by(page)
      await press(page, 'Control+Enter')
      await closed(page)
      expect(await posed(app), name).to.deep.equal(question)
    }
  })

  it('shuffles what is written in its right order, and edits it in that order', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await pick(page, 'order')
    await press(page, 'Tab', 'ArrowDown', 'Enter')
    await lines(page, 'x', 'y')
    await page.keyboard.type('z')
    await page.locator('#add-to-list').click()
    await says(page, words.added(1))
    const [listed] = (await defaultRoom(app)).document.prepared
    expect(asWritten(listed!)).to.deep.equal(['x', 'y', 'z'])
    expect(listed!.choices).to.not.deep.equal(['x', 'y', 'z'])
    await commandDone(page)
    await page.locator('#prepared .question-line').click()
    await page.locator('#prepared [data-action=edit]').click()
    await page.locator('#type-form .type-fields').waitFor()
    expect(await rowTexts(page)).to.deep.equal(['x', 'y', 'z'])
  })

  it('moves the lines of an order by Alt with an arrow and by a button, and says so', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await pick(page, 'order')
    await lines(page, 'Q?', 'x', 'y')
    await page.keyboard.type('z')
    await press(page, 'Alt+ArrowUp')
    expect(await rowTexts(page)).to.deep.equal(['x', 'z', 'y', ''])
    await shows(page, '#sheet-said', orderFormWords.rows.moved(2))
    // The focus went with it.
    await page.keyboard.type('!')
    const up = page.getByRole('button', { name: orderFormWords.rows.mover('B') })
    await up.focus()
    await press(page, 'Enter', 'Enter')
    expect(await rowTexts(page)).to.deep.equal(['z!', 'x', 'y', ''])
    expect(await page.evaluate(() => document.activeElement!.getAttribute('aria-label'))).to.equal(
      orderFormWords.rows.mover('A'),
    )
    await press(page, 'Control+Enter')
    await closed(page)
    expect((await posed(app)).choices).to.deep.equal(['z!', 'x', 'y'])
  })

  it('keeps all that was typed when another type is chosen, and over a reload', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await lines(page, 'Kept?', 'one', 'two')
    await page.getByRole('button', { name: words.markRight('B') }).click()
    await pick(page, 'number')
    await field(page, 'right').fill('3,')
    await field(page, 'unit').fill('kg')
    // What was written as choices is offered as statements, as long as there are none.
    await pick(page, 'scale')
    expect(await rowTexts(page)).to.deep.equal(['one', 'two'])
    await page.locator('#next-answer').click()
    await page.keyboard.type('three')
    await pick(page, 'words')
    expect(await page.locator('#sheet-rows').isVisible()).to.equal(false)
    const isAsBefore = async () => {
      expect(await page.locator('#sheet-text').inputValue()).to.equal('Kept?')
      await pick(page, 'one')
      expect(await rowTexts(page)).to.deep.equal(['one', 'two', '', ''])
      await pick(page, 'many')
      expect(await rowTexts(page)).to.deep.equal(['one', 'two', '', ''])
      expect(await page.locator('#sheet-rows .right').getAttribute('data-letter')).to.equal('B')
      await pick(page, 'number')
      expect([await field(page, 'right').inputValue(), await field(page, 'unit').inputValue()]).to.deep.equal(
        ['3,', 'kg'],
      )
      await pick(page, 'scale')
      expect(await rowTexts(page)).to.deep.equal(['one', 'two', 'three'])
    }
    await isAsBefore()
    await press(page, 'Escape')
    await closed(page)
    await page.reload()
    await says(page, words.ready)
    await open(page)
    await shows(page, '#sheet-note-text', words.draftBack)
    await isAsBefore()
  })

  it('says at its field what makes no question, asks nothing and keeps what was typed', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const said = async (name: string) => {
      const id = (await field(page, name).getAttribute('aria-describedby'))!
      return page.locator(`#${id}`).textContent()
    }
    await open(page)
    await pick(page, 'number')
    await page.keyboard.type('Q?')
    await field(page, 'right').fill('about ten')
    await field(page, 'min').fill('5')
    await field(page, 'max').fill('1,5')
    await press(page, 'Control+Enter')
    await page.locator('#type-form [aria-invalid=true]').first().waitFor()
    expect(await said('right')).to.equal(numberFormWords.notANumber)
    expect(await said('max')).to.equal(numberFormWords.minAboveMax)
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['field'])).to.equal(
      'right',
    )
    expect(await field(page, 'right').inputValue()).to.equal('about ten')
    // What is mended is not said any more.
    await field(page, 'right').fill('10')
    expect(await said('right')).to.equal('')
    await field(page, 'max').fill('9')
    expect(await said('right')).to.equal(numberFormWords.outside)
    await field(page, 'max').fill('12')
    expect(await page.locator('#type-form [aria-invalid=true]').count()).to.equal(0)
    await field(page, 'right').fill('10,25')
    await field(page, 'decimals').selectOption('1')
    await press(page, 'Control+Enter')
    await page.locator('#type-form [aria-invalid=true]').waitFor()
    expect(await said('decimals')).to.equal(numberFormWords.needsDecimals(2))
    expect((await posed(app)).text).to.equal('')
    await field(page, 'decimals').selectOption('2')
    await press(page, 'Control+Enter')
    await closed(page)
    expect(await posed(app)).to.deep.include({
      right: '10.25..10.25',
      answer: { type: 'number', min: 5, max: 12, decimals: 2, unit: '' },
    })
  })

  it('offers "I cannot say" for every type, and hands where the answers are few', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await page.locator('#sheet-options summary').click()
    for (const type of ['one', 'many', 'scale', 'number', 'order', 'words', 'text'] as const) {
      await pick(page, type)
      expect(await page.locator('#sheet-abstain').isVisible(), type).to.equal(true)
      const isBounded = ['one', 'many', 'scale', 'order'].includes(type)
      expect(await page.getByRole('radio', { name: words.hands }).isVisible(), type).to.equal(isBounded)
    }
    await page.locator('#sheet-abstain').check()
    await page.locator('#sheet-do').click()
    await closed(page)
    expect((await posed(app)).canAbstain).to.equal(true)
  })

  it('offers ready scales, and languages whose little words are left out', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await pick(page, 'scale')
    const ready = page.getByRole('button', { name: scaleFormWords.sets.tenths })
    await ready.click()
    await ready.and(page.locator('[aria-pressed=true]')).waitFor()
    const ends = await Promise.all(['from', 'to', 'low', 'high'].map(name => field(page, name).inputValue()))
    expect(ends).to.deep.equal(['0', '10', ...scaleFormWords.ends.tenths])
    // The last point of a scale that begins with 1 is another one, and it is none of the ready ones any more.
    await field(page, 'from').selectOption('1')
    await ready.and(page.locator('[aria-pressed=false]')).waitFor()
    await pick(page, 'words')
    await field(page, 'leaveOut').selectOption('en')
    await page.locator('#sheet-do').click()
    await closed(page)
    expect((await posed(app)).answer).to.deep.equal({ type: 'words', most: 3, leaveOut: 'en' })
  })

  it('shows each as phones and the projector will, and Tab leads nowhere into it', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await lines(page, 'Which?', 'one', 'two')
    const seen: Record<string, string> = {
      many: '.phone-rows [data-letter=B]',
      scale: '.phone-answer input[type=radio]',
      number: '.phone-answer input',
      order: '.phone-answer button',
      words: '.phone-answer :is(input, textarea)',
      text: '.phone-answer :is(input, textarea)',
    }
    for (const [type, selector] of Object.entries(seen)) {
      await pick(page, type as TypeName)
      await page.locator(`#preview ${selector}`).first().waitFor()
      await shows(page, '#preview .phone-question', 'Which?')
      const [outside, reached] = await page.evaluate(() => {
        const screen = document.querySelector('#preview .phone-screen')!
        const { right } = screen.getBoundingClientRect()
        const all = [...screen.querySelectorAll<HTMLElement>('input, button, textarea')]
        const isSeen = (each: Element) => each.getClientRects().length > 0
        return [
          all.filter(each => isSeen(each) && each.getBoundingClientRect().right > right + 1).length,
          all.filter(each => each.tabIndex >= 0).length,
        ]
      })
      expect([type, outside, reached]).to.deep.equal([type, 0, 0])
    }
    await page.locator('[data-preview=projector]').click()
    await shows(page, '#preview .stage:not(.measured) .question', 'Which?')
  })

  it('says when the form of a type cannot be loaded, and loads it at the next try', async () => {
    const app = await startApp()
    const page = await openPresenter(app, { allow: CONNECTION_ERRORS })
    const isForm = /question-types\/words\/form/
    await page.route(isForm, route => route.abort())
    await open(page)
    await page.keyboard.type('Kept?')
    await page.getByRole('radio', { name: 'Words' }).check({ force: true })
    const again = page.locator('#type-form').getByRole('button', { name: words.tryAgain })
    await again.waitFor()
    await page.locator('#sheet-do').click()
    await shows(page, '#sheet-said', words.notLoaded)
    await page.unroute(isForm)
    await again.click()
    await page.locator('#type-form .type-fields').waitFor()
    await page.locator('#sheet-do').click()
    await closed(page)
    expect(await posed(app)).to.deep.include({ text: 'Kept?', answer: { type: 'words', most: 3 } })
  })

  it('takes a list of all kinds, says in each line what it is and what is right, and gives it out again', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, ALL)
    await says(page, words.added(9))
    const texts = (selector: string) => page.locator(`#prepared ${selector}`).allTextContents()
    const kinds = page.locator('#prepared .kind-mark')
    expect(await kinds.evaluateAll(all => all.map(each => each.getAttribute('aria-label')))).to.deep.equal([
      'Several',
      'Scale',
      'Scale',
      'Number',
      'Order',
      'Order',
      'Text',
      'Text',
      'Words',
    ])
    expect(await texts('.right-mark')).to.deep.equal([
      '✓ A C',
      '',
      '',
      '✓ 1779–1799 m',
      '✓ in order',
      '',
      '',
      '✓ Paris · Lutetia',
      '',
    ])
    await page.locator('#export-list').click()
    expect(await page.locator('#list-text').inputValue()).to.equal(ALL)
  })

  it('opens each kind of the list as it is, and saves it unchanged', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await paste(page, ALL)
    await says(page, words.added(9))
    const before = (await defaultRoom(app)).document.prepared
    for (const place of before.keys()) {
      await commandDone(page)
      const line = page.locator(`#prepared > li:nth-child(${place + 1})`)
      await line.locator('.question-line').click()
      await line.locator('[data-action=edit]').click()
      await page.locator('#type-form .type-fields').waitFor()
      await page.locator('#sheet-do').click()
      await closed(page)
      await commandDone(page)
      // Nothing was changed: no draft is kept.
      await line.locator('[data-action=edit]').click()
      await page.locator('#question-sheet').waitFor()
      expect(await page.locator('#sheet-note').isVisible(), ALL.split('\n\n')[place]).to.equal(false)
      await press(page, 'Escape')
      await closed(page)
      await line.locator('.question-line').click()
    }
    expect((await defaultRoom(app)).document.prepared).to.deep.equal(before)
  })

  it('corrects what is right and the texts of each kind while it is up, and nothing else', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const asked: Question = {
      ...base,
      text: 'Wen?',
      right: '1..1',
      answer: { type: 'number', min: null, max: null, decimals: 0, unit: '' },
    }
    await present(app, { name: 'ask', question: asked })
    await shows(page, '#question', 'Wen?')
    await page.locator('#reword').click()
    await page.locator('#type-form .type-fields').waitFor()
    expect(await page.locator('#sheet-kinds').isVisible()).to.equal(false)
    expect(await field(page, 'decimals').isVisible()).to.equal(false)
    await page.locator('#sheet-text').fill('When?')
    await field(page, 'right').fill('2')
    await field(page, 'unit').fill(' AD ')
    await page.locator('#sheet-do').click()
    await closed(page)
    expect(await posed(app)).to.deep.include({
      text: 'When?',
      right: '2..2',
      answer: { ...asked.answer!, unit: 'AD' },
    })

    const scale: Question = {
      ...base,
      text: 'How sure?',
      choices: ['of this'],
      answer: { type: 'scale', from: 1, to: 5, low: 'nevr', high: 'always' },
    }
    await commandDone(page)
    await present(app, { name: 'ask', question: scale })
    const [voter] = await voters(app, 1)
    await cast([voter!], ['4'], poll => poll.question === scale.text)
    await shows(page, '#question', 'How sure?')
    await page.locator('#reword').click()
    await shows(page, '#sheet-title', words.rewording)
    await field(page, 'low').waitFor()
    for (const name of ['from', 'to']) expect(await field(page, name).isVisible(), name).to.equal(false)
    await field(page, 'low').fill('never')
    await page.locator('#sheet-do').click()
    await closed(page)
    expect(await posed(app)).to.deep.include({
      choices: scale.choices,
      answer: { ...scale.answer!, low: 'never' },
    })
    // The vote stays, and its page names the point anew.
    await shows(page, '#dock-turnout', /^1\D/)

    const [order] = [
      { ...base, choices: ['b', 'a', 'c'], right: 'BAC', answer: { type: 'order', places: 3 } },
    ] as [Question]
    await commandDone(page)
    await present(app, { name: 'ask', question: order })
    const shown = (await posed(app)).choices
    await shows(page, '#question', 'Q?')
    await page.locator('#reword').click()
    await page
      .locator('#sheet-rows textarea')
      .nth(shown.length - 1)
      .waitFor()
    expect(await rowTexts(page)).to.deep.equal(shown)
    await page.locator('#sheet-rows textarea').nth(1).fill('corrected')
    await page.locator('#sheet-do').click()
    await closed(page)
    const { choices, right } = await posed(app)
    expect(choices).to.deep.equal([shown[0], 'corrected', shown[2]])
    expect(right).to.have.length(3)
  })
})
