/**
 * Presenters and rooms for tests: opening a room, holding its key, giving commands, and recording what clients are
 * sent.
 */
import type { PollNews, Question } from '../../src/core/protocol/poll'
import type { Command, PresenterState } from '../../src/core/protocol/presenter'
import type { Reply } from '../../src/core/protocol/replies'
import type { Snapshot } from '../../src/core/protocol/snapshot'
import { withNews } from '../../src/core/room/presenter-state'
import type { TestApp } from './app'
import { joined, waitFor, type Client } from './clients'

export const KEY = 'a-key-from-the-outside'

export interface TestPresenter {
  client: Client
  /** As the presenter saw it last. */
  lectern: () => PresenterState
  /** Gives a command for what is up, and waits until it is done and seen. Fails when it is refused. */
  does(command: Command): Promise<Snapshot>
  /** Gives a command for this poll and step, or for what is up; what the server says to it. */
  tries(command: Command, meant?: { pollId?: string; step?: number }): Promise<Reply<{ step: number }>>
  /** The poll that is up. */
  pollId(): Promise<string>
}

export interface OpenedRoom {
  code: string
  url: string
  presenterUrl: string
  presenterKey: string
}

/** A presenter of the house room, or of another. Resolves once the lectern is there. */
export async function connectPresenter(
  app: Pick<TestApp, 'client' | 'presenterKey'>,
  { presenterKey = app.presenterKey, code }: { presenterKey?: string; code?: string } = {},
): Promise<TestPresenter> {
  const client = app.client({ presenterKey, room: code })
  const first = waitFor<[PresenterState]>(client, 'presenterState')
  await joined(client)
  let [lectern] = await first
  client.on('presenterState', news => void (lectern = withNews(lectern, news)))

  const pollId = async () => (await snapshotOf(client)).poll.pollId
  const tries: TestPresenter['tries'] = async (command, meant = {}) => {
    const { step } = lectern
    return client.emitWithAck('present', { pollId: await pollId(), step, ...meant, command })
  }
  return {
    client,
    lectern: () => lectern,
    pollId,
    tries,
    async does(command) {
      const reply = await tries(command)
      if (!reply.ok) throw new Error(`${command.name}: ${reply.code}`)
      if (lectern.step < reply.step)
        await waitFor<[PresenterState]>(client, 'presenterState', ({ step }) => step >= reply.step)
      return snapshotOf(client)
    },
  }
}

/** What the server tells this client when it asks. */
export async function snapshotOf(client: Client): Promise<Snapshot> {
  const reply = await client.emitWithAck('getSnapshot')
  if (!reply.ok) throw new Error(reply.message)
  return reply.snapshot
}

/** Opens a room, as anybody may. */
export async function openRoom(app: TestApp, headers: Record<string, string> = {}): Promise<OpenedRoom> {
  const response = await fetch(`${app.url}/api/rooms`, { method: 'POST', headers })
  if (response.status !== 201) throw new Error(`no room: ${response.status}`)
  return (await response.json()) as OpenedRoom
}

/** A question over A and B. */
export function question(changes: Partial<Question> = {}): Question {
  return { text: 'Which?', choices: ['one', 'two'], kind: 'ballot', results: 'live', right: null, ...changes }
}

/**
 * Waits until this client is told of a question that is open, here or on another node. News of the one before may
 * still come.
 */
export function questionUp(client: Client): Promise<[PollNews]> {
  return waitFor<[PollNews]>(client, 'poll', ({ poll }) => poll.posed && poll.state === 'open')
}

/** Everything the server sends this client from now on: events with their arguments, and acknowledgements. */
export function recordPackets(client: Client): { event: string; args: unknown[] }[] {
  const heard: { event: string; args: unknown[] }[] = []
  client.io.engine.on('packet', ({ data }: { data?: unknown }) => {
    const [, type, list] = /^([23])\d*(\[.*)$/s.exec(String(data)) ?? []
    if (!list) return
    const content = JSON.parse(list) as unknown[]
    heard.push(
      type === '2' ? { event: String(content[0]), args: content.slice(1) } : { event: '', args: content },
    )
  })
  return heard
}
