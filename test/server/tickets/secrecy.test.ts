/** Voting tickets are told to presenters who ask for them, and to nobody else: in no frame, answer, file or log. */
import { expect } from 'chai'
import { startApp } from '../../support/app'
import { joined, newTab, openTab } from '../../support/clients'
import { connectPresenter, openRoom, question, recordPackets, snapshotOf } from '../../support/presenter'
import { makeTickets, use, vote } from '../../support/tickets/tickets'

describe('The list of voting tickets', () => {
  it('reaches neither the audience, nor helpers, screens, other presenters unasked, or the log', async () => {
    const app = await startApp({ LOG_LEVEL: 'trace' })
    const presenter = await connectPresenter(app)
    const made = await presenter.client.emitWithAck('makeHelper', { name: 'Bea' })
    const helperKey = made.ok ? made.helperKey : ''
    const others = {
      audience: (await openTab(app)).client,
      helper: app.client({ helperKey }),
      screen: app.client({ screen: true }),
      classic: app.client(),
      presenter: app.client({ presenterKey: app.presenterKey }),
    }
    const { audience, ...arriving } = others
    await Promise.all(Object.values(arriving).map(joined))
    const heard = Object.entries(others).map(([name, client]) => ({ name, packets: recordPackets(client) }))
    const tickets = await makeTickets(presenter, 20)
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    for (const [name, client] of Object.entries(others)) {
      if (name === 'presenter') continue
      for (const event of ['listTickets', 'countTickets', 'makeTickets', 'stopTickets'] as const)
        expect(
          await client.emitWithAck(
            event as 'listTickets',
            { from: 0, batch: 1, count: 2 } as { from: number },
          ),
          `${name}: ${event}`,
        ).to.include({ code: 'not-a-presenter' })
    }
    expect(await use(audience, tickets[0]!)).to.equal('ok')
    expect(await vote(audience, poll.pollId, 'A')).to.equal('ok')
    await presenter.does({ name: 'close' })
    await presenter.does({ name: 'newLesson' })
    for (const client of Object.values(others)) await snapshotOf(client)
    const { secret } = (await app.store.loadRoom(''))!.document.tickets
    expect(secret).to.match(/^[\da-f]{64}$/)
    for (const { name, packets } of heard) {
      expect(packets.length, name).to.be.greaterThan(3)
      const text = JSON.stringify(packets)
      for (const each of [secret, ...tickets, ...tickets.map(ticket => ticket.replace('-', ''))])
        expect(text.includes(each), `${name} was sent ${each}`).to.equal(false)
    }
    expect(JSON.stringify(app.log)).not.to.contain(secret)
    for (const ticket of tickets) expect(JSON.stringify(app.log)).not.to.contain(ticket)
  })

  it('is in no result, export or answer of the API, which say nothing of tickets', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    const { code, presenterKey } = room
    const presenter = await connectPresenter(app, room)
    const tickets = await makeTickets(presenter, 3)
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    const client = app.client({ tab: newTab(), browser: newTab(), room: code })
    await joined(client)
    await use(client, tickets[0]!)
    await vote(client, poll.pollId, 'A')
    await presenter.does({ name: 'ask', question: question({ text: 'And now?' }) })
    const authorization = `Bearer ${presenterKey}`
    const paths = ['', '/questions', '/polls', '/results', '/results.csv', '/results.json', '/asks']
    let answered = 0
    for (const path of paths)
      for (const headers of [{ authorization }, {}] as Record<string, string>[]) {
        const response = await fetch(`${app.url}/api/rooms/${code}${path}`, { headers })
        const text = await response.text()
        if (response.ok) answered++
        expect(text.toLowerCase(), path).not.to.contain('ticket')
        for (const ticket of tickets) expect(text).not.to.contain(ticket)
      }
    expect(answered, 'answers that were read').to.be.at.least(8)
    const results = await app.store.results(code)
    expect(results).to.have.length(1)
    expect(JSON.stringify(results)).not.to.contain('icket')
  })
})
