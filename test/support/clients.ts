/** Real clients of the server, and waiting for what they are sent: for events, never for time. */
import type { Socket } from 'socket.io-client'
import type { ClientEvents } from '../../src/core/protocol/client-events'
import type { EventInputs, EventName } from '../../src/core/protocol/schemas'
import type { ServerEvents } from '../../src/core/protocol/server-events'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import type { TestApp } from './app'

export type Client = Socket<ServerEvents, ClientEvents>

type Emitter = {
  on(event: string, listener: (...args: never[]) => void): unknown
  off(event: string, listener: (...args: never[]) => void): unknown
}

/** Sends an event and asks for no answer, as a careless client does. */
export function emitOnly<E extends EventName>(client: Client, event: E, input: EventInputs[E]): void {
  ;(client.emit as (...args: unknown[]) => void)(event, input)
}

/** The arguments of the next such event, or of the next one that fits. */
export function waitFor<T extends unknown[] = unknown[]>(
  emitter: unknown,
  event: string,
  fits: (...args: T) => boolean = () => true,
): Promise<T> {
  return new Promise(resolve => {
    const source = emitter as Emitter
    const listener = (...args: never[]) => {
      if (!fits(...(args as unknown as T))) return
      source.off(event, listener)
      resolve(args as unknown as T)
    }
    source.on(event, listener)
  })
}

/** Every such event from now on, as arrays of arguments. */
export function collect(client: Client, event: keyof ServerEvents): unknown[][] {
  const heard: unknown[][] = []
  client.on(event, (...args: unknown[]) => void heard.push(args))
  return heard
}

/** Waits until a client has its snapshot. */
export async function joined(client: Client): Promise<Snapshot> {
  const [snapshot] = await waitFor<[Snapshot]>(client, 'snapshot')
  return snapshot
}

let tabs = 0
/** A tab id that no other test has. */
export function newTab(): string {
  return `tab-${String(++tabs).padStart(16, '0')}`
}

/** Each vote on what is up in this room comes from a browser of its own, which stays. */
export async function voteIn(app: TestApp, room: string, votes: readonly string[]): Promise<Client[]> {
  const voters: Client[] = []
  for (const vote of votes) {
    const client = app.client({ tab: newTab(), browser: newTab(), room })
    const { poll } = await joined(client)
    const reply = await client.emitWithAck('castVote', { pollId: poll.pollId, vote })
    if (!reply.ok) throw new Error(reply.message)
    voters.push(client)
  }
  return voters
}

/** A page: its own tab, its own browser unless one is given. Resolves once it is in the room. */
export async function openTab(
  app: TestApp,
  { tab = newTab(), browser }: { tab?: string; browser?: string } = {},
): Promise<{ client: Client; snapshot: Snapshot; tab: string; pollId: string }> {
  const client = app.client({ tab, browser })
  const snapshot = await joined(client)
  return { client, snapshot, tab, pollId: snapshot.poll.pollId }
}

/** The next tally on this client that equals the one expected. */
export async function tallyOf(client: Client, expected: Record<string, number>): Promise<void> {
  await waitFor<[Record<string, number>]>(client, 'voteCount', counts =>
    Object.entries(expected).every(([letter, votes]) => counts[letter] === votes),
  )
}
