/** Requests that come bit by bit: each is ended with 408 in its time, and nobody else notices. */
import { expect } from 'chai'
import { once } from 'node:events'
import net from 'node:net'
import { startApp, type TestApp } from '../../support/app'
import { openTab } from '../../support/clients'

/** Short, so that their end comes soon. */
const QUICK = { requestHeaders: 200, wholeRequest: 400, slowRequests: 50 }

/** Begins a request and sends nothing more. Resolves to the answer once the server has ended the connection. */
async function begins(app: TestApp, start: string): Promise<string> {
  const tcp = net.connect(Number(new URL(app.url).port), '127.0.0.1')
  let answer = ''
  tcp.setEncoding('latin1').on('data', (chunk: string) => void (answer += chunk))
  tcp.on('error', () => undefined)
  tcp.write(start)
  await once(tcp, 'close')
  return answer
}

describe('A request that comes too slowly', () => {
  const body = 'Host: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a'
  const starts: [string, string][] = [
    ['within its headers', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: a'],
    ['within its first line', 'GE'],
    ['within the body of an announcement', `POST /broadcast HTTP/1.1\r\n${body}`],
    ['within the body of a choice of an address', `POST /share.json HTTP/1.1\r\n${body}`],
    ['within its headers, to Socket.IO', 'POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n'],
  ]
  for (const [where, start] of starts)
    it(`${where} is answered 408 and ended, while others go on`, async () => {
      const app = await startApp({}, 0, QUICK)
      const { client, pollId } = await openTab(app)
      const slow = begins(app, start)
      expect((await fetch(app.url)).status).to.equal(200)
      expect(await slow).to.match(/^HTTP\/1\.1 408 /)
      expect((await fetch(app.url)).status).to.equal(200)
      expect(await client.emitWithAck('castVote', { pollId, vote: 'A' })).to.include({ ok: true })
      expect(app.log.filter(({ level }) => (level as number) >= 40)).to.deep.equal([])
    })

  it('over long-polling, within a packet, is ended, and its connection, too', async () => {
    const app = await startApp({}, 0, QUICK)
    const address = `${app.url}/socket.io/?EIO=4&transport=polling`
    const opened = await (await fetch(address)).text()
    const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
    await begins(
      app,
      `POST /socket.io/?EIO=4&transport=polling&sid=${sid} HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n40`,
    )
    expect((await fetch(`${address}&sid=${sid}`, { method: 'POST', body: '40' })).status).to.equal(400)
    const { client, pollId } = await openTab(app)
    expect(await client.emitWithAck('castVote', { pollId, vote: 'A' })).to.include({ ok: true })
  })

  it('is waited for half a minute in a real server', async () => {
    const { server } = await startApp()
    expect([server.headersTimeout, server.requestTimeout]).to.deep.equal([15_000, 30_000])
  })
})
