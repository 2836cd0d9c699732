/** A scale on the projector: its points while people vote, then their distribution with mean and number of answers. */
import { expect } from 'chai'
import { scaleStageWords } from '../../../public/question-types/scale/stage-words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { inBrowser, openPage, shows } from '../support/pages'
import { settled } from '../support/fit'
import { areReadable, ask, castAll, lecture, sizesTried, textsOf } from '../support/typed-stage'

const TEXT = 'How likely are you to recommend this lecture?'
const ENDS = {
  low: 'not at all likely, whatever is offered',
  high: 'extremely likely, I have done so already',
}
const STATEMENTS = [
  'The pace was right for me',
  'I could follow the examples',
  'The exercises helped me to understand what was said',
  'I would recommend this lecture',
  'كان المكان هادئا بما يكفي',
  'I had time to ask',
]

inBrowser('A scale on the projector', () => {
  it('has a lozenge a point with both ends named, then columns with percent, mean and n, and two rounds', async () => {
    const app = await startApp()
    const all = await lecture(app, 4)
    const [screen] = all.screens
    await ask(all, { text: TEXT, answer: { type: 'scale', from: 0, to: 10, ...ENDS } })
    await castAll(all, ['10', '10', '7', '3'], TEXT)
    await areReadable(all, 'vote')
    expect(await textsOf(screen!, '.scale-points .letter')).to.deep.equal([...Array(11).keys()].map(String))
    expect(await textsOf(screen!, '.points-foot .end')).to.deep.equal([`0 ${ENDS.low}`, `10 ${ENDS.high}`])
    // Nothing of a hidden result is on the page.
    expect(
      (await textsOf(screen!, '.type-picture .percent, .type-picture .count, .type-picture td')).join(''),
    ).to.equal('')
    for (const name of ['close', 'show'] as const) await all.presenter.does({ name })
    await shows(screen!, '.points-foot .mean', `${scaleStageWords.mean} 7.5 · ${scaleStageWords.answers(4)}`)
    await areReadable(all, 'result')
    const percents = [0, 0, 0, 25, 0, 0, 0, 25, 0, 0, 50]
    expect(await textsOf(screen!, '.scale-points b.percent')).to.deep.equal(percents.map(words.percent))
    await all.presenter.does({ name: 'again' })
    await castAll(all, ['10', '10', '10', '10'], TEXT, 2)
    await all.presenter.does({ name: 'show' })
    for (const each of all.screens) await shows(each, '.points-foot .mean', /7\.5 → 10\.0/)
    await areReadable(all, 'result')
    expect((await textsOf(screen!, '.scale-points .then .percent')).map(parseFloat)).to.deep.equal(percents)
  })

  it('has a row for each of six statements of eleven points, with its distribution, mean and n', async () => {
    const app = await startApp()
    const all = await lecture(app, 3)
    await ask(all, {
      text: TEXT,
      choices: STATEMENTS,
      answer: { type: 'scale', from: 0, to: 10, low: 'never', high: 'always' },
    })
    await castAll(all, ['1,2,3,4,5,6', '10,,3,4,5', '1,2,3,4,5,10'], TEXT)
    await areReadable(all, 'vote')
    for (const name of ['close', 'show'] as const) await all.presenter.does({ name })
    await areReadable(all, 'result')
    for (const screen of all.screens) {
      const figures = await screen.locator('.statements .stage-choice').evaluateAll(rows =>
        rows.map(row => ({
          votes: [...row.querySelectorAll('.cell b')].map(({ textContent }) => Number(textContent)),
          mean: row.querySelector('.statement-mean b')!.textContent,
          n: row.querySelector('.statement-mean .count')!.textContent,
        })),
      )
      expect(figures[0]).to.deep.equal({ votes: [0, 67, 0, 0, 0, 0, 0, 0, 0, 0, 33], mean: '4.0', n: '3' })
      expect(figures[1]).to.deep.equal({ votes: [0, 0, 100, 0, 0, 0, 0, 0, 0, 0, 0], mean: '2.0', n: '2' })
      expect(figures[5]!.mean).to.equal('8.0')
    }
  })

  it('tries no sizes of letters when a vote comes, and shows a projector that is opened late the same', async () => {
    const app = await startApp()
    const all = await lecture(app, 2)
    const [screen] = all.screens
    await ask(all, { text: TEXT, results: 'live', answer: { type: 'scale', from: 1, to: 5, ...ENDS } })
    await castAll(all, ['4'], TEXT)
    await shows(screen!, '.points-foot .mean', /4\.0/)
    await settled(screen!)
    const tried = await sizesTried(screen!, async () => {
      await castAll(all, ['4', '1'], TEXT)
      await shows(screen!, '.points-foot .mean', /2\.5/)
    })
    expect(tried).to.equal(0)
    const late = await openPage(app, { path: '/screen', viewport: { width: 1280, height: 720 } })
    await shows(late, '.points-foot .mean', `${scaleStageWords.mean} 2.5 · ${scaleStageWords.answers(2)}`)
  })
})
