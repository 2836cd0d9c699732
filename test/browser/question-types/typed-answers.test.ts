/** Text and words on phones: typed, sent, changed, taken back; what is typed is never lost. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { textWords } from '../../../public/question-types/text/words'
import { typeWords } from '../../../public/question-types/words'
import { cloudWords } from '../../../public/question-types/words/words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { connectPresenter, question, snapshotOf } from '../../support/presenter'
import { inspect } from '../support/axe'
import { CONNECTION_ERRORS, connectionIs, inBrowser, openPage, says, shows } from '../support/pages'
import { recordEvents, serverSockets } from '../support/network'
import { textFaults } from '../support/text-boxes'

const WORDS = question({ text: 'What comes to mind?', choices: [], answer: { type: 'words', most: 3 } })
const TEXT = question({ text: 'Why?', choices: [], answer: { type: 'text', most: 3 }, canAbstain: true })

const field = (page: Page, number: number) => page.locator('.typed-field .text-field').nth(number - 1)
const send = (page: Page) => page.locator('.answer-send')
const valuesOf = (page: Page) =>
  page
    .locator('.typed-field .text-field')
    .evaluateAll(fields => fields.map(each => (each as HTMLInputElement).value))

async function started(asked = WORDS) {
  const app = await startApp()
  const presenter = await connectPresenter(app)
  await presenter.does({ name: 'ask', question: asked })
  const allAnswers = async () => (await snapshotOf(presenter.client)).allAnswers
  return { app, presenter, allAnswers }
}

inBrowser('Typed answers', () => {
  it('go from field to field by Enter, and out from the last one or an empty one', async () => {
    const { app } = await started()
    const page = await openPage(app)
    await field(page, 1).fill(' Pear ')
    await page.keyboard.press('Enter')
    await page.keyboard.type('apple')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await says(page, words.recorded(''))
    expect(await valuesOf(page)).to.deep.equal(['Pear', 'apple', ''])
    await shows(page, '.answer-send', typeWords.sent.recorded)
    await page.locator('.words-result .own').nth(1).waitFor()
    expect(await page.locator('.typed-field[data-mark=recorded]').count()).to.equal(2)
  })

  it('are changed in their fields, and taken back whole', async () => {
    const { app, allAnswers } = await started()
    const page = await openPage(app)
    await field(page, 1).fill('pear')
    await send(page).click()
    await says(page, words.recorded(''))
    await field(page, 1).fill('plum')
    await shows(page, '.answer-send', typeWords.send)
    await send(page).click()
    await shows(page, '.answer-send', typeWords.sent.recorded)
    expect(await allAnswers()).to.deep.include({ voters: 1 })
    await page.locator('#take-back').click()
    await says(page, words.takenBack)
    expect(await valuesOf(page)).to.deep.equal(['plum', '', ''])
    await shows(page, '.answer-send', typeWords.send)
    expect(await allAnswers()).to.deep.include({ voters: 0 })
  })

  it('are taken back one by one, and then count without it', async () => {
    const { app, allAnswers } = await started(TEXT)
    const page = await openPage(app)
    await field(page, 1).fill('First')
    await field(page, 2).fill('Second\nline')
    await send(page).click()
    await says(page, words.recorded(''))
    await page.getByRole('button', { name: `${typeWords.takeBack}: ${textWords.field(1, 3)}` }).click()
    await shows(page, '.answer-send', typeWords.sent.recorded)
    expect(await valuesOf(page)).to.deep.equal(['', 'Second line', ''])
    const view = await allAnswers()
    if (view?.type !== 'text') throw new Error('no text')
    expect(view.cards.filter(({ votes }) => votes > 0).map(({ text }) => text)).to.deep.equal(['Second line'])
  })

  it('are checked at their field before they are sent, by characters as people count them', async () => {
    const { app, allAnswers } = await started()
    const page = await openPage(app)
    await send(page).click()
    await shows(page, '.field-said', typeWords.empty)
    await field(page, 1).fill('?!')
    await send(page).click()
    await shows(page, '.field-said', typeWords.nothingToRead)
    await field(page, 1).fill('👍'.repeat(31))
    await shows(page, '.field-count', typeWords.typed(31, 30))
    await send(page).click()
    await shows(page, '.field-said', typeWords.tooLong(31, 30))
    expect(await field(page, 1).getAttribute('aria-invalid')).to.equal('true')
    await inspect(page, 'a refused answer')
    expect(await allAnswers()).to.deep.include({ voters: 0 })
    await field(page, 1).fill('👍'.repeat(30))
    await send(page).click()
    await says(page, words.recorded(''))
    expect((await valuesOf(page))[0]).to.equal('👍'.repeat(30))
  })

  it('leave Enter to an input method', async () => {
    const { app, allAnswers } = await started(question({ ...WORDS, answer: { type: 'words', most: 1 } }))
    const page = await openPage(app)
    await field(page, 1).fill('かんじ')
    await field(page, 1).dispatchEvent('keydown', { key: 'Enter', isComposing: true })
    await shows(page, '.answer-send', typeWords.send)
    expect(await allAnswers()).to.deep.include({ voters: 0 })
  })

  it('stay in their fields through a reload, other votes, a new wording, and the end of voting', async () => {
    const { app, presenter } = await started()
    const page = await openPage(app)
    await field(page, 1).fill('half-typ')
    await page.reload()
    await connectionIs(page, 'connected')
    await field(page, 1).waitFor()
    expect((await valuesOf(page))[0]).to.equal('half-typ')
    const other = await openPage(app)
    await field(other, 1).fill('pear')
    await send(other).click()
    await page.locator('.words-result li').waitFor()
    await presenter.does({ name: 'reword', text: 'What comes first?', choices: [], explanation: '' })
    await shows(page, '#question', 'What comes first?')
    expect((await valuesOf(page))[0]).to.equal('half-typ')
    await presenter.does({ name: 'close' })
    await shows(page, '.own-answer', `${typeWords.notSent} half-typ`)
    await inspect(page, 'an answer that was not sent')
    await presenter.does({ name: 'reopen' })
    await send(page).click()
    await says(page, words.recorded(''))
    expect((await valuesOf(page))[0]).to.equal('half-typ')
  })

  it('are kept without a connection, sent once, and there after a reload', async () => {
    const { app, allAnswers } = await started()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await field(page, 1).waitFor()
    const heard = recordEvents(app)
    await page.context().setOffline(true)
    for (const { conn } of serverSockets(app).slice(1)) conn.close()
    await connectionIs(page, 'reconnecting')
    await field(page, 1).fill('pear')
    await send(page).click()
    await says(page, words.keptTap(''))
    await shows(page, '.answer-send', typeWords.sent.kept)
    await page.context().setOffline(false)
    await says(page, words.recorded(''))
    expect(heard.filter(([name]) => name === 'castVote')).to.have.length(1)
    await page.reload()
    await connectionIs(page, 'connected')
    await shows(page, '.answer-send', typeWords.sent.recorded)
    expect((await valuesOf(page))[0]).to.equal('pear')
    expect(await allAnswers()).to.deep.include({ voters: 1 })
  })

  it('and “I cannot say” exclude each other', async () => {
    const { app, allAnswers } = await started(TEXT)
    const page = await openPage(app)
    await field(page, 1).fill('Because.')
    await send(page).click()
    await says(page, words.recorded(''))
    await page.getByRole('button', { name: typeWords.cannotSay }).click()
    await shows(page, '.abstained', typeWords.cannotSayIs(1))
    await shows(page, '.answer-send', typeWords.send)
    expect(await allAnswers()).to.deep.include({ voters: 0, abstained: 1 })
    await send(page).click()
    await shows(page, '.answer-send', typeWords.sent.recorded)
    await shows(page, '.abstained', '')
    expect(await allAnswers()).to.deep.include({ voters: 1, abstained: 0 })
  })

  it('say beforehand where the presenter reads them first', async () => {
    const { app } = await started(question({ ...TEXT, needsApproval: true }))
    const page = await openPage(app)
    await shows(page, '.answer-hint', `${textWords.how(3)} ${typeWords.needsApproval}`)
  })

  it('are shown as a cloud or as a list with figures, as this browser likes it', async () => {
    const { app, presenter } = await started()
    const page = await openPage(app)
    await field(page, 1).fill('pear')
    await send(page).click()
    await says(page, words.recorded(''))
    await presenter.does({ name: 'close' })
    await page.getByRole('button', { name: cloudWords.list }).click()
    await page.reload()
    await connectionIs(page, 'connected')
    await page.locator('.words-result.as-list li .votes').waitFor()
    await inspect(page, 'words as a list')
    await page.getByRole('button', { name: cloudWords.cloud }).click()
    await inspect(page, 'a cloud')
  })

  for (const [width, height] of [
    [320, 568],
    [667, 375],
    [1280, 800],
  ] as const)
    it(`fit with the longest word and text, ${width} x ${height}`, async () => {
      const { app, presenter } = await started(TEXT)
      const page = await openPage(app, { viewport: { width, height } })
      await field(page, 1).fill('Because it is so. '.repeat(15).trim())
      await send(page).click()
      await says(page, words.recorded(''))
      expect(await textFaults(page)).to.deep.equal([])
      await inspect(page, 'an open text')
      await presenter.does({ name: 'ask', question: WORDS })
      await field(page, 1).fill('Donaudampfschifffahrtskapitän')
      await send(page).click()
      await shows(page, '.answer-send', typeWords.sent.recorded)
      await presenter.does({ name: 'close' })
      await page.locator('.words-result li').waitFor()
      expect(await textFaults(page)).to.deep.equal([])
    })
})
