/** Tests what keys and the Back gesture do in the presenter's dialogs, and where the focus goes then. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { presenterWords as words } from '../../../public/presenter/words'
import { questionsWords } from '../../../public/presenter/questions/words'
import { question as written } from '../../support/presenter'
import { startApp } from '../../support/app'
import { openPresenter, PHONE } from '../support/lecture'
import { inBrowser, says, shows } from '../support/pages'
import { defaultRoom } from '../support/network'
import { present } from '../support/rooms'

const ASKED = written({ text: 'Asked?', choices: ['yes', 'no'] })
const LISTED = written({ text: 'Listed?', choices: ['one', 'two', 'three'] })

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    return activeElement?.id || activeElement?.getAttribute('aria-label') || activeElement?.tagName
  })
const gone = (page: Page, dialog: string) => page.locator(dialog).waitFor({ state: 'hidden' })

interface Opening {
  dialog: string
  /** Opens the dialog by the keyboard. */
  open: (page: Page) => Promise<void>
  /** What had the focus then. */
  opener: string
}

const byKey = (selector: string) => async (page: Page) => {
  await page.locator(selector).focus()
  await page.keyboard.press('Enter')
}

const OPENINGS: Record<string, Opening> = {
  'a new question': { dialog: '#question-sheet', open: byKey('#new-question'), opener: 'new-question' },
  'a question of the list': {
    dialog: '#question-sheet',
    open: async page => {
      const fold = page.locator('#prepared .question-line[aria-expanded=false]')
      if ((await fold.count()) > 0) await fold.click()
      await byKey('#prepared [data-action=edit]')(page)
    },
    opener: words.ofQuestion(questionsWords.actions.edit, LISTED.text),
  },
  'the wording of what is up': { dialog: '#question-sheet', open: byKey('#reword'), opener: 'reword' },
  'a list as text': { dialog: '#paste', open: byKey('#paste-list'), opener: 'paste-list' },
  'the list to take along': { dialog: '#as-text', open: byKey('#export-list'), opener: 'export-list' },
  More: { dialog: '#more-sheet', open: byKey('#more'), opener: 'more' },
}

inBrowser('A dialog of the presenter', () => {
  for (const [device, options] of Object.entries({ laptop: {}, phone: PHONE }))
    it(`is closed by Escape and by Back on a ${device}, and the focus returns to what opened it`, async () => {
      const app = await startApp()
      await present(app, { name: 'prepare', questions: [LISTED] }, { name: 'ask', question: ASKED })
      const page = await openPresenter(app, options)
      const address = page.url()
      if (device === 'phone') await page.locator('[data-opens=questions]').click()
      for (const [name, { dialog, open, opener }] of Object.entries(OPENINGS))
        for (const leave of [() => page.keyboard.press('Escape'), () => page.goBack()]) {
          await open(page)
          await page.locator(dialog).waitFor()
          expect(
            await page.locator(dialog).evaluate(each => each.contains(document.activeElement)),
            name,
          ).to.equal(true)
          await leave()
          await gone(page, dialog)
          expect(await focused(page), name).to.equal(opener)
          // The history has no entry more than before.
          await page.waitForFunction(() => history.state === null)
          expect(page.url()).to.equal(address)
        }
    })

  it('keeps what was typed when Back closes it, and a reload of the page leaves no entry behind', async () => {
    const app = await startApp()
    const page = await openPresenter(app, PHONE)
    await page.locator('#next').click()
    await page.locator('#sheet-text').fill('Half a ques')
    await page.goBack()
    await gone(page, '#question-sheet')
    await says(page, words.draftKept)
    expect(await focused(page)).to.equal('next')
    await page.locator('#next').click()
    expect(await page.locator('#sheet-text').inputValue()).to.equal('Half a ques')
    await page.reload()
    await says(page, words.ready)
    await page.waitForFunction(() => history.state === null)
  })

  it('marks the right answer by its letter, again and by the keyboard, and asks with Cmd or Ctrl and Enter', async () => {
    const app = await startApp()
    const page = await openPresenter(app)
    for (const modifier of ['Control', 'Meta']) {
      await page.locator('#new-question').click()
      await page.keyboard.type(`By ${modifier}?`)
      await page.keyboard.press('Enter')
      await page.keyboard.type('yes')
      await page.keyboard.press('Enter')
      await page.keyboard.type('no')
      const cap = (letter: string) => page.getByRole('button', { name: words.markRight(letter) })
      const marks = (letter: string) => cap(letter).getAttribute('aria-pressed')
      await cap('A').click()
      expect([await marks('A'), await marks('B')]).to.deep.equal(['true', 'false'])
      await cap('B').focus()
      await page.keyboard.press('Space')
      expect([await marks('A'), await marks('B')]).to.deep.equal(['false', 'true'])
      await page.keyboard.press('Space')
      expect(await marks('B')).to.equal('false')
      await cap('A').click()
      await page.locator('#sheet-explanation').focus()
      await page.keyboard.press(`${modifier}+Enter`)
      await gone(page, '#question-sheet')
      await shows(page, '#question', `By ${modifier}?`)
      expect(await focused(page)).to.equal('new-question')
      const { poll } = (await defaultRoom(app)).document
      expect([poll.question.right, poll.question.choices]).to.deep.equal(['A', ['yes', 'no']])
    }
  })
})
