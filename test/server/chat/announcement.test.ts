/** Announcements: by whom and how they are made over HTTP and by presenters, who hears them, and for how long. */
import { expect } from 'chai'
import times from 'lodash/times'
import { connect } from 'node:net'
import request from 'supertest'
import { currentAnnouncement, decideAnnouncement } from '../../../src/core/chat/announcement'
import type { Said } from '../../../src/core/protocol/server-events'
import { newRoom } from '../../../src/core/room/document'
import { connectPresenter, openRoom, snapshotOf } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { collect, joined, newTab, openTab, waitFor, type Client } from '../../support/clients'
import { codeOf, must } from '../../support/talker'

const bearer = (key: string) => ({ Authorization: `Bearer ${key}` })
const post = (app: TestApp, body: object, key = app.presenterKey) =>
  request(app.server).post('/broadcast').set(bearer(key)).send(body)
/** The next announcement on each. */
const announced = (clients: Client[]) =>
  Promise.all(clients.map(client => waitFor<[Said]>(client, 'message')))

describe('An announcement over HTTP', () => {
  it('is heard at once by every page, screen, presenter and classic socket of the room', async () => {
    const app = await startApp()
    const classic = app.client()
    await waitFor(classic, 'message') // the host’s greeting
    const screen = app.client({ screen: true })
    await joined(screen)
    const clients = [(await openTab(app)).client, screen, (await connectPresenter(app)).client]
    const heard = announced([...clients, classic])
    const before = Date.now()
    await post(app, { message: ' Break until 10:30 ' }).expect(200, { message: 'Break until 10:30' })
    for (const [said] of await heard) {
      const { id, at } = said
      const text = 'Break until 10:30'
      expect(said).to.deep.equal({ user: 'host', username: 'host', text, message: text, id, at })
      expect(at).to.be.within(before, Date.now())
    }
    expect((await openTab(app)).snapshot.announcement).to.include({ text: 'Break until 10:30' })
  })

  it('is made with any method on its address, the key in a header or behind ?key=', async () => {
    const app = await startApp()
    const { client } = await openTab(app)
    const [text, path] = ['¿Qué? a/b & <b>c</b>', `/broadcast/${encodeURIComponent('¿Qué? a/b & <b>c</b>')}`]
    for (const method of ['get', 'post', 'put', 'delete', 'patch'] as const) {
      const heard = announced([client])
      await request(app.server)[method](path).set(bearer(app.presenterKey)).expect(200, { message: text })
      expect((await heard)[0]![0].text).to.equal(text)
    }
    for (const url of [`${path}?key=${app.presenterKey}`, `/broadcast?key=${app.presenterKey}`]) {
      const answer = request(app.server).post(url).send({ message: text })
      await answer.expect(200, { message: text }).expect('Cache-Control', 'no-store')
    }
    // As the workshops' curl sends it.
    await request(app.server)
      .post(`/broadcast?key=${app.presenterKey}`)
      .type('form')
      .send('{"message": "Hello"}')
      .expect(200, { message: 'Hello' })
  })

  it('needs the key of its room, says how to get one, and is heard in that room only', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    const house = await openTab(app)
    const there = app.client({ tab: newTab(), room: room.code })
    await joined(there)
    const inHouse = collect(house.client, 'message')
    for (const attempt of [
      post(app, { message: 'No' }, 'a-wrong-key-of-somebody'),
      post(app, { message: 'No' }, room.presenterKey),
      post(app, { message: 'No', room: room.code }),
      request(app.server).get('/broadcast/No'),
      request(app.server).get('/broadcast/No?key='),
      request(app.server).get(`/broadcast/No?key=${app.presenterKey}&key=${app.presenterKey}`),
      request(app.server).get('/broadcast/No').set('Authorization', `Basic ${app.presenterKey}`),
    ]) {
      const response = await attempt
      const body = response.body as { code: string; message: string }
      expect([response.status, body.code]).to.deep.equal([401, 'wrong-key'])
      expect(body.message).to.match(/needs the presenter key.*prints when it starts\.$/)
      expect(response.headers['www-authenticate']).to.match(/^Bearer/)
    }
    const heard = announced([there])
    await post(app, { message: 'Yes', room: room.code.toLowerCase() }, room.presenterKey).expect(200)
    expect((await heard)[0]![0].text).to.equal('Yes')
    await request(app.server).get(`/broadcast/Too?room=${room.code}&key=${room.presenterKey}`).expect(200)
    expect((await snapshotOf(house.client)).announcement).to.equal(null)
    expect(inHouse).to.deep.equal([])
    expect(JSON.stringify(app.log)).to.not.include(app.presenterKey).and.not.include(room.presenterKey)
  })

  it('is refused with a status and a sentence: no such room, no sense, nothing in it, too long', async () => {
    const app = await startApp()
    const code = async (answer: request.Test) => {
      const response = await answer
      const body = response.body as { code: string; message: string }
      expect(body.message).to.match(/^[A-Z].*\.$/)
      return `${response.status} ${body.code}`
    }
    const raw = (body: string) =>
      request(app.server).post('/broadcast').set(bearer(app.presenterKey)).type('json').send(body)
    for (const room of ['ACD346', 'nonsense', 'x'.repeat(50)])
      expect(await code(post(app, { message: 'Hello', room }))).to.equal('404 no-such-room')
    for (const body of [{}, { message: 7 }, { message: null }, [], { message: 'Hello', room: 7 }])
      expect(await code(post(app, body))).to.equal('400 bad-request')
    for (const body of ['{"message": "Hel', 'null', '"Hello"', ''])
      expect(await code(raw(body))).to.equal('400 bad-request')
    expect(await code(request(app.server).get('/broadcast/%E0%A4%A').set(bearer(app.presenterKey)))).to.equal(
      '400 bad-request',
    )
    expect(await code(post(app, { message: ' \u200b' }))).to.equal('400 empty-announcement')
    for (const length of [501, 40_000])
      expect(await code(post(app, { message: 'x'.repeat(length) }))).to.equal('413 announcement-too-long')
    await post(app, { message: 'x'.repeat(500) }).expect(200)
    expect(app.log).to.deep.equal([])
  })

  it('may be a form, which every shell can quote, and holds what was typed', async () => {
    const app = await startApp()
    const text = '¿Qué? "a" & b=c + 100 %'
    const form = (body: string) =>
      request(app.server).post('/broadcast').set(bearer(app.presenterKey)).type('form').send(body)
    await form(`message=${encodeURIComponent(text)}`).expect(200, { message: text })
    await form('message=Back in+five').expect(200, { message: 'Back in five' })
    await form(`room=${(await openRoom(app)).code}&message=Hello`).expect(401)
  })

  it('is refused where its bytes are not UTF-8, by every way in, and announces what is UTF-8 as it is', async () => {
    const app = await startApp()
    const { port } = new URL(app.url)
    /** Sends bytes as they are, which no client would. */
    const status = (head: string, body: Buffer = Buffer.alloc(0)) =>
      new Promise<string>(resolve => {
        const line = connect(Number(port), '127.0.0.1')
        let text = ''
        line.on('data', data => void (text += data.toString()))
        line.on('close', () => resolve(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? text))
        line.write(
          Buffer.from(
            `${head} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${app.presenterKey}\r\nContent-Length: ${body.length}\r\n\r\n`,
            'latin1',
          ),
        )
        line.write(body)
      })
    expect(await status('POST /broadcast', Buffer.from('{"message": "Pr\xfcfung"}', 'latin1'))).to.equal(
      '400',
    )
    expect(await status('POST /broadcast', Buffer.from('message=Pr\xfcfung', 'latin1'))).to.equal('400')
    expect(await status('POST /broadcast', Buffer.from('message=Pr%FCfung'))).to.equal('400')
    expect(await status('POST /broadcast', Buffer.from('{"message": "\\ud800"}'))).to.equal('400')
    expect(await status('GET /broadcast/Pr%FCfung')).to.equal('400')
    expect(await status('GET /broadcast/Pr\xfcfung')).to.equal('400')
    expect((await openTab(app)).snapshot.announcement).to.equal(null)
    expect(await status('GET /broadcast/Pr%C3%BCfung%201')).to.equal('200')
    expect((await openTab(app)).snapshot.announcement).to.include({ text: 'Prüfung 1' })
  })

  it('comes too fast after some: 429, and when to try again; other rooms have their own measure', async () => {
    const app = await startApp()
    const room = await openRoom(app)
    const replies = await Promise.all(times(14, index => post(app, { message: `${index}` })))
    const refused = replies.filter(({ status }) => status === 429)
    expect(refused.length).to.be.within(3, 4)
    for (const { headers, body } of refused) {
      expect(Number(headers['retry-after'])).to.be.within(1, 60)
      expect(body).to.include({ code: 'too-fast' })
    }
    await post(app, { message: 'Hello', room: room.code }, room.presenterKey).expect(200)
  })

  it('goes to no house where there is none, and stands below BASE_PATH', async () => {
    const away = await startApp({ HOUSE: 'off' })
    await post(away, { message: 'Hello' }).expect(404)
    const below = await startApp({ BASE_PATH: '/ask' })
    await request(below.server).get(`/ask/broadcast/Hello?key=${below.presenterKey}`).expect(200)
    await request(below.server).get(`/broadcast/Hello?key=${below.presenterKey}`).expect(404)
  })
})

describe('An announcement by a presenter', () => {
  it('is heard by all, replaced by the next, and withdrawn for all', async () => {
    const app = await startApp()
    const { client } = await openTab(app)
    const presenter = await connectPresenter(app)
    const heard = announced([client, presenter.client])
    const first = await must(presenter.client.emitWithAck('announce', { text: 'First' }))
    expect((await heard).map(([{ id }]) => id)).to.deep.equal([first.id, first.id])
    const second = await must(presenter.client.emitWithAck('announce', { text: 'Second' }))
    const withdraw = (id: string) => presenter.client.emitWithAck('withdrawAnnouncement', { id })
    expect(codeOf(await withdraw(first.id))).to.equal('no-such-announcement')
    expect(presenter.lectern().announcement).to.include({ text: 'Second' })
    const gone = waitFor(client, 'announcementWithdrawn')
    expect(codeOf(await withdraw(second.id))).to.equal('ok')
    expect(await gone).to.deep.equal([second.id])
    expect((await openTab(app)).snapshot.announcement).to.equal(null)
    expect(codeOf(await withdraw(second.id))).to.equal('no-such-announcement')
    expect(codeOf(await presenter.client.emitWithAck('announce', { text: '' }))).to.equal(
      'empty-announcement',
    )
  })

  it('outlives a restart, and goes with its lesson', async () => {
    const app = await startApp()
    await must((await connectPresenter(app)).client.emitWithAck('announce', { text: 'Room 12' }))
    await app.close()
    const again = await startApp({ DATA_DIR: app.dataDir })
    const { client, snapshot } = await openTab(again)
    expect(snapshot.announcement).to.include({ text: 'Room 12' })
    const gone = waitFor(client, 'announcementWithdrawn')
    await (await connectPresenter(again)).does({ name: 'newLesson' })
    expect(await gone).to.deep.equal([snapshot.announcement!.id])
  })
})

describe('An announcement as a value', () => {
  it('is told to newcomers for an hour', () => {
    const room = newRoom('hash', { now: 0, newId: () => 'poll' })
    const announcement = { id: 'a', text: 'Hello', at: 1000 }
    const told = (now: number) => currentAnnouncement({ ...room, announcement }, now)
    expect(told(1000)).to.equal(announcement)
    expect(told(1000 + 3600_000 - 1)).to.equal(announcement)
    expect(told(1000 + 3600_000)).to.equal(null)
    expect(currentAnnouncement(room, 0)).to.equal(null)
  })

  it('has 1 to 500 characters that can be seen; HTML stays text', () => {
    expect(decideAnnouncement('<img src=x onerror=alert(1)>')).to.deep.include({
      text: '<img src=x onerror=alert(1)>',
    })
    expect(decideAnnouncement('x'.repeat(500))).to.include({ ok: true })
    expect(decideAnnouncement('x'.repeat(501))).to.include({ code: 'announcement-too-long' })
    expect(decideAnnouncement('\u202e\n')).to.include({ code: 'empty-announcement' })
  })
})
