/** Tests what a voter sees and keeps while the connection is down: nothing lost silently, nothing counted twice. */
import { expect } from 'chai'
import { words } from '../../../public/shared/words'
import { startApp, type TestApp } from '../../support/app'
import { collect, joined, openTab as clientPage, tallyOf } from '../../support/clients'
import {
  controlConnection,
  cut,
  recordEvents,
  serverSockets,
  type ControlledConnection,
} from '../support/network'
import { CONNECTION_ERRORS, inBrowser, connectionIs, openPage, says, tallies, vote } from '../support/pages'

const portOf = (app: TestApp): number => Number(new URL(app.url).port)

inBrowser('A dropped connection', () => {
  it('loses no vote: the hand stays counted meanwhile, and the page says so', async () => {
    const app = await startApp()
    const { client: witness } = await clientPage(app)
    const tallied = collect(witness, 'voteCount')
    const page = await openPage(app)
    await vote(page, 'B')
    for (const socket of serverSockets(app).slice(1)) socket.conn.close()
    await says(page, words.reconnectingKept('B'))
    expect(await page.locator('#B').getAttribute('aria-pressed')).to.equal('true')
    await says(page, words.back('B'))
    await tallies(page, { A: 0, B: 1, C: 0, D: 0 })
    expect(tallied.slice(1).map(([counts]) => (counts as { B: number }).B)).to.satisfy((all: number[]) =>
      all.every(votes => votes === 1),
    )
  })

  it('says only that it reconnects to somebody who has not voted', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await cut(app, page)
    await says(page, words.reconnecting)
    await page.context().setOffline(false)
    await says(page, words.connected)
  })

  it('keeps a tap, shows it as kept, and sends it exactly once on the return', async () => {
    const app = await startApp()
    const heard = recordEvents(app)
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await cut(app, page)
    await page.locator('#A').click()
    await page.locator('#C').click()
    await says(page, words.keptTap('C'))
    const buttonC = page.locator('#C')
    expect(await buttonC.getAttribute('data-mark')).to.equal('kept')
    expect(await buttonC.getAttribute('aria-pressed')).to.equal('false')
    expect(await buttonC.textContent()).to.contain(words.tabs.kept)
    await page.context().setOffline(false)
    await says(page, words.recorded('C'))
    await tallies(page, { A: 0, C: 1 })
    const pollId = serverSockets(app)[0]!.data.room.document.poll.pollId
    expect(heard).to.deep.equal([['castVote', { pollId, vote: 'C' }]])
  })

  it('keeps a vote that was taken back meanwhile out of the tally', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await vote(page, 'B')
    await cut(app, page)
    await page.locator('#take-back').click()
    await says(page, words.keptTakeBack)
    await page.context().setOffline(false)
    await says(page, words.takenBack)
    await tallies(page, { B: 0 })
  })

  it('counts a tap once whose acknowledgement was lost with the line', async () => {
    const app = await startApp()
    const { client: witness } = await clientPage(app)
    let line!: ControlledConnection
    const page = await openPage(app, { prepare: async page => (line = await controlConnection(page)) })
    line.hold()
    const counted = tallyOf(witness, { D: 1 })
    await page.locator('#D').click()
    await counted
    line.swallow()
    serverSockets(app)[1]!.conn.close()
    await says(page, words.keptTap('D'))
    await says(page, words.recorded('D'))
    await tallies(page, { D: 1 })
    const reply = await witness.emitWithAck('getSnapshot')
    expect(reply.ok && reply.snapshot.counts).to.deep.equal({ A: 0, B: 0, C: 0, D: 1 })
  })

  it('drops a tap that was kept for a question that is over, and says so', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await vote(page, 'B')
    await app.close()
    await connectionIs(page, 'serverClosing')
    await page.locator('#C').click()
    await says(page, words.keptTap('C'))
    const next = await startApp({}, portOf(app))
    const heard = recordEvents(next)
    await says(page, words.tapDropped('C'))
    await tallies(page, { A: 0, B: 0, C: 0, D: 0 })
    expect(await page.locator('[aria-pressed=true]').count()).to.equal(0)
    await vote(page, 'D')
    expect(heard.map(([, cast]) => (cast as { vote: string }).vote)).to.deep.equal(['D'])
  })

  it('tells somebody whose vote was for a question that is over', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS })
    await vote(page, 'B')
    await app.close()
    await startApp({}, portOf(app))
    await says(page, `${words.voteDropped} ${words.tapAnswer}`)
    await tallies(page, { B: 0 })
  })

  it('is told when the server closes and when it stays away, and ends by itself when one is back', async () => {
    const app = await startApp()
    const page = await openPage(app, { allow: CONNECTION_ERRORS, prepare: page => page.clock.install() })
    await app.close()
    await says(page, words.serverClosing)
    await page.clock.fastForward(12_000)
    await says(page, words.gone)
    await connectionIs(page, 'unreachable')
    const next = await startApp({}, portOf(app))
    await page.clock.fastForward(10_000)
    await says(page, words.connected)
    await vote(page, 'A')
    expect((await joined(next.client({ screen: true }))).counts!['A']).to.equal(1)
  })

  it('is said also where there never was one', async () => {
    const app = await startApp()
    const page = await openPage(app, {
      allow: CONNECTION_ERRORS,
      connection: 'none',
      prepare: async page => {
        await page.clock.install()
        await page.route(/socket\.io/, route => route.abort())
        await page.routeWebSocket(/socket\.io/, socket => void socket.close())
      },
    })
    await says(page, words.connecting)
    await page.clock.fastForward(12_000)
    await says(page, words.unreachable.answers)
  })
})
