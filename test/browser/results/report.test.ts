/** The results on paper: one page a question, whatever was asked, on A4 and on Letter. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { resultsWords as words } from '../../../public/results/words'
import { startApp } from '../../support/app'
import { inBrowser } from '../support/pages'
import { shot } from '../support/screenshot'
import { questionsAre, ResultsRoom } from './lecture'

const LONG = 'A long text of a choice, as teachers paste them out of a book, with commas and more. '
/** The longest that there can be. */
const LONGEST = {
  type: 'one',
  text: LONG.repeat(6).slice(0, 500),
  choices: Array.from({ length: 12 }, (_, place) => `${place} ${LONG.repeat(3)}`.slice(0, 200)),
  right: 'C',
  explanation: 'Because of this. '.repeat(40).slice(0, 500),
}
const DIFFERENT = 30

/** The page as it is laid out on paper, until it is given back to the screen. */
async function onPaper<T>(page: Page, look: () => Promise<T>): Promise<T> {
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  const seen = await look()
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
  return seen
}

const pagesIn = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length

inBrowser('The report', () => {
  let room: ResultsRoom
  beforeEach(async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    room = await ResultsRoom.open(app, 10)
  })

  it('has one page a question, on A4 and on Letter, however long it is, in black on white', async () => {
    const all = 'ABCDEFGHIJ'.split('')
    await room.ask(LONGEST, all, 'reveal')
    await room.ask({ type: 'one', text: 'Short?', choices: ['x', 'y'] }, ['A', 'B'], 'show')
    await room.ask({ type: 'one', text: '', choices: ['', ''] }, [], 'show')
    await room.ask(
      { type: 'text', text: 'Many answers? '.repeat(30), max: 3 },
      all.map((letter, place) => [0, 1, 2].map(each => `${letter}${place} ${each} ${LONG}`).join('\n')),
      'show',
    )
    await room.ask({ type: 'number', text: 'How many?' }, ['3', '4', '5'], 'show')
    const page = await room.page({ colorScheme: 'dark', isPresenter: true })
    await questionsAre(page, 5)
    for (const format of ['A4', 'Letter']) expect(pagesIn(await page.pdf({ format })), format).to.equal(5)

    const cut = await onPaper(page, async () => {
      await shot(page, 'report')
      return page.locator('.question').evaluateAll(questions =>
        questions.map(each => {
          const chart = each.querySelector('.chart svg > rect')
          return {
            isCut: each.scrollHeight > each.clientHeight + 1,
            ground: getComputedStyle(document.documentElement).backgroundColor,
            ink: getComputedStyle(each.querySelector('h2')!).color,
            chart: chart?.getAttribute('fill'),
          }
        }),
      )
    })
    for (const each of cut)
      expect(each).to.deep.equal({
        isCut: false,
        ground: 'rgb(255, 255, 255)',
        ink: 'rgb(0, 0, 0)',
        chart: '#ffffff',
      })
    // Back on the screen it is dark again.
    expect(await page.locator('.chart svg > rect').first().getAttribute('fill')).to.not.equal('#ffffff')
  })

  it('says on each page which room, which day and how many voted, and leaves out what is to be pressed', async () => {
    await room.ask({ type: 'one', text: 'First?', choices: ['x', 'y'] }, ['A', 'B'], 'show')
    await room.ask({ type: 'one', text: 'Second?', choices: ['x', 'y'] }, ['A'], 'show')
    const page = await room.page()
    await questionsAre(page, 2)
    const lines = await onPaper(page, async () => {
      expect(
        await page.locator('button:visible, header:visible, h1:visible, #said:visible').count(),
      ).to.equal(0)
      return page.locator('.report-line').allInnerTexts()
    })
    const day = words.day(Date.now())
    expect(lines.map(line => line.split(/\s*\n\s*|\s{2,}/).join(' '))).to.deep.equal([
      `Room ${room.room.code} · ${day} 2 of 10 voted · Question 1 of 2`,
      `Room ${room.room.code} · ${day} 1 of 10 voted · Question 2 of 2`,
    ])
    expect(await page.locator('.report-line').first().isVisible()).to.equal(false)
  })

  it('says that nobody has voted where there would be a table without a row', async () => {
    await room.ask({ type: 'text', text: 'Who says something?' }, [], 'show')
    const page = await room.page()
    await questionsAre(page, 1)
    const said = await onPaper(page, () => page.locator('.tables p:visible').allInnerTexts())
    expect(said).to.deep.equal([words.nobody])
    expect(await page.locator('table, .fold').count()).to.equal(0)
  })

  it('lists the most frequent of many answers, and says how many more there are', async () => {
    const answers = Array.from({ length: DIFFERENT }, (_, place) => `answer${place}`)
    const votes = Array.from({ length: 10 }, (_, person) =>
      ['often', ...answers.slice(person * 3, person * 3 + 3)].join('\n'),
    )
    await room.ask({ type: 'words', text: 'Which?', max: 4 }, votes, 'show')
    const page = await room.page()
    await questionsAre(page, 1)
    const { rows, said } = await onPaper(page, async () => ({
      rows: await page.locator('.numbers tbody tr:visible').allInnerTexts(),
      said: await page.locator('.on-paper:visible').allInnerTexts(),
    }))
    expect(rows).to.have.length(20)
    expect(rows[0]).to.match(/^often\s+10/)
    expect(said).to.deep.equal([words.more(DIFFERENT + 1 - 20)])
  })
})
