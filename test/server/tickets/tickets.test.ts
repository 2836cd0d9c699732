/** Voting tickets over real sockets: each is good for one ballot a question, and for one browser. */
import { expect } from 'chai'
import countBy from 'lodash/countBy'
import times from 'lodash/times'
import { startApp } from '../../support/app'
import { joined, newTab, openTab, waitFor } from '../../support/clients'
import { connectPresenter, openRoom, question, snapshotOf, type TestPresenter } from '../../support/presenter'
import { listTickets, makeTickets, use, vote } from '../../support/tickets/tickets'

/** An app with a presenter who has made so many tickets, and then asked a question over A and B by ballot. */
async function withTickets(count: number, env?: Record<string, string>) {
  const app = await startApp(env)
  const presenter = await connectPresenter(app)
  const tickets = await makeTickets(presenter, count)
  const { poll } = await presenter.does({ name: 'ask', question: question() })
  return { app, presenter, tickets, pollId: poll.pollId }
}

const ask = async (presenter: TestPresenter, changes = {}) =>
  (await presenter.does({ name: 'ask', question: question(changes) })).poll

describe('Voting tickets', () => {
  it('are off by default: nothing asks for one, and there are none', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    expect(presenter.lectern().tickets).to.deep.equal({ batch: 0, count: 0 })
    const { pollId, tickets } = await ask(presenter)
    expect(tickets).to.equal(undefined)
    const { client, snapshot } = await openTab(app)
    expect(snapshot).not.to.have.property('ticket')
    expect(snapshot.poll).not.to.have.property('tickets')
    expect(await vote(client, pollId, 'A')).to.equal('ok')
    expect(await use(client, 'ACDEF-GHJKM')).to.equal('tickets-off')
    expect(await presenter.client.emitWithAck('listTickets', { from: 0 })).to.include({ code: 'tickets-off' })
    expect(await presenter.client.emitWithAck('stopTickets', { batch: 0 })).to.include({
      code: 'tickets-off',
    })
    expect(await presenter.client.emitWithAck('countTickets')).to.include({ code: 'tickets-off' })
  })

  it('are each one ballot a question, which may be changed; without one there is none', async () => {
    const { app, presenter, tickets, pollId } = await withTickets(3)
    const { client: ana, snapshot: first } = await openTab(app)
    const { client: bo } = await openTab(app)
    const { client: cy } = await openTab(app)
    const { client: di } = await openTab(app)
    expect(first.poll.tickets).to.equal(1)
    expect(await vote(ana, pollId, 'A')).to.equal('needs-ticket')
    expect((await snapshotOf(ana)).counts).to.deep.equal({ A: 0, B: 0 })
    for (const [place, client] of [ana, bo, cy].entries()) {
      expect(await use(client, tickets[place]!.toLowerCase().replace('-', ' '))).to.equal('ok')
      expect(await vote(client, pollId, 'A')).to.equal('ok')
    }
    expect(await vote(cy, pollId, 'B')).to.equal('ok')
    expect(await vote(di, pollId, 'B')).to.equal('needs-ticket')
    const snapshot = await snapshotOf(ana)
    expect(snapshot).to.deep.include({
      counts: { A: 2, B: 1 },
      yourVote: 'A',
      voted: 3,
      present: 4,
      ticket: 1,
    })
    expect(await snapshotOf(di)).not.to.have.property('ticket')
    expect(await presenter.client.emitWithAck('countTickets')).to.deep.equal({ ok: true, used: 3 })
    // The next question takes the same tickets.
    const { pollId: next } = await ask(presenter)
    expect(await vote(ana, next, 'B')).to.equal('ok')
    expect(await vote(di, next, 'B')).to.equal('needs-ticket')
    expect((await presenter.does({ name: 'again' })).poll.tickets).to.equal(1)
  })

  it('belong to the browser that takes them first: its tabs have them, another browser has not', async () => {
    const { app, tickets, pollId } = await withTickets(2)
    const browser = newTab()
    const left = await openTab(app, { browser })
    const right = await openTab(app, { browser })
    const other = await openTab(app)
    const told = waitFor(right.client, 'ticketTaken')
    expect(await use(left.client, tickets[0]!)).to.equal('ok')
    expect(await told).to.deep.equal([1])
    expect(await use(right.client, tickets[0]!)).to.equal('ok')
    expect(await use(other.client, tickets[0]!)).to.equal('ticket-used')
    expect(await vote(other.client, pollId, 'A')).to.equal('needs-ticket')
    expect(await use(right.client, tickets[1]!), 'one browser has one').to.equal('second-ticket')
    expect(await use(other.client, tickets[1]!)).to.equal('ok')
    await Promise.all([vote(left.client, pollId, 'A'), vote(right.client, pollId, 'B')])
    expect(await vote(other.client, pollId, 'A')).to.equal('ok')
    const { counts, voted } = await snapshotOf(other.client)
    expect([counts!['A']! + counts!['B']!, voted]).to.deep.equal([2, 2])
  })

  it('count once when 40 browsers take the same one in a moment', async () => {
    const { app, tickets, pollId } = await withTickets(1)
    const people = await Promise.all(times(40, () => openTab(app)))
    const outcomes = await Promise.all(people.map(({ client }) => use(client, tickets[0]!)))
    expect(countBy(outcomes)).to.deep.equal({ ok: 1, 'ticket-used': 39 })
    const votes = await Promise.all(people.map(({ client }) => vote(client, pollId, 'A')))
    expect(countBy(votes)).to.deep.equal({ ok: 1, 'needs-ticket': 39 })
    expect((await snapshotOf(people[0]!.client)).counts).to.deep.equal({ A: 1, B: 0 })
  })

  it('stay taken after a reload, a closed tab and a restart', async () => {
    const { app, tickets, pollId } = await withTickets(2)
    const browser = newTab()
    const first = await openTab(app, { browser })
    await use(first.client, tickets[0]!)
    await vote(first.client, pollId, 'A')
    first.client.disconnect()
    const back = await openTab(app, { browser })
    expect(back.snapshot).to.include({ ticket: 1, yourVote: 'A' })
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const { client, snapshot } = await openTab(again, { browser })
    expect(snapshot).to.deep.include({ ticket: 1, yourVote: 'A', counts: { A: 1, B: 0 } })
    expect(await vote(client, pollId, 'B')).to.equal('ok')
    const other = await openTab(again)
    expect(await use(other.client, tickets[0]!)).to.equal('ticket-used')
    expect(await use(other.client, tickets[1]!)).to.equal('ok')
    expect(await listTickets((await connectPresenter(again)).client)).to.deep.equal(tickets)
  })

  it('are void once there are new ones, and so is the question that took them', async () => {
    const { app, presenter, tickets, pollId } = await withTickets(2)
    const { client } = await openTab(app)
    await use(client, tickets[0]!)
    await vote(client, pollId, 'A')
    const fresh = await makeTickets(presenter, 2)
    expect(fresh.filter(ticket => tickets.includes(ticket))).to.deep.equal([])
    expect(await vote(client, pollId, 'B')).to.equal('tickets-changed')
    expect(await snapshotOf(client)).to.deep.include({ counts: { A: 1, B: 0 }, yourVote: 'A' })
    expect(await snapshotOf(client)).not.to.have.property('ticket')
    for (const ticket of tickets) expect(await use(client, ticket)).to.equal('wrong-ticket')
    const { pollId: next } = await ask(presenter)
    expect(await vote(client, next, 'A')).to.equal('needs-ticket')
    expect(await use(client, fresh[1]!)).to.equal('ok')
    expect(await vote(client, next, 'A')).to.equal('ok')
    expect(await presenter.client.emitWithAck('countTickets')).to.deep.equal({ ok: true, used: 1 })
    // "Undo" puts the question of the void tickets back: it is there, and takes no ballots.
    await presenter.does({ name: 'undo' })
    expect(await vote(client, pollId, 'B')).to.equal('tickets-changed')
  })

  it('that are made or stopped leave the question that is up as it was asked, and screens learn that it takes no more', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const { pollId } = await ask(presenter)
    const { client } = await openTab(app)
    const [ticket] = await makeTickets(presenter, 1)
    expect(await vote(client, pollId, 'A')).to.equal('ok')
    const { pollId: again } = (await presenter.does({ name: 'again' })).poll
    expect(await vote(client, again, 'A')).to.equal('needs-ticket')
    await use(client, ticket!)
    expect(await vote(client, again, 'A')).to.equal('ok')
    expect(await presenter.client.emitWithAck('stopTickets', { batch: 1 })).to.deep.equal({ ok: true })
    expect(await vote(client, again, 'B')).to.equal('tickets-changed')
    expect((await openTab(app)).snapshot.poll.tickets).to.equal(0)
    expect(await app.store.tally('', again)).to.deep.equal(new Map([['A', 1]]))
    const { poll: nextRound } = await presenter.does({ name: 'again' })
    expect(nextRound.tickets).to.equal(undefined)
    expect(await vote((await openTab(app)).client, nextRound.pollId, 'B')).to.equal('ok')
    const { pollId: last, tickets } = await ask(presenter)
    expect(tickets).to.equal(undefined)
    expect(await vote((await openTab(app)).client, last, 'B')).to.equal('ok')
    expect(presenter.lectern().tickets).to.deep.equal({ batch: 2, count: 0 })
  })

  it('are not asked for by a show of hands, and no ticket lets a classic socket or a screen vote', async () => {
    const { app, presenter, tickets, pollId } = await withTickets(2)
    const classic = app.client()
    await joined(classic)
    expect(await use(classic, tickets[0]!)).to.equal('needs-page')
    expect(await vote(classic, pollId, 'A')).to.equal('needs-page')
    const screen = app.client({ screen: true })
    await joined(screen)
    expect(await use(screen, tickets[0]!)).to.equal('screens-do-not-vote')
    expect(await use(presenter.client, tickets[0]!)).to.equal('screens-do-not-vote')
    const { pollId: hands } = await ask(presenter, { kind: 'hands' })
    const { client } = await openTab(app)
    expect(await vote(client, hands, 'A')).to.equal('ok')
    expect(await vote(classic, hands, 'B')).to.equal('ok')
  })

  it('of another room are wrong here', async () => {
    const app = await startApp()
    const rooms = await Promise.all([openRoom(app), openRoom(app)])
    const [here, there] = (await Promise.all(
      rooms.map(async room => {
        const presenter = await connectPresenter(app, room)
        return { code: room.code, tickets: await makeTickets(presenter, 50), presenter }
      }),
    )) as [
      { code: string; tickets: string[]; presenter: TestPresenter },
      { code: string; tickets: string[]; presenter: TestPresenter },
    ]
    const client = app.client({ tab: newTab(), browser: newTab(), room: here.code })
    await joined(client)
    const { pollId } = await ask(here.presenter)
    expect(await use(client, there.tickets[0]!)).to.equal('wrong-ticket')
    expect(await vote(client, pollId, 'A')).to.equal('needs-ticket')
    expect(await use(client, here.tickets[0]!)).to.equal('ok')
  })

  it('cannot be made twice by two presenters who press at once: the second is told', async () => {
    const app = await startApp()
    const [one, two] = await Promise.all([connectPresenter(app), connectPresenter(app)])
    const made = await Promise.all(
      [one, two].map(({ client }) => client.emitWithAck('makeTickets', { batch: 0, count: 2 })),
    )
    expect(countBy(made, reply => (reply.ok ? 'ok' : reply.code))).to.deep.equal({ ok: 1, 'older-step': 1 })
    for (const count of [0, 5001, 1.5, -1])
      expect(await one.client.emitWithAck('makeTickets', { batch: 1, count })).to.include({
        code: 'bad-request',
      })
    expect(await two.client.emitWithAck('stopTickets', { batch: 0 })).to.include({ code: 'older-step' })
  })

  it('number up to 5,000, all different, in answers of less than 16 KiB', async () => {
    const app = await startApp()
    const presenter = await connectPresenter(app)
    const sizes: number[] = []
    presenter.client.io.engine.on('packet', ({ data }: { data?: unknown }) => sizes.push(String(data).length))
    const tickets = await makeTickets(presenter, 5000)
    expect(new Set(tickets).size).to.equal(5000)
    expect(Math.max(...sizes)).to.be.lessThan(16 * 1024)
    const { client } = await openTab(app)
    expect(await use(client, tickets[4999]!)).to.equal('ok')
  })
})

describe('Wrong tickets', () => {
  it('are refused, after ten of one browser without a look at them; others go on', async () => {
    const { app, tickets, pollId } = await withTickets(2)
    const browser = newTab()
    const { client } = await openTab(app, { browser })
    const honest = await openTab(app)
    const wrong = await Promise.all(times(11, () => use(client, 'ACDEF-GHJKM')))
    expect(countBy(wrong)).to.deep.equal({ 'wrong-ticket': 10, 'too-fast': 1 })
    expect(await use(client, tickets[0]!), 'a right one, too').to.equal('too-fast')
    const second = await openTab(app, { browser })
    expect(await use(second.client, tickets[0]!), 'in another tab, too').to.equal('too-fast')
    expect(await vote(client, pollId, 'A')).to.equal('needs-ticket')
    expect(await use(honest.client, tickets[0]!)).to.equal('ok')
  })

  it('count among the wrong keys of their address, whose right tickets are taken all the same', async () => {
    const { app, tickets } = await withTickets(1, { ADDRESS_MISSES: '3' })
    const { client } = await openTab(app)
    const wrong: string[] = []
    for (const typed of ['one', 'ACDEF-GHJKM', '', 'ACDEF-GHJKN']) wrong.push(await use(client, typed))
    expect(wrong).to.deep.equal(['wrong-ticket', 'wrong-ticket', 'wrong-ticket', 'too-fast'])
    expect(await use(client, tickets[0]!)).to.equal('ok')
  })
})
