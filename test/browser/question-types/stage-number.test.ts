/** A number on the projector: what may be entered, then a histogram with its figures, then the band of what is right. */
import { expect } from 'chai'
import { numberStageWords } from '../../../public/question-types/number/stage-words'
import { typeWords } from '../../../public/question-types/words'
import { words } from '../../../public/shared/words'
import { startApp } from '../../support/app'
import { inBrowser, openPage, shows } from '../support/pages'
import { areReadable, ask, castAll, lecture, textsOf } from '../support/typed-stage'

const TEXT = 'When did the French Revolution begin?'
const YEARS = ['1785', '1788', '1789', '1789', '1790', '1795', '1799', '1800', '9000']
const ANSWER = { type: 'number', min: 1000, max: null, decimals: 0, unit: 'AD' } as const
const figure = (name: string) => `.number-figures .${name}-figure b`

inBrowser('A number on the projector', () => {
  it('says the range, then the histogram with its figures and what is far off, then the band', async () => {
    const app = await startApp()
    const all = await lecture(app, YEARS.length)
    const [screen] = all.screens
    await ask(all, { text: TEXT, right: '1787..1791', answer: ANSWER })
    await castAll(all, YEARS, TEXT)
    await areReadable(all, 'vote')
    await shows(screen!, '.number-asked .range', numberStageWords.atLeast('1000\u00a0AD'))
    expect(
      await textsOf(screen!, '.type-picture .bin, .type-picture td, .number-figures b:not(:empty)'),
    ).to.deep.equal([])
    for (const name of ['close', 'show'] as const) await all.presenter.does({ name })
    await areReadable(all, 'result')
    const late = await openPage(app, { path: '/screen', viewport: { width: 1280, height: 720 } })
    for (const each of [...all.screens, late]) {
      await shows(each, figure('voters'), '9')
      await shows(each, figure('median'), '1790\u00a0AD')
      await shows(each, figure('quartiles'), '1789–1799')
      await shows(each, '.far span:last-child', numberStageWords.above(1, '1800'))
      const votes = (await textsOf(each, '.bins:not(.before) .bin b')).map(Number)
      expect(votes.length).to.be.at.most(20)
      expect(votes.reduce((sum, count) => sum + count, 0)).to.equal(8)
      expect(await each.locator('.band:visible').count()).to.equal(0)
    }
    const places = () =>
      screen!.locator('.plot, .labels span, .number-figures b').evaluateAll(parts =>
        parts
          .filter(part => part.textContent || part.className === 'plot')
          .map(part => part.getBoundingClientRect())
          .map(({ x, y, width, height }) => [x, y, width, height]),
      )
    const before = await places()
    await all.presenter.does({ name: 'reveal' })
    for (const each of all.screens) {
      await shows(each, figure('inBand'), words.percent(44))
      await shows(each, '.verdict', typeWords.rightIs('1787 to 1791 AD'))
      expect(await each.locator('.band:visible').count()).to.equal(1)
    }
    await areReadable(all, 'result')
    expect((await places()).slice(0, before.length)).to.deep.equal(before)
  })

  it('shows two rounds on one axis', async () => {
    const app = await startApp()
    const all = await lecture(app, 4)
    await ask(all, { text: TEXT, answer: ANSWER })
    await castAll(all, ['1700', '1750', '1760', '1800'], TEXT)
    await all.presenter.does({ name: 'again' })
    await castAll(all, ['1780', '1788', '1790', '1800'], TEXT, 2)
    for (const name of ['close', 'show'] as const) await all.presenter.does({ name })
    for (const each of all.screens) {
      await shows(each, '.number-figures .median-figure dd', '1755 → 1789\u00a0AD')
      expect(await each.locator('.bins.before .bin').count()).to.be.above(0)
    }
    await areReadable(all, 'result')
  })
})
