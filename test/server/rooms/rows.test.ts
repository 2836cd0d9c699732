/** Joint rows: kept only where the room was told before the votes, without who it was, and for presenters alone. */
import { expect } from 'chai'
import readXlsx from 'read-excel-file/node'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab } from '../../support/clients'
import {
  connectPresenter,
  openRoom,
  question,
  type OpenedRoom,
  type TestPresenter,
} from '../../support/presenter'

describe('Joint rows', () => {
  let app: TestApp
  let room: OpenedRoom
  let presenter: TestPresenter
  const [ana, bo] = [newTab(), newTab()]

  beforeEach(async () => {
    app = await startApp({ SOCKET_EVENTS: '1000' })
    room = await openRoom(app)
    presenter = await connectPresenter(app, room)
  })

  const keepRows = async (rows: boolean) =>
    expect(await presenter.client.emitWithAck('setSharing', { rows })).to.deep.equal({ ok: true })
  const ask = (text: string, changes = {}) =>
    presenter.does({ name: 'ask', question: question({ text, kind: 'ballot', ...changes }) })

  async function vote(browser: string, choice: string): Promise<void> {
    const client = app.client({ tab: newTab(), browser, room: room.code })
    const { poll } = await joined(client)
    const reply = await client.emitWithAck('castVote', { pollId: poll.pollId, vote: choice })
    if (!reply.ok) throw new Error(reply.message)
    client.disconnect()
  }

  async function sheets(path = 'results.xlsx', key: string | null = room.presenterKey) {
    const headers = key === null ? {} : { Authorization: `Bearer ${key}` }
    const response = await fetch(`${app.url}/api/rooms/${room.code}/${path}`, { headers })
    expect(response.status).to.equal(200)
    const all = await readXlsx(Buffer.from(await response.arrayBuffer()))
    return new Map(all.map(({ sheet, data }) => [sheet, data as unknown[][]]))
  }
  /** The table of rows; the people are in no order that says anything. */
  async function table(path?: string): Promise<{ head: unknown[]; people: unknown[][] } | undefined> {
    const found = (await sheets(path)).get('Rows')
    if (!found) return undefined
    const people = found
      .slice(1)
      .map(([, ...answers]) => answers.map(answer => (answer as string | null) ?? ''))
    return { head: found[0]!, people: people.sort((one, other) => (one.join() < other.join() ? -1 : 1)) }
  }
  const documentOf = async () => (await app.store.loadRoom(room.code))!.document
  const peopleOf = async (lesson: number) => {
    const results = await app.store.results(room.code, { lesson })
    const rows = await Promise.all(results.map(({ id }) => app.store.rows(room.code, id)))
    return new Set(rows.flat().flatMap(({ votes }) => votes.map(([person]) => person)))
  }

  it('are kept of questions that are asked while it is on, and of no others: neither earlier ones nor hands', async () => {
    await ask('Before?')
    await vote(ana, 'A')
    await keepRows(true)
    await vote(bo, 'B')
    await ask('First?')
    await vote(ana, 'B')
    await vote(bo, 'A')
    await ask('Hands?', { kind: 'hands' })
    await vote(ana, 'A')
    await ask('Second?', { canAbstain: true })
    await vote(ana, 'A')
    await vote(bo, '-')
    await keepRows(false)
    await ask('After?')
    await vote(ana, 'A')
    await ask('Last?')
    // What was up when it was switched off is not kept, either.
    expect(await table()).to.deep.equal({
      head: ['person', '2 First?'],
      people: [['A'], ['B']],
    })
  })

  it('join the answers of a person over questions and rounds, also over a restart', async () => {
    await keepRows(true)
    await ask('First?')
    await vote(ana, 'B')
    await vote(bo, 'A')
    await presenter.does({ name: 'again' })
    await vote(bo, 'B')
    await app.close()
    app = await startApp({ SOCKET_EVENTS: '1000', DATA_DIR: app.dataDir })
    presenter = await connectPresenter(app, room)
    await ask('Second?')
    await vote(ana, 'B')
    await ask('Third?')
    expect(await table()).to.deep.equal({
      head: ['person', '1 First?', '1 First? (round 2)', '2 Second?'],
      people: [
        ['A', 'B', ''],
        ['B', '', 'B'],
      ],
    })
    const [first] = await app.store.results(room.code)
    expect((await table(`polls/${first!.id}.xlsx`))!.head).to.have.length(3)
  })

  it('of a question that is put back are those that it has in the end', async () => {
    await keepRows(true)
    await ask('First?')
    await vote(ana, 'A')
    await ask('Second?')
    await vote(ana, 'B')
    await presenter.does({ name: 'undo' })
    await vote(ana, 'B')
    await vote(bo, 'A')
    await ask('Third?')
    expect(await table()).to.deep.equal({
      head: ['person', '1 Second?', '2 First?'],
      people: [
        ['', 'A'],
        ['B', 'B'],
      ],
    })
  })

  it('are not kept of a question during which it was off, even if it is on again', async () => {
    await keepRows(true)
    await ask('First?')
    await vote(ana, 'A')
    await keepRows(false)
    await keepRows(true)
    await vote(ana, 'B')
    await ask('Second?')
    expect((await app.store.results(room.code))[0]!.voted).to.equal(1)
    expect(await table()).to.equal(undefined)
  })

  it('cannot be joined over lessons, whose secret goes with them', async () => {
    await keepRows(true)
    await ask('First?')
    await vote(ana, 'A')
    const { rowsKey } = await documentOf()
    expect(rowsKey).to.have.length.greaterThan(60)
    await presenter.does({ name: 'newLesson' })
    expect((await documentOf()).rowsKey).to.equal(null)
    await keepRows(true)
    await ask('Second?')
    await vote(ana, 'A')
    expect(JSON.stringify(await documentOf())).to.not.include(rowsKey)
    await ask('Third?')
    const [before, after] = [await peopleOf(1), await peopleOf(2)]
    expect([before.size, after.size]).to.deep.equal([1, 1])
    expect([...before]).to.not.deep.equal([...after])
  })

  it('go on with the lesson where the end of it is taken back', async () => {
    await keepRows(true)
    await ask('First?')
    await vote(ana, 'A')
    await presenter.does({ name: 'newLesson' })
    await presenter.does({ name: 'undo' })
    await ask('Second?')
    await vote(ana, 'B')
    await ask('Third?')
    expect((await table())!.people).to.deep.equal([['A', 'B']])
  })

  it('are kept in no lesson for which they were not switched on', async () => {
    await keepRows(true)
    await ask('First?')
    await vote(ana, 'A')
    await presenter.does({ name: 'newLesson' })
    expect((await documentOf()).sharing.rows).to.equal(false)
    await ask('Second?')
    await vote(ana, 'A')
    await ask('Third?')
    expect([...(await peopleOf(2))]).to.deep.equal([])
    expect(await peopleOf(1)).to.have.property('size', 1)
  })

  it('of earlier rounds stay when a round without them is put back, and of that round there are none', async () => {
    await keepRows(true)
    await ask('First?', { choices: ['', '', '', ''] })
    await vote(ana, 'A')
    await vote(bo, 'B')
    await presenter.does({ name: 'again' })
    await vote(ana, 'B')
    await keepRows(false)
    await presenter.does({ name: 'again' })
    await vote(ana, 'C')
    await ask('Second?')
    const first = { head: ['person', '1 First?'], people: [['A'], ['B']] }
    expect(await table()).to.deep.equal(first)
    await presenter.does({ name: 'undo' })
    await vote(bo, 'A')
    await ask('Third?')
    expect(await table()).to.deep.equal(first)
  })

  for (const votes of [[], ['C']])
    it(`of the earlier rounds stay when a round with ${votes.length} votes is cleared, and when that is undone`, async () => {
      await keepRows(true)
      await ask('First?', { choices: ['', '', '', ''] })
      await vote(ana, 'A')
      await presenter.does({ name: 'again' })
      for (const choice of votes) await vote(ana, choice)
      await presenter.does({ name: 'clear' })
      await vote(ana, 'D')
      await presenter.does({ name: 'undo' })
      await vote(bo, 'B')
      await presenter.does({ name: 'clear' })
      await vote(ana, 'B')
      await ask('Second?')
      const results = await app.store.results(room.code)
      const rowsOf = async ({ id }: { id: string }) =>
        (await app.store.rows(room.code, id)).map(({ round, votes: cast }) => [
          round,
          ...cast.map(([, vote]) => vote).sort(),
        ])
      const kept = await Promise.all(results.map(rowsOf))
      // What was discarded by "undo" and by the second "clear", each as a result of its own, and what went on.
      expect(kept).to.deep.equal([
        [[2, 'D']],
        [[2, 'B', ...votes]],
        [
          [1, 'A'],
          [2, 'B'],
        ],
      ])
      expect(results.at(-1)!.rounds).to.have.length(2)
    })

  it('are in no order of arrival, neither where they are kept nor in the file', async () => {
    await keepRows(true)
    await ask('First?')
    const voters = Array.from({ length: 12 }, newTab)
    for (const [place, browser] of voters.entries()) await vote(browser, 'AB'[place % 2]!)
    await ask('Second?')
    const [first] = await app.store.results(room.code)
    const [rows] = await app.store.rows(room.code, first!.id)
    const people = rows!.votes.map(([person]) => person)
    expect(people)
      .to.have.length(12)
      .and.to.deep.equal([...people].sort())
    const found = (await sheets()).get('Rows')!.slice(1)
    const byId = rows!.votes.map(([, choice], place) => [place + 1, choice])
    expect(found).to.deep.equal(byId)
    for (const person of people) expect(JSON.stringify(found)).to.not.include(person)
  })

  it('are in no file for everybody, and their secret is sent to nobody', async () => {
    await keepRows(true)
    await presenter.client.emitWithAck('setSharing', { files: true })
    await ask('First?', { results: 'live' })
    await vote(ana, 'A')
    await ask('Second?', { results: 'live' })
    expect([...(await sheets()).keys()]).to.include('Rows')
    const [first] = await app.store.results(room.code)
    for (const path of ['results.xlsx', `polls/${first!.id}.xlsx`])
      expect([...(await sheets(path, null)).keys()]).to.not.include('Rows')
    const { rowsKey } = await documentOf()
    const client = app.client({ tab: newTab(), browser: ana, room: room.code })
    const sent = JSON.stringify([presenter.lectern(), await joined(client)])
    for (const secret of [rowsKey!, ...(await peopleOf(1))]) expect(sent).to.not.include(secret)
  })
})
