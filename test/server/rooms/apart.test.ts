/** Rooms share nothing, and end: erased by their presenter, by the house's, or when nobody has used them for long. */
import { expect } from 'chai'
import times from 'lodash/times'
import {
  connectPresenter,
  openRoom,
  question,
  recordPackets,
  snapshotOf,
  type OpenedRoom,
} from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, waitFor, type Client } from '../../support/clients'

const codeOf = (reply: { ok: boolean }) => ('code' in reply ? reply.code : 'ok')
const cast = (client: Client, pollId: string, choice: string) =>
  client.emitWithAck('castVote', { pollId, vote: choice })

async function enter(app: TestApp, room: string, browser = newTab()) {
  const client = app.client({ tab: newTab(), browser, room })
  return { client, snapshot: await joined(client) }
}

async function refusedWith(client: unknown): Promise<string> {
  const [error] = await waitFor<[Error & { data: { code: string } }]>(client, 'connect_error')
  return error.data.code
}

describe('Two rooms', () => {
  it('share nothing: while one is busy, the other hears not a word, and neither does the house', async () => {
    const app = await startApp()
    const [a, b] = [await openRoom(app), await openRoom(app)]
    const quiet = [
      app.client({ tab: newTab(), room: b.code }),
      app.client({ screen: true, room: b.code }),
      app.client({ presenterKey: b.presenterKey, room: b.code }),
      app.client({ tab: newTab() }),
      app.client({ presenterKey: app.presenterKey }),
      app.client(),
    ]
    // What their own coming has set off is over once its last word is heard.
    const settled = quiet.map((client, index) => [
      waitFor(client, 'usersConnected', count => count === (index < 3 ? 2 : 3)),
      waitFor(client, 'turnout', (_voted, present) => present === (index < 3 ? 1 : 2)),
    ])
    await Promise.all(settled.flat())
    for (const client of quiet) await snapshotOf(client)
    const heard = quiet.map(recordPackets)

    const presenter = await connectPresenter(app, a)
    const browsers = times(20, newTab)
    const voters = await Promise.all(browsers.map(browser => enter(app, a.code, browser)))
    for (const kind of ['ballot', 'hands'] as const) {
      const { poll } = await presenter.does({ name: 'ask', question: question({ kind }) })
      await Promise.all(voters.map(({ client }) => cast(client, poll.pollId, 'A')))
      await presenter.does({ name: 'again' })
    }
    await presenter.does({ name: 'prepare', questions: [question()] })
    for (const { client } of voters) client.disconnect()
    await presenter.client.emitWithAck('newKey')
    const over = waitFor(presenter.client, 'disconnect')
    await presenter.client.emitWithAck('eraseRoom', { code: a.code })
    await over

    const fresh = await Promise.all(quiet.map(snapshotOf))
    for (const frames of heard) expect(frames.filter(({ event }) => event)).to.deep.equal([])
    for (const { counts } of fresh) expect(counts).to.deep.equal({ A: 0, B: 0, C: 0, D: 0 })
    expect(fresh.map(({ connected }) => connected)).to.deep.equal([2, 2, 2, 3, 3, 3])
    expect(fresh.map(({ present }) => present)).to.deep.equal([1, 1, 1, 2, 2, 2])
  })

  it('know the same browser as two voters, and the poll of one is none of the other', async () => {
    const app = await startApp()
    const [a, b] = [await openRoom(app), await openRoom(app)]
    const browser = newTab()
    const pollIds = []
    for (const room of [a, b])
      pollIds.push(
        (await (await connectPresenter(app, room)).does({ name: 'ask', question: question() })).poll.pollId,
      )
    const [inA, inB] = [await enter(app, a.code, browser), await enter(app, b.code, browser)]
    const beside = await enter(app, a.code, browser)
    const told = waitFor(beside.client, 'userVote')
    const wrong: unknown[] = []
    inB.client.on('userVote', vote => void wrong.push(vote))
    expect(codeOf(await cast(inA.client, pollIds[0]!, 'A'))).to.equal('ok')
    await told
    expect(codeOf(await cast(inB.client, pollIds[0]!, 'A'))).to.equal('poll-over')
    expect(await snapshotOf(inB.client)).to.deep.include({ yourVote: null, counts: { A: 0, B: 0 }, voted: 0 })
    expect(wrong).to.deep.equal([])
  })
})

describe('A room', () => {
  async function audienceOf(app: TestApp, room: OpenedRoom) {
    const { client } = await enter(app, room.code)
    const presenter = await connectPresenter(app, room)
    return {
      client,
      presenter,
      ended: Promise.all([waitFor(client, 'ended'), waitFor(client, 'disconnect')]),
    }
  }

  it('is erased by its presenter at once: everybody is told and let go, and nothing is left of it', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    const { client, presenter, ended } = await audienceOf(app, room)
    const { poll } = await presenter.does({ name: 'ask', question: question() })
    await cast(client, poll.pollId, 'A')
    const reply = await presenter.client.emitWithAck('eraseRoom', { code: room.code.toLowerCase() })
    expect(reply).to.deep.equal({ ok: true })
    const [, [reason]] = await ended
    expect(reason).to.equal('io server disconnect')
    expect(await refusedWith(app.client({ tab: newTab(), room: room.code }))).to.equal('no-such-room')
    expect(await refusedWith(app.client({ ...room, room: room.code }))).to.equal('no-such-room')
    for (const path of ['', '/present', '/screen', '/wall']) {
      const page = await fetch(`${app.url}/r/${room.code}${path}`)
      expect([page.status, page.headers.get('content-type')]).to.deep.equal([404, 'text/html; charset=utf-8'])
      expect(await page.text())
        .to.include('This room was erased')
        .and.include('href="/enter">Open a new room')
    }
    expect(await app.store.tally(room.code, poll.pollId)).to.deep.equal(new Map())
    expect((await app.store.listRooms()).map(({ code }) => code)).to.deep.equal([''])
  })

  it('is over also for somebody who was on the way in while it was erased', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    const { presenter, ended } = await audienceOf(app, room)
    // Behind the entrance and before the room.
    app.io.use((_socket, next) => {
      void presenter.client
        .emitWithAck('eraseRoom', { code: room.code })
        .then(() => ended)
        .then(() => next())
    })
    const late = app.client({ tab: newTab(), room: room.code })
    await Promise.all([waitFor(late, 'ended'), waitFor(late, 'disconnect')])
  })

  it('is listed for and erased by the house’s presenter, and by nobody else', async () => {
    const app = await startApp()
    const [room, other] = [await openRoom(app), await openRoom(app)]
    const { client, ended } = await audienceOf(app, room)
    const stranger = (await connectPresenter(app, other)).client
    const guest = app.client({ tab: newTab() })
    for (const each of [stranger, guest, client]) {
      expect(codeOf(await each.emitWithAck('eraseRoom', { code: room.code }))).to.equal('not-a-presenter')
      expect(codeOf(await each.emitWithAck('listRooms'))).to.equal('not-a-presenter')
    }
    const house = (await connectPresenter(app)).client
    const list = async () => {
      const reply = await house.emitWithAck('listRooms')
      return reply.ok ? reply.rooms : []
    }
    expect((await list()).map(({ code }) => code)).to.have.members([room.code, other.code])
    for (const { createdAt, usedAt } of await list()) expect(usedAt).to.be.at.least(createdAt).and.above(0)
    expect(codeOf(await house.emitWithAck('eraseRoom', { code: room.code }))).to.equal('ok')
    await ended
    expect((await list()).map(({ code }) => code)).to.deep.equal([other.code])
    expect(codeOf(await house.emitWithAck('eraseRoom', { code: room.code }))).to.equal('no-such-room')
    expect(codeOf(await house.emitWithAck('eraseRoom', { code: '' }))).to.equal('no-such-room')
    expect((await snapshotOf(house)).room).to.equal('')
  })
})
