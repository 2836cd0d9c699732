/** The headers that keep answers safe: of every kind of file that is built, of the API, and of every kind of error. */
import { expect } from 'chai'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import times from 'lodash/times'
import { RoomSetAside } from '../../../src/store/documents'
import { publicFolder, startApp, type TestApp } from '../../support/app'
import { onEmbeddedStore } from '../../support/stores'

type Kind = 'document' | 'picture' | 'part'

/** What a file is to a browser. A picture may be opened on its own, too: SVG is a document that could hold scripts. */
const KINDS: Record<string, Kind> = {
  '.html': 'document',
  '.svg': 'picture',
  '.png': 'picture',
  '.map': 'document',
  '.js': 'part',
  '.css': 'part',
  '.webmanifest': 'part',
  '.txt': 'document',
}
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

/** The page of voters connects by a script that stands in it, which is allowed by its hash. */
const OF_VOTERS = ['/index.html']

/** The addresses of all files that are built. */
const files = () =>
  readdirSync(publicFolder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map(({ parentPath, name }) => `/${path.relative(publicFolder, path.join(parentPath, name))}`)
    .map(name => name.split(path.sep).join('/'))

function expectSafe({ headers }: Response, what: string, kind: Kind = 'document'): void {
  expect(headers.get('x-content-type-options'), what).to.equal('nosniff')
  expect(headers.get('cross-origin-resource-policy'), what).to.be.oneOf(['same-origin', 'cross-origin'])
  expect(headers.get('x-powered-by'), what).to.equal(null)
  expect(headers.get('set-cookie'), what).to.equal(null)
  const policy = headers.get('content-security-policy')
  if (kind === 'part') {
    expect([policy, headers.get('referrer-policy')], what).to.deep.equal([null, null])
    return
  }
  if (kind === 'picture') {
    expect(policy, what).to.equal("default-src 'none';frame-ancestors 'none'")
    return
  }
  expect(policy, what)
    .to.match(/default-src 'none';.*script-src 'self'/)
    .and.match(
      what === '/powerpoint.html'
        ? /script-src 'self' https:\/\/appsforoffice\.microsoft\.com;/
        : OF_VOTERS.includes(what)
          ? /script-src 'self' 'sha256-[\w+/]{43}=';/
          : /script-src 'self';/,
    )
    .and.include("frame-ancestors 'none'")
    .and.not.include('unsafe')
  expect(headers.get('x-frame-options'), what).to.equal('DENY')
  expect(headers.get('referrer-policy'), what).to.equal('no-referrer')
}

describe('The headers', () => {
  it('of every file that is built fit its kind; only the client bundle and the plugin are for every page', async () => {
    const app = await startApp()
    const served: string[] = []
    for (const name of files()) {
      const response = await fetch(app.url + name, { redirect: 'manual' })
      await response.arrayBuffer()
      const kind = response.ok ? KINDS[path.extname(name)] : 'document'
      expect(kind, `${name}: a new kind of file`).to.be.a('string')
      expectSafe(response, name, kind)
      const isShared = name.startsWith('/socket.io/') || name === '/reveal.js'
      expect(response.headers.get('cross-origin-resource-policy'), name).to.equal(
        isShared ? 'cross-origin' : 'same-origin',
      )
      if (response.ok) served.push(path.extname(name))
    }
    expect(served).to.include.members(['.html', '.svg', '.png', '.js', '.css', '.webmanifest'])
  })

  it('are on all other answers: of the API, on refusals, redirects and what is not there', async () => {
    const app = await startApp({ ADDRESS_MISSES: '60' })
    const answers: [number, string, RequestInit?][] = [
      [200, '/healthz'],
      [200, '/readyz'],
      [200, '/share.json'],
      [200, '/qr.svg'],
      [201, '/api/rooms', { method: 'POST' }],
      [302, '/r'],
      [400, '/r/%ff'],
      [401, '/transcript.txt'],
      [401, '/broadcast/hello'],
      [403, '/api/rooms', { method: 'POST', headers: { Origin: 'https://elsewhere.example' } }],
      [404, '/nowhere'],
      [404, '/nowhere', { method: 'POST' }],
      [404, '/r/NOSUCH'],
      [404, '/assets/gone.js'],
      [404, '/assets/gone.css'],
      [404, '/gone.webmanifest'],
      [413, '/broadcast', { method: 'POST', body: 'x'.repeat(20_000) }],
      [415, '/broadcast', { method: 'POST', headers: { 'Content-Type': 'a/b; charset=latin1' }, body: 'x' }],
      [416, '/favicon.svg', { headers: { Range: 'bytes=9999999-' } }],
      [416, '/manifest.webmanifest', { headers: { Range: 'bytes=9999999-' } }],
    ]
    for (const [status, address, init] of answers) {
      const response = await fetch(app.url + address, { redirect: 'manual', ...init })
      await response.arrayBuffer()
      expect(response.status, address).to.equal(status)
      expectSafe(response, `${status} ${address}`)
    }
  })

  it('forbid sniffing in what Socket.IO answers and refuses, too', async () => {
    const app = await startApp()
    for (const [status, query, init] of [
      [200, 'EIO=4&transport=polling'],
      [400, 'EIO=4&transport=polling&sid=nobody'],
      [400, 'EIO=4&transport=carrier-pigeon'],
      [400, 'EIO=4&transport=polling&j=0'],
      [403, 'EIO=4&transport=polling', { headers: { Origin: 'https://elsewhere.example' } }],
    ] as [number, string, RequestInit?][]) {
      const response = await fetch(`${app.url}/socket.io/?${query}`, init)
      await response.arrayBuffer()
      expect(response.status, query).to.equal(status)
      expect(response.headers.get('x-content-type-options'), query).to.equal('nosniff')
      expect(response.headers.get('set-cookie'), query).to.equal(null)
      expect(response.headers.get('cross-origin-resource-policy'), query).to.equal('same-origin')
    }
  })
})

describe('Pages that are answers', () => {
  it('have no address of their own, and no answer has a gap that was not filled', async () => {
    for (const env of [{}, { HOUSE: 'off' }, { BASE_PATH: '/ask' }] as Record<string, string>[]) {
      const app = await startApp({ ...env, ADDRESS_MISSES: '1000' })
      const base = app.url + (env['BASE_PATH'] ?? '')
      const pages = files().filter(name => name.endsWith('.html'))
      const addresses = pages.flatMap(name => [name, name.slice(0, -5), `${name.slice(0, -5)}/`])
      for (const address of addresses) {
        const response = await fetch(base + address)
        expect(await response.text(), address).to.not.match(/\[\[|\{\{|<!-- include/)
        if (/^\/(404|erased|no-room|refused)\b/.test(address)) expect(response.status, address).to.equal(404)
      }
    }
  })
})

describe('A refusal', () => {
  /** One of each that may stand before somebody who has typed an address. */
  async function refusals(app: TestApp): Promise<[status: number, address: string][]> {
    await Promise.all(times(3, () => fetch(`${app.url}/r/NOSUCH`)))
    return [
      [400, '/r/%ff'],
      [429, '/r/NOSUCH'],
    ]
  }

  it('is a page to a browser, and a code with a sentence to a program', async () => {
    const app = await startApp({ ADDRESS_MISSES: '1' })
    for (const [status, address] of await refusals(app)) {
      const asJson = await fetch(app.url + address)
      expect([asJson.status, asJson.headers.get('content-type')]).to.deep.equal([
        status,
        'application/json; charset=utf-8',
      ])
      const { ok, code, message } = (await asJson.json()) as Record<string, string>
      expect([ok, code], address).to.deep.equal([false, status === 429 ? 'too-fast' : 'bad-request'])
      const asPage = await fetch(app.url + address, { headers: { Accept: BROWSER } })
      expect([asPage.status, asPage.headers.get('content-type')]).to.deep.equal([
        status,
        'text/html; charset=utf-8',
      ])
      expect(asPage.headers.get('cache-control')).to.equal('no-store')
      expectSafe(asPage, address)
      expect(await asPage.text())
        .to.include(message)
        .and.to.match(/<h1>.+<\/h1>/)
    }
  })

  /** What a script and a browser are told when the store fails in this way. */
  async function expectTold(status: number, code: string, error: Error): Promise<void> {
    const app = await startApp()
    app.store.loadRoom = () => Promise.reject(error)
    const address = `${app.url}/transcript.txt`
    const headers = { Authorization: 'Bearer key' }
    const asJson = await fetch(address, { headers })
    expect(asJson.status).to.equal(status)
    expect(await asJson.json()).to.include({ ok: false, code })
    expectSafe(asJson, code)
    const page = await fetch(address, { headers: { ...headers, Accept: BROWSER } })
    expect(page.status).to.equal(status)
    expect(await page.text())
      .to.include('<h1>')
      .and.not.include('secret')
  }

  it('of a room that is set aside tells no more', () =>
    expectTold(503, 'room-set-aside', new RoomSetAside('secret')))

  // On Redis every error of the store is its trouble.
  onEmbeddedStore(() =>
    it('of the server itself tells no more', () =>
      expectTold(500, 'server-error', new Error('<b>secret</b>'))),
  )
})
