/**
 * What is bounded in number: presenters' pages of a room, prepared texts, rooms in a list, QR codes, and lists of
 * people that are made.
 */
import { expect } from 'chai'
import times from 'lodash/times'
import { rareSentences } from '../../../src/core/protocol/refusals'
import { newRoom } from '../../../src/core/room/document'
import type { PeopleNews } from '../../../src/core/protocol/chat'
import { MAX_QR_CODES, QrCodes } from '../../../src/http/qr-codes'
import { MAX_LISTED_ROOMS } from '../../../src/sockets/room-admin'
import type { Runtime } from '../../../src/sockets/accept'
import { peopleForNewcomer, peopleNews, SAME_LIST_MS } from '../../../src/sockets/room/identity'
import { MAX_PRESENTERS } from '../../../src/sockets/room/presenter-slots'
import { connectPresenter, openRoom, question } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, waitFor } from '../../support/clients'

describe('Presenters’ pages of one room', () => {
  it('are 50 at most, however many come at once; one that goes makes room, and other rooms have theirs', async () => {
    const app = await startApp({ ADDRESS_EVENTS: '100000' })
    const room = await openRoom(app)
    const handshake = { room: room.code, presenterKey: room.presenterKey }
    const clients = times(MAX_PRESENTERS + 20, () => app.client(handshake, { reconnection: false }))
    const outcomes = await Promise.all(
      clients.map(client =>
        Promise.race([
          joined(client).then(() => 'in'),
          waitFor<[Error]>(client, 'connect_error').then(([{ message }]) => message),
        ]),
      ),
    )
    expect(outcomes.filter(outcome => outcome === 'in')).to.have.length(MAX_PRESENTERS)
    const others = new Set(outcomes.filter(outcome => outcome !== 'in'))
    expect([...others]).to.deep.equal([rareSentences['too-many-presenters']])
    await joined(app.client({ room: room.code, tab: newTab() }))
    await connectPresenter(app)

    const leaving = clients[outcomes.indexOf('in')]!
    const { rooms } = (await app.ready) as Runtime
    const gone = waitFor(app.io.sockets.sockets.get(leaving.id!), 'disconnect')
    leaving.io.engine.close()
    await gone
    expect(rooms.live.get(room.code)!.presenters.size).to.equal(MAX_PRESENTERS - 1)
    await joined(app.client(handshake))
  })
})

describe('The prepared list of a room', () => {
  it('refuses what makes it larger than 650 kB, and stays as it was', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    const presenter = await connectPresenter(app)
    const long = question({ text: '\u0001'.repeat(500), choices: times(8, () => '\u0001'.repeat(200)) })
    const add = () => presenter.tries({ name: 'prepare', questions: [long] })
    let count = 0
    for (;;) {
      const reply = await add()
      if (!reply.ok) {
        expect(reply).to.include({ code: 'list-too-large', message: rareSentences['list-too-large'] })
        break
      }
      count++
      if (presenter.lectern().step < reply.step) await waitFor(presenter.client, 'presenterState')
    }
    expect(count).to.be.within(45, 55)
    expect((await connectPresenter(app)).lectern().prepared).to.have.length(count)
  })
})

describe('The list of rooms', () => {
  it('names those that were used last, and how many there are', async () => {
    const app = await startApp()
    const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
    const codes = times(
      MAX_LISTED_ROOMS + 5,
      index => `${letters[index % 24]}${letters[Math.floor(index / 24)]}XYZ3`,
    )
    for (const [index, code] of codes.entries()) {
      const now = Date.now() - (codes.length - index) * 1000
      await app.store.createRoom(code, newRoom('x', { now, newId: () => code }), now)
    }
    const { client } = await connectPresenter(app)
    const reply = await client.emitWithAck('listRooms')
    if (!reply.ok) throw new Error(reply.code)
    expect(reply.count).to.equal(codes.length)
    expect(reply.rooms.map(({ code }) => code)).to.deep.equal(codes.slice(5).reverse())
  })
})

describe('QR codes', () => {
  it('are drawn once for an address, and only the newest are kept', async () => {
    const codes = new QrCodes()
    const first = codes.svg('http://one.example/')
    expect(await first).to.match(/^<svg/)
    for (const index of times(2 * MAX_QR_CODES)) {
      void codes.svg(`http://${index}.example/`)
      expect(codes.svg('http://one.example/')).to.equal(first)
    }
    expect(codes.size).to.equal(MAX_QR_CODES)
    const app = await startApp()
    const [one, two] = await Promise.all(times(2, async () => (await fetch(`${app.url}/qr.svg`)).text()))
    expect(one).to.match(/^<svg/).and.equal(two)
    expect(await (await fetch(`${app.url}/qr.svg?room=ACD346`)).text()).to.not.equal(one)
  })
})

describe('The list of people', () => {
  it('is made once for all who open the chat of a large room in the same moment', async () => {
    const app = await startApp()
    const { rooms } = (await app.ready) as Runtime
    const people = await Promise.all(times(60, index => named(app, `Person ${index}`)))
    const room = rooms.live.get('')!
    const now = 1_000_000
    const list = peopleNews(room, now)
    expect(list).to.include({ named: 60 })
    expect(peopleForNewcomer(room, now + SAME_LIST_MS - 1)).to.equal(list)
    expect(peopleForNewcomer(room, now + SAME_LIST_MS)).to.not.equal(list)
    const opened = await Promise.all(people.map(client => client.emitWithAck('openChat', {})))
    for (const reply of opened) expect(reply.ok && reply.people.named).to.equal(60)
    const told = waitFor<[PeopleNews]>(people[0]!, 'people', ({ named }) => named === 61)
    await named(app, 'The next one')
    await told
  })

  it('of a small room is always as it is now', async () => {
    const app = await startApp()
    for (const index of times(3)) {
      const client = await named(app, `Person ${index}`)
      const reply = await client.emitWithAck('openChat', {})
      expect(reply.ok && reply.people.named).to.equal(index + 1)
    }
  })

  async function named(app: TestApp, name: string) {
    const client = app.client({ tab: newTab() })
    await joined(client)
    const reply = await client.emitWithAck('takeName', { name })
    if (!reply.ok) throw new Error(reply.code)
    return client
  }
})
