/** The page of results, for whoever voted and for the presenter. */
import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { pageWords } from '../../../public/shared/page-words'
import { resultsWords as words } from '../../../public/results/words'
import { startApp, type TestApp } from '../../support/app'
import { connectPresenter } from '../../support/presenter'
import { inspect, looks } from '../support/axe'
import { resize } from '../support/fit'
import { CONNECTION_ERRORS, inBrowser, openPage, shows } from '../support/pages'
import { shot } from '../support/screenshot'
import { textFaults } from '../support/text-boxes'
import { questionsAre, ResultsRoom } from './lecture'

const WHICH = {
  type: 'one',
  text: 'Which one blocks?',
  choices: ['await fetch()', 'while (true) {}', 'setTimeout(f, 0)'],
  right: 'B',
  explanation: 'It never gives the thread back.',
}
/** As long and as mixed as texts of a question are. */
const KINDS: [object, string[]][] = [
  [{ ...WHICH, text: 'x'.repeat(40) + ' and a long question '.repeat(12) }, ['A', 'B', 'B']],
  [{ type: 'many', text: 'איזו תשובה נכונה?', choices: ['ראשונה', 'שנייה'], right: 'AB' }, ['A', 'AB']],
  [{ type: 'scale', text: 'How sure?', points: 5, labels: ['not at all', 'completely'] }, ['1', '4', '5']],
  [{ type: 'number', text: 'How high?', unit: 'm', right: { from: 300, to: 330 } }, ['300', '7', '1000']],
  [{ type: 'order', text: 'In order?', items: ['One', 'Two', 'Three'], right: 'CAB' }, ['ABC', 'CAB']],
  [{ type: 'text', text: 'Why?' }, ['because of this', 'I do not know, '.repeat(12)]],
  [{ type: 'words', text: 'One word?' }, ['alpha\nbeta', 'alpha']],
]

inBrowser('The page of results', () => {
  let app: TestApp
  let room: ResultsRoom

  beforeEach(async () => {
    app = await startApp({ SOCKET_EVENTS: '1000' })
    room = await ResultsRoom.open(app, 3)
  })

  it('shows what was shown, with what this browser voted in each round, and tells that to nobody', async () => {
    const first = await room.ask(WHICH, ['A', 'A', 'B'])
    await room.post('again')
    const second = await room.vote(['B', 'B', 'B'])
    await room.post('reveal')
    await room.ask({ ...WHICH, text: 'Not revealed?' }, ['C'], 'show')
    await room.ask({ ...WHICH, text: 'Hidden?', explanation: 'a secret' }, ['A'])
    const asked: string[] = []
    const page = await room.page({ votes: { [first]: 'A', [second]: 'B', another: 'C' } })
    page.on('request', request => void asked.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.reload()
    await questionsAre(page, 2)
    expect(await page.locator('.own-votes li').allInnerTexts()).to.deep.equal([
      `Round 1 You answered A · ${words.wasNotRight}`,
      `Round 2 You answered B · ${words.wasRight}`,
    ])
    const text = await page.locator('main').innerText()
    expect(text).to.include(WHICH.explanation).and.to.include('B while (true) {}')
    expect(await page.content()).to.not.match(/Hidden\?|a secret/)
    expect(await page.locator('.question').nth(1).innerText()).to.not.include(words.rightIs)
    expect(await page.locator('#for-presenter').isVisible()).to.equal(false)
    expect(asked.some(each => each.includes('/results'))).to.equal(true)
    for (const each of asked) expect(each).to.not.match(new RegExp(`${first}|${second}|another|votes`))
  })

  it('shows of several rounds those that were shown, by their numbers, and tells the presenter which were not', async () => {
    const first = await room.ask(WHICH, ['C', 'C', 'C'])
    await room.post('again')
    const second = await room.vote(['A', 'A', 'B'])
    await room.post('again')
    const third = await room.vote(['B', 'B', 'B'])
    await room.post('show')
    const page = await room.page({ votes: { [first]: 'C', [second]: 'A', [third]: 'B' } })
    await questionsAre(page, 1)
    expect(await page.locator('.facts').innerText()).to.include(words.rounds([2, 3]))
    expect(await page.locator('.own-votes .round-name').allInnerTexts()).to.deep.equal([
      words.round(2),
      words.round(3),
    ])
    await page.locator('.fold').click()
    expect(await page.locator('.tables caption').allInnerTexts()).to.deep.equal([
      words.round(2),
      words.round(3),
    ])
    expect(await page.locator('main').innerText()).to.not.include(words.round(1))
    const presenter = await room.page({ isPresenter: true })
    await questionsAre(presenter, 1)
    expect(await presenter.locator('.unseen').first().innerText()).to.equal(words.roundsNotShown([1]))
  })

  it('draws each chart as a picture with a name, and has the same numbers as a table', async () => {
    await room.ask(WHICH, ['A', 'B', 'B'], 'reveal')
    const page = await room.page()
    await questionsAre(page, 1)
    const chart = page.getByRole('img', { name: new RegExp(WHICH.text.replace('?', '\\?')) })
    await chart.waitFor()
    const fold = page.getByRole('button', { name: words.numbers })
    await fold.click()
    expect(await fold.getAttribute('aria-expanded')).to.equal('true')
    const rows = page.locator('.numbers tbody tr')
    expect(await rows.allInnerTexts()).to.deep.equal([
      'A await fetch()\t1\t33\u202f%\t',
      'B while (true) {}\t2\t67\u202f%\t✓',
      'C setTimeout(f, 0)\t0\t0\u202f%\t',
    ])
  })

  it('says so while nothing was shown, where it is switched off, and once its room is gone', async () => {
    const page = await room.page({ allow: CONNECTION_ERRORS })
    await shows(page, '#said', words.nothingYet)
    await room.ask(WHICH, ['A'], 'show')
    await page.getByRole('button', { name: 'Refresh' }).click()
    await questionsAre(page, 1)
    const presenter = await connectPresenter(app, room.room)
    await presenter.client.emitWithAck('setSharing', { page: false })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await shows(page, '#said', words.off)
    expect(await page.content()).to.not.include(WHICH.text)
    await presenter.client.emitWithAck('setSharing', { page: true })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await questionsAre(page, 1)
    await presenter.client.emitWithAck('eraseRoom', { code: room.room.code })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await shows(page, '#said', words.noRoom)
    expect(await page.locator('.question').count()).to.equal(0)
  })

  it('keeps what is there without a network, and says why there is nothing newer', async () => {
    await room.ask(WHICH, ['A'], 'show')
    const page = await room.page({ allow: CONNECTION_ERRORS })
    await questionsAre(page, 1)
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await shows(page, '#said', /^This device has no network/)
    expect(await page.locator('.question').count()).to.equal(1)
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await shows(page, '#said', words.refreshed)
  })

  it('lets everybody save what was shown as files, once the presenter has switched that on', async () => {
    await room.ask(WHICH, ['A', 'B', 'B'], 'show')
    await room.ask({ ...WHICH, text: 'Hidden?' }, ['A'])
    const page = await room.page({ acceptDownloads: true })
    await questionsAre(page, 1)
    expect(await page.locator('#files').isVisible()).to.equal(false)
    const presenter = await connectPresenter(app, room.room)
    await presenter.client.emitWithAck('setSharing', { files: true })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.locator('#files').waitFor()
    await inspect(page, 'with files')
    const comes = page.waitForEvent('download')
    await page.getByRole('link', { name: words.files.csv }).click()
    const saved = readFileSync(await (await comes).path(), 'utf8')
    expect(saved).to.include(WHICH.text).and.not.include('Hidden?')
  })

  it('knows what this browser votes on a phone’s page, after a reload, too', async () => {
    await room.post('ask', WHICH)
    const phone = await openPage(app, { path: `/r/${room.room.code}` })
    await phone.locator('#B').click()
    await shows(phone, '#status-message', /recorded/)
    await room.post('reveal')
    const page = await openPage(app, {
      path: `/r/${room.room.code}/results`,
      beside: phone,
      connection: 'none',
    })
    await questionsAre(page, 1)
    await shows(page, '.own-votes li', `${words.youAnswered} B · ${words.wasRight}`)
    await phone.reload()
    await page.reload()
    await shows(page, '.own-votes li', `${words.youAnswered} B · ${words.wasRight}`)
  })

  it('waits where a whole class asks at once, and comes by itself', async () => {
    await room.ask(WHICH, ['A'], 'show')
    let refused = 0
    const page = await room.page({
      allow: CONNECTION_ERRORS,
      prepare: page =>
        page.route('**/api/rooms/*/results', route => {
          if (refused++ > 0) return route.continue()
          const headers = { 'Retry-After': '1' }
          return route.fulfill({ status: 429, headers, json: { code: 'too-fast', message: '' } })
        }),
    })
    await shows(page, '#said', words.busy)
    await questionsAre(page, 1)
    await shows(page, '#said', '')
  })

  it('shows what is new to whoever comes back to it', async () => {
    await room.ask(WHICH, ['A'], 'show')
    const page = await room.page({ prepare: page => page.clock.install() })
    await questionsAre(page, 1)
    await room.ask({ ...WHICH, text: 'Another?' }, ['A'], 'show')
    await page.clock.fastForward(60_000)
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await questionsAre(page, 2)
  })

  it('shows all of every lesson to the presenter, what the audience does not see, and what it sees', async () => {
    await room.ask({ ...WHICH, text: 'Last week?' }, ['A'], 'reveal')
    const presenter = await connectPresenter(app, room.room)
    await presenter.does({ name: 'newLesson' })
    await room.ask({ ...WHICH, text: 'Shown?' }, ['A'], 'show')
    await room.ask({ ...WHICH, text: 'Hidden?' }, ['A'])
    const page = await room.page({ isPresenter: true, viewport: { width: 1280, height: 800 } })
    await questionsAre(page, 2)
    await shows(page, '#presenter-note', words.presenterNote.on)
    expect(await page.locator('.unseen').allInnerTexts()).to.deep.equal([words.notRevealed, words.notShown])
    await inspect(page, 'the presenter’s view')
    await page.getByLabel('Lesson').selectOption('1')
    await shows(page, '.question .text', 'Last week?')
    await page.getByLabel('Only what the audience finds here').check()
    await shows(page, '.question .text', 'Shown?')
    expect(await page.locator('.question').count()).to.equal(1)
    expect(await page.locator('.unseen').count()).to.equal(0)
    await presenter.client.emitWithAck('setSharing', { page: false })
    await page.getByLabel('Only what the audience finds here').uncheck()
    await shows(page, '#presenter-note', words.presenterNote.off)
    await shows(page, '.question .text', 'Last week?')
  })

  it('is readable from 320 to 1920 pixels, in every kind of question, and axe finds nothing', async () => {
    for (const [question, votes] of KINDS) await room.ask({ ...question, canAbstain: true }, votes, 'show')
    for (const [look, how] of Object.entries(looks)) {
      const page = await room.page({ ...how })
      await questionsAre(page, KINDS.length)
      for (const [width, height] of [
        [320, 640],
        [390, 844],
        [1920, 1080],
      ] as const) {
        await resize(page, width, height)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        expect(wide, `${look} ${width}`).to.equal(false)
        await shot(page, `results-${look}-${width}`)
      }
      expect(await textFaults(page, { within: 'main', mayCut: '.chart, .tables' }), look).to.deep.equal([])
      await page.locator('.fold').first().click()
      await inspect(page, look)
      await page.close()
    }
  })

  it('grows with the letters of the browser, to twice their size', async () => {
    for (const [question, votes] of KINDS) await room.ask(question, votes, 'show')
    const page = await room.page({ viewport: { width: 390, height: 844 } })
    await questionsAre(page, KINDS.length)
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).to.equal(false)
    expect(await textFaults(page, { within: 'main', mayCut: '.chart, .tables' })).to.deep.equal([])
    // A chart that is drawn narrower than its place is enlarged to it, its letters with it.
    await page.waitForFunction(() =>
      [...document.querySelectorAll<SVGSVGElement>('.chart svg')].every(
        svg => svg.clientWidth >= 1.4 * svg.viewBox.baseVal.width,
      ),
    )
  })

  it('draws charts whole on a page that is read from right to left', async () => {
    const arabic = { ...WHICH, text: 'ما هي عواصم أوروبا؟', choices: ['باريس', 'برلين', 'نيويورك'] }
    for (const [question, votes] of [...KINDS, [arabic, ['A', 'B', 'C']] as const])
      await room.ask(question, votes, 'show')
    const page = await room.page({ viewport: { width: 390, height: 844 } })
    await questionsAre(page, KINDS.length + 1)
    const outside = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<SVGTextElement>('.chart svg text')].flatMap(text => {
          const [inner, outer] = [text, text.ownerSVGElement!].map(each => each.getBoundingClientRect())
          const isIn = inner!.left >= outer!.left - 1 && inner!.right <= outer!.right + 1
          return isIn ? [] : [text.textContent]
        }),
      )
    expect(await outside()).to.deep.equal([])
    await page.evaluate(() => void (document.documentElement.dir = 'rtl'))
    expect(await outside()).to.deep.equal([])
  })
})

inBrowser('The address of the results', () => {
  it('stands on the last picture of the projector, while there is such a page', async () => {
    const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'stage', stage: 'end' })
    const screen = await openPage(app, { path: '/screen', viewport: { width: 1280, height: 720 } })
    const at = '.results-at .typed-address'
    await shows(screen, at, 'ask.school.edu/results')
    await presenter.client.emitWithAck('setSharing', { page: false })
    await shows(screen, at, 'ask.school.edu')
    await presenter.client.emitWithAck('setSharing', { page: true })
    await shows(screen, at, 'ask.school.edu/results')
    expect(await screen.locator('.results-at').innerText()).to.include(pageWords.resultsAt)
  })
})
