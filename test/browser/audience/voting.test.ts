/** Tests the way of a vote on the page: a tap, the acknowledgement, and every chart. */
import { expect } from 'chai'
import { words } from '../../../public/shared/words'
import type { PollNews } from '../../../src/core/protocol/poll'
import { refusalSentences } from '../../../src/core/protocol/refusals'
import { startApp } from '../../support/app'
import { openTab as clientPage, waitFor } from '../../support/clients'
import { question } from '../../support/presenter'
import { settled } from '../support/fit'
import {
  controlConnection,
  cut,
  recordEvents,
  serverSockets,
  type ControlledConnection,
} from '../support/network'
import { CONNECTION_ERRORS, inBrowser, openPage, says, shows, tallies, vote } from '../support/pages'
import { present } from '../support/rooms'

inBrowser('A vote on the page', () => {
  it('moves the chart of everybody: numbers, percent and table', async () => {
    const app = await startApp()
    const [ann, bob] = await Promise.all([openPage(app), openPage(app)])
    for (const page of [ann, bob]) {
      await shows(page, '#connection-count', 'Connected Users: 2')
      await shows(page, '#present', '2 here')
      await tallies(page, { A: 0, B: 0, C: 0, D: 0 })
      await shows(page, '#question', words.questionAloud)
    }
    await vote(ann, 'B')
    await vote(bob, 'D')
    for (const page of [ann, bob]) {
      await tallies(page, { A: 0, B: 1, C: 0, D: 1 })
      await shows(page, '#B .percent', words.percent(50))
    }
    await vote(bob, 'B')
    for (const page of [ann, bob]) {
      await tallies(page, { A: 0, B: 2, C: 0, D: 0 })
      await shows(page, '#B .percent', words.percent(100))
    }
  })

  it('lets the bars grow with the share of the votes, from the cap', async () => {
    const app = await startApp()
    const [ann, bob] = await Promise.all([openPage(app), openPage(app)])
    await vote(ann, 'A')
    await vote(bob, 'C')
    await tallies(ann, { A: 1, C: 1 })
    await settled(ann)
    const measured = await ann.locator('.choice').evaluateAll(rows =>
      rows.map(row => {
        const [cap, bar, figures] = ['.letter', '.bar', '.figures'].map(part =>
          row.querySelector(part)!.getBoundingClientRect(),
        ) as [DOMRect, DOMRect, DOMRect]
        return { width: bar.width, track: figures.left - cap.right, gap: bar.left - cap.right }
      }),
    )
    const [a, b, c] = measured
    // Half of the votes each: 50 % is the scale, and their bars are as long as the row has place for.
    expect(a!.width).to.be.closeTo(a!.track, 1)
    expect(b!.width).to.equal(0)
    expect(c!.width).to.equal(a!.width)
    for (const { gap } of measured) expect(gap).to.be.closeTo(0, 1)
  })

  it('is called recorded only once the server has acknowledged it', async () => {
    const app = await startApp()
    let line!: ControlledConnection
    const page = await openPage(app, { prepare: async page => (line = await controlConnection(page)) })
    const buttonB = page.locator('#B')
    line.hold()
    await buttonB.click()
    await says(page, words.sending('B'))
    expect(await buttonB.getAttribute('data-mark')).to.equal('sending')
    expect(await buttonB.getAttribute('aria-pressed')).to.equal('false')
    expect(await buttonB.textContent()).to.contain(words.tabs.sending)
    line.release()
    await says(page, words.recorded('B'))
    expect(await buttonB.getAttribute('data-mark')).to.equal('recorded')
    expect(await buttonB.getAttribute('aria-pressed')).to.equal('true')
    expect(await buttonB.textContent()).to.contain(words.tabs.yourVote)
    expect(await page.locator('[aria-pressed=true]').count()).to.equal(1)
  })

  it('sends nothing for a second tap on the same letter, and is taken back by its own button', async () => {
    const app = await startApp()
    const heard = recordEvents(app)
    const page = await openPage(app)
    expect(await page.locator('#take-back').isVisible()).to.equal(false)
    await vote(page, 'B')
    await page.locator('#B').click()
    await page.locator('#take-back').click()
    await says(page, words.takenBack)
    await tallies(page, { A: 0, B: 0, C: 0, D: 0 })
    expect(heard.map(([name]) => name)).to.deep.equal(['castVote', 'withdrawVote'])
    expect(await page.locator('[aria-pressed=true]').count()).to.equal(0)
    expect(await page.locator('#take-back').isVisible()).to.equal(false)
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('A')
  })

  it('follows a change of mind while the first tap is still on its way', async () => {
    const app = await startApp()
    const heard = recordEvents(app)
    let line!: ControlledConnection
    const page = await openPage(app, { prepare: async page => (line = await controlConnection(page)) })
    line.hold()
    await page.locator('#B').click()
    await says(page, words.sending('B'))
    await page.locator('#C').click()
    await page.locator('#D').click()
    await says(page, words.sending('D'))
    line.release()
    await says(page, words.recorded('D'))
    await tallies(page, { A: 0, B: 0, C: 0, D: 1 })
    expect(heard.map(([, cast]) => (cast as { vote: string }).vote)).to.deep.equal(['B', 'D'])
  })

  it('stays as it was when the server refuses a tap, and the page says why', async () => {
    const app = await startApp()
    const page = await openPage(app)
    await vote(page, 'B')
    const { room } = serverSockets(app)[0]!.data
    room.next = { ...room.document, poll: { ...room.document.poll, state: 'closed' } } // as while it is being closed
    await page.locator('#C').click()
    await says(page, `${refusalSentences['poll-closed']} ${words.youSaid(['B'])}`)
    await tallies(page, { B: 1, C: 0 })
    room.next = undefined
    await present(app, { name: 'close' })
    await page.locator('#C[aria-disabled=true]').waitFor()
    await says(page, `${refusalSentences['poll-closed']} ${words.youSaid(['B'])}`)
    expect(await page.locator('#B').getAttribute('aria-pressed')).to.equal('true')
    await present(app, { name: 'reopen' })
    await says(page, `${words.reopened} ${words.tapAnswer}`)
    await present(app, { name: 'close' })
    await says(page, `${words.closed} ${words.youSaid(['B'])}`)
  })

  for (const [closer, command] of [
    ['presenter', { name: 'close' }],
    ['countdown', { name: 'setTimer', seconds: 1 }],
  ] as const)
    it(`hears that it came too late when the ${closer} closed the question while it was on its way`, async () => {
      const app = await startApp()
      const { client: witness } = await clientPage(app)
      let line!: ControlledConnection
      const page = await openPage(app, { prepare: async page => (line = await controlConnection(page)) })
      line.hold()
      const closed = waitFor<[PollNews]>(witness, 'poll', ({ poll }) => poll.state === 'closed')
      await present(app, command)
      await closed
      await page.locator('#A').click()
      await says(page, words.sending('A'))
      const refused = page.locator('#A[aria-disabled=true][data-mark=""]')
      line.release()
      await refused.waitFor()
      await says(page, refusalSentences['poll-closed'])
      await tallies(page, { A: 0 })
    })

  it('no longer says that a tap came too late once the results are shown', async () => {
    const app = await startApp()
    await present(app, { name: 'ask', question: question({ results: 'hidden' }) })
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await vote(page, 'B')
    await cut(app, page)
    await page.locator('#A').click()
    await says(page, words.keptTap('A'))
    await present(app, { name: 'close' })
    await page.context().setOffline(false)
    await says(page, `${refusalSentences['poll-closed']} ${words.youSaid(['B'])}`)
    await present(app, { name: 'show' })
    await says(page, `${words.results} ${words.youSaid(['B'])}`)
  })

  it('is not taken while the question is closed: buttons keep their focus and say so', async () => {
    const app = await startApp()
    await present(app, { name: 'close' })
    const heard = recordEvents(app)
    const page = await openPage(app)
    await says(page, words.beforeFirst)
    await page.locator('#A[aria-disabled=true]').click({ force: true })
    await says(page, words.closed)
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('A')
    expect(heard).to.deep.equal([])
  })
})
