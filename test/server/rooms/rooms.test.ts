/** Rooms over HTTP: opening one, who may, the pages they have, and which of them may be framed. */
import { expect } from 'chai'
import request from 'supertest'
import { cleanCode } from '../../../src/core/room/codes'
import { connectPresenter, KEY, openRoom } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, waitFor } from '../../support/clients'

type Answer = Pick<request.Response, 'status' | 'headers'> & { body: unknown }

const open = (app: TestApp, key?: string) => {
  const post = request(app.url).post('/api/rooms')
  return key === undefined ? post : post.set('Authorization', `Bearer ${key}`)
}

describe('Opening a room', () => {
  it('gives a code, its address and its presenter’s link', async () => {
    const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
    const { status, body, headers } = (await open(app)) as Answer
    expect(status).to.equal(201)
    expect(headers['cache-control']).to.equal('no-store')
    const { code, presenterKey } = body as { code: string; presenterKey: string }
    expect(code).to.match(/^[346-9ACDEFGHJKMNPQRTWXY]{6}$/)
    expect(presenterKey).to.match(/^[\w-]{22}$/)
    expect(body).to.deep.equal({
      code,
      url: `https://ask.school.edu/r/${code}`,
      presenterUrl: `https://ask.school.edu/r/${code}/present#key=${presenterKey}`,
      presenterKey,
    })
  })

  it('gives everybody another code and key, and keeps no key itself', async () => {
    const app = await startApp()
    const rooms = [await openRoom(app), await openRoom(app), await openRoom(app)]
    for (const name of ['code', 'presenterKey'] as const)
      expect(new Set(rooms.map(room => room[name])).size).to.equal(3)
    for (const { code, presenterKey } of rooms) {
      const kept = JSON.stringify(await app.store.loadRoom(code))
      expect(kept).to.include('keyHash').and.not.include(presenterKey)
    }
  })

  it('is limited for each address, and says when to come back; the house presenter is not', async () => {
    const app = await startApp({ ADDRESS_ROOMS: '2' })
    await openRoom(app)
    await openRoom(app)
    const { status, body, headers } = (await open(app)) as Answer
    expect(status).to.equal(429)
    expect(body).to.include({ ok: false, code: 'too-fast' })
    expect(Number(headers['retry-after'])).to.be.within(1, 3600)
    expect((await open(app, app.presenterKey)).status).to.equal(201)
    expect((await open(app, 'another-key')).status).to.equal(429)
  })

  it('is limited for an IPv6 network whose addresses change, and others still open theirs', async () => {
    const app = await startApp({ ADDRESS_ROOMS: '2', TRUST_PROXY: '1' })
    const openFrom = (address: string) => open(app).set('X-Forwarded-For', address)
    const statuses: number[] = []
    for (let subnet = 0; subnet < 12; subnet++)
      statuses.push((await openFrom(`2001:db8:1:${subnet.toString(16)}::1`)).status)
    expect(statuses.filter(status => status === 201)).to.have.length(8)
    expect(statuses.at(-1)).to.equal(429)
    expect((await openFrom('2001:db8:2::1')).status).to.equal(201)
  })

  it('is limited for the whole server, whatever the addresses; the house presenter is not', async () => {
    const app = await startApp({ HOURLY_ROOMS: '3', TRUST_PROXY: '1' })
    const statuses: number[] = []
    for (let network = 1; network <= 6; network++)
      statuses.push((await open(app).set('X-Forwarded-For', `2001:db8:${network}::1`)).status)
    expect(statuses).to.deep.equal([201, 201, 201, 429, 429, 429])
    expect(app.log.filter(({ msg }) => String(msg).includes('HOURLY_ROOMS'))).to.have.length(1)
    expect((await open(app, app.presenterKey)).status).to.equal(201)
  })

  it('takes the house’s key where OPEN_ROOMS says so', async () => {
    const app = await startApp({ OPEN_ROOMS: 'key' })
    for (const key of [undefined, '', 'a-wrong-key']) {
      const { status, body } = (await open(app, key)) as Answer
      expect(status).to.equal(401)
      expect(body).to.include({ ok: false, code: 'wrong-key' })
    }
    expect((await open(app, app.presenterKey)).status).to.equal(201)
  })

  it('takes the given key, also where the house itself is off', async () => {
    const app = await startApp({ OPEN_ROOMS: 'key', HOUSE: 'off', PRESENTER_KEY: KEY })
    expect((await open(app)).status).to.equal(401)
    expect((await open(app, KEY)).status).to.equal(201)
  })

  it('is nobody’s where OPEN_ROOMS says so', async () => {
    const app = await startApp({ OPEN_ROOMS: 'nobody' })
    for (const key of [undefined, app.presenterKey]) {
      const { status, body } = (await open(app, key)) as Answer
      expect(status).to.equal(403)
      expect(body).to.include({ ok: false, code: 'rooms-closed' })
    }
  })

  it('works below a base path, too', async () => {
    const app = await startApp({ BASE_PATH: '/ask', PUBLIC_URL: 'https://school.edu/ask' })
    const response = await request(app.url).post('/ask/api/rooms')
    const { code, url } = response.body as { code: string; url: string }
    expect(url).to.equal(`https://school.edu/ask/r/${code}`)
    expect((await request(app.url).get(`/ask/r/${code}`)).status).to.equal(200)
    expect((await request(app.url).post('/api/rooms')).status).to.equal(404)
  })
})

describe('A code', () => {
  it('is taken as people type it: any case, with spaces and dashes; nothing else is one', () => {
    for (const typed of ['acd346', 'ACD346', ' acd 346 ', 'acd-346'])
      expect(cleanCode(typed)).to.equal('ACD346')
    for (const typed of ['', 'ACD34', 'ACD3466', 'ACD34O', 'ACD34ß', '__proto__'])
      expect(cleanCode(typed)).to.equal(undefined)
  })

  it('opens its room to pages and sockets in any case', async () => {
    const app = await startApp()
    const { code } = await openRoom(app)
    for (const typed of [code, code.toLowerCase(), `${code.slice(0, 3)}-${code.slice(3).toLowerCase()}`]) {
      expect((await request(app.url).get(`/r/${typed}`)).status).to.equal(200)
      expect((await joined(app.client({ tab: newTab(), room: typed }))).room).to.equal(code)
    }
  })
})

describe('The pages of a room', () => {
  it('are its own: the audience’s, the presenter’s, the screen', async () => {
    const app = await startApp()
    const { code } = await openRoom(app)
    for (const page of ['', '/present', '/screen']) {
      const { status, headers, text } = await request(app.url).get(`/r/${code}${page}`)
      expect(status, page).to.equal(200)
      expect(headers['content-type']).to.match(/^text\/html/)
      expect(text).to.match(/<base href="(\.\.\/)+"/)
    }
  })

  it('of an unknown code are a friendly 404 without a script', async () => {
    const app = await startApp()
    for (const path of [
      '/r/ACD346',
      '/r/ACD346/present',
      '/r/ACD346/screen',
      '/r/x',
      '/r/%00',
      '/r/%F0%9F%99%82',
    ]) {
      const { status, headers, text } = await request(app.url).get(path)
      expect(status, path).to.equal(404)
      expect(headers['content-type']).to.match(/^text\/html/)
      expect(text).to.include('<h1>').and.not.include('<script')
    }
    expect((await request(app.url).get('/r/ACD346/elsewhere')).status).to.equal(404)
  })

  it('of the house are not there where it is off: / asks for a code, and no socket gets in', async () => {
    const app = await startApp({ HOUSE: 'off' })
    const start = await request(app.url).get('/')
    expect(start.status).to.equal(200)
    expect(start.text).to.match(/assets\/audience\/enter-\w+\.js/)
    for (const path of ['/present', '/screen', '/index.html', '/present.html', '/screen.html', '/index']) {
      const { status, text } = await request(app.url).get(path)
      expect(status, path).to.equal(404)
      expect(text).to.include('<h1>')
    }
    for (const handshake of [{ tab: newTab() }, { presenterKey: app.presenterKey }, {}]) {
      const [error] = await waitFor<[Error & { data: { code: string } }]>(
        app.client(handshake),
        'connect_error',
      )
      expect(error.data.code).to.equal('no-such-room')
    }
    const { code, presenterKey } = await openRoom(app)
    await connectPresenter(app, { code, presenterKey })
    expect((await request(app.url).get(`/r/${code}`)).status).to.equal(200)
  })

  it('may be framed by FRAME_ANCESTORS if they are the screen, and by nobody else', async () => {
    const app = await startApp({ FRAME_ANCESTORS: 'https://slides.school.edu' })
    const { code } = await openRoom(app)
    for (const path of ['/screen', `/r/${code}/screen`]) {
      const { headers } = await request(app.url).get(path)
      expect(headers['content-security-policy']).to.match(
        /frame-ancestors 'self' https:\/\/slides\.school\.edu(;|$)/,
      )
      expect(headers['x-frame-options']).to.equal(undefined)
    }
    for (const path of ['/', '/present', `/r/${code}`, `/r/${code}/present`, '/share.json']) {
      const { headers } = await request(app.url).get(path)
      expect(headers['content-security-policy'], path).to.match(/frame-ancestors 'none'(;|$)/)
      expect(headers['x-frame-options'], path).to.equal('DENY')
    }
  })

  it('may be framed by nobody at all as long as FRAME_ANCESTORS is not set', async () => {
    const app = await startApp()
    const { headers } = await request(app.url).get('/screen')
    expect(headers['content-security-policy']).to.match(/frame-ancestors 'none'(;|$)/)
  })
})
