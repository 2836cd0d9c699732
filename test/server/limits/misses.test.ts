/**
 * Guessing room codes and keys, over the socket and over HTTP: refused after a few dozen, while honest people get in.
 */
import { expect } from 'chai'
import times from 'lodash/times'
import WebSocket from 'ws'
import { connectPresenter, openRoom } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, waitFor, type Client } from '../../support/clients'

const ROUTER = '203.0.113.7'
const WRONG = 'ACDEFG'
const LOGGED = /ADDRESS_MISSES/

const behind = (address: string) => ({
  reconnection: false,
  extraHeaders: { 'X-Forwarded-For': address },
})

async function codeOf(client: Client): Promise<string | undefined> {
  const [error] = await waitFor<[Error & { data?: { code: string } }]>(client, 'connect_error')
  client.disconnect()
  return error.data?.code
}

/** What the server says to so many handshakes from one address, one behind the other. */
async function tries(app: TestApp, count: number, handshake: object, address = ROUTER) {
  const codes: (string | undefined)[] = []
  for (let index = 0; index < count; index++)
    codes.push(await codeOf(app.client({ tab: newTab(), ...handshake }, behind(address))))
  return codes
}

async function statusesOf(
  app: TestApp,
  count: number,
  path: string,
  init: RequestInit = {},
  address = ROUTER,
) {
  const headers = { ...(init.headers as object), 'X-Forwarded-For': address }
  const statuses: number[] = []
  for (let index = 0; index < count; index++) {
    const response = await fetch(app.url + path, { ...init, headers })
    await response.arrayBuffer()
    statuses.push(response.status)
    if (response.status === 429) expect(response.headers.get('retry-after')).to.equal('60')
  }
  return statuses
}

/** What the log says of it. */
const logged = (app: TestApp) => app.log.filter(line => LOGGED.test(String(line['msg'])))

describe('Guessing', () => {
  it('room codes over the socket is refused after sixty, and logged once without ids', async () => {
    const app = await startApp({ TRUST_PROXY: '1' })
    const codes = await tries(app, 80, { room: WRONG })
    expect(codes.slice(0, 60)).to.deep.equal(times(60, () => 'no-such-room'))
    expect(codes.slice(60)).to.include('too-fast')
    expect(logged(app)).to.have.length(1)
    expect(JSON.stringify(logged(app))).to.not.match(/203\.0|ACDEFG|tab-/)
    expect(await tries(app, 1, { room: WRONG }, '203.0.113.8')).to.deep.equal(['no-such-room'])
  })

  it('with many handshakes on one connection loses that connection', async () => {
    const app = await startApp({ ADDRESS_MISSES: '2' })
    const raw = new WebSocket(`${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
    await waitFor(raw, 'message')
    const closed = waitFor(raw, 'close')
    const guess = () => raw.send(`40${JSON.stringify({ tab: newTab(), room: WRONG })}`)
    raw.on('message', data => (data as Buffer).toString().startsWith('44') && guess())
    guess()
    await closed
  })

  it('keys over the socket is refused after sixty; the right key opens all the same', async () => {
    const app = await startApp({ TRUST_PROXY: '1' })
    const codes = await tries(app, 80, { presenterKey: 'not-the-key-at-all' })
    expect(codes.slice(0, 60)).to.deep.equal(times(60, () => 'wrong-key'))
    expect(codes.slice(60)).to.include('too-fast')
    await joined(app.client({ presenterKey: app.presenterKey }, behind(ROUTER)))
    expect(logged(app)).to.have.length(1)
  })

  for (const [what, path, init, refused] of [
    ['room pages', `/r/${WRONG}`, {}, 404],
    ['pages of codes that cannot be', '/r/0', {}, 404],
    ['keys for transcripts', '/transcript.txt', { headers: { Authorization: 'Bearer wrong' } }, 401],
    ['keys for announcing', '/broadcast/hello?key=wrong', { method: 'POST' }, 401],
    ['rooms to announce in', `/broadcast/hello?room=${WRONG}&key=wrong`, {}, 404],
  ] as const)
    it(`${what} over HTTP gets 429 after sixty, with the seconds to wait`, async () => {
      const app = await startApp({ TRUST_PROXY: '1' })
      const statuses = await statusesOf(app, 80, path, init)
      expect(statuses.slice(0, 60)).to.deep.equal(times(60, () => refused))
      expect(statuses.slice(60)).to.include(429)
      expect(logged(app)).to.have.length(1)
    })

  it('keys for opening rooms gets 429, and the right key opens one', async () => {
    const app = await startApp({ TRUST_PROXY: '1', OPEN_ROOMS: 'key' })
    const bearer = (key: string) => ({ method: 'POST', headers: { Authorization: `Bearer ${key}` } })
    const statuses = await statusesOf(app, 70, '/api/rooms', bearer('wrong'))
    expect(new Set(statuses)).to.deep.equal(new Set([401, 429]))
    expect(await statusesOf(app, 1, '/api/rooms', bearer(app.presenterKey))).to.deep.equal([201])
  })

  it('faster finds no more rooms: ten, and those in which somebody of the same address is', async () => {
    const app = await startApp({ TRUST_PROXY: '1', ADDRESS_MISSES: '1' })
    const rooms: string[] = []
    for (let index = 0; index < 14; index++)
      rooms.push((await openRoom(app, { 'X-Forwarded-For': '203.0.113.9' })).code)
    await tries(app, 3, { room: WRONG })
    const pages = rooms.map(code => fetch(`${app.url}/r/${code}`, { headers: { 'X-Forwarded-For': ROUTER } }))
    const statuses = (await Promise.all(pages)).map(({ status }) => status)
    expect(statuses.filter(status => status === 200)).to.have.length(10)
    expect(statuses.filter(status => status === 429)).to.have.length(4)
  })
})

describe('A hall behind one router', () => {
  it('gets in while somebody there guesses: its presenter is in, so its code is known', async () => {
    const app = await startApp({ TRUST_PROXY: '1' })
    const { code, presenterKey } = await openRoom(app)
    const guesser = tries(app, 200, { room: WRONG })
    const presenter = app.client({ room: code, presenterKey }, behind(ROUTER))
    await joined(presenter)
    const people = times(100, () => app.client({ tab: newTab(), room: code }, behind(ROUTER)))
    await Promise.all(people.map(joined))
    expect((await guesser).at(-1)).to.equal('too-fast')
    const statuses = await statusesOf(app, 30, `/r/${code}`)
    expect(new Set(statuses)).to.deep.equal(new Set([200]))
    await joined(app.client({ tab: newTab(), room: code }, behind(ROUTER)))
  })

  it('of 500 who mistype now and then gets in, and nobody is told to wait', async () => {
    const app = await startApp({ TRUST_PROXY: '1' })
    const { code } = await openRoom(app)
    for (let batch = 0; batch < 10; batch++) {
      const [mistyped] = [tries(app, 4, { room: WRONG })]
      const people = times(50, () => app.client({ tab: newTab(), room: code }, behind(ROUTER)))
      await Promise.all(people.map(joined))
      expect(await mistyped).to.deep.equal(times(4, () => 'no-such-room'))
    }
    expect(logged(app)).to.deep.equal([])
  })

  it('keeps its presenter when others send wrong keys', async () => {
    const app = await startApp({ ADDRESS_MISSES: '1' })
    await tries(app, 5, { presenterKey: 'not-the-key-at-all' })
    expect((await connectPresenter(app)).lectern().step).to.be.a('number')
  })
})
