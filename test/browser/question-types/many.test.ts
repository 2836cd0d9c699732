/** Several choices on phones and the projector: answered in the rows of choices, counted at every tap. */
import { expect } from 'chai'
import { words } from '../../../public/shared/words'
import { manyWords } from '../../../public/question-types/many/words'
import { typeWords } from '../../../public/question-types/words'
import { startApp } from '../../support/app'
import { connectPresenter, question } from '../../support/presenter'
import { inBrowser, openPage, says, shows } from '../support/pages'

const MANY = {
  text: 'Which are prime?',
  choices: ['two', 'nine', 'five', 'four'],
  right: 'AC',
  results: 'live' as const,
  kind: 'ballot' as const,
  answer: { type: 'many' as const, min: 1, max: 2 },
}

inBrowser('Several choices', () => {
  it('count at every tap, up to the most, and come back one by one', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question(MANY) })
    const page = await openPage(app)
    await shows(page, '.answer-hint', manyWords.how(1, 2, 4))
    await page.locator('#C').click()
    await says(page, words.recorded('C'))
    await page.locator('#A').click()
    await says(page, words.recorded(''))
    await shows(page, '.answer-hint', manyWords.all(2))
    expect(await page.locator('#D').getAttribute('aria-disabled')).to.equal('true')
    await page.locator('#D').click({ force: true })
    await shows(page, '.answer-hint', manyWords.full(2))
    for (const letter of ['A', 'C'])
      expect(await page.locator(`#${letter}`).getAttribute('aria-pressed')).to.equal('true')
    await page.locator('#C').click()
    await says(page, words.recorded('A'))
    await shows(page, '#A .percent', words.percent(100))
  })

  it('say what was right, each in its own letters, on phones and the projector', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question(MANY) })
    const [page, screen] = [await openPage(app), await openPage(app, { path: '/screen' })]
    await page.locator('#A').click()
    await page.locator('#C').click()
    await says(page, words.recorded(''))
    for (const name of ['close', 'reveal'] as const) await presenter.does({ name })
    await shows(page, '#headline', words.right)
    await shows(screen, '.verdict', typeWords.rightIs('A, C'))
    expect(await screen.locator('.stage-choice.right').count()).to.equal(2)
    const ticks = await screen.locator('.right .tick').evaluateAll(all => all.map(each => each.clientHeight))
    expect(Math.min(...ticks) / screen.viewportSize()!.height).to.be.greaterThan(0.03)
    await shows(screen, '.stage-choice[data-letter=A] b.percent', words.percent(100))
    await shows(screen, '.stage-note', [manyWords.ofPeople, manyWords.allRight(100)].join(' · '))
  })
})
