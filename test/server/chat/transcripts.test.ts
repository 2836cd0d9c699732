/** Transcripts: complete, in order, and bounded in what they hold for those who do not read them. */
import { expect } from 'chai'
import { once } from 'node:events'
import net from 'node:net'
import times from 'lodash/times'
import { openRoom, type OpenedRoom } from '../../support/presenter'
import { startApp, type TestApp } from '../../support/app'

const LONG = '看'.repeat(2000)
const LINES = 130
/** More than a system's own buffers take. */
const MANY_LINES = 2500

async function fill(app: TestApp, count: number, code = ''): Promise<void> {
  const line = { from: 'ana', name: 'Ana', at: 0 }
  const append = (index: number) =>
    app.store.appendLine(code, { ...line, key: `k-${index}`, text: `${index} ${LONG}` })
  await Promise.all(times(count, append))
}

const read = (app: TestApp, file: string) =>
  fetch(`${app.url}/${file}`, { headers: { Authorization: `Bearer ${app.presenterKey}` } })

/** Asks for the transcript of a room, and reads no more than the beginning of the answer. */
async function asks(
  app: TestApp,
  { path = '', key = app.presenterKey, address = '203.0.113.1' } = {},
): Promise<{ status: string; tcp: net.Socket }> {
  const tcp = net.connect(Number(new URL(app.url).port), '127.0.0.1')
  tcp.on('error', () => undefined)
  tcp.write(
    `GET ${path}/transcript.json HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\n` +
      `X-Forwarded-For: ${address}\r\n\r\n`,
  )
  const [data] = (await once(tcp, 'data')) as [Buffer]
  tcp.pause()
  return { status: data.toString('latin1', 9, 12), tcp }
}

describe('A transcript', () => {
  it('holds every line that is not deleted, in order, as text and as JSON', async () => {
    const app = await startApp()
    expect(await (await read(app, 'transcript.json')).json()).to.deep.equal([])
    expect(await (await read(app, 'transcript.txt')).text()).to.equal('')
    await fill(app, LINES)
    for (const seq of times(25, index => index + 10)) await app.store.eraseLines('', { seq })
    const lines = (await (await read(app, 'transcript.json')).json()) as { seq: number; text: string }[]
    const kept = times(LINES, index => index + 1).filter(seq => seq < 10 || seq >= 35)
    expect(lines.map(({ seq }) => seq)).to.deep.equal(kept)
    const text = await (await read(app, 'transcript.txt')).text()
    expect(text.match(/Ana: \d+/g)).to.deep.equal(kept.map(seq => `Ana: ${seq - 1}`))
  })

  it('says in which time zone its moments are', async () => {
    const app = await startApp()
    const at = Date.UTC(2026, 10, 5, 23, 30, 1)
    await app.store.appendLine('', { key: 'k', from: 'ana', name: 'Ana', at, text: 'one\ntwo' })
    expect(await (await read(app, 'transcript.txt')).text()).to.equal(
      '2026-11-05 23:30:01 UTC  Ana: one\n    two\n',
    )
    const [line] = (await (await read(app, 'transcript.json')).json()) as { at: string }[]
    expect(line!.at).to.equal('2026-11-05T23:30:01.000Z')
  })

  it('requested 60 times and not read is written twice at most, and little of it is held', async () => {
    const app = await startApp()
    await fill(app, MANY_LINES)
    const served = new Set<net.Socket>()
    app.server.on('connection', socket => served.add(socket))
    const asked = await Promise.all(times(60, () => asks(app)))
    const statuses = asked.map(({ status }) => status)
    expect(statuses.filter(status => status === '200')).to.have.length.within(1, 2)
    expect(new Set(statuses)).to.deep.equal(new Set(['200', '503']))
    const held = [...served].reduce((sum, socket) => sum + socket.writableLength, 0)
    expect(held).to.be.below(512 * 1024)
    for (const { tcp } of asked) tcp.destroy()
    const closed = (socket: net.Socket) => new Promise<unknown>(resolve => socket.once('close', resolve))
    await Promise.all([...served].filter(socket => !socket.destroyed).map(closed))
    expect((await read(app, 'transcript.json')).status).to.equal(200)
  })

  it('of eight rooms, requested from one address, leaves places for others', async () => {
    const app = await startApp({ TRUST_PROXY: '1' })
    const rooms = await Promise.all(times(8, () => openRoom(app)))
    for (const { code } of rooms) await fill(app, MANY_LINES / 2, code)
    const ask = ({ code, presenterKey: key }: OpenedRoom, address: string) =>
      asks(app, { path: `/r/${code}`, key, address })
    const asked = await Promise.all(times(16, index => ask(rooms[index % 8]!, '198.51.100.1')))
    expect(asked.filter(({ status }) => status === '200')).to.have.length(4)
    const other = await ask(rooms[7]!, '203.0.113.9')
    expect(other.status).to.equal('200')
    for (const { tcp } of [...asked, other]) tcp.destroy()
  })

  it('is ended when it takes too long, though its reader still reads now and then', async () => {
    const app = await startApp({}, 0, { transcript: 200 })
    await fill(app, MANY_LINES)
    const served = once(app.server, 'connection') as Promise<[net.Socket]>
    const { status, tcp } = await asks(app)
    expect(status).to.equal('200')
    const [socket] = await served
    if (!socket.destroyed) await once(socket, 'close')
    tcp.destroy()
    expect((await read(app, 'healthz')).status).to.equal(200)
    expect(app.log.filter(({ level }) => (level as number) >= 50)).to.deep.equal([])
  })
})
