/** Requests that are no good: each is answered for what it is, and no stranger writes an error into the log. */
import { expect } from 'chai'
import { once } from 'node:events'
import { request as ask, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import request from 'supertest'
import { startApp, type TestApp } from '../../support/app'

/** Level of pino above which a line is more than information. */
const INFO = 30

function expectCalm(app: TestApp): void {
  expect(app.log.filter(({ level }) => (level as number) > INFO)).to.deep.equal([])
}

/** All that comes back for these bytes, until the server ends the connection. */
async function raw(app: TestApp, text: string): Promise<string> {
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1')
  let answer = ''
  socket.setEncoding('latin1').on('data', (chunk: string) => void (answer += chunk))
  socket.on('error', () => undefined).write(text)
  await once(socket, 'close')
  return answer
}

/** Asks like curl with --http2 on plain http. */
async function askForHttp2(app: TestApp, path: string, headers: Record<string, string> = {}, body?: string) {
  const asked = ask(app.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Connection: 'Upgrade, HTTP2-Settings',
      Upgrade: 'h2c',
      'HTTP2-Settings': 'AAMAAABkAAQAAP__',
      ...headers,
      ...(body !== undefined && { 'Content-Length': String(Buffer.byteLength(body)) }),
    },
  })
  asked.end(body)
  const [response] = (await once(asked, 'response')) as [
    AsyncIterable<Buffer> & { statusCode: number; headers: IncomingHttpHeaders },
  ]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return { status: response.statusCode, text }
}

describe('A malformed request', () => {
  it('is answered 400 when its address cannot be decoded, wherever it leads', async () => {
    const app = await startApp()
    for (const path of [
      '/r/%ff',
      '/r/%ZZ',
      '/r/%ff/transcript.txt',
      '/r/%',
      '/%c0%af',
      '/broadcast/%ff',
      '/%E0%A4',
    ])
      expect(
        (await raw(app, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).slice(0, 12),
      ).to.equal('HTTP/1.1 400', path)
    expectCalm(app)
  })

  it('is answered 415 when nobody here reads its charset or its encoding, and 400 when it lies about it', async () => {
    const app = await startApp()
    const post = (headers: Record<string, string>) =>
      request(app.server).post('/broadcast').set(headers).send('{"message":"Hello"}')
    await post({ 'Content-Type': 'application/json; charset=ISO-8859-1' }).expect(415)
    await post({ 'Content-Type': 'application/json', 'Content-Encoding': 'foo' }).expect(415)
    await post({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }).expect(400)
    await request(app.server).post('/broadcast').type('json').send('{"message":').expect(400)
    const latin1 = Buffer.from(JSON.stringify({ message: 'Prüfung' }), 'latin1')
    const announce = (body: Buffer | string) =>
      fetch(`${app.url}/broadcast`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${app.presenterKey}` },
        body,
      })
    expect((await announce(latin1)).status).to.equal(400)
    expect(await (await announce(Buffer.from(latin1.toString('latin1')))).json()).to.include({
      message: 'Prüfung',
    })
    await request(app.server).post('/broadcast').type('json').send('x'.repeat(20_000)).expect(413)
    expectCalm(app)
  })

  it('is answered 400 when its host is longer than any name', async () => {
    const app = await startApp()
    for (const path of ['/qr.svg', '/share.json', '/'])
      await request(app.server).get(path).set('Host', 'x'.repeat(2900)).expect(400)
    await request(app.server)
      .get('/qr.svg')
      .set('Host', `${'x'.repeat(250)}:3000`)
      .expect(200)
    expectCalm(app)
  })

  it('is answered when it is hardly HTTP', async () => {
    const app = await startApp()
    for (const text of [
      'nonsense\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      'POST /broadcast HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n',
      'POST /broadcast HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n',
      'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    ])
      expect(await raw(app, text), text.slice(0, 60)).to.match(/^HTTP\/1\.1 4\d\d /)
    expectCalm(app)
  })
})

describe('A request that would rather speak another protocol', () => {
  it('is answered in HTTP/1.1', async () => {
    const app = await startApp()
    expect(await askForHttp2(app, '/')).to.have.property('status', 200)
    expect(await askForHttp2(app, '/nowhere')).to.have.property('status', 404)
    expect(await askForHttp2(app, '/socket.io/?EIO=4&transport=polling')).to.have.property('status', 200)
    expect(
      await raw(app, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n'),
    ).to.match(/^HTTP\/1\.1 200 /)
    expectCalm(app)
  })

  it('announces all the same, with its body', async () => {
    const app = await startApp()
    const key = { Authorization: `Bearer ${app.presenterKey}` }
    expect(await askForHttp2(app, '/broadcast/Hello', key)).to.deep.equal({
      status: 200,
      text: '{"message":"Hello"}',
    })
    const body = '{"message":"Back in five"}'
    expect(await askForHttp2(app, '/broadcast', key, body)).to.deep.equal({ status: 200, text: body })
    expectCalm(app)
  })
})
