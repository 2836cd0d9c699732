/** A number on phones: how it is typed, checked and sent, and how the result is read. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { numberWords } from '../../../public/question-types/number/words'
import { typeWords } from '../../../public/question-types/words'
import { words } from '../../../public/shared/words'
import { measuring } from '../support/measuring'
import { recordEvents } from '../support/network'
import { inBrowser, openPage, says, shows } from '../support/pages'
import { asked, cast, hasFocus, inspectLooks, isKeptAndSentOnce, isSteady, RECORDED } from '../support/typed'

const YEAR = {
  text: 'In which year did the French Revolution begin?',
  choices: [],
  right: '1779..1799',
  explanation: 'The Bastille was stormed on 14 July 1789.',
  answer: { type: 'number' as const, min: 1500, max: 2000, decimals: 0, unit: '' },
}
const METRES = {
  ...YEAR,
  right: '3.1..3.2',
  answer: { type: 'number' as const, min: null, max: null, decimals: 2, unit: 'm' },
}
const FIELD = '#number-value'
const { problems, statistics } = numberWords

async function send(page: Page, text: string): Promise<void> {
  await page.locator(FIELD).fill(text)
  await page.locator('.answer-send').click()
}

/** What stands beside a name of the statistics. */
const statistic = (page: Page, name: string) =>
  page.locator('.number-statistics > div', { has: page.getByText(name, { exact: true }) }).locator('dd')

inBrowser('A number', () => {
  it('is sent with comma or point alike, changed, and taken back', async () => {
    const { app, page } = await asked(METRES, { ready: FIELD })
    const heard = recordEvents(app)
    await page.reload()
    await page.locator(FIELD).waitFor()
    await send(page, '3,14')
    await says(page, RECORDED)
    await shows(page, '.answer-send', typeWords.sent.recorded)
    await page.locator(FIELD).fill('3.20')
    await shows(page, '.answer-send', typeWords.change)
    await shows(page, '#number-note', numberWords.recordedIs('3.14\u00a0m'))
    await page.keyboard.press('Enter')
    await page.locator('.number-field[data-mark=recorded]').waitFor()
    await page.locator('#take-back').click()
    await says(page, words.takenBack)
    expect(await page.locator(FIELD).inputValue()).to.equal('')
    expect(await page.locator(FIELD).evaluate(field => field === document.activeElement)).to.equal(true)
    await shows(page, '.answer-send', typeWords.send)
    const votes = heard.filter(([name]) => name === 'castVote')
    expect(votes.map(([, sent]) => (sent as { vote: string }).vote)).to.deep.equal(['3.14', '3.2'])
  })

  it('is checked at the field, with a sentence, before anything is sent', async () => {
    const { app, page } = await asked(YEAR, { ready: FIELD })
    const heard = recordEvents(app)
    await page.reload()
    await shows(page, '#number-how', numberWords.how(true, '1500', '2000', ''))
    for (const [typed, sentence] of [
      ['', problems.empty],
      ['abc', problems['not-a-number']('12')],
      ['1789.5', problems['too-many-decimals'](0)],
      ['1,789', problems['too-many-decimals'](0)],
      ['1499', problems['out-of-range']('1500', '2000')],
      ['2001', problems['out-of-range']('1500', '2000')],
    ] as const) {
      await send(page, typed)
      await shows(page, '#number-note', sentence)
      const field = page.locator(FIELD)
      expect(await field.getAttribute('aria-invalid'), typed).to.equal('true')
      expect(await field.evaluate(each => each === document.activeElement), typed).to.equal(true)
    }
    await page.locator(FIELD).fill('١٧٨٩')
    await shows(page, '#number-note', '')
    await page.keyboard.press('Enter')
    await says(page, RECORDED)
    const votes = heard.filter(([name]) => name === 'castVote')
    expect(votes.map(([, sent]) => (sent as { vote: string }).vote)).to.deep.equal(['1789'])
  })

  it('opens the keypad that has what is needed, and a button for the minus that iPhones lack', async () => {
    const { presenter, page } = await asked(YEAR, { ready: FIELD })
    expect(await page.locator(FIELD).getAttribute('inputmode')).to.equal('numeric')
    expect(await page.locator('.number-sign').isVisible()).to.equal(false)
    await presenter.does({ name: 'ask', question: { ...METRES, kind: 'ballot', results: 'live' } })
    await page.locator(`${FIELD}[inputmode=decimal]`).waitFor()
    await page.locator(FIELD).fill('2,5')
    await page.locator('.number-sign').click()
    expect(await page.locator(FIELD).inputValue()).to.equal('−2,5')
    await page.keyboard.press('Enter')
    await says(page, RECORDED)
    await presenter.does({ name: 'close' })
    await shows(page, '.own-answer', /−2\.5\s?m$/)
  })

  it('is kept without a connection and sent once', () =>
    isKeptAndSentOnce(YEAR, FIELD, page => send(page, '1789'), '1789'))

  it('shows after a reload what is recorded', async () => {
    const { page } = await asked(METRES, { ready: FIELD })
    await send(page, '3,10')
    await says(page, RECORDED)
    await page.reload()
    await page.locator('.number-field[data-mark=recorded]').waitFor()
    expect(await page.locator(FIELD).inputValue()).to.equal('3.1')
  })

  it('keeps over a reload what was typed and not sent, and says at the end that it was not', async () => {
    const { page, presenter } = await asked(METRES, { ready: FIELD })
    await page.locator(FIELD).fill('3,1')
    await page.reload()
    await page.locator(FIELD).waitFor()
    expect(await page.locator(FIELD).inputValue()).to.equal('3,1')
    await presenter.does({ name: 'close' })
    await shows(page, '.own-answer', `${typeWords.notSent} 3,1`)
  })

  it('shows histogram and figures, marks the right band at the reveal only, and says who was right', async () => {
    const { app, presenter, page } = await asked({ ...YEAR, results: 'hidden' }, { ready: FIELD })
    await cast(app, ['1789', '1750', '1791', '1600'])
    await send(page, '1789')
    await says(page, RECORDED)
    await presenter.does({ name: 'close' })
    await shows(page, '.own-answer', /1789$/)
    expect(await hasFocus(page)).to.equal(true)
    expect(await page.locator('.histogram').count()).to.equal(0)
    await presenter.does({ name: 'show' })
    await page.locator('.histogram:visible').waitFor()
    expect(await page.locator('.histogram .band:visible').count()).to.equal(0)
    for (const [name, value] of [
      [statistics.median, '1789'],
      [statistics.mean, '1743.8'],
      [statistics.quartiles, statistics.between('1750', '1789')],
      [statistics.range, statistics.between('1600', '1791')],
      [statistics.voters, '5'],
    ] as const)
      expect(await statistic(page, name).textContent(), name).to.equal(value)
    await presenter.does({ name: 'reveal' })
    await page.locator('.histogram .band:visible').waitFor()
    await shows(page, '#headline', words.right)
    await shows(page, '#explanation', YEAR.explanation)
    expect(await statistic(page, statistics.inBand).textContent()).to.equal(statistics.share('60', 3))
    const late = await openPage(app)
    await shows(late, '#headline', typeWords.wasRight('1779 to 1799', true))
  })

  it('shows its unit whole, and figures in order, whatever the unit is written in', async () => {
    const hours = { ...METRES, answer: { ...METRES.answer, unit: 'שעות' }, results: 'hidden' as const }
    const { app, presenter, page } = await asked(hours, { ready: FIELD })
    const { found, measure } = measuring(page)
    await send(page, '24,62')
    await says(page, RECORDED)
    const frame = (await page.locator('.number-field').boundingBox())!
    const unit = (await page.locator('.number-unit').boundingBox())!
    expect(unit.x + unit.width).to.be.at.most(frame.x + frame.width)
    await measure('recorded')
    await cast(app, ['24.5', '24.6', '24.66', '24.7', '1000', '-3'])
    for (const name of ['close', 'show'] as const) await presenter.does({ name })
    await page.locator('.number-far:visible').waitFor()
    // The unit stands apart from the figures around it.
    expect(await page.locator('.number-far').textContent()).to.contain('\u2068שעות\u2069')
    await measure('shown')
    expect(found).to.deep.equal([])
  })

  it('draws at most twelve columns, in which every answer that is not far off is counted', async () => {
    const { app, presenter, page } = await asked({ ...YEAR, results: 'hidden' }, { ready: FIELD })
    await cast(
      app,
      Array.from({ length: 30 }, (_, index) => String(1700 + index * 7)),
    )
    for (const name of ['close', 'show'] as const) await presenter.does({ name })
    await page.locator('.column').first().waitFor()
    const votes = await page.locator('.column .votes').allTextContents()
    expect(votes.length).to.be.within(6, 12)
    expect(votes.reduce((sum, each) => sum + Number(each), 0)).to.equal(30)
  })

  it('shows two rounds on one axis', async () => {
    const { app, presenter, page } = await asked({ ...YEAR, results: 'hidden' }, { ready: FIELD })
    await cast(app, ['1700', '1710', '1720'])
    for (const name of ['close', 'again'] as const) await presenter.does({ name })
    await cast(app, ['1780', '1789', '1790'])
    for (const name of ['close', 'show'] as const) await presenter.does({ name })
    await page.locator('.histogram:visible').nth(1).waitFor()
    const axes = await page.locator('.histogram .axis').evaluateAll(all => all.map(each => each.textContent))
    expect(axes[0]).to.equal(axes[1])
    const rows = await page
      .locator('.result-table tbody tr')
      .evaluateAll(all => all.map(each => [...each.children].map(cell => cell.textContent)))
    for (const round of [numberWords.before, numberWords.now]) {
      const votes = rows.filter(([name]) => name!.startsWith(`${round}: `)).map(([, count]) => Number(count))
      expect(
        votes.reduce((sum, each) => sum + each, 0),
        round,
      ).to.equal(3)
    }
    expect(await statistic(page, statistics.median).textContent()).to.equal('1710 → 1789')
  })

  it('does not move when it is sent, refused, changed and taken back', () =>
    isSteady(YEAR, FIELD, [
      page => send(page, '1789'),
      async page => {
        await send(page, '3000')
        await shows(page, '#number-note', problems['out-of-range']('1500', '2000'))
        await send(page, '1790')
        await page.locator('.number-field[data-mark=recorded]').waitFor()
      },
    ]))

  it('can be read in every state, at every size, and axe finds nothing', async () => {
    const { app, presenter, page } = await asked({ ...METRES, results: 'hidden' }, { ready: FIELD })
    const { found, measure } = measuring(page)
    await send(page, '3.14159')
    await shows(page, '#number-note', problems['too-many-decimals'](2))
    await measure('refused')
    await inspectLooks(page, 'refused')
    await send(page, '3.14')
    await says(page, RECORDED)
    await measure('recorded')
    await inspectLooks(page, 'recorded')
    await cast(app, ['3', '4', '3.15', '1000000', '2.5', '3.5'])
    for (const name of ['close', 'again'] as const) await presenter.does({ name })
    await cast(app, ['3.1', '3.2', '-1000000'])
    for (const name of ['close', 'show', 'reveal'] as const) await presenter.does({ name })
    await page.locator('.histogram .band:visible').first().waitFor()
    await measure('revealed, two rounds')
    await inspectLooks(page, 'revealed, two rounds')
    expect(found).to.deep.equal([])
  })
})
