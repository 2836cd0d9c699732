/** What strangers send: a refusal with a code and a sentence, or silence; never an exception, never a changed tally. */
import { expect } from 'chai'
import http from 'node:http'
import times from 'lodash/times'
import { io } from 'socket.io-client'
import WebSocket from 'ws'
import { startApp, type TestApp } from '../../support/app'
import { emitOnly, joined, newTab, openTab, waitFor, type Client } from '../../support/clients'

const hostile: unknown[] = [
  null,
  undefined,
  0,
  '',
  'A',
  [],
  ['A'],
  {},
  { pollId: null, vote: 'A' },
  { pollId: {}, vote: {} },
  { pollId: 'x'.repeat(4000), vote: 'A' },
  { vote: 'A' },
  JSON.parse('{"__proto__":{"vote":"A"},"pollId":"p"}'),
  { pollId: 'p', vote: '__proto__' },
  { pollId: 'p', vote: 'constructor' },
  Buffer.from('binary'),
  true,
]

type AnyEmit = (
  event: string,
  ...args: unknown[]
) => Promise<{ ok: boolean; code?: string; message?: string }>
const emitAny = (client: Client): AnyEmit =>
  client.timeout(5000).emitWithAck.bind(client.timeout(5000)) as never

async function expectUntouched(app: TestApp): Promise<void> {
  expect((await openTab(app)).snapshot.counts).to.deep.equal({ A: 0, B: 0, C: 0, D: 0 })
  expect(app.log.filter(line => (line['level'] as number) >= 50)).to.deep.equal([])
}

describe('A hostile payload', () => {
  it('is refused with a code and a sentence, whatever it is, and changes nothing', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    const { client } = await openTab(app)
    for (const event of ['castVote', 'withdrawVote'])
      for (const payload of hostile) {
        const reply = await emitAny(client)(event, payload)
        expect(reply, JSON.stringify(payload)).to.include({ ok: false })
        expect(reply.code).to.be.oneOf(['bad-request', 'no-such-choice', 'poll-over'])
        expect(reply.message).to.match(/^[A-Z].*\.$/)
      }
    await expectUntouched(app)
  })

  it('of any arity is refused or ignored: none, many, a callback in the middle', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1000' })
    const { client } = await openTab(app)
    expect(await emitAny(client)('castVote')).to.include({ ok: false, code: 'bad-request' })
    expect(await emitAny(client)('castVote', null, 1, 2, 3)).to.include({ ok: false, code: 'bad-request' })
    for (const payload of hostile)
      (client.emit as (...args: unknown[]) => void)('castVote', payload, payload, payload)
    expect(await emitAny(client)('castVote', {})).to.include({ ok: false })
    await expectUntouched(app)
  })

  it('in a handshake is refused, and the next one gets in', async () => {
    const app = await startApp()
    for (const auth of [
      { tab: 7 },
      { tab: 'short' },
      { tab: 'x'.repeat(65) },
      { room: {} },
      { screen: 'yes' },
    ]) {
      const client = app.client(auth as never)
      const [error] = await waitFor<[Error & { data: unknown }]>(client, 'connect_error')
      expect(error.data).to.deep.include({ code: 'bad-request' })
    }
    await expectUntouched(app)
  })

  it('under an unknown name is ignored', async () => {
    const app = await startApp()
    const { client } = await openTab(app)
    const emit = client.emit.bind(client) as (...args: unknown[]) => void
    for (const name of ['', '__proto__', 'constructor', 'toString', 'x'.repeat(5000), 'castvote', 'snapshot'])
      emit(name, { pollId: 'p' }, 'A')
    const answered: unknown[] = []
    emit('message', 'voteCast', 'A', (reply: unknown) => void answered.push(reply)) // a page is not classic
    await client.emitWithAck('getSnapshot')
    expect(answered).to.deep.equal([])
    await expectUntouched(app)
  })

  it('of more than 16 KiB closes the connection', async () => {
    const app = await startApp()
    const { client } = await openTab(app)
    const closed = waitFor(client, 'disconnect')
    emitOnly(client, 'castVote', { pollId: 'x'.repeat(17_000), vote: 'A' })
    await closed
    await expectUntouched(app)
  })
})

describe('A vote behind its own goodbye', () => {
  it('is not counted: nobody leaves a hand behind', async () => {
    const app = await startApp()
    const { pollId } = (await openTab(app)).snapshot.poll
    const raw = new WebSocket(`${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
    await waitFor(raw, 'message')
    raw.send(`40${JSON.stringify({ tab: newTab() })}`)
    await waitFor(raw, 'message', data => String(data).includes('snapshot'))
    // One write, so that both arrive in one turn.
    const stream = (raw as unknown as { _socket: { cork(): void; uncork(): void } })._socket
    stream.cork()
    raw.send('41')
    raw.send(`42["castVote",{"pollId":"${pollId}","vote":"A"}]`)
    stream.uncork()
    const later = await openTab(app)
    await later.client.emitWithAck('getSnapshot')
    await expectUntouched(app)
    raw.terminate()
  })
})

describe('A flood', () => {
  it('from one socket is refused, and hurts nobody else', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1' })
    const ana = await openTab(app)
    const bo = await openTab(app)
    const replies = await Promise.all(
      times(60, index =>
        ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: 'ABCD'[index % 4]! }),
      ),
    )
    const refused = replies.filter(reply => !reply.ok)
    expect(refused.length).to.be.at.least(45)
    expect(refused[0]).to.include({ code: 'too-fast' })
    expect(await bo.client.emitWithAck('castVote', { pollId: bo.pollId, vote: 'A' })).to.include({
      ok: true,
    })
  })

  it('that does not stop is cut off', async () => {
    const app = await startApp({ SOCKET_EVENTS: '1' })
    const { client, pollId } = await openTab(app)
    const closed = waitFor(client, 'disconnect')
    for (const _each of times(1100)) emitOnly(client, 'castVote', { pollId, vote: 'A' })
    await closed
  })

  it('of events from one address meets the budget of the address', async () => {
    const app = await startApp({ ADDRESS_EVENTS: '1' })
    const voters = await Promise.all(times(12, () => openTab(app)))
    const replies = await Promise.all(
      voters.map(({ client, pollId }) => client.emitWithAck('castVote', { pollId, vote: 'A' })),
    )
    expect(replies.filter(reply => reply.ok).length).to.be.within(10, 11)
  })

  it('of connections from one address is refused by its real address behind a proxy', async () => {
    const app = await startApp({ ADDRESS_CONNECTIONS: '1', TRUST_PROXY: '1' })
    const from = (address: string) =>
      app.client({ tab: newTab() }, { reconnection: false, extraHeaders: { 'X-Forwarded-For': address } })
    await Promise.all(times(10, () => joined(from('203.0.113.7'))))
    await waitFor(from('203.0.113.7'), 'connect_error')
    await joined(from('203.0.113.8'))
    await joined(from('2001:db8:1:2::1'))
  })
})

describe('Ids of tabs and browsers', () => {
  it('never travel to anybody, and are never logged', async () => {
    const app = await startApp()
    const tab = 'tab-that-is-secret-0000'
    const browser = 'browser-that-is-secret-0000'
    const seen: string[] = []
    const watcher = io(app.url, { forceNew: true, transports: ['websocket'], auth: { tab: newTab() } })
    watcher.io.engine.on('packet', packet => void seen.push(JSON.stringify(packet)))
    await waitFor(watcher, 'snapshot')
    const heard = waitFor(watcher, 'voteCount', counts => (counts as Record<string, number>)['A'] === 1)
    const ana = await openTab(app, { tab, browser })
    await ana.client.emitWithAck('castVote', { pollId: ana.pollId, vote: 'A' })
    await heard
    watcher.disconnect()
    expect(seen.join() + JSON.stringify(app.log)).to.not.include('secret')
    expect(
      JSON.stringify(await app.io.fetchSockets().then(all => all.map(one => one.handshake))),
    ).to.not.include('secret')
  })
})

describe('A reader that is too slow', () => {
  it('is closed, and the others hear every last tally', async () => {
    const app = await startApp({ SOCKET_EVENTS: '100000' })
    const { client, pollId } = await openTab(app)
    const slow = await openTab(app)
    const server = app.io.sockets.sockets.get(slow.client.id!)!
    const transport = server.conn.transport as unknown as { writable: boolean }
    Object.defineProperty(transport, 'writable', { get: () => false, set() {} }) // as if its buffers were full
    const closed = waitFor(server, 'disconnect')
    let turn = 0
    client.on('voteCount', () => emitOnly(client, 'castVote', { pollId, vote: 'ABCD'[turn++ % 4]! }))
    emitOnly(client, 'castVote', { pollId, vote: 'D' })
    await closed
    client.off('voteCount')
    const last = waitFor(client, 'voteCount', counts => (counts as Record<string, number>)['C'] === 1)
    await client.emitWithAck('castVote', { pollId, vote: 'B' })
    await client.emitWithAck('castVote', { pollId, vote: 'C' })
    await last
  })
})

describe('Plain HTTP at the socket’s address', () => {
  it('with nonsense is answered, not thrown at', async () => {
    const app = await startApp()
    for (const query of [
      '',
      '?EIO=4',
      '?EIO=3&transport=polling',
      '?EIO=4&transport=polling&sid=nope',
      '?EIO=%FF',
    ]) {
      const status = await new Promise<number>(resolve =>
        http.get(`${app.url}/socket.io/${query}`, response => {
          response.resume()
          resolve(response.statusCode!)
        }),
      )
      expect(status, query).to.be.within(400, 499)
    }
  })
})
