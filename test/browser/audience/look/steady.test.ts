/** Tests that nothing on the audience's page moves at a vote, as the browser itself measures it. */
import { expect } from 'chai'
import { words } from '../../../../public/shared/words'
import { connectPresenter, question } from '../../../support/presenter'
import { startApp } from '../../../support/app'
import { inBrowser, openPage, says, vote } from '../../support/pages'
import { shiftsOf, watchShifts } from '../../support/shifts'

const SIZES = [
  [320, 568],
  [390, 844],
  [1280, 720],
] as const

inBrowser('The layout at a vote', () => {
  for (const [width, height] of SIZES)
    it(`shifts by 0 when it is sent, recorded, changed, taken back and given again, ${width} x ${height}`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      const choices = [
        'await fetch()',
        'while (true) {}',
        'setTimeout(f, 0)',
        'a text that is longer than a line of a phone',
      ]
      await presenter.does({ name: 'ask', question: question({ choices, results: 'hidden' }) })
      const page = await openPage(app, { viewport: { width, height } })
      await says(page, words.tapAnswer)
      await watchShifts(page)
      await vote(page, 'B')
      await vote(page, 'D')
      await page.locator('#take-back').click()
      await says(page, words.takenBack)
      await vote(page, 'A')
      expect(await shiftsOf(page)).to.deep.equal([])
      // The measure is at work.
      await page.locator('#question').evaluate(element => (element.style.paddingTop = '40px'))
      expect((await shiftsOf(page)).length).to.be.greaterThan(0)
    })
})
