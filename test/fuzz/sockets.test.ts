/** Arbitrary events and floods of packets: nothing is a fault of the server, and it goes on. */
import fc from 'fast-check'
import times from 'lodash/times'
import { connectHelper, madeHelper } from '../support/people/helpers'
import { connectPresenter } from '../support/presenter'
import { BINARY, frame, PING, PONG, RawSocket, TEXT } from '../support/raw-socket'
import { startApp, type TestApp } from '../support/app'
import { joined, newTab, openTab, waitFor, type Client } from '../support/clients'
import { expectAlive } from './alive'
import { event, packet, sentAs } from './events'
import { ENV, expectNoErrors, fuzz } from './runs'

/** Milliseconds for an answer; none may be missing. */
const ANSWER_TIMEOUT_MS = 10_000

type Sender = 'page' | 'classic' | 'screen' | 'presenter' | 'helper'

async function senders(app: TestApp): Promise<Record<Sender, Client>> {
  const talking = await connectPresenter(app)
  const presenter = talking.client
  // Links are taken back by what is tried, and there may be as many as there can be.
  for (const { id } of talking.lectern().helpers) await presenter.emitWithAck('revokeHelper', { id })
  const { helperKey } = await madeHelper(talking)
  const clients = {
    helper: (await connectHelper(app, helperKey)).client,
    page: app.client({ tab: newTab() }),
    classic: app.client(),
    screen: app.client({ screen: true }),
    presenter,
  }
  await Promise.all([joined(clients.page), joined(clients.classic), joined(clients.screen)])
  return clients
}

describe('Arbitrary events', () => {
  it('of pages, classic sockets, screens, presenters and helpers are no fault of the server, and it goes on', async () => {
    const app = await startApp(ENV)
    let clients = await senders(app)
    const sent = fc.tuple(
      fc.constantFrom<Sender>('page', 'page', 'classic', 'screen', 'presenter', 'presenter', 'helper'),
      fc.array(event, { maxLength: 5 }),
    )
    await fuzz(
      'events',
      fc.asyncProperty(sent, async ([sender, events]) => {
        // A new key, or too many requests for the room, may have ended a line.
        if (Object.values(clients).some(client => !client.connected)) clients = await senders(app)
        const client = clients[sender].timeout(ANSWER_TIMEOUT_MS) as unknown as Emitter
        const { document } = (await app.store.loadRoom(''))!
        const known = { pollId: document.poll.pollId, step: document.step }
        for (const one of events) {
          const [name, ...args] = sentAs(one, known)
          if (RESERVED.has(name)) continue
          if (one.asks) void client.emitWithAck(name, ...args).catch(() => undefined)
          else client.emit(name, ...args)
        }
        // Answered behind all of them, for a line keeps its order; unless they ended it.
        await settled(clients[sender])
        await settled(clients.page)
        expectNoErrors(app)
      }),
    )
    await expectAlive(app)
  }).timeout(0)
})

describe('Arbitrary packets', () => {
  it('in a flood, over a WebSocket, end at most their own connection', async () => {
    const app = await startApp({ ...ENV, SOCKET_EVENTS: '5' })
    const { client } = await openTab(app)
    const flood = fc.tuple(
      fc.boolean(),
      fc.array(fc.tuple(fc.constantFrom(TEXT, TEXT, TEXT, BINARY, PING, PONG), packet), { maxLength: 8 }),
      fc.integer({ min: 1, max: 120 }),
    )
    await fuzz(
      'floods',
      fc.asyncProperty(flood, async ([enters, packets, repeats]) => {
        const raw = await RawSocket.open(app)
        if (enters) await raw.enter({ tab: newTab() })
        const frames = packets.map(([opcode, text]) =>
          frame(opcode, Buffer.from(text).subarray(0, opcode === PING || opcode === PONG ? 125 : undefined)),
        )
        raw.write(...times(repeats, () => frames).flat())
        // The close frame is read behind them, unless the flood has ended the connection.
        raw.write(frame(8))
        await raw.ended()
        await settled(client)
        expectNoErrors(app)
      }),
    )
    await expectAlive(app)
  }).timeout(0)
})

interface Emitter {
  emit(name: string, ...args: unknown[]): void
  emitWithAck(name: string, ...args: unknown[]): Promise<unknown>
}

/** Names that the client itself does not send. */
const RESERVED = new Set([
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
])

/** Resolves once this client is answered, be it by a refusal, or has lost its connection. */
async function settled(client: Client): Promise<void> {
  if (!client.connected) return
  await Promise.race([client.emitWithAck('getSnapshot'), waitFor(client, 'disconnect')])
}
