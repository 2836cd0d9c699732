/** Scripts, styles and pictures: the answers that are ready beforehand are those that every other way would give. */
import { expect } from 'chai'
import { readdirSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { publicFolder, startApp, type TestApp } from '../../support/app'

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

describe('A part of a page', () => {
  for (const base of ['', '/quiz'])
    it(`has the same headers for GET and HEAD, in every encoding${base && ', also below a path'}`, async () => {
      const app = await startApp(base ? { BASE_PATH: base } : {})
      const names = parts()
      expect(names).to.have.length.above(40)
      for (const name of names)
        for (const encoding of ['gzip, deflate, br, zstd', 'gzip', 'identity', 'br;q=0.5, gzip']) {
          const headers = { 'Accept-Encoding': encoding }
          const url = base + name
          const [got, head] = [await ask(app, 'GET', url, headers), await ask(app, 'HEAD', url, headers)]
          expect(got.status, url).to.equal(200)
          expect(got.headers, `${url}, ${encoding}`).to.deep.equal(head.headers)
          expect(got.body.length, url).to.equal(Number(got.headers['content-length']))
        }
    })

  it('is answered 304 to who has it, and a range to who asks for one', async () => {
    const app = await startApp()
    const { headers } = await ask(app, 'GET', '/favicon.svg', {})
    const again = await ask(app, 'GET', '/favicon.svg', { 'If-None-Match': headers.etag! })
    expect([again.status, again.body.length]).to.deep.equal([304, 0])
    const some = await ask(app, 'GET', '/favicon.svg', { Range: 'bytes=0-3' })
    expect([some.status, some.body.toString()]).to.deep.equal([206, '<svg'])
  })
})
