/** The audience's page at each moment of a question: what it shows and says, at every size, and that nothing moves. */
import { expect } from 'chai'
import { words } from '../../../public/shared/words'
import { connectPresenter, openRoom, question } from '../../support/presenter'
import { startApp } from '../../support/app'
import { resize } from '../support/fit'
import { inBrowser, openPage, says, shows, vote } from '../support/pages'
import { crowd } from '../support/rooms'
import { textFaults } from '../support/text-boxes'

const SIZES = [
  [320, 568],
  [360, 740],
  [768, 1024],
  [1280, 720],
  [667, 375],
  [320, 180],
  [320, 256],
  [195, 422],
  [390, 844],
] as const
const SENTENCE = 'promises are settled asynchronously while the loop goes on '
const LONG = question({
  text: SENTENCE.repeat(9).slice(0, 500),
  choices: [...'ABCDEFGH'].map(letter => `${letter} ${SENTENCE.repeat(4)}`.slice(0, 200)),
  kind: 'hands',
  results: 'hidden',
})
const SCRIPTS = question({
  text: 'ما هي عاصمة مصر؟',
  choices: ['القاهرة', 'ירושלים', '北京是中华人民共和国的首都', 'Paris'],
  kind: 'hands',
  results: 'hidden',
})

inBrowser('A moment of a question', () => {
  for (const [name, asked] of Object.entries({ 'long texts': LONG, 'several scripts': SCRIPTS }))
    it(`can be read at every size and with text twice as large, ${name}, two rounds, revealed`, async () => {
      const app = await startApp()
      const presenter = await connectPresenter(app)
      const page = await openPage(app)
      const found: string[] = []
      const measure = async (moment: string) => {
        for (const [width, height] of SIZES) {
          await resize(page, width, height)
          for (const fault of await textFaults(page)) found.push(`${moment}, ${width} x ${height}: ${fault}`)
        }
        await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
        for (const fault of await textFaults(page)) found.push(`${moment}, 200 %: ${fault}`)
        await page.evaluate(() => (document.documentElement.style.fontSize = ''))
      }
      await presenter.does({ name: 'ask', question: { ...asked, right: 'B' } })
      await crowd(app)
      await vote(page, 'B')
      await measure('voting')
      await presenter.does({ name: 'again' })
      await crowd(app, 'BBBACCC')
      await vote(page, 'A')
      await presenter.does({ name: 'close' })
      await presenter.does({ name: 'show' })
      await says(page, `${words.results} ${words.youSaid(['B', 'A'])}`)
      await measure('two rounds')
      await presenter.does({ name: 'reveal' })
      await shows(page, '#headline', words.notThisTime + words.wasRight('B'))
      await measure('revealed')
      expect(found).to.deep.equal([])
    })

  it('moves nothing when a vote is recorded, and gives a right vote its verdict and one tick', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const asked = question({ kind: 'hands', results: 'hidden', choices: ['one', 'two', 'three'], right: 'B' })
    await presenter.does({ name: 'ask', question: { ...asked, explanation: 'Two it is.' } })
    const page = await openPage(app, { viewport: { width: 320, height: 568 } })
    await says(page, words.tapAnswer)
    const boxes = () =>
      page
        .locator('.choice, footer, #more')
        .evaluateAll(all => all.map(each => each.getBoundingClientRect().top))
    const before = await boxes()
    await vote(page, 'B')
    expect(await boxes()).to.deep.equal(before)
    await presenter.does({ name: 'close' })
    await presenter.does({ name: 'show' })
    await says(page, `${words.results} ${words.youSaid(['B'])}`)
    const shown = await boxes()
    await presenter.does({ name: 'reveal' })
    await shows(page, '#headline', words.right + words.likeYou(words.percent(100)))
    expect(await boxes()).to.deep.equal(shown)
    expect(await page.locator('.tab.is-right:visible').count()).to.equal(1)
    await shows(page, '#tally-voice', 'Right! Like 100 percent of you. Why B: Two it is.')
    await shows(page, '#why', 'Why B: Two it is.')
  })

  it('closes the sheet by Back first, and stays on the page', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await page.locator('#more').click()
    await page.locator('#room-code').waitFor()
    await page.goBack()
    await page.locator('#more-sheet').waitFor({ state: 'hidden' })
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('more')
    await vote(page, 'B')
  })

  it('shows a neighbour the code of the room, whole in the sheet, and hides it again', async () => {
    const app = await startApp()
    const { code } = await openRoom(app)
    const page = await openPage(app, { path: `/r/${code}`, viewport: { width: 320, height: 568 } })
    await page.locator('#more').click()
    await page.locator('#show-code').click()
    const picture = page.locator('.share-room img')
    await picture.waitFor()
    await page.waitForFunction(
      () => document.querySelector<HTMLImageElement>('.share-room img')!.naturalWidth > 0,
    )
    const { top, bottom, width } = await picture.evaluate(image => image.getBoundingClientRect())
    expect(top).to.be.at.least(0)
    expect(bottom).to.be.at.most(568)
    expect(width).to.be.at.least(200)
    expect(await page.locator('.share-room .typed-address').textContent()).to.match(new RegExp(`${code}$`))
    expect(await textFaults(page, { within: '#more-sheet' })).to.deep.equal([])
    await page.locator('#show-code').click()
    expect(await picture.isVisible()).to.equal(false)
  })
})
