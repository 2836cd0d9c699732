/**
 * Floods below the events: packets, frames and pieces of them. Each connection is in a budget, and ended at once
 * beyond it.
 */
import { expect } from 'chai'
import times from 'lodash/times'
import { BINARY, CONTINUATION, frame, PING, PONG, RawSocket, TEXT } from '../../support/raw-socket'
import { startApp, type TestApp } from '../../support/app'
import { newTab, openTab } from '../../support/clients'

/** A vote goes through, and nothing was logged as an error. */
async function expectAlive(app: TestApp): Promise<void> {
  const { client, pollId } = await openTab(app)
  expect(await client.emitWithAck('castVote', { pollId, vote: 'A' })).to.include({ ok: true })
  expect(app.log.filter(line => (line['level'] as number) >= 50)).to.deep.equal([])
}

describe('A connection', () => {
  it('that enters the room 8,000 times in one write is one connection at most, and is ended', async () => {
    const app = await startApp()
    const { client } = await openTab(app)
    const counts: number[] = []
    client.on('usersConnected', count => void counts.push(count))
    for (const packet of ['40', '4 ', '4', '40/,']) {
      const raw = await RawSocket.open(app)
      raw.write(...times(8000, () => frame(TEXT, packet)))
      await raw.ended()
    }
    await client.emitWithAck('getSnapshot')
    expect(Math.max(1, ...counts)).to.be.at.most(2)
    await expectAlive(app)
  })

  it('that has entered the room is ended when it enters once more', async () => {
    const app = await startApp()
    const raw = await RawSocket.open(app)
    await raw.enter({ tab: newTab() })
    raw.write(frame(TEXT, '40{}'))
    await raw.ended()
    await expectAlive(app)
  })

  const floods: [string, Buffer][] = [
    ['for other namespaces', frame(TEXT, '40/admin,')],
    ['of acknowledgements nobody asked for', frame(TEXT, '430[]')],
    ['of events', frame(TEXT, '42["castVote",{}]')],
    [
      'of events with an acknowledgement under a huge number',
      frame(TEXT, `42${'9'.repeat(400)}["castVote"]`),
    ],
    ['of heartbeats', frame(TEXT, '3')],
    ['of packets without a meaning', frame(TEXT, '6')],
    ['of WebSocket pings', frame(PING, 'x'.repeat(125))],
    ['of WebSocket pongs', frame(PONG)],
  ]
  for (const [what, bytes] of floods)
    it(`is ended after a flood ${what}, read by nobody`, async () => {
      const app = await startApp()
      const raw = await RawSocket.open(app)
      await raw.enter({ tab: newTab() })
      const batch = Buffer.concat(times(100, () => bytes))
      // Ten times as many acknowledgements: they answer what the server has asked.
      expect(await raw.flood(batch)).to.be.below(12_000 * bytes.length)
      await expectAlive(app)
    })

  it('that probes for an upgrade again and again is ended', async () => {
    const app = await startApp()
    const opened = await fetch(`${app.url}/socket.io/?EIO=4&transport=polling`).then(answer => answer.text())
    const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
    const raw = await RawSocket.open(app, `&sid=${sid}`)
    await raw.flood(Buffer.concat(times(100, () => frame(TEXT, '2probe'))))
    await expectAlive(app)
  })

  it('over long-polling has the same budget: 2,500 packets in one request end it', async () => {
    const app = await startApp()
    for (const packet of ['3', '40', '6']) {
      const address = `${app.url}/socket.io/?EIO=4&transport=polling`
      const opened = await fetch(address).then(answer => answer.text())
      const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
      const request = { method: 'POST', body: times(2500, () => packet).join('\x1e') }
      await fetch(`${address}&sid=${sid}`, request).catch(() => undefined)
      expect((await fetch(`${address}&sid=${sid}`, { method: 'POST', body: '3' })).status).to.equal(400)
    }
    await expectAlive(app)
  })

  it('over long-polling that is closing has the same budget, too', async () => {
    const app = await startApp()
    const address = `${app.url}/socket.io/?EIO=4&transport=polling`
    const opened = await fetch(address).then(answer => answer.text())
    const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
    const engine = app.io.engine as unknown as { clients: Record<string, { close(): void }> }
    // Nothing asks for its last words: it stays for as long as a poll may take to come.
    engine.clients[sid]!.close()
    const send = (packets: number) =>
      fetch(`${address}&sid=${sid}`, { method: 'POST', body: times(packets, () => '3').join('\x1e') })
    expect((await send(1)).status).to.equal(200)
    await send(2500).catch(() => undefined)
    expect((await send(1)).status).to.equal(400)
    expect(engine.clients).to.deep.equal({})
    await expectAlive(app)
  })

  it('that announces more attachments than a packet may have is ended', async () => {
    const app = await startApp()
    const raw = await RawSocket.open(app)
    await raw.enter({ tab: newTab() })
    raw.write(frame(TEXT, '459-["castVote",{"_placeholder":true,"num":0}]'), frame(BINARY, 'x'))
    await raw.ended()
    await expectAlive(app)
  })

  it('may send what is nested 8,000 deep: it is refused or ended', async () => {
    const app = await startApp()
    const nested = '['.repeat(8000) + ']'.repeat(8000)
    for (const packet of [`42["castVote",${nested}]`, `40{"tab":${nested}}`, `451-["castVote",${nested}]`]) {
      const raw = await RawSocket.open(app)
      raw.write(frame(TEXT, packet), frame(BINARY, 'x'))
      raw.end()
    }
    const raw = await RawSocket.open(app)
    await raw.enter({ tab: newTab() })
    raw.write(frame(TEXT, `427["castVote",${nested}]`))
    await raw.reads('437[{"ok":false,"code":"bad-request"')
    await expectAlive(app)
  })

  it('that sends a message in endless fragments is ended after 64 of them', async () => {
    const app = await startApp()
    const raw = await RawSocket.open(app)
    raw.write(frame(TEXT, 'x', false))
    const fragments = Buffer.concat(times(100, () => frame(CONTINUATION, 'x', false)))
    expect(await raw.flood(fragments)).to.be.below(112 * 1024)
    await expectAlive(app)
  })

  it('is told of in the log once, with the setting that measures it', async () => {
    const app = await startApp()
    for (const _each of times(3)) {
      const raw = await RawSocket.open(app)
      await raw.flood(Buffer.concat(times(600, () => frame(PONG))))
    }
    const lines = app.log.filter(line => String(line['msg']).includes('SOCKET_EVENTS'))
    expect(lines).to.have.length(1)
    expect(lines[0]).to.include({ level: 40, 'too fast': 1 })
  })
})
