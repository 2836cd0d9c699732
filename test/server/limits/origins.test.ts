/**
 * Whose requests may act: this server's own pages, listed origins and programs, by every way in; and what the refused
 * are told.
 */
import { expect } from 'chai'
import { request as httpRequest } from 'node:http'
import { ConfigError, readConfig } from '../../../src/config'
import { startApp, type TestApp } from '../../support/app'
import { joined, newTab, waitFor } from '../../support/clients'

const EVIL = 'https://evil.example'
const FOREIGN = { Origin: EVIL }

interface Answer {
  status: number
  body: string
  headers: Record<string, string | string[] | undefined>
}

/** One request, with headers as they are given: Host and Origin, too. */
function send(
  app: TestApp,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(app.url + path, { method, headers }, response => {
      let text = ''
      response.on('data', data => void (text += String(data)))
      response.on('end', () =>
        resolve({ status: response.statusCode!, body: text, headers: response.headers }),
      )
    })
    sent.on('upgrade', (_response, socket) => {
      socket.destroy()
      resolve({ status: 101, body: '', headers: {} })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const POLLING = '/socket.io/?EIO=4&transport=polling'
const UPGRADE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

/** The status of every way in, for a request with these headers. */
async function waysIn(app: TestApp, headers: Record<string, string>): Promise<Record<string, number>> {
  const opened = await send(app, POLLING)
  const { sid } = JSON.parse(opened.body.slice(1)) as { sid: string }
  const statusOf = async (...rest: Parameters<typeof send> extends [TestApp, ...infer Rest] ? Rest : never) =>
    (await send(app, ...rest)).status
  return {
    handshake: await statusOf(POLLING, headers),
    upgrade: await statusOf('/socket.io/?EIO=4&transport=websocket', { ...headers, ...UPGRADE }),
    write: await statusOf(`${POLLING}&sid=${sid}`, headers, 'POST', '40'),
    read: await statusOf(`${POLLING}&sid=${sid}`, headers),
    upgradeOfSession: await statusOf(`/socket.io/?EIO=4&transport=websocket&sid=${sid}`, {
      ...headers,
      ...UPGRADE,
    }),
    rooms: await statusOf('/api/rooms', headers, 'POST'),
    broadcast: await statusOf(`/broadcast/Hello?key=${app.presenterKey}`, headers),
    broadcastPost: await statusOf(
      `/broadcast?key=${app.presenterKey}`,
      headers,
      'POST',
      '{"message": "Hello"}',
    ),
  }
}

const OPEN = {
  handshake: 200,
  upgrade: 101,
  write: 200,
  read: 200,
  upgradeOfSession: 101,
  rooms: 201,
  broadcast: 200,
  broadcastPost: 200,
}
const SHUT = Object.fromEntries(Object.keys(OPEN).map(way => [way, 403]))

const fromOrigin = (app: TestApp, origin: string, transports = ['websocket']) =>
  app.client({ tab: newTab() }, { transports, reconnection: false, extraHeaders: { Origin: origin } })

describe('Every way in', () => {
  it('is open to programs, and to this server’s own pages', async () => {
    const app = await startApp()
    expect(await waysIn(app, {})).to.deep.equal(OPEN)
    expect(await waysIn(app, { Origin: app.url, 'Sec-Fetch-Site': 'same-origin' })).to.deep.equal(OPEN)
    expect(await waysIn(app, { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' })).to.deep.equal(OPEN)
    expect(await waysIn(app, { Referer: `${app.url}/present` })).to.deep.equal(OPEN)
    expect(await waysIn(app, { 'Sec-Fetch-Site': 'none' })).to.deep.equal(OPEN)
  })

  it('is shut to another site’s page, by whichever mark its browser leaves', async () => {
    const app = await startApp()
    for (const headers of [
      FOREIGN,
      { Origin: 'null' },
      { Origin: `${EVIL}, ${app.url}` },
      { Origin: 'nonsense' },
      { Origin: app.url.replace(/:\d+$/, ':1') },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Referer: `${EVIL}/page` },
    ] as Record<string, string>[])
      expect(await waysIn(app, headers), JSON.stringify(headers)).to.deep.equal(SHUT)
    const { client } = { client: app.client({ tab: newTab() }) }
    expect((await joined(client)).announcement).to.equal(null)
  })

  it('has no JSONP: a script of another site could read its answers', async () => {
    const app = await startApp()
    for (const query of ['&j=0', '&j=', '&sid=x&j=1']) {
      const { status, body } = await send(app, POLLING + query)
      expect([status, body]).to.deep.equal([400, '{"code":3,"message":"JSONP is not offered."}'])
    }
    const { headers } = await send(app, POLLING)
    expect(headers['x-content-type-options']).to.equal('nosniff')
  })
})

describe('A page of another origin', () => {
  it('may not connect, and the log names CLIENT_ORIGINS, once', async () => {
    const app = await startApp()
    for (const transports of [['websocket'], ['polling'], ['websocket']])
      await waitFor(fromOrigin(app, EVIL, transports), 'connect_error')
    await waitFor(fromOrigin(app, 'null'), 'connect_error')
    await send(app, '/api/rooms', FOREIGN, 'POST')
    const warned = app.log.filter(line => line['origin'] === EVIL)
    expect(warned).to.have.length(1)
    expect(warned[0]!['msg']).to.include('CLIENT_ORIGINS').and.not.include('PUBLIC_URL')
  })

  it('may connect when it is this server’s own, or the one of PUBLIC_URL', async () => {
    const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
    await joined(fromOrigin(app, app.url))
    await joined(fromOrigin(app, 'https://ask.school.edu'))
  })

  it('counts as own by the host that a trusted proxy was asked for, and by no other', async () => {
    const headers = { Origin: 'https://ask.school.edu', 'X-Forwarded-Host': 'ask.school.edu' }
    const options = { reconnection: false, extraHeaders: headers }
    await joined((await startApp({ TRUST_PROXY: 'loopback' })).client({}, options))
    await waitFor((await startApp()).client({}, options), 'connect_error')
  })

  it('counts as own however its host is written: default ports, case, a dot at the end', async () => {
    const app = await startApp()
    for (const [Host, Origin] of [
      ['name:443', 'https://name'],
      ['name', 'https://name:443'],
      ['NAME:80', 'http://name'],
      ['name.', 'https://name'],
      ['name.:8443', 'https://Name:8443'],
    ] as const)
      expect((await send(app, POLLING, { Host, Origin })).status, `${Host} ${Origin}`).to.equal(200)
    for (const [Host, Origin] of [
      ['name', 'https://name:8443'],
      ['name:8443', 'https://name'],
      ['name.evil', 'https://name'],
    ] as const)
      expect((await send(app, POLLING, { Host, Origin })).status, `${Host} ${Origin}`).to.equal(403)
  })

  it('may connect and read where CLIENT_ORIGINS lists it; "null" and a port of * are listed as such', async () => {
    const app = await startApp({ CLIENT_ORIGINS: 'http://pages.school.edu/ , http://localhost:*,null' })
    for (const origin of [
      'http://pages.school.edu',
      'http://localhost:5500',
      'http://localhost',
      'null',
      'file://',
    ]) {
      const { status, headers } = await send(app, POLLING, { Origin: origin })
      expect([status, headers['access-control-allow-origin']], origin).to.deep.equal([200, origin])
      expect(headers['access-control-allow-credentials']).to.equal(undefined)
      await joined(fromOrigin(app, origin))
      const preflight = { Origin: origin, 'Access-Control-Request-Method': 'POST' }
      expect(
        (await send(app, POLLING, preflight, 'OPTIONS')).headers['access-control-allow-origin'],
      ).to.equal(origin)
    }
    for (const origin of [
      'https://pages.school.edu',
      'http://localhost.evil.example',
      'http://127.0.0.1:5500',
      EVIL,
    ]) {
      const { status, headers } = await send(app, POLLING, { Origin: origin })
      expect([status, headers['access-control-allow-origin']], origin).to.deep.equal([403, undefined])
    }
    // Nothing but Socket.IO can be read from there.
    for (const path of ['/', '/share.json', '/healthz'])
      expect((await send(app, path, { Origin: 'null' })).headers).to.not.have.property(
        'access-control-allow-origin',
      )
  })
})

describe('A page of this server at another address', () => {
  const page = (address: string) => `${POLLING}&page=${encodeURIComponent(address)}`

  it('is told so in a sentence that names PUBLIC_URL, and so is the log, once', async () => {
    const app = await startApp()
    for (const headers of [{}, { Origin: 'https://name:8443' }] as Record<string, string>[])
      for (const path of [
        page('https://name:8443/'),
        page('https://name:8443/').replace('polling', 'websocket'),
      ]) {
        const { status, body } = await send(app, path, { Host: 'name', ...headers })
        expect(status).to.equal(403)
        expect((JSON.parse(body) as { message: string }).message)
          .to.include('This server does not accept this address (https://name:8443)')
          .and.include('set PUBLIC_URL')
      }
    expect(app.log.map(line => line['msg'])).to.have.length(1)
    expect(app.log[0]!['msg']).to.include('set PUBLIC_URL=https://name:8443')
  })

  it('makes a proxy that strips the path known in the log, once', async () => {
    const app = await startApp()
    const Host = 'school.edu'
    for (const _twice of [1, 2])
      expect((await send(app, page('https://school.edu/ask/'), { Host })).status).to.equal(200)
    expect(app.log).to.have.length(1)
    expect(app.log[0]).to.include({ path: '/ask/' })
    expect(app.log[0]!['msg']).to.include('BASE_PATH')
  })
})

describe('A host name that another has led here', () => {
  it('is refused by every way in where PUBLIC_URL says the name, and the log says so once', async () => {
    const app = await startApp({ PUBLIC_URL: 'https://ask.school.edu' })
    for (const headers of [
      { Host: 'evil.example:3000', Origin: 'http://evil.example:3000' },
      { Host: 'evil.example' },
      { Host: 'evil.example.', Origin: 'http://evil.example.' },
    ] as Record<string, string>[])
      expect(await waysIn(app, headers), JSON.stringify(headers)).to.deep.equal(SHUT)
    const { body } = await send(app, POLLING, { Host: 'evil.example' })
    expect(body).to.include('Open https://ask.school.edu/ instead')
    const { status } = await send(app, '/healthz', { Host: 'evil.example' })
    expect(status).to.equal(200)
    expect(app.log.filter(line => line['origin'] === 'http://evil.example:3000')).to.have.length(1)
  })

  it('is not one of the local network: addresses, localhost, names without a dot', async () => {
    const env = { PUBLIC_URL: 'https://ask.school.edu', CLIENT_ORIGINS: 'https://other.school.edu' }
    const own = ['192.168.1.5:3000', '[::1]:3000', 'localhost:3000', 'laptop:3000', 'laptop.local:3000']
    for (const host of [...own, 'ask.school.edu', 'other.school.edu']) {
      const app = await startApp(env)
      const Origin = `${own.includes(host) ? 'http' : 'https'}://${host}`
      expect(await waysIn(app, { Host: host, Origin }), host).to.deep.equal(OPEN)
      expect(await waysIn(app, { Host: host }), host).to.deep.equal(OPEN)
      expect(app.log).to.deep.equal([])
    }
    // A proxy that writes its own name into Host: the page's origin is what counts.
    const app = await startApp(env)
    const headers = { Host: 'upstream.example', Origin: 'https://ask.school.edu' }
    expect((await send(app, POLLING, headers)).status).to.equal(200)
  })
})

describe('A client of Socket.IO 1.x or 2.x', () => {
  it('is answered with what to load instead, and the log says it once', async () => {
    const app = await startApp({ BASE_PATH: '/ask' })
    const sentence = 'Load /ask/socket.io/socket.io.js of this server instead.'
    for (const path of [
      '/ask/socket.io/?EIO=3&transport=polling&t=abc',
      '/ask/socket.io/?EIO=2&transport=polling',
      '/ask/socket.io/?transport=polling',
      '/ask/socket.io/1/?t=123',
    ]) {
      const { status, body } = await send(app, path)
      expect([status, body.includes(sentence)], path).to.deep.equal([400, true])
    }
    const upgrade = await send(app, '/ask/socket.io/?EIO=3&transport=websocket', UPGRADE)
    expect([upgrade.status, upgrade.body.includes(sentence)]).to.deep.equal([400, true])
    expect(app.log.map(line => line['msg'])).to.have.length(1)
    expect(app.log[0]!['msg']).to.include(sentence)
  })
})

describe('A list of origins that makes no sense', () => {
  for (const [name, value, words] of [
    ['CLIENT_ORIGINS', '*', 'each origin'],
    ['CLIENT_ORIGINS', 'file:///home/me/page.html', '"null"'],
    ['CLIENT_ORIGINS', 'localhost:5500', 'http://localhost:5500'],
    ['CLIENT_ORIGINS', 'http://localhost:5500/index.html', 'without a path'],
    ['CLIENT_ORIGINS', 'https://*.school.edu', 'only the port'],
    ['CLIENT_ORIGINS', 'http://localhost:5500:*', 'only the port'],
    ['FRAME_ANCESTORS', 'file:///home/me', '"file:"'],
    ['FRAME_ANCESTORS', 'null', 'allow-same-origin'],
    ['FRAME_ANCESTORS', 'slides.school.edu', 'https://slides.school.edu'],
    ['FRAME_ANCESTORS', 'https://slides.school.edu/deck', 'without a path'],
    ['FRAME_ANCESTORS', 'https://slides.*.edu', 'without a path'],
    ['FRAME_ANCESTORS', 'http://[::1]:3000', 'IPv6'],
  ] as const)
    it(`stops with a sentence that helps: ${name}=${value}`, () => {
      expect(() => readConfig({ [name]: value }))
        .to.throw(ConfigError, words)
        .with.property('message')
        .that.matches(new RegExp(`^${name} .*\\.$`))
    })

  it('is told from one that does', () => {
    const config = readConfig({
      CLIENT_ORIGINS: 'HTTP://LocalHost:80/, null null http://127.0.0.1:*',
      FRAME_ANCESTORS: '* file: https://*.school.edu:* http://localhost:8000/',
    })
    expect(config.clientOrigins).to.deep.equal(['http://localhost', 'null', 'http://127.0.0.1:*'])
    expect(config.frameAncestors).to.deep.equal([
      '*',
      'file:',
      'https://*.school.edu:*',
      'http://localhost:8000',
    ])
  })
})
