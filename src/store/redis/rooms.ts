/**
 * Keeps rooms in Redis: each document with its version, and in the same script what goes with it, such as the ballots of
 * a poll that was replaced. What may be changed was decided before; only the version is compared here.
 */
import type { ResultChange } from '../../core/poll/results'
import type { RoomEntry } from '../../core/protocol/event-replies'
import type { RoomDocument } from '../../core/room/document'
import { votingRules } from '../../core/room/poll-document'
import { entryOf, RoomSetAside, type Documents, type KeptRoom } from '../documents'
import { CODE_REST_MS } from '../store'
import type { RedisClient } from './client'
import { ASKS, BALLOTS, key, keys, LINES, ORIGINS, PREFIX, RESULTS, runScript, TICKETS } from './keys'
import { resultArguments } from './results'
import { CREATE, ERASE, SAVE } from './room-scripts'

export class RedisRooms {
  constructor(
    private readonly client: RedisClient,
    private readonly documents: Documents,
  ) {}

  /** @throws RoomSetAside where its document cannot be used */
  async load(code: string): Promise<KeptRoom | undefined> {
    const [version, document] = await this.client.hmGet(key(code, 'room'), ['version', 'document'])
    if (!version || !document) return undefined
    return this.documents.read(code, Number(version), parsed(document))
  }

  /** @returns whether it was made: no room has the code, and the code has rested since one was erased */
  async create(code: string, document: RoomDocument, now: number): Promise<boolean> {
    // First, because a room that is not listed would never be found again, while a listed room that is missing is
    // skipped.
    await this.client.sAdd(`${PREFIX}rooms`, code)
    const names = keys(code, 'room', 'erased')
    return (
      (await runScript(this.client, CREATE, names, [
        ...fieldsOf(document),
        String(now),
        String(CODE_REST_MS),
      ])) === 1
    )
  }

  /** @returns whether it was kept: nobody has kept another version meanwhile */
  async save(
    code: string,
    version: number,
    document: RoomDocument,
    results: ResultChange = {},
  ): Promise<boolean> {
    const names = keys(code, 'room', ...BALLOTS, ...LINES, ...RESULTS, ...ASKS, ...ORIGINS, TICKETS)
    const values = [String(version), ...fieldsOf(document), ...resultArguments(results)]
    return (await runScript(this.client, SAVE, names, values)) === 1
  }

  async erase(code: string, now: number): Promise<void> {
    const names = keys(code, 'erased', 'room', ...ASKS, ...BALLOTS, ...LINES, ...RESULTS, ...ORIGINS, TICKETS)
    await runScript(this.client, ERASE, names, [String(now), String(CODE_REST_MS)])
    await this.client.sRem(`${PREFIX}rooms`, code)
  }

  async wasErased(code: string): Promise<boolean> {
    const [room, erased] = await Promise.all(
      keys(code, 'room', 'erased').map(name => this.client.exists(name)),
    )
    return room === 0 && erased === 1
  }

  async list(): Promise<RoomEntry[]> {
    const codes = await this.client.sMembers(`${PREFIX}rooms`)
    const load = (code: string) =>
      this.load(code).catch((error: unknown) => {
        if (error instanceof RoomSetAside) return undefined
        throw error
      })
    const rooms = await Promise.all(codes.map(load))
    return rooms.flatMap((room, index) => (room ? [entryOf(codes[index]!, room.document)] : []))
  }
}

/** What the scripts keep of a document: the whole, and beside it what they read themselves. */
function fieldsOf(document: RoomDocument): string[] {
  const { pollId } = document.poll
  return [
    JSON.stringify(document),
    JSON.stringify(votingRules(document.poll, document.ballotsPerAddress)),
    pollId,
    String(document.forgotten),
    document.undo?.poll.pollId ?? '',
  ]
}

/** Undefined: it is not valid JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
