/** An order on phones: how it is made by taps and by up and down, and how the result is read. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { orderWords } from '../../../public/question-types/order/words'
import { typeWords } from '../../../public/question-types/words'
import { words } from '../../../public/shared/words'
import { measuring } from '../support/measuring'
import { inBrowser, openPage, says, shows } from '../support/pages'
import {
  asked,
  cast,
  countersOf,
  hasFocus,
  inspectLooks,
  isKeptAndSentOnce,
  isSteady,
  RECORDED,
} from '../support/typed'

const TEXTS = ['Recursion', 'Graphs', 'Sorting and searching, with all their proofs', 'מבני נתונים']
const PREFERENCE = {
  text: 'What shall we repeat?',
  choices: TEXTS,
  answer: { type: 'order' as const, places: 4 },
}
const FIRST_TWO = { ...PREFERENCE, answer: { type: 'order' as const, places: 2 } }
const ITEM = '.order-item'

const item = (page: Page, letter: string) => page.locator(`#item-${letter}`)
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function tap(page: Page, letters: string): Promise<void> {
  for (const letter of letters) await item(page, letter).click()
}

/** The caps of the items by letter: their places. */
async function places(page: Page): Promise<string> {
  const caps = await Promise.all(
    [...'ABCD'].map(letter => item(page, letter).locator('.letter').textContent()),
  )
  return caps.join('')
}

const orderShown = (page: Page): Promise<string> =>
  page.locator(`${ITEM} .choice`).evaluateAll(all => all.map(each => each.dataset['letter']).join(''))

inBrowser('An order', () => {
  it('is made by tapping in order of rank, and counts once all places are given', async () => {
    const { presenter, page } = await asked(PREFERENCE, { ready: ITEM })
    await shows(page, '.order-hint', orderWords.next(1, 4))
    await tap(page, 'CAD')
    await shows(page, '.order-hint', orderWords.next(4, 4))
    expect(await countersOf(presenter)).to.deep.equal({})
    await tap(page, 'B')
    await says(page, RECORDED)
    expect(await places(page)).to.equal('2413')
    expect(await countersOf(presenter)).to.deep.equal({ '#': 1, C1: 1, A2: 1, D3: 1, B4: 1 })
    // A tap on a placed one takes it out: the others move up, and an incomplete order counts for nothing.
    await tap(page, 'A')
    await says(page, words.takenBack)
    expect(await places(page)).to.equal('A312')
    expect(await countersOf(presenter)).to.deep.equal({})
    await tap(page, 'A')
    await says(page, RECORDED)
    await page.locator('#take-back').click()
    await says(page, words.takenBack)
    expect(await places(page)).to.equal('ABCD')
    expect(await hasFocus(page)).to.equal(true)
  })

  it('is changed by up and down, by keyboard alone, with the focus kept and the place spoken', async () => {
    const { presenter, page } = await asked(PREFERENCE, { ready: ITEM })
    for (const letter of 'ABCD') {
      await item(page, letter).focus()
      await page.keyboard.press('Enter')
    }
    await says(page, RECORDED)
    const up = button(page, orderWords.up('Graphs'))
    await up.focus()
    await page.keyboard.press('Enter')
    await shows(page, '.answer-form [role=status]', orderWords.spoken('Graphs', orderWords.place(1, 4)))
    expect(await places(page)).to.equal('2134')
    // It is the first one: nothing changes, the focus stays, and it is said again.
    await page.keyboard.press('Enter')
    expect(await up.evaluate(each => each === document.activeElement)).to.equal(true)
    expect(await up.getAttribute('aria-disabled')).to.equal('true')
    await button(page, orderWords.down('Graphs')).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: /^Graphs\s*place 3 of 4$/ }).waitFor()
    await page.locator('#item-B[data-mark=recorded]').waitFor()
    expect(await places(page)).to.equal('1324')
    expect(await countersOf(presenter)).to.deep.equal({ '#': 1, A1: 1, C2: 1, B3: 1, D4: 1 })
  })

  it('has up and down inside the row, at the end of what is read there', async () => {
    const { page } = await asked(PREFERENCE, { ready: ITEM, viewport: { width: 320, height: 640 } })
    await tap(page, 'AD')
    for (const [letter, isRightToLeft] of [
      ['A', false],
      ['D', true],
    ] as const) {
      const row = (await item(page, letter).boundingBox())!
      const moves = (await page
        .locator(ITEM, { has: item(page, letter) })
        .locator('.moves')
        .boundingBox())!
      const text = (await item(page, letter).locator('.text').boundingBox())!
      expect(row.width, letter).to.be.greaterThan(280)
      expect(moves.x, letter).to.be.at.least(row.x)
      expect(moves.x + moves.width, letter).to.be.at.most(row.x + row.width)
      if (isRightToLeft) expect(moves.x + moves.width, letter).to.be.at.most(text.x)
      else expect(moves.x, letter).to.be.at.least(text.x + text.width)
    }
  })

  it('takes no more than the first places, and says why', async () => {
    const { presenter, page } = await asked(FIRST_TWO, { ready: ITEM })
    await tap(page, 'DB')
    await says(page, RECORDED)
    // It is said to be disabled, and is not: whoever taps it hears why.
    await item(page, 'A').click({ force: true })
    await shows(page, '.answer-form [role=status]', orderWords.full(2))
    expect(await places(page)).to.equal('A2C1')
    expect(await countersOf(presenter)).to.deep.equal({ '#': 1, D1: 1, B2: 1 })
  })

  it('keeps over a reload what is not complete, and says at the end that it was not sent', async () => {
    const { presenter, page } = await asked(PREFERENCE, { ready: ITEM })
    await tap(page, 'DB')
    const before = await places(page)
    await page.reload()
    await page.locator(ITEM).first().waitFor()
    expect(await places(page)).to.equal(before)
    await presenter.does({ name: 'close' })
    await shows(page, '.own-answer', /^Voting is closed\. This was not sent: 1\. .* · 2\. Graphs$/)
    expect(await countersOf(presenter)).to.deep.equal({})
  })

  it('shows its items in a random order, each voter another one, the same after a reload', async () => {
    const many = { ...PREFERENCE, choices: [...'abcdefghij'], answer: { type: 'order' as const, places: 10 } }
    const { app, page } = await asked(many, { ready: ITEM })
    const seen = [await orderShown(page)]
    for (const letter of seen[0]!) await item(page, letter).click()
    await says(page, RECORDED)
    await page.reload()
    await page.locator(ITEM).first().waitFor()
    expect(await orderShown(page)).to.equal(seen[0])
    for (let voter = 0; voter < 3; voter++) {
      const other = await openPage(app)
      await other.locator(ITEM).first().waitFor()
      seen.push(await orderShown(other))
    }
    for (const letters of seen) expect([...letters].sort().join('')).to.equal('ABCDEFGHIJ')
    // Four of 3,628,800 orders are equal once in six hundred thousand runs.
    expect(new Set(seen).size).to.equal(4)
  })

  it('is kept without a connection and sent once', () =>
    isKeptAndSentOnce(PREFERENCE, ITEM, page => tap(page, 'DACB'), 'DACB'))

  it('shows the mean points with their rule, and two rounds side by side', async () => {
    const { app, presenter, page } = await asked({ ...FIRST_TWO, results: 'hidden' }, { ready: ITEM })
    await cast(app, ['AB', 'AC'])
    await tap(page, 'BA')
    await says(page, RECORDED)
    await presenter.does({ name: 'close' })
    await shows(page, '.own-answer', /1\. Graphs · 2\. Recursion$/)
    expect(await hasFocus(page)).to.equal(true)
    await presenter.does({ name: 'show' })
    await shows(page, '.order-rule', `${orderWords.answers(3)} ${orderWords.ruleOfFirst(4, 2)}`)
    const rows = page.locator('.answer-result .choice')
    const shown = () => rows.evaluateAll(all => all.map(row => row.dataset['letter']).join(''))
    expect(await shown()).to.equal('ABCD')
    expect(await rows.locator('.percent').allTextContents()).to.deep.equal(['3.7', '2.3', '1.0', '0.0'])
    expect(await rows.first().locator('.own').textContent()).to.equal(orderWords.yours(2))
    await presenter.does({ name: 'again' })
    await cast(app, ['DC'])
    for (const name of ['close', 'show'] as const) await presenter.does({ name })
    await page.locator('.answer-result [data-figures=two]').waitFor()
    expect(await shown()).to.equal('DCAB')
    await shows(page, '.answer-result [data-letter=D] .share', '0.0 → 4.0')
  })

  it('shows with a right order how many have it, and how many each place, at the reveal only', async () => {
    const RIGHT = { ...PREFERENCE, right: 'ABCD', explanation: 'As in the book.', results: 'hidden' as const }
    const { app, presenter, page } = await asked(RIGHT, { ready: ITEM })
    // Its letters are shuffled, for they would tell.
    const { right } = presenter.lectern()
    const [a = '', b = '', ...rest] = [...right!]
    await cast(app, [right!, right!, [b, a, ...rest].join('')])
    await tap(page, right!)
    await says(page, RECORDED)
    for (const name of ['close', 'show'] as const) await presenter.does({ name })
    await page.locator('.answer-result .choice').first().waitFor()
    expect(await page.locator('.order-headline').isVisible()).to.equal(false)
    expect(await page.locator('.answer-result .is-right:visible').count()).to.equal(0)
    await presenter.does({ name: 'reveal' })
    await shows(page, '.order-headline', orderWords.allRight(3, 4, '75'))
    await shows(page, '#headline', words.right)
    await shows(page, '#explanation', 'As in the book.')
    const rows = page.locator('.answer-result .choice')
    expect(await rows.locator('.text').allTextContents()).to.deep.equal(TEXTS)
    expect(await rows.locator('.percent').allTextContents()).to.deep.equal(
      [75, 75, 100, 100].map(each => words.percent(each)),
    )
    const late = await openPage(app)
    await shows(late, '#headline', typeWords.wasRight([...right!].join(', '), true))
  })

  it('does not move at taps, moves and a withdrawal', () =>
    isSteady(PREFERENCE, ITEM, [
      page => tap(page, 'BADC'),
      async page => {
        await button(page, orderWords.up('Recursion')).click()
        await page.locator('#item-A[data-mark=recorded]').waitFor()
      },
    ]))

  it('can be read in every state, at every size, and axe finds nothing', async () => {
    const RIGHT = { ...PREFERENCE, right: 'ABCD', results: 'hidden' as const }
    const { app, presenter, page } = await asked(RIGHT, { ready: ITEM })
    const { found, measure } = measuring(page)
    await tap(page, 'BA')
    await measure('incomplete')
    await tap(page, 'DC')
    await says(page, RECORDED)
    await measure('recorded')
    await inspectLooks(page, 'recorded')
    await cast(app, ['ABCD', 'BACD'])
    for (const name of ['close', 'show'] as const) await presenter.does({ name })
    await page.locator('.answer-result .choice').first().waitFor()
    await measure('shown')
    await inspectLooks(page, 'shown')
    await presenter.does({ name: 'again' })
    await cast(app, ['ABCD', 'DACB'])
    for (const name of ['close', 'show', 'reveal'] as const) await presenter.does({ name })
    await page.locator('.order-headline:visible').waitFor()
    await measure('revealed, two rounds')
    await inspectLooks(page, 'revealed, two rounds')
    expect(found).to.deep.equal([])
  })
})
