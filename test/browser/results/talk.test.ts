/** The questions from the room on the page of results and on paper, after a whole talk. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { asksCareWords as careWords } from '../../../public/asks/care/words'
import { resultsWords as presenterWords } from '../../../public/presenter/results/words'
import { resultsWords as words } from '../../../public/results/words'
import { startApp } from '../../support/app'
import { holdTalk, type SeenAsk, type Talk } from '../../support/asks/talk'
import { asker, asks, cares } from '../../support/asks/people'
import { connectPresenter } from '../../support/presenter'
import { must } from '../../support/talker'
import { inspect, looks } from '../support/axe'
import { resize } from '../support/fit'
import { openPresenter } from '../support/lecture'
import { inBrowser, savedBy, shows } from '../support/pages'
import { textOfPages } from '../support/paper/pdf'
import { shot } from '../support/screenshot'
import { textFaults } from '../support/text-boxes'
import { questionsAre, ResultsRoom } from './lecture'

const POLL = { type: 'one', text: 'A poll of this talk?', choices: ['x', 'y'] }

/** What the page says of each question from the room, from top to bottom. */
const told = (page: Page) =>
  page.locator('.ask').evaluateAll(items =>
    items.map(item => {
      const textOf = (selector: string) => item.querySelector(selector)?.textContent ?? null
      return [textOf('.ask-text'), textOf('.facts'), textOf('.ask-answer')]
    }),
  )

const expected = (seen: readonly SeenAsk[]) =>
  seen.map(({ text, name, votes, answer }) => [
    text,
    [...(name ? [name] : []), words.askVotes(votes)].join(words.between),
    answer === undefined ? null : answer === '' ? words.answeredAloud : `${words.answerIs} ${answer}`,
  ])

inBrowser('The page of results after a whole talk', function () {
  let room: ResultsRoom
  let talk: Talk

  beforeEach(async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    room = await ResultsRoom.open(app, 2)
    talk = await holdTalk(app, room.room)
    await room.ask(POLL, ['A', 'B'], 'show')
  })

  it('has what everybody saw after the polls, most wanted first, with its answers, for the audience and the presenter', async () => {
    expect(talk.seen.filter(({ state }) => state === 'answered')).to.have.length(12)
    for (const isPresenter of [false, true]) {
      const page = await room.page({ isPresenter })
      await questionsAre(page, 1)
      expect(await told(page)).to.deep.equal(expected(talk.seen))
      await shows(page, '.asks > .facts', words.askFacts(talk.seen.length, 12))
      const text = await page.locator('main').innerText()
      for (const unseen of [...talk.waiting, ...talk.merged, ...talk.hidden])
        expect(text).not.to.include(unseen)
      const order = await page.evaluate(() => {
        const [poll, asked] = ['.question', '.asks'].map(each => document.querySelector(each)!)
        return poll!.compareDocumentPosition(asked!) & Node.DOCUMENT_POSITION_FOLLOWING
      })
      expect(order).to.be.greaterThan(0)
    }
  })

  it('prints them behind the polls, each whole on one page, with the answers', async () => {
    const page = await room.page({ isPresenter: true, colorScheme: 'dark' })
    await questionsAre(page, 1)
    for (const format of ['A4', 'Letter']) {
      const pages = textOfPages(await page.pdf({ format }))
      expect(pages[0], format).to.include('Apollofthistalk?').and.not.include('Whyisitso')
      for (const { text, answer } of talk.seen) {
        // Letters that are read from right to left are turned around in a PDF.
        if (/\p{Script=Hebrew}/u.test(text)) continue
        const [asked, said] = [text, answer || (answer === '' ? words.answeredAloud : '')].map(each =>
          each.replace(/\s/g, ''),
        )
        const on = pages.filter(each => each.includes(asked!))
        expect(on, `${format}: ${text}`).to.have.length(1)
        expect(on[0]).to.include(said)
      }
      const all = pages.join('')
      expect(all.split(words.answeredAloud.replace(/\s/g, ''))).to.have.length(7 + 1)
      for (const text of [...talk.waiting, ...talk.merged, ...talk.hidden])
        expect(all, text).not.to.include(text.replace(/\s/g, ''))
    }
  })

  it('is readable from 320 to 1920 pixels, with large letters too, and axe finds nothing', async () => {
    for (const [look, how] of Object.entries(looks)) {
      const page = await room.page({ ...how })
      await questionsAre(page, 1)
      for (const [width, height] of [
        [320, 640],
        [1280, 800],
        [1920, 1080],
      ] as const) {
        await resize(page, width, height)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        expect(wide, `${look} ${width}`).to.equal(false)
        await shot(page.locator('main'), `results-asked-${look}-${width}`)
      }
      await resize(page, 390, 844)
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
      expect(await textFaults(page, { within: '.asks' }), look).to.deep.equal([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).to.equal(false)
      await inspect(page, look)
      await page.close()
    }
  })
})

inBrowser('The page of results of a lesson without polls', () => {
  it('has the questions from the room alone, prints them, and hides them with what is not shared', async () => {
    const app = await startApp()
    const room = await ResultsRoom.open(app, 1)
    const presenter = await connectPresenter(app, room.room)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    const page = await room.page({ allow: /403/ })
    await shows(page, '#said', words.nothingYet)
    expect(await page.locator('#print').first().isVisible()).to.equal(false)

    const person = await asker(app, { room: room.room.code })
    const id = await asks(person, 'Is this alone here?')
    await page.getByRole('button', { name: 'Refresh' }).click()
    await shows(page, '.ask-text', 'Is this alone here?')
    await shows(page, '#said', words.refreshed)
    expect(await page.locator('#about').innerText()).to.match(/ · 1 from the room$/)
    const pages = textOfPages(await page.pdf({ format: 'A4' }))
    expect(pages).to.have.length(1)
    expect(pages[0]).to.include(`Room${room.room.code}`).and.include('Isthisalonehere?')

    await cares(presenter, id, 'hide')
    await page.getByRole('button', { name: 'Refresh' }).click()
    await shows(page, '#said', words.nothingYet)
    expect(await page.content()).not.to.include('alone here')
    await cares(presenter, id, 'restore')
    await page.getByRole('button', { name: 'Refresh' }).click()
    await shows(page, '.ask-text', 'Is this alone here?')
    await must(presenter.client.emitWithAck('setSharing', { page: false }))
    await page.getByRole('button', { name: 'Refresh' }).click()
    await shows(page, '#said', words.off)
    expect(await page.content()).not.to.include('alone here')
  })
})

inBrowser('The questions from the room', () => {
  it('are saved by the presenter as a table, of this lesson and of an earlier one', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    await must(presenter.client.emitWithAck('setAsks', { isOpen: true }))
    await asks(await asker(app), 'Is this saved?')
    const page = await openPresenter(app, { acceptDownloads: true })
    await page.locator('#open-asks').click()
    const saved = async (name: string) => {
      const button = page.getByRole('button', { name, exact: true })
      return (await savedBy(page, button)).bytes.toString()
    }
    expect(await saved(careWords.save)).to.include('Is this saved?')
    await presenter.does({ name: 'newLesson' })
    await page.locator('#open-results').click()
    await page.locator('#tab-results .lesson:not([hidden]) .lesson-fold').click()
    expect(await saved(presenterWords.saveAsks)).to.include('Is this saved?')
  })
})
