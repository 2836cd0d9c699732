/** A scale on phones: how it is answered, and how its result is read. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { scaleWords } from '../../../public/question-types/scale/words'
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

const ONE = {
  text: 'How clear was this lecture?',
  choices: [],
  answer: { type: 'scale' as const, from: 1, to: 5, low: 'not at all', high: 'entirely' },
}
const STATEMENTS = {
  ...ONE,
  choices: ['The pace was right', 'The examples helped', 'הדוגמאות היו ברורות'],
}
const ELEVEN = { ...ONE, answer: { ...ONE.answer, from: 0, to: 10 } }
const POINT = '.point'

const point = (page: Page, value: number, statement = 0) =>
  page.locator(`input[name=scale-${statement}][value="${value}"]`)
/** Taps where a finger does: in the middle of the point. */
const tap = (page: Page, value: number, statement = 0) =>
  page.locator(POINT, { has: point(page, value, statement) }).click()

inBrowser('A scale', () => {
  it('counts at one tap, moves by arrow keys, and comes back empty when it is taken back', async () => {
    const { presenter, page } = await asked(ONE, { ready: POINT })
    await tap(page, 4)
    await says(page, RECORDED)
    expect(await countersOf(presenter)).to.deep.equal({ 4: 1 })
    await point(page, 4).focus()
    await page.keyboard.press('ArrowRight')
    await page.locator('.point[data-mark=recorded] > [value="5"]').waitFor({ state: 'attached' })
    expect(await countersOf(presenter)).to.deep.equal({ 5: 1 })
    await page.locator('#take-back').click()
    await says(page, words.takenBack)
    expect(await page.locator('.point input:checked').count()).to.equal(0)
    expect(await countersOf(presenter)).to.deep.equal({})
    expect(await point(page, 1).evaluate(radio => radio === document.activeElement)).to.equal(true)
  })

  it('is a group of radio buttons, named by the question, whose ends say what they are called', async () => {
    const { page } = await asked(ONE, { ready: POINT })
    const group = page.getByRole('radiogroup', { name: ONE.text })
    await group.getByRole('radio', { name: '1 not at all' }).waitFor()
    await group.getByRole('radio', { name: '5 entirely' }).waitFor()
    expect(await group.getByRole('radio').count()).to.equal(5)
    // By keyboard alone, without a tap before.
    await page.locator('#other-room').focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await says(page, RECORDED)
  })

  it('has its ends at their sides, whatever they are written in', async () => {
    const { page } = await asked(
      { ...ONE, answer: { ...ONE.answer, low: 'בכלל לא', high: 'מאוד' } },
      { ready: POINT },
    )
    const boxesOf = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll(all => all.map(each => each.getBoundingClientRect().toJSON() as DOMRect))
    const [[low, high], points] = [await boxesOf('.scale-ends > span'), await boxesOf(POINT)]
    expect(low!.left).to.be.closeTo(points[0]!.left, 1)
    expect(high!.right).to.be.closeTo(points[4]!.right, 1)
  })

  it('lets each statement be left out, also after it was judged', async () => {
    const { presenter, page } = await asked(STATEMENTS, { ready: POINT })
    await tap(page, 4, 0)
    await tap(page, 2, 2)
    await page.locator('.point[data-mark=recorded]').nth(1).waitFor()
    expect(await countersOf(presenter)).to.deep.equal({ '#': 1, a4: 1, c2: 1 })
    const leaveOut = page.getByRole('button', { name: scaleWords.leaveOutNamed('The pace was right') })
    await leaveOut.focus()
    await page.keyboard.press('Enter')
    expect(await hasFocus(page)).to.equal(true)
    await page.locator('.point[data-mark=recorded] > [name=scale-2]').waitFor({ state: 'attached' })
    await says(page, RECORDED)
    expect(await countersOf(presenter)).to.deep.equal({ '#': 1, c2: 1 })
    // Without any statement left there is no vote.
    await page.locator('.leave-out:not(.is-away)').click()
    await says(page, words.takenBack)
    expect(await countersOf(presenter)).to.deep.equal({})
  })

  it('is kept without a connection and sent once', () =>
    isKeptAndSentOnce(STATEMENTS, POINT, async page => (await tap(page, 3, 0), tap(page, 4, 2)), '3,,4'))

  it('shows after a reload what is recorded', async () => {
    const { page } = await asked(ONE, { ready: POINT })
    await tap(page, 2)
    await says(page, RECORDED)
    await page.reload()
    await page.locator('.point[data-mark=recorded] > [value="2"]').waitFor({ state: 'attached' })
    expect(await point(page, 2).isChecked()).to.equal(true)
  })

  it('shows the distribution with the mean, one decimal, and how many answered, also to who comes late', async () => {
    const { app, presenter, page } = await asked({ ...ONE, results: 'hidden' }, { ready: POINT })
    await cast(app, ['5', '5', '2'])
    await tap(page, 4)
    await says(page, RECORDED)
    await presenter.does({ name: 'close' })
    await shows(page, '.own-answer', /4$/)
    expect(await hasFocus(page)).to.equal(true)
    expect(await page.locator('.scale-result').count()).to.equal(0)
    await presenter.does({ name: 'show' })
    const late = await openPage(app)
    for (const each of [page, late]) {
      await shows(each, '.scale-summary', `${scaleWords.mean} 4.0 · ${scaleWords.answers(4)}`)
      const percents = await each.locator('.scale-bar .percent').allTextContents()
      expect(percents).to.deep.equal(['', '25', '', '25', '50'])
    }
    expect(await page.locator('.scale-bar.own .point-name').textContent()).to.equal('4')
    // A mark at 3.5 fifths: in the middle of the fourth of five points.
    const mean = page.locator('.mean-mark')
    expect(await mean.evaluate(mark => mark.style.getPropertyValue('--mean'))).to.equal('0.7000')
  })

  it('shows two rounds side by side, of each statement', async () => {
    const { app, presenter, page } = await asked({ ...STATEMENTS, results: 'hidden' }, { ready: POINT })
    await cast(app, ['1,2', '1,4'])
    for (const name of ['close', 'again'] as const) await presenter.does({ name })
    await cast(app, ['5,4', '4,4'])
    for (const name of ['close', 'show'] as const) await presenter.does({ name })
    await shows(
      page,
      '.scale-summary',
      `${scaleWords.mean} 4.5 (${scaleWords.before} 1.0) · ${scaleWords.answers(2)}`,
    )
    expect(await page.locator('.two-rounds').count()).to.equal(3)
    const second = page.locator('.scale-result').nth(1).locator('.scale-bar').nth(3)
    const sizes = await second.evaluate(({ style }) =>
      ['--bar', '--before'].map(name => style.getPropertyValue(name)),
    )
    expect(sizes).to.deep.equal(['1.0000', '0.5000'])
    await shows(page, '.scale-result:last-child .scale-summary', scaleWords.nobody)
  })

  it('does not move at a vote, a change and a withdrawal', () =>
    isSteady(STATEMENTS, POINT, [
      page => tap(page, 4),
      async page => {
        await tap(page, 2)
        await page.locator('.point[data-mark=recorded] > [value="2"]').waitFor({ state: 'attached' })
      },
    ]))

  it('has points wide enough for a finger, in as few lines as that takes', async () => {
    const { page } = await asked(ELEVEN, { ready: POINT })
    for (const [width, lines] of [
      [320, 2],
      [390, 2],
      [768, 1],
    ] as const) {
      await page.setViewportSize({ width, height: 844 })
      const boxes = await page
        .locator(POINT)
        .evaluateAll(all =>
          all.map(each => each.getBoundingClientRect()).map(({ top, width }) => ({ top, width })),
        )
      expect(Math.min(...boxes.map(box => box.width)), `${width} px`).to.be.at.least(44)
      expect(new Set(boxes.map(box => Math.round(box.top))).size, `${width} px`).to.equal(lines)
    }
  })

  it('can be read in every state, at every size, and axe finds nothing', async () => {
    for (const changes of [ELEVEN, STATEMENTS]) {
      const { app, presenter, page } = await asked({ ...changes, results: 'hidden' }, { ready: POINT })
      const { found, measure } = measuring(page)
      await tap(page, 4)
      await says(page, RECORDED)
      await measure('recorded')
      await inspectLooks(page, 'recorded')
      await cast(app, changes === ELEVEN ? ['10', '10', '9'] : ['4,,2', '5,5,5', ',1'])
      for (const name of ['close', 'again'] as const) await presenter.does({ name })
      await cast(app, changes === ELEVEN ? ['10', '0'] : ['3,3,3'])
      for (const name of ['close', 'show'] as const) await presenter.does({ name })
      await page.locator('.two-rounds').first().waitFor()
      await measure('two rounds')
      await inspectLooks(page, 'two rounds')
      expect(found).to.deep.equal([])
    }
  })
})
