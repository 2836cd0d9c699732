/** Text and words on phones: what does not move, what can be read at every size and in every look, and two rounds. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Question } from '../../../src/core/protocol/poll'
import { answerKey } from '../../../src/core/question-types/open-answers'
import { textWords } from '../../../public/question-types/text/words'
import { typeWords } from '../../../public/question-types/words'
import { cloudWords } from '../../../public/question-types/words/words'
import { words } from '../../../public/shared/words'
import { decide, textQuestion, wordsQuestion } from '../support/answers'
import { measuring } from '../support/measuring'
import { inBrowser, says, shows } from '../support/pages'
import { asked, cast, hasFocus, inspectLooks, isSteady, RECORDED } from '../support/typed'

const WORDS = wordsQuestion({ results: 'hidden', canAbstain: true })
const TEXT = textQuestion({
  results: 'hidden',
  canAbstain: true,
  right: 'closures\nعمليات الإغلاق',
  explanation: 'They keep the scope they were made in.',
  answer: { type: 'text', most: 2 },
})
const FIELD = '.typed-field .text-field'
/** As long as a word may be. */
const LONGEST = 'Donaudampfschifffahrtskapitäns'

const field = (page: Page, number: number) => page.locator(FIELD).nth(number - 1)

async function give(page: Page, ...answers: string[]): Promise<void> {
  for (const [index, answer] of answers.entries()) await field(page, index + 1).fill(answer)
  await page.locator('.answer-send').click()
}

/** Another answer than before: until it is recorded the button says something else. */
async function change(page: Page, answer: string): Promise<void> {
  await give(page, answer)
  await shows(page, '.answer-send', typeWords.sent.recorded)
}

/** Two rounds, the second one shown, of which this page has a part. */
async function inTwoRounds(question: Question, before: string[], own: string[], now: string[]) {
  const { app, presenter, page } = await asked(question, { ready: FIELD })
  await cast(app, before)
  for (const name of ['close', 'again'] as const) await presenter.does({ name })
  await says(page, `${words.askedAgain} ${words.giveAnswer}`)
  await give(page, ...own)
  await says(page, RECORDED)
  await cast(app, now)
  for (const name of ['close', 'show'] as const) await presenter.does({ name })
  return { app, presenter, page }
}

inBrowser('Text and words on a phone', () => {
  for (const question of [WORDS, TEXT])
    it(`do not move when they are sent, changed and taken back: ${question.answer!.type}`, () =>
      isSteady(question, FIELD, [page => give(page, 'closures'), page => change(page, 'lambdas!')]))

  it('have tabs on their edges that cover no text', async () => {
    for (const question of [WORDS, TEXT])
      for (const [width, height] of [
        [320, 568],
        [390, 844],
        [667, 375],
      ] as const) {
        const { page } = await asked(question, { ready: FIELD, viewport: { width, height } })
        await give(page, 'closures', 'scopes')
        await page.locator('.typed-field[data-mark=recorded]').nth(1).waitFor()
        const tabs = page.locator('.typed-field > .own-tab')
        const hint = (await page.locator('.answer-hint').boundingBox())!
        expect((await tabs.first().boundingBox())!.y, `${width} x ${height}`).to.be.at.least(
          hint.y + hint.height,
        )
        const first = (await page.locator('.typed-field').first().boundingBox())!
        expect((await tabs.nth(1).boundingBox())!.y, `${width} x ${height}`).to.be.at.least(
          first.y + first.height,
        )
      }
  })

  it('show how much is typed where nothing gets narrower by it', async () => {
    const { page } = await asked(WORDS, { ready: FIELD, viewport: { width: 320, height: 568 } })
    const before = await field(page, 1).boundingBox()
    await field(page, 1).fill(LONGEST)
    await shows(page, '.field-count', typeWords.typed(30, 30))
    expect(await field(page, 1).boundingBox()).to.deep.equal(before)
    await page.locator('.answer-send').click()
    await says(page, RECORDED)
    // Its tab stands there now.
    expect(await page.locator('.field-count').first().isVisible()).to.equal(false)
  })

  it('show two rounds of words: the figures of both in the list, and what they are', async () => {
    const { page } = await inTwoRounds(WORDS, ['pear\nplum', 'Pear'], ['pear'], ['plum', 'plum', 'fig'])
    await shows(page, '.result-said', cloudWords.shown(3, 4))
    // A cloud shows no figures, so that nothing has to be told apart.
    expect(await page.locator('#headline > .now').isVisible()).to.equal(false)
    await page.getByRole('button', { name: cloudWords.list }).click()
    const lines = await page
      .locator('.words-result > li')
      .evaluateAll(all =>
        all.map(each => [...each.querySelectorAll('.word, .votes')].map(part => part.textContent).join(' ')),
      )
    expect(lines).to.deep.equal(['plum 1 → 2', 'fig 0 → 1', 'pear 2 → 1'])
    expect(await page.locator('#headline > .now').isVisible()).to.equal(true)
    await shows(page, '.words-result .own .word', 'pear')
  })

  it('show two rounds of text: how many answers, and at the reveal how many were right', async () => {
    const { presenter, page } = await inTwoRounds(
      TEXT,
      ['closures', 'no idea'],
      ['Closures!'],
      ['closures', 'scopes', 'this'],
    )
    await shows(page, '.result-said', textWords.shown(3, 4))
    await shows(page, '.answer-result > .answer-hint', textWords.before(2, 2))
    expect(await page.locator('.result-right').isVisible()).to.equal(false)
    await presenter.does({ name: 'reveal' })
    await shows(page, '.result-right', textWords.right(2, 4) + textWords.rightBefore(1, 2))
    await shows(page, '#headline', words.right)
    await decide(presenter, { do: 'highlight', key: 'scopes' })
    await shows(page, '.text-card blockquote', 'scopes')
    expect(await hasFocus(page)).to.equal(true)
  })

  it('can be read in every state, at every size, and axe finds nothing: words', async () => {
    const { app, presenter, page } = await asked(WORDS, { ready: FIELD })
    const { found, measure } = measuring(page)
    await give(page, LONGEST, 'الكلمة')
    await says(page, RECORDED)
    await measure('recorded')
    await inspectLooks(page, 'recorded')
    await cast(app, [`${LONGEST}\nphone`, 'phone\nno motivation', 'הטלפון'])
    for (const name of ['close', 'again'] as const) await presenter.does({ name })
    await cast(app, [`${LONGEST}\nphone`, 'الكلمة', LONGEST])
    for (const name of ['close', 'show'] as const) await presenter.does({ name })
    await page.locator('.words-result > li').first().waitFor()
    await measure('a cloud')
    await inspectLooks(page, 'a cloud')
    await page.getByRole('button', { name: cloudWords.list }).click()
    await measure('a list of two rounds')
    await inspectLooks(page, 'a list of two rounds')
    expect(found).to.deep.equal([])
  })

  it('can be read in every state, at every size, and axe finds nothing: text', async () => {
    const { app, presenter, page } = await asked(TEXT, { ready: FIELD })
    const { found, measure } = measuring(page)
    await give(
      page,
      'لماذا تتوقف الحلقة عندما لا ينتظر أحد الوعد',
      `${'Because it is so. '.repeat(8)}${LONGEST}`,
    )
    await says(page, RECORDED)
    await measure('recorded')
    await inspectLooks(page, 'recorded')
    await cast(app, ['closures', LONGEST])
    for (const name of ['close', 'again'] as const) await presenter.does({ name })
    await cast(app, ['closures', LONGEST, 'Closures'])
    for (const name of ['close', 'show', 'reveal'] as const) await presenter.does({ name })
    await decide(presenter, { do: 'highlight', key: answerKey(LONGEST) })
    await page.locator('.text-card:visible').waitFor()
    await measure('revealed, two rounds')
    await inspectLooks(page, 'revealed, two rounds')
    expect(found).to.deep.equal([])
  })
})
