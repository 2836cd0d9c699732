/** Tests that questions of each type come from a list into the sheet, and are edited and corrected there. */
import { expect } from 'chai'
import { presenterWords as words } from '../../../../public/presenter/words'
import type { Question } from '../../../../src/core/protocol/poll'
import { startApp } from '../../../support/app'
import { cast, commandDone, openPresenter, paste, voters } from '../../support/lecture'
import { defaultRoom } from '../../support/network'
import { inBrowser, says, shows } from '../../support/pages'
import {
  posedQuestion,
  pressKeys,
  rowTexts,
  sheetClosed,
  typeField,
  WRITTEN,
} from '../../support/question-sheet'
import { present } from '../../support/rooms'

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

inBrowser('Questions of each type in the sheet', () => {
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
      await sheetClosed(page)
      await commandDone(page)
      // Nothing was changed: no draft is kept.
      await line.locator('[data-action=edit]').click()
      await page.locator('#question-sheet').waitFor()
      expect(await page.locator('#sheet-note').isVisible(), ALL.split('\n\n')[place]).to.equal(false)
      await pressKeys(page, 'Escape')
      await sheetClosed(page)
      await line.locator('.question-line').click()
    }
    expect((await defaultRoom(app)).document.prepared).to.deep.equal(before)
  })

  it('corrects what is right and the texts of each kind while it is up, and nothing else', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const asked: Question = {
      ...WRITTEN,
      text: 'Wen?',
      right: '1..1',
      answer: { type: 'number', min: null, max: null, decimals: 0, unit: '' },
    }
    await present(app, { name: 'ask', question: asked })
    await shows(page, '#question', 'Wen?')
    await page.locator('#reword').click()
    await page.locator('#type-form .type-fields').waitFor()
    expect(await page.locator('#sheet-kinds').isVisible()).to.equal(false)
    expect(await typeField(page, 'decimals').isVisible()).to.equal(false)
    await page.locator('#sheet-text').fill('When?')
    await typeField(page, 'right').fill('2')
    await typeField(page, 'unit').fill(' AD ')
    await page.locator('#sheet-do').click()
    await sheetClosed(page)
    expect(await posedQuestion(app)).to.deep.include({
      text: 'When?',
      right: '2..2',
      answer: { ...asked.answer!, unit: 'AD' },
    })

    const scale: Question = {
      ...WRITTEN,
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
    await typeField(page, 'low').waitFor()
    for (const name of ['from', 'to']) expect(await typeField(page, name).isVisible(), name).to.equal(false)
    await typeField(page, 'low').fill('never')
    await page.locator('#sheet-do').click()
    await sheetClosed(page)
    expect(await posedQuestion(app)).to.deep.include({
      choices: scale.choices,
      answer: { ...scale.answer!, low: 'never' },
    })
    // The vote stays, and its page names the point anew.
    await shows(page, '#dock-turnout', /^1\D/)

    const [order] = [
      { ...WRITTEN, choices: ['b', 'a', 'c'], right: 'BAC', answer: { type: 'order', places: 3 } },
    ] as [Question]
    await commandDone(page)
    await present(app, { name: 'ask', question: order })
    const shown = (await posedQuestion(app)).choices
    await shows(page, '#question', 'Q?')
    await page.locator('#reword').click()
    await page
      .locator('#sheet-rows textarea')
      .nth(shown.length - 1)
      .waitFor()
    expect(await rowTexts(page)).to.deep.equal(shown)
    await page.locator('#sheet-rows textarea').nth(1).fill('corrected')
    await page.locator('#sheet-do').click()
    await sheetClosed(page)
    const { choices, right } = await posedQuestion(app)
    expect(choices).to.deep.equal([shown[0], 'corrected', shown[2]])
    expect(right).to.have.length(3)
  })
})
