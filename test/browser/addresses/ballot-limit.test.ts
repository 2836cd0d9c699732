/** The limit of ballots of one network address on the pages: how it is set, what a voter reads, and the hint to it. */
import { expect } from 'chai'
import times from 'lodash/times'
import type { Page } from 'playwright-core'
import { presenterWords as words } from '../../../public/presenter/words'
import { BALLOT_WINDOW_S } from '../../../src/core/poll/vote-bursts'
import { refuse } from '../../../src/core/protocol/refusals'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab } from '../../support/clients'
import { connectPresenter, question, type TestPresenter } from '../../support/presenter'
import { inspect, looks } from '../support/axe'
import { openPresenter } from '../support/lecture'
import { inBrowser, openPage, says, shows, vote } from '../support/pages'
import { shot } from '../support/screenshot'

const HOME = '198.51.100.20'
const limitSwitch = (page: Page) => page.getByLabel(words.ballotLimitOn)
const number = (page: Page) => page.getByLabel(words.ballotsPerAddress)

/** People who are at another address than the browsers of this machine, which are most of the room. */
async function hintOf(app: TestApp, count: number, presenter: TestPresenter): Promise<void> {
  const pollId = await presenter.pollId()
  const people = async (size: number, address: string) => {
    const clients = times(size, () =>
      app.client({ tab: newTab(), browser: newTab() }, { extraHeaders: { 'X-Forwarded-For': address } }),
    )
    await Promise.all(clients.map(joined))
    return clients
  }
  await people(count + 5, '203.0.113.7')
  const cheats = await people(count, HOME)
  const replies = cheats.map(client => client.emitWithAck('castVote', { pollId, vote: 'A' }))
  for (const reply of await Promise.all(replies)) expect(reply.ok).to.equal(true)
}

inBrowser('The limit of ballots of one network address', () => {
  it('is set under "More" by keyboard; a vote beyond it is refused in words and stands nowhere', async () => {
    const app = await startApp()
    const presenter = await openPresenter(app)
    await (await connectPresenter(app)).does({ name: 'ask', question: question() })
    await presenter.locator('#more').click()
    expect(await number(presenter).isVisible()).to.equal(false)
    await limitSwitch(presenter).focus()
    await presenter.keyboard.press('Space')
    await says(presenter, words.ballotsLimited(5))
    await presenter.keyboard.press('Tab')
    await presenter.keyboard.press('Control+a')
    await presenter.keyboard.type('1')
    await presenter.keyboard.press('Enter')
    await says(presenter, words.ballotsLimited(1))
    await presenter.keyboard.press('Control+a')
    await presenter.keyboard.type('1001')
    await presenter.keyboard.press('Enter')
    await says(presenter, words.noSuchLimit)
    expect(await number(presenter).inputValue()).to.equal('1')

    const [ana, bo] = [await openPage(app), await openPage(app)]
    await vote(ana, 'A')
    await bo.locator('#B').click()
    await says(bo, refuse('too-many-from-network').message)
    expect(await bo.locator('[aria-pressed=true]').count()).to.equal(0)
    await shot(bo, 'ballot-refused')
    expect(
      Object.fromEntries(await app.store.tally('', (await app.store.loadRoom(''))!.document.poll.pollId)),
    ) //
      .to.deep.equal({ A: 1 })

    await presenter.locator('#close-more').click()
    const late = await openPresenter(app)
    await late.locator('#more').click()
    await limitSwitch(late).uncheck()
    await says(late, words.ballotsLimited(0))
    await vote(bo, 'B')
  })

  it('is offered beside the hint that many ballots come from one address, until it is on', async () => {
    const app = await startApp({ TRUST_PROXY: '1', SOCKET_EVENTS: '1000' })
    const page = await openPresenter(app)
    const presenter = await connectPresenter(app)
    await presenter.does({ name: 'ask', question: question() })
    expect(await page.locator('#many-votes').isVisible()).to.equal(false)
    await hintOf(app, 14, presenter)
    await shows(page, '#many-votes-said', words.manyBallots(14, BALLOT_WINDOW_S))
    await shot(page, 'present-many-ballots')
    await page.getByRole('button', { name: words.limitBallots }).focus()
    await page.keyboard.press('Enter')
    expect(await limitSwitch(page).evaluate(box => box === document.activeElement)).to.equal(true)
    await page.keyboard.press('Space')
    await says(page, words.ballotsLimited(5))
    await page.keyboard.press('Escape')
    expect(await page.getByRole('button', { name: words.limitBallots }).isVisible()).to.equal(false)
    await shows(page, '#many-votes-said', words.manyBallots(14, BALLOT_WINDOW_S))
    await presenter.does({ name: 'again' })
    await page.locator('#many-votes').waitFor({ state: 'hidden' })
  })

  for (const [name, look] of Object.entries(looks))
    for (const width of [320, 1280])
      it(`and the hint have no fault for assistive technology, and fit (${name}, ${width} px)`, async () => {
        const app = await startApp({ TRUST_PROXY: '1', SOCKET_EVENTS: '1000' })
        const presenter = await connectPresenter(app)
        await presenter.does({ name: 'ask', question: question() })
        await presenter.client.emitWithAck('setBallotsPerAddress', { most: 100 })
        const page = await openPresenter(app, { ...look, viewport: { width, height: 800 } })
        await hintOf(app, 10, presenter)
        await page.locator('#many-votes:not([hidden])').waitFor()
        await presenter.client.emitWithAck('setBallotsPerAddress', { most: 0 })
        await page.locator('#limit-ballots:not([hidden])').waitFor()
        await inspect(page, 'the hint')
        const fits = () => page.evaluate(() => document.scrollingElement!.scrollWidth)
        expect(await fits()).to.be.at.most(width)
        await shot(page, `present-ballot-hint-${name.replace(' ', '-')}-${width}`)
        await page.locator('#limit-ballots').click()
        await limitSwitch(page).check()
        await number(page).waitFor()
        await inspect(page, 'the settings')
        expect(await page.locator('#more-sheet').evaluate(sheet => sheet.scrollWidth)).to.be.at.most(width)
        await page.locator('#ballot-limit').scrollIntoViewIfNeeded()
        await shot(page, `present-ballot-limit-${name.replace(' ', '-')}-${width}`)
      })
})
