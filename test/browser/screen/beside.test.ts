/** Tests two earlier results of the same choices side by side on the projector: which is which, and all figures. */
import { expect } from 'chai'
import { stageWords } from '../../../public/shared/stage/words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { connectPresenter, question } from '../../support/presenter'
import { faults, settled } from '../support/fit'
import { cast, voters } from '../support/lecture'
import { inBrowser, openPage, shows } from '../support/pages'
import { momentIs, SIZES, smallTexts } from '../support/projector'

const CHOICES = ['Yes', 'No', 'I do not know', 'It depends']
const FIGURES = ['.now .percent', '.then .percent', '.points', '.rounds > span']

const withoutSpaces = (text: string) => text.replace(/\s/g, '')

inBrowser('Two results side by side', () => {
  for (const choices of [CHOICES, [...CHOICES, 'Never', 'Always', 'Sometimes', 'Ask me later']])
    it(`have a legend, both percentages and letters for the last row, with ${choices.length} choices`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      const crowd = await voters(app, 4)
      const asked = question({ text: 'Is it safe?', choices, results: 'hidden' })
      for (const letters of ['AAAB', 'BBAB']) {
        const { poll } = await presenter.does({ name: 'ask', question: asked })
        await cast(crowd, letters, ({ pollId }) => pollId === poll.pollId)
      }
      // A result is listed once something else is up.
      await presenter.does({ name: 'hands' })
      const [first, second] = presenter.lectern().results
      await presenter.does({ name: 'showAgain', id: second!.id, beside: first!.id })
      for (const [width, height] of SIZES) {
        const screen = await openPage(app, { path: '/screen', viewport: { width, height } })
        await momentIs(screen, 'result')
        await settled(screen)
        await shows(screen, '[data-letter=A] .then .percent', words.percent(75))
        await shows(screen, '[data-letter=A] .now .percent', words.percent(25))
        await shows(screen, '[data-letter=B] .then .percent', words.percent(25))
        await shows(screen, '[data-letter=B] .now .percent', words.percent(75))
        await shows(screen, '[data-letter=B] .points', words.points(50))
        const named = await screen.locator('.rounds > span').allTextContents()
        const names = stageWords
          .besides(first!.askedAt, second!.askedAt)
          .map((name, index) => `${index + 1}${name}`)
        // Versions of Unicode's data differ in the space before "PM".
        expect(named.map(withoutSpaces)).to.deep.equal(names.map(withoutSpaces))
        expect(await smallTexts(screen), String(width)).to.deep.equal([])
        expect(await faults(screen, FIGURES), String(width)).to.deep.equal([])
      }
    })
})
