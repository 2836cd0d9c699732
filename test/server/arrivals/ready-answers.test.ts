/** Pages and their parts: the answers that are ready beforehand are those that every other way would give. */
import { expect } from 'chai'
import { readdirSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { publicFolder, startApp, type TestApp } from '../../support/app'
import { openRoom } from '../../support/presenter'

const parts = () =>
  readdirSync(publicFolder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(js|css|svg|png|webmanifest)$/.test(entry.name))
    .map(({ parentPath, name }) => `/${path.relative(publicFolder, path.join(parentPath, name))}`)
    .map(name => name.split(path.sep).join('/'))

interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
}

/** Plain `http`: `fetch` would add headers, and read compressed bodies. */
function ask(app: TestApp, method: string, url: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.url)
    const request = http.request({ hostname, port, path: url, method, headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const { statusCode = 0, headers } = response
        delete headers.date
        resolve({ status: statusCode, headers, body: Buffer.concat(chunks) })
      })
    })
    request.on('error', reject).end()
  })
}

/** What browsers, old ones and programs accept. */
const ENCODINGS = ['gzip, deflate, br, zstd', 'gzip', 'identity', 'br;q=0.5, gzip']

/** Asserts that an address is answered the same in every way: HEAD goes the long way, through Express. */
async function expectSameAnswers(app: TestApp, url: string, others: Record<string, string> = {}) {
  for (const encoding of ENCODINGS) {
    const headers = { ...others, 'Accept-Encoding': encoding }
    const [got, head] = [await ask(app, 'GET', url, headers), await ask(app, 'HEAD', url, headers)]
    expect(got.status, url).to.equal(200)
    expect(got.headers, `${url}, ${encoding}`).to.deep.equal(head.headers)
    expect(got.body.length, url).to.equal(Number(got.headers['content-length']))
  }
}

for (const base of ['', '/quiz']) {
  const below = base && ', also below a path'
  const env: Record<string, string> = base ? { BASE_PATH: base } : {}

  describe('A part of a page', () => {
    it(`has the same headers for GET and HEAD, in every encoding${below}`, async () => {
      const app = await startApp(env)
      const names = parts()
      expect(names).to.have.length.above(40)
      for (const name of names) await expectSameAnswers(app, base + name)
    })
  })

  describe('The page of an audience', () => {
    it(`has the same headers for GET and HEAD, in every encoding${below}`, async () => {
      const app = await startApp(env)
      const { code } = await openRoom({ ...app, url: app.url + base })
      for (const path of ['/', '/?from=slides', `/r/${code}`, `/r/${code.toLowerCase()}?x=/`])
        await expectSameAnswers(app, base + path)
    })

    it(`allows a socket to the host that was asked for, whichever was asked for before${below}`, async () => {
      const app = await startApp(env)
      const { code } = await openRoom({ ...app, url: app.url + base })
      for (const path of ['/', `/r/${code}`])
        for (const host of ['one.test', 'two.test:81', 'one.test', 'a;b', 'x'.repeat(250)]) {
          const { headers } = await ask(app, 'GET', base + path, { Host: host })
          const policy = String(headers['content-security-policy'])
          expect(policy.includes(`ws://${host} wss://${host}`), host).to.equal(host !== 'a;b')
          expect(policy).to.match(/script-src 'self' 'sha256-/)
          await expectSameAnswers(app, base + path, { Host: host })
        }
    })
  })
}

describe('The page of an audience', () => {
  it('is refused for a host that can be none, and for a room that there is not', async () => {
    const app = await startApp()
    const { code } = await openRoom(app)
    for (const path of ['/', `/r/${code}`])
      expect((await ask(app, 'GET', path, { Host: 'x'.repeat(300) })).status, path).to.equal(400)
    expect((await ask(app, 'GET', '/r/ACD346', {})).status).to.equal(404)
    expect((await ask(app, 'GET', `/r/${code}x`, {})).status).to.equal(404)
  })

  it('counts one guess for each request, also where there is no such room', async () => {
    const app = await startApp({ ADDRESS_MISSES: '5' })
    const statuses: number[] = []
    for (let guess = 0; guess < 6; guess++) statuses.push((await ask(app, 'GET', '/r/ACD346', {})).status)
    expect(statuses).to.deep.equal([404, 404, 404, 404, 404, 429])
  })

  it('lets who has no default room enter a code', async () => {
    const app = await startApp({ HOUSE: 'off' })
    expect((await ask(app, 'GET', '/', {})).body.toString()).to.equal(
      (await ask(app, 'GET', '/enter', {})).body.toString(),
    )
    await expectSameAnswers(app, '/')
  })
})

describe('A ready answer', () => {
  it('is not given to who has it already (304), or asks for a range', async () => {
    const app = await startApp()
    for (const url of ['/', '/favicon.svg']) {
      const { headers } = await ask(app, 'GET', url, {})
      const again = await ask(app, 'GET', url, { 'If-None-Match': headers.etag! })
      expect([again.status, again.body.length], url).to.deep.equal([304, 0])
      const some = await ask(app, 'GET', url, { Range: 'bytes=0-3' })
      expect([some.status, some.body.toString()], url).to.deep.equal([206, url === '/' ? '<!do' : '<svg'])
    }
  })
})
