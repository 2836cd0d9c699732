/** Several choices on phones and the projector: answered in the rows of choices, counted at every tap. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { words } from '../../../public/shared/words'
import { manyWords } from '../../../public/question-types/many/words'
import { typeWords } from '../../../public/question-types/words'
import { measuring } from '../support/measuring'
import { connectionIs, inBrowser, openPage, says, shows } from '../support/pages'
import { asked, cast, countersOf, inspectLooks, isKeptAndSentOnce, RECORDED } from '../support/typed'

const MANY = {
  text: 'Which are prime?',
  choices: ['two', 'nine', 'five', 'four'],
  right: 'AC',
  results: 'live' as const,
  kind: 'ballot' as const,
  answer: { type: 'many' as const, min: 1, max: 2 },
}
const TWO_AT_LEAST = { ...MANY, answer: { ...MANY.answer, min: 2, max: 3 } }
const HINT = '.many-hint'

const row = (page: Page, letter: string) => page.locator(`#${letter}`)

async function tap(page: Page, letters: string): Promise<void> {
  for (const letter of letters) await row(page, letter).click()
}

/** The letters of the rows that are pressed. */
const pressed = (page: Page): Promise<string> =>
  page
    .locator('#choices > [aria-pressed=true]')
    .evaluateAll(rows => rows.map(each => (each as HTMLElement).dataset['letter']).join(''))

/** Where the question, the rows with their texts, and what is below them stand; the lines around rows get thicker. */
const placesOf = (page: Page) =>
  page.locator('#question, .choice, .choice .text, .abstain, footer').evaluateAll(all =>
    all.map(each => {
      const { x, y, width, height } = each.getBoundingClientRect()
      return [each.id || each.className, x, y, width, height].join(' ')
    }),
  )

inBrowser('Several choices', () => {
  it('count at every tap, up to the most, and come back one by one', async () => {
    const { page } = await asked(MANY, { ready: HINT })
    await shows(page, '.answer-hint', manyWords.how(1, 2, 4))
    await tap(page, 'C')
    await says(page, words.recorded('C'))
    await tap(page, 'A')
    await says(page, RECORDED)
    await shows(page, '.answer-hint', manyWords.all(2))
    expect(await row(page, 'D').getAttribute('aria-disabled')).to.equal('true')
    // Whoever hears the row hears why.
    expect(await row(page, 'D').getAttribute('aria-describedby')).to.equal('many-hint')
    await row(page, 'D').click({ force: true })
    await shows(page, '.answer-hint', manyWords.full(2))
    expect(await pressed(page)).to.equal('AC')
    await tap(page, 'C')
    await says(page, words.recorded('A'))
    expect(await row(page, 'D').getAttribute('aria-disabled')).to.equal('false')
    await shows(page, '#A .percent', words.percent(100))
    await shows(page, '.percent-base', manyWords.percentages)
  })

  it('say above the rows how many may be chosen, and take that away with the question', async () => {
    const { presenter, page } = await asked(MANY, { ready: HINT })
    const [hint, first] = [await page.locator(HINT).boundingBox(), await row(page, 'A').boundingBox()]
    expect(hint!.y + hint!.height).to.be.at.most(first!.y)
    await presenter.does({
      name: 'ask',
      question: { text: '', choices: ['', ''], right: null, kind: 'ballot', results: 'live' },
    })
    await page.locator(HINT).waitFor({ state: 'detached' })
  })

  it('count from the least on, which is said, and too few stay chosen through a reload', async () => {
    const { presenter, page } = await asked(TWO_AT_LEAST, { ready: HINT })
    await tap(page, 'B')
    await shows(page, HINT, manyWords.more(1))
    await shows(page, '#B .tab.own', manyWords.chosen)
    await page.reload()
    await connectionIs(page, 'connected')
    await shows(page, HINT, manyWords.more(1))
    await shows(page, '#B .tab.own', manyWords.chosen)
    expect(await countersOf(presenter)).to.deep.equal({})
    await tap(page, 'C')
    await says(page, RECORDED)
    expect(await countersOf(presenter)).to.deep.equal({ '#': 1, B: 1, C: 1 })
    // One taken back is one too few: what is left stays chosen and does not count.
    await tap(page, 'B')
    await says(page, words.takenBack)
    expect(await countersOf(presenter)).to.deep.equal({})
    await presenter.does({ name: 'close' })
    await shows(page, '.own-answer', `${typeWords.notSent} C`)
  })

  it('are there after a reload', async () => {
    const { page } = await asked(MANY, { ready: HINT })
    await tap(page, 'CA')
    await says(page, RECORDED)
    await page.reload()
    await connectionIs(page, 'connected')
    await shows(page, HINT, manyWords.all(2))
    expect(await pressed(page)).to.equal('AC')
  })

  it('are kept without a connection and sent once', () =>
    isKeptAndSentOnce(MANY, HINT, page => tap(page, 'CA'), 'AC'))

  it('are chosen by their letter keys, and by arrows and Space', async () => {
    const { presenter, page } = await asked(MANY, { ready: HINT })
    await page.keyboard.press('c')
    await says(page, words.recorded('C'))
    await page.keyboard.press('Shift+A')
    await says(page, RECORDED)
    expect(await countersOf(presenter)).to.deep.equal({ '#': 1, A: 1, C: 1 })
    await page.keyboard.press('c')
    await says(page, words.recorded('A'))
    await row(page, 'A').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await says(page, RECORDED)
    expect(await pressed(page)).to.equal('AB')
  })

  it('do not move at taps, at the most, and at a withdrawal', async () => {
    for (const [width, height] of [
      [320, 568],
      [390, 844],
      [1280, 720],
    ] as const) {
      const { page } = await asked(
        { ...MANY, results: 'hidden', canAbstain: true },
        { ready: HINT, viewport: { width, height } },
      )
      await says(page, words.giveAnswer)
      const before = await placesOf(page)
      for (const [letters, said] of [
        ['B', words.recorded('B')],
        ['C', RECORDED],
        ['B', words.recorded('C')],
      ] as const) {
        await tap(page, letters)
        await says(page, said)
        expect(await placesOf(page), `${letters}, ${width} x ${height}`).to.deep.equal(before)
      }
      // By its place, as a finger does: the driver would scroll to it first.
      const { x, y, width: breadth, height: rise } = (await page.locator('#take-back').boundingBox())!
      await page.mouse.click(x + breadth / 2, y + rise / 2)
      await says(page, words.takenBack)
      expect(await placesOf(page), `taken back, ${width} x ${height}`).to.deep.equal(before)
    }
  })

  it('say what was right, each in its own letters, on phones and the projector', async () => {
    const { app, presenter, page } = await asked(MANY, { ready: HINT })
    const screen = await openPage(app, { path: '/screen' })
    await tap(page, 'AC')
    await says(page, RECORDED)
    for (const name of ['close', 'reveal'] as const) await presenter.does({ name })
    await shows(page, '#headline', words.right)
    await shows(page, '.result-right', manyWords.allRightOf(1, 1))
    await shows(screen, '.verdict', typeWords.rightIs('A, C'))
    expect(await screen.locator('.stage-choice.right').count()).to.equal(2)
    const ticks = await screen.locator('.right .tick').evaluateAll(all => all.map(each => each.clientHeight))
    expect(Math.min(...ticks) / screen.viewportSize()!.height).to.be.greaterThan(0.03)
    await shows(screen, '.stage-choice[data-letter=A] b.percent', words.percent(100))
    await shows(screen, '.stage-note', [manyWords.ofPeople, manyWords.allRight(100)].join(' · '))
  })

  it('can be read in every state, at every size, and axe finds nothing', async () => {
    const long = {
      ...TWO_AT_LEAST,
      choices: ['two', 'Donaudampfschifffahrtskapitän', 'خمسة، وهو عدد مكتوب بالكلمات', 'four'],
    }
    const { app, presenter, page } = await asked(
      { ...long, results: 'hidden', canAbstain: true },
      { ready: HINT },
    )
    const { found, measure } = measuring(page)
    await tap(page, 'D')
    await shows(page, HINT, manyWords.more(1))
    await measure('too few')
    await inspectLooks(page, 'too few')
    await tap(page, 'AC')
    await says(page, RECORDED)
    await measure('as many as may be')
    await inspectLooks(page, 'as many as may be')
    await cast(app, ['AB', 'ABC'])
    for (const name of ['close', 'again'] as const) await presenter.does({ name })
    await cast(app, ['CD', 'AC'])
    for (const name of ['close', 'show', 'reveal'] as const) await presenter.does({ name })
    await page.locator('.result-right:visible').waitFor()
    await measure('revealed, two rounds')
    await inspectLooks(page, 'revealed, two rounds')
    expect(found).to.deep.equal([])
  })
})
