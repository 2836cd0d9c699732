/** Tests the sheet in which a presenter writes, edits and corrects a question. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { presenterWords as words } from '../../../../public/presenter/words'
import { words as audienceWords } from '../../../../public/shared/words'
import type { Question } from '../../../../src/core/protocol/poll'
import { question as written } from '../../../support/presenter'
import { startApp } from '../../../support/app'
import { inspect, looks } from '../../support/axe'
import { commandDone, openPresenter, PHONE } from '../../support/lecture'
import { defaultRoom } from '../../support/network'
import { inBrowser, openPage, says, shows, vote } from '../../support/pages'
import { posedQuestion, sheetClosed } from '../../support/question-sheet'
import { present } from '../../support/rooms'

const open = async (page: Page) => {
  await page.getByRole('button', { name: words.newQuestion }).click()
  await page.locator('#question-sheet').waitFor()
}
const question = (page: Page) => page.getByLabel(words.question, { exact: true })
const answer = (page: Page, letter: string) => page.getByRole('textbox', { name: words.choiceName(letter) })
const rows = (page: Page) => page.locator('#sheet-rows textarea')
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id)

inBrowser('The sheet for a question', () => {
  it('takes a question of four answers by the keyboard alone, with no key too many', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    let keys = 0
    const press = async (key: string) => {
      keys++
      await page.keyboard.press(key)
    }
    await page.locator('#new-question').focus()
    await press('Enter')
    for (const text of ['Which one blocks?', 'await fetch()', 'while (true) {}']) {
      await page.keyboard.type(text)
      if (text.startsWith('while')) {
        await press('Shift+Tab')
        await press('Space')
        await press('Tab')
      }
      await press('Enter')
    }
    await page.keyboard.type('setTimeout(f, 0)')
    await press('Enter')
    await page.keyboard.type('fs.readFile()')
    await press('Control+Enter')
    await says(page, words.done.ask!)
    await sheetClosed(page)
    expect(keys).to.equal(9) // five between the fields, three for the right answer, one to ask
    const expected: Question = {
      text: 'Which one blocks?',
      choices: ['await fetch()', 'while (true) {}', 'setTimeout(f, 0)', 'fs.readFile()'],
      kind: 'ballot',
      results: 'hidden',
      right: 'B',
    }
    expect(await posedQuestion(app)).to.deep.equal(expected)
    expect(await focused(page)).to.equal('new-question')
  })

  it('offers a hidden ballot with four letters, and asks it aloud', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    expect(await page.locator('#sheet-options-now').textContent()).to.equal(
      [words.summary.hidden, words.summary.ballot, words.summary.noTime].join(' · '),
    )
    await question(page).fill('  Which\n  one?  ')
    await page.locator('#sheet-do').click()
    await shows(page, '#question', 'Which one?')
    const { choices, kind, results } = await posedQuestion(app)
    expect({ choices, kind, results }).to.deep.equal({
      choices: ['', '', '', ''],
      kind: 'ballot',
      results: 'hidden',
    })
  })

  it('leaves out empty answers at the end, once there is a text', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await answer(page, 'C').fill('third')
    expect(await page.locator('.answer.unasked').count()).to.equal(1)
    await page.locator('#sheet-do').click()
    await sheetClosed(page)
    expect((await posedQuestion(app)).choices).to.deep.equal(['', '', 'third'])
  })

  it('goes to the next answer by Enter, makes one up to the limit, and takes it back by Backspace', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await answer(page, 'D').press('Shift+Enter')
    expect(await rows(page).count()).to.equal(4)
    for (const letter of 'DEFGHIJK') await answer(page, letter).press('Enter')
    expect(await focused(page)).to.equal(words.choiceName('L'))
    await page.keyboard.press('Enter')
    await shows(page, '#sheet-said', words.tooMany(12))
    await page.keyboard.press('Backspace')
    expect([await rows(page).count(), await focused(page)]).to.deep.equal([11, words.choiceName('K')])
    await page.locator('#next-answer').click()
    await answer(page, 'L').fill('twelve')
    for (const letter of 'KJIHGFEDC')
      await page.getByRole('button', { name: words.removeChoice(letter) }).click()
    expect(await rows(page).nth(2).inputValue()).to.equal('twelve')
    await page.getByRole('button', { name: words.markRight('C') }).click()
    await page.getByRole('button', { name: words.removeChoice('A') }).click()
    await page.getByRole('button', { name: words.removeChoice('A') }).click({ force: true })
    await shows(page, '#sheet-said', words.tooFew(2))
    await page.locator('#sheet-options summary').click()
    await page.getByRole('radio', { name: words.hands }).check()
    await page.getByRole('radio', { name: words.live }).check()
    await page.getByLabel(words.explanation).fill('It is\nthe last.')
    await page.getByRole('button', { name: words.addToList }).click()
    await says(page, words.added(1))
    expect((await defaultRoom(app)).document.prepared).to.deep.equal([
      {
        text: '',
        choices: ['', 'twelve'],
        kind: 'hands',
        results: 'live',
        right: 'B',
        explanation: 'It is the last.',
      },
    ])
  })

  it('takes lines that are pasted into an answer as several answers', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await rows(page)
      .first()
      .evaluate(field => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', 'one\ntwo\n\nthree\nfour\nfive\n')
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      })
    expect(
      await rows(page).evaluateAll(all => all.map(each => (each as HTMLTextAreaElement).value)),
    ).to.deep.equal(['one', 'two', 'three', 'four', 'five'])
  })

  it('asks with a time limit', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await page.locator('#sheet-options summary').click()
    await page.getByLabel(words.timeLimit).selectOption('60')
    await page.locator('#sheet-do').click()
    await says(page, words.askedFor(words.minutes(60)))
    expect((await defaultRoom(app)).document.poll.deadline).to.be.a('number')
  })

  it('warns exactly when a text is too small for the last row of the projector', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await question(page).fill('Which one?')
    await answer(page, 'A').fill('short')
    await shows(page, '#preview-verdict', words.fits)
    expect(await page.locator('#sheet-warning').textContent()).to.equal('')
    await shows(page, '#preview .phone-here', words.peopleHere(0))
    await openPage(app)
    await shows(page, '#preview .phone-here', words.peopleHere(1))
    await page.getByRole('button', { name: words.previewProjector }).click()
    await shows(page, '#preview .stage .question', 'Which one?')
    while ((await rows(page).count()) < 12) await page.locator('#next-answer').click()
    for (const letter of 'ABCDEFGHIJKL') await answer(page, letter).fill(`${letter} `.repeat(100))
    await question(page).fill('Why '.repeat(120))
    await shows(page, '#sheet-warning', words.tooLong)
    const smallest = await page.evaluate(() => {
      const texts = [...document.querySelectorAll('#preview .stage .answers .text')]
      const height = document.querySelector('#preview .stage')!.clientHeight
      return Math.min(...texts.map(each => parseFloat(getComputedStyle(each).fontSize) / height))
    })
    expect(smallest).to.be.lessThan(0.03)
    for (const letter of 'ABCDEFGHIJKL') await answer(page, letter).fill(letter)
    await question(page).fill('Which one?')
    await shows(page, '#preview-verdict', words.fits)
    expect(await page.locator('#sheet-warning').textContent()).to.equal('')
  })

  it('waits for a pause in the typing where the projector takes long to draw', async () => {
    const app = await startApp()
    const page = await openPresenter(app, {
      prepare: page =>
        page.addInitScript(() => {
          const now = performance.now.bind(performance)
          let ahead = 0
          performance.now = () => now() + (ahead += 100)
        }),
    })
    await open(page)
    await page.getByRole('button', { name: words.previewProjector }).click()
    await question(page).fill('First?')
    await shows(page, '#preview .stage .question', 'First?')
    const drawn = await question(page).evaluate((field: HTMLTextAreaElement) => {
      field.value = 'Second?'
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      return document.querySelector('#preview .stage .question')!.textContent
    })
    expect(drawn).to.equal('First?')
    await shows(page, '#preview .stage .question', 'Second?')
  })

  it('keeps what is not finished when it is closed, also over a reload, and says so', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await question(page).fill('Half a ques')
    await answer(page, 'B').fill('b')
    await page.keyboard.press('Escape')
    await sheetClosed(page)
    await says(page, words.draftKept)
    expect(await focused(page)).to.equal('new-question')
    await page.reload()
    await says(page, words.ready)
    await open(page)
    await shows(page, '#sheet-note-text', words.draftBack)
    expect([await question(page).inputValue(), await answer(page, 'B').inputValue()]).to.deep.equal([
      'Half a ques',
      'b',
    ])
    await page.getByRole('button', { name: words.startAnew }).click()
    expect(await question(page).inputValue()).to.equal('')
    await page.locator('#cancel-sheet').click()
    await open(page)
    expect(await page.locator('#sheet-note').isVisible()).to.equal(false)
  })

  it('keeps every field after a refusal', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await open(page)
    await question(page).fill('Kept?')
    app.io.disconnectSockets(true)
    await page.locator('body[data-connection=reconnecting]').waitFor()
    await page.locator('#sheet-do').click()
    await shows(page, '#sheet-said', /./)
    expect(await question(page).inputValue()).to.equal('Kept?')
  })

  it('corrects the wording of the question that is up, on every page, and its votes stay', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    const asked = written({ text: 'Wich one blocks?', choices: ['fetch()', 'whlie (true) {}'] })
    await present(app, { name: 'ask', question: asked })
    const voter = await openPage(app)
    await shows(voter, '#question', asked.text)
    await shows(voter, '#notes', '')
    await vote(voter, 'B')
    await shows(page, '#private-rows tr:nth-child(2) td:nth-of-type(1)', '1')
    await page.getByRole('button', { name: words.reword, exact: true }).click()
    await shows(page, '#sheet-title', words.rewording)
    await shows(page, '#sheet-note-text', words.votesStay)
    expect([await question(page).inputValue(), await answer(page, 'B').inputValue()]).to.deep.equal([
      asked.text,
      asked.choices[1],
    ])
    // Votes are for letters: none goes, and nothing is added to the list.
    expect(await page.locator('#add-to-list').isVisible()).to.equal(false)
    expect(await page.getByRole('button', { name: words.removeChoice('A') }).count()).to.equal(0)
    await question(page).fill('Which one blocks?')
    await answer(page, 'B').fill('while (true) {}')
    await page.getByRole('button', { name: words.correctNow }).click()
    await says(page, words.done.reword!)
    await sheetClosed(page)
    expect(await focused(page)).to.equal('reword')
    for (const each of [page, voter]) await shows(each, '#question', 'Which one blocks?')
    await shows(voter, '#notes', audienceWords.reworded)
    await shows(voter, '[data-letter=B] .text', 'while (true) {}')
    expect(await voter.locator('#B').getAttribute('aria-pressed')).to.equal('true')
    await shows(page, '#private-rows tr:nth-child(2) td:nth-of-type(1)', '1')
    await shows(page, '#private-chart [data-letter=B] .text', 'while (true) {}')
    expect((await defaultRoom(app)).document.poll).to.deep.include({ round: 1, state: 'open' })
  })

  it('adds a choice behind the others while people vote, which may be right, and none once voting is closed', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    await present(app, { name: 'ask', question: written({ text: 'Which?', choices: ['a', 'b'] }) })
    const voter = await openPage(app)
    await shows(voter, '#question', 'Which?')
    await vote(voter, 'B')
    await page.locator('#reword').click()
    await answer(page, 'B').press('Enter')
    await answer(page, 'C').fill('c')
    await page.getByRole('button', { name: words.markRight('C') }).click()
    // Added and left empty: it is not asked.
    await answer(page, 'C').press('Enter')
    await page.getByRole('button', { name: words.correctNow }).click()
    await sheetClosed(page)
    await shows(voter, '[data-letter=C] .text', 'c')
    expect(await voter.locator('#B').getAttribute('aria-pressed')).to.equal('true')
    const { choices, right } = await posedQuestion(app)
    expect([choices, right]).to.deep.equal([['a', 'b', 'c'], 'C'])
    await commandDone(page)
    await present(app, { name: 'close' })
    await page.locator('#open-close[aria-checked=false]').waitFor()
    await page.locator('#reword').click()
    await page.locator('#question-sheet').waitFor()
    expect(await page.locator('#next-answer').isVisible()).to.equal(false)
  })

  it('holds the focus, and nothing of axe is wrong with it', async () => {
    const app = await startApp()
    for (const [look, options] of Object.entries(looks))
      for (const size of [{}, PHONE]) {
        const page = await openPresenter(app, { ...options, ...size })
        await open(page)
        await page.locator('#sheet-options summary').click()
        await page.getByRole('button', { name: words.markRight('B') }).click()
        await inspect(page, look)
        await page.locator('#sheet-do').focus()
        await page.keyboard.press('Tab')
        expect(
          await page.evaluate(() => document.activeElement!.closest('#question-sheet') !== null),
        ).to.equal(true)
        await page.context().close()
      }
  })
})
