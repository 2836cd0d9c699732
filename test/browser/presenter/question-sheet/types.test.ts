/** Tests that each type of question is written in the sheet: by the keyboard alone, kept when another is chosen, read. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { numberFormWords, orderFormWords, scaleFormWords } from '../../../../public/question-types/form-words'
import { presenterWords as words } from '../../../../public/presenter/words'
import { asWritten } from '../../../../src/core/poll/question-list'
import type { Question } from '../../../../src/core/protocol/poll'
import type { TypeName } from '../../../../src/core/question-types/registry'
import { startApp } from '../../../support/app'
import { commandDone, openPresenter } from '../../support/lecture'
import { defaultRoom } from '../../support/network'
import { CONNECTION_ERRORS, inBrowser, says, shows } from '../../support/pages'
import {
  openSheet,
  pickType,
  posedQuestion,
  pressKeys,
  rowTexts,
  sheetClosed,
  typeField,
  typeLines,
  WRITTEN,
} from '../../support/question-sheet'

/** What is pressed from the question on, and what is asked then. */
const BY_KEYS: Record<string, { type: TypeName; by: (page: Page) => Promise<void>; question: Question }> = {
  'several choices, two of them right': {
    type: 'many',
    async by(page) {
      await typeLines(page, 'Q?', '2', '4')
      await page.keyboard.type('5')
      await pressKeys(page, 'Shift+Tab', 'Space', ...Array<string>(6).fill('Shift+Tab'), 'Space')
    },
    question: { ...WRITTEN, choices: ['2', '4', '5'], right: 'AC', answer: { type: 'many', min: 1, max: 3 } },
  },
  'a scale with statements': {
    type: 'scale',
    async by(page) {
      await typeLines(page, 'Q?')
      await pressKeys(page, 'Tab')
      await page.keyboard.type('never')
      await pressKeys(page, 'Tab', 'Tab')
      await page.keyboard.type('always')
      await pressKeys(page, 'Tab', 'Enter')
      await typeLines(page, 'fun', 'easy')
    },
    question: {
      ...WRITTEN,
      choices: ['fun', 'easy'],
      answer: { type: 'scale', from: 1, to: 5, low: 'never', high: 'always' },
    },
  },
  'a number with its tolerance, unit and range': {
    type: 'number',
    async by(page) {
      await typeLines(page, 'Q?', '1789')
      await pressKeys(page, 'ArrowDown', 'Tab')
      await typeLines(page, '10', 'm')
      await pressKeys(page, 'Tab')
      await typeLines(page, '1500', '2000')
    },
    question: {
      ...WRITTEN,
      right: '1779..1799',
      answer: { type: 'number', min: 1500, max: 2000, decimals: 0, unit: 'm' },
    },
  },
  'a number with a comma': {
    type: 'number',
    by: page => typeLines(page, 'Q?', '3,14'),
    question: {
      ...WRITTEN,
      right: '3.14..3.14',
      answer: { type: 'number', min: null, max: null, decimals: 2, unit: '' },
    },
  },
  'an order by preference': {
    type: 'order',
    by: page => typeLines(page, 'Q?', 'x', 'y', 'z'),
    question: { ...WRITTEN, choices: ['x', 'y', 'z'], answer: { type: 'order', places: 3 } },
  },
  'words for a cloud': {
    type: 'words',
    async by(page) {
      await page.keyboard.type('Q?')
    },
    question: { ...WRITTEN, answer: { type: 'words', most: 3 } },
  },
  'open text with right answers, shown as they come': {
    type: 'text',
    async by(page) {
      await typeLines(page, 'Q?')
      await pressKeys(page, 'Tab')
      await typeLines(page, 'Köln', 'Cologne')
      await pressKeys(page, 'Tab', 'Space')
    },
    question: { ...WRITTEN, right: 'Köln\nCologne', answer: { type: 'text', most: 1 } },
  },
}

inBrowser('The sheet for a question of each type', () => {
  it('takes each of them by the keyboard alone', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    for (const [name, { type, by, question }] of Object.entries(BY_KEYS)) {
      await openSheet(page)
      await pickType(page, type)
      await by(page)
      await pressKeys(page, 'Control+Enter')
      await sheetClosed(page)
      expect(await posedQuestion(app), name).to.deep.equal(question)
    }
  })

  it('shuffles what is written in its right order, and edits it in that order', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await openSheet(page)
    await pickType(page, 'order')
    await pressKeys(page, 'Tab', 'ArrowDown', 'Enter')
    await typeLines(page, 'x', 'y')
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
    await openSheet(page)
    await pickType(page, 'order')
    await typeLines(page, 'Q?', 'x', 'y')
    await page.keyboard.type('z')
    await pressKeys(page, 'Alt+ArrowUp')
    expect(await rowTexts(page)).to.deep.equal(['x', 'z', 'y', ''])
    await shows(page, '#sheet-said', orderFormWords.rows.moved(2))
    // The focus went with it.
    await page.keyboard.type('!')
    const up = page.getByRole('button', { name: orderFormWords.rows.mover('B') })
    await up.focus()
    await pressKeys(page, 'Enter', 'Enter')
    expect(await rowTexts(page)).to.deep.equal(['z!', 'x', 'y', ''])
    expect(await page.evaluate(() => document.activeElement!.getAttribute('aria-label'))).to.equal(
      orderFormWords.rows.mover('A'),
    )
    await pressKeys(page, 'Control+Enter')
    await sheetClosed(page)
    expect((await posedQuestion(app)).choices).to.deep.equal(['z!', 'x', 'y'])
  })

  it('keeps all that was typed when another type is chosen, and over a reload', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await openSheet(page)
    await typeLines(page, 'Kept?', 'one', 'two')
    await page.getByRole('button', { name: words.markRight('B') }).click()
    await pickType(page, 'number')
    await typeField(page, 'right').fill('3,')
    await typeField(page, 'unit').fill('kg')
    // What was written as choices is offered as statements, as long as there are none.
    await pickType(page, 'scale')
    expect(await rowTexts(page)).to.deep.equal(['one', 'two'])
    await page.locator('#next-answer').click()
    await page.keyboard.type('three')
    await pickType(page, 'words')
    expect(await page.locator('#sheet-rows').isVisible()).to.equal(false)
    const isAsBefore = async () => {
      expect(await page.locator('#sheet-text').inputValue()).to.equal('Kept?')
      await pickType(page, 'one')
      expect(await rowTexts(page)).to.deep.equal(['one', 'two', '', ''])
      await pickType(page, 'many')
      expect(await rowTexts(page)).to.deep.equal(['one', 'two', '', ''])
      expect(await page.locator('#sheet-rows .right').getAttribute('data-letter')).to.equal('B')
      await pickType(page, 'number')
      expect([
        await typeField(page, 'right').inputValue(),
        await typeField(page, 'unit').inputValue(),
      ]).to.deep.equal(['3,', 'kg'])
      await pickType(page, 'scale')
      expect(await rowTexts(page)).to.deep.equal(['one', 'two', 'three'])
    }
    await isAsBefore()
    await pressKeys(page, 'Escape')
    await sheetClosed(page)
    await page.reload()
    await says(page, words.ready)
    await openSheet(page)
    await shows(page, '#sheet-note-text', words.draftBack)
    await isAsBefore()
  })

  it('says at its field what makes no question, asks nothing and keeps what was typed', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const said = async (name: string) => {
      const id = (await typeField(page, name).getAttribute('aria-describedby'))!
      return page.locator(`#${id}`).textContent()
    }
    await openSheet(page)
    await pickType(page, 'number')
    await page.keyboard.type('Q?')
    await typeField(page, 'right').fill('about ten')
    await typeField(page, 'min').fill('5')
    await typeField(page, 'max').fill('1,5')
    await pressKeys(page, 'Control+Enter')
    await page.locator('#type-form [aria-invalid=true]').first().waitFor()
    expect(await said('right')).to.equal(numberFormWords.notANumber)
    expect(await said('max')).to.equal(numberFormWords.minAboveMax)
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['field'])).to.equal(
      'right',
    )
    expect(await typeField(page, 'right').inputValue()).to.equal('about ten')
    // What is mended is not said any more.
    await typeField(page, 'right').fill('10')
    expect(await said('right')).to.equal('')
    await typeField(page, 'max').fill('9')
    expect(await said('right')).to.equal(numberFormWords.outside)
    await typeField(page, 'max').fill('12')
    expect(await page.locator('#type-form [aria-invalid=true]').count()).to.equal(0)
    await typeField(page, 'right').fill('10,25')
    await typeField(page, 'decimals').selectOption('1')
    await pressKeys(page, 'Control+Enter')
    await page.locator('#type-form [aria-invalid=true]').waitFor()
    expect(await said('decimals')).to.equal(numberFormWords.needsDecimals(2))
    expect((await posedQuestion(app)).text).to.equal('')
    await typeField(page, 'decimals').selectOption('2')
    await pressKeys(page, 'Control+Enter')
    await sheetClosed(page)
    expect(await posedQuestion(app)).to.deep.include({
      right: '10.25..10.25',
      answer: { type: 'number', min: 5, max: 12, decimals: 2, unit: '' },
    })
  })

  it('offers "I cannot say" for every type, and hands where the answers are few', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await openSheet(page)
    await page.locator('#sheet-options summary').click()
    for (const type of ['one', 'many', 'scale', 'number', 'order', 'words', 'text'] as const) {
      await pickType(page, type)
      expect(await page.locator('#sheet-abstain').isVisible(), type).to.equal(true)
      const isBounded = ['one', 'many', 'scale', 'order'].includes(type)
      expect(await page.getByRole('radio', { name: words.hands }).isVisible(), type).to.equal(isBounded)
    }
    await page.locator('#sheet-abstain').check()
    await page.locator('#sheet-do').click()
    await sheetClosed(page)
    expect((await posedQuestion(app)).canAbstain).to.equal(true)
  })

  it('offers ready scales, and languages whose little words are left out', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await openSheet(page)
    await pickType(page, 'scale')
    const ready = page.getByRole('button', { name: scaleFormWords.sets.tenths })
    await ready.click()
    await ready.and(page.locator('[aria-pressed=true]')).waitFor()
    const ends = await Promise.all(
      ['from', 'to', 'low', 'high'].map(name => typeField(page, name).inputValue()),
    )
    expect(ends).to.deep.equal(['0', '10', ...scaleFormWords.ends.tenths])
    // The last point of a scale that begins with 1 is another one, and it is none of the ready ones any more.
    await typeField(page, 'from').selectOption('1')
    await ready.and(page.locator('[aria-pressed=false]')).waitFor()
    await pickType(page, 'words')
    await typeField(page, 'leaveOut').selectOption('en')
    await page.locator('#sheet-do').click()
    await sheetClosed(page)
    expect((await posedQuestion(app)).answer).to.deep.equal({ type: 'words', most: 3, leaveOut: 'en' })
  })

  it('shows each as phones and the projector will, and Tab leads nowhere into it', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await openSheet(page)
    await typeLines(page, 'Which?', 'one', 'two')
    const seen: Record<string, string> = {
      many: '.phone-rows [data-letter=B]',
      scale: '.phone-answer input[type=radio]',
      number: '.phone-answer input',
      order: '.phone-answer button',
      words: '.phone-answer :is(input, textarea)',
      text: '.phone-answer :is(input, textarea)',
    }
    for (const [type, selector] of Object.entries(seen)) {
      await pickType(page, type as TypeName)
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
    await openSheet(page)
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
    await sheetClosed(page)
    expect(await posedQuestion(app)).to.deep.include({ text: 'Kept?', answer: { type: 'words', most: 3 } })
  })
})
