/** Clients of a server that is a process of its own: they come in by its port, and go with the test. */
import { expect } from 'chai'
import { io } from 'socket.io-client'
import type { Handshake } from '../../src/core/protocol/handshake'
import type { Question } from '../../src/core/protocol/poll'
import type { PresenterState } from '../../src/core/protocol/presenter'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import type { TestApp } from './app'
import { waitFor, type Client } from './clients'
import { afterEachTest } from './cleanup'
import { KEY, question, snapshotOf } from './presenter'

const clients = new Set<Client>()

afterEachTest(() => {
  for (const client of clients) client.disconnect()
  clients.clear()
})

/** The server on this port, as far as `connectPresenter` needs it; its key is `KEY`. */
export function serverAt(port: number): Pick<TestApp, 'client' | 'presenterKey'> {
  return { presenterKey: KEY, client: (auth = {}) => connect(port, auth) }
}

function connect(port: number, auth: Handshake): Client {
  const client: Client = io(`http://127.0.0.1:${port}`, { auth, transports: ['websocket'], forceNew: true })
  clients.add(client)
  return client
}

/** Lets somebody into the room on this port; resolves with the snapshot. */
export async function enter(port: number, auth: Handshake): Promise<{ client: Client; snapshot: Snapshot }> {
  const client = connect(port, auth)
  const [snapshot] = await waitFor<[Snapshot]>(client, 'snapshot')
  return { client, snapshot }
}

/** Asks a question as the presenter, whose key is `KEY`, and leaves. */
export async function ask(port: number, changes: Partial<Question> = {}): Promise<void> {
  const client: Client = io(`http://127.0.0.1:${port}`, { auth: { presenterKey: KEY }, forceNew: true })
  clients.add(client)
  const [{ step }] = await waitFor<[PresenterState]>(client, 'presenterState')
  const { poll } = await snapshotOf(client)
  const command = { name: 'ask', question: question(changes) } as const
  expect(await client.emitWithAck('present', { pollId: poll.pollId, step, command })).to.include({ ok: true })
  client.disconnect()
}
