/** Owns the embedded store: LMDB in a folder of this machine. An acknowledged write is on its disk. */
import { open, type RootDatabase } from 'lmdb'
import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Counts, Refusal } from '../core/events'
import { votingRules, type RoomDocument } from '../core/lecture'
import { decideVote, type VotingRules } from '../core/poll'
import { refuse } from '../core/refusals'
import { guardFolder } from './guard'
import { StoreError, type Ballot, type CastBallot, type KeptRoom, type Store } from './store'

/** Milliseconds for which the code of an erased room is not given again. */
const CODE_REST = 365 * 24 * 3600 * 1000

type Key = [kind: string, ...rest: string[]]

/**
 * Opens the store in a folder, which one process at a time may use. Throws a StoreError with a sentence.
 * @param describes where things are kept, in words for people
 */
export async function openLmdbStore(folder: string, describes: string): Promise<Store> {
  const release = await claim(folder)
  try {
    return new LmdbStore(openDatabase(folder), describes, release)
  } catch (error) {
    release()
    throw error
  }
}

async function claim(folder: string): Promise<() => void> {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.R_OK | constants.W_OK)
  } catch {
    throw new StoreError(
      `The data folder ${folder} cannot be used. Set DATA_DIR to a folder this user may write.`,
    )
  }
  const release = await guardFolder(folder)
  if (!release)
    throw new StoreError(
      `Another Ask the Audience is using the data folder ${folder}. End it, or set DATA_DIR to another folder.`,
    )
  return release
}

function openDatabase(folder: string): RootDatabase<unknown, Key> {
  const file = path.join(folder, 'rooms.mdb')
  let database: RootDatabase<unknown, Key> | undefined
  try {
    database = open<unknown, Key>({ path: file, noSubdir: true })
    // A file that is damaged at its root shows it here, before anybody relies on it.
    database.getStats()
    for (const _key of database.getKeys({ limit: 1 }));
    return database
  } catch (error) {
    void database?.close()
    throw new StoreError(
      `The file ${file} cannot be read (${(error as Error).message}). It was left as it is: move it away to start anew, or put a backup in its place.`,
    )
  }
}

class LmdbStore implements Store {
  constructor(
    private readonly database: RootDatabase<unknown, Key>,
    readonly describes: string,
    private readonly release: () => void,
  ) {}

  async secret(): Promise<Buffer> {
    return this.durable(() => {
      const kept = this.read<string>(['secret'])
      if (kept) return Buffer.from(kept, 'hex')
      const made = randomBytes(32)
      this.write(['secret'], made.toString('hex'))
      return made
    })
  }

  loadRoom(code: string): Promise<KeptRoom | undefined> {
    return Promise.resolve(this.read<KeptRoom>(['room', code]))
  }

  createRoom(code: string, document: RoomDocument, now: number): Promise<boolean> {
    return this.durable(() => {
      const rested = this.read<number>(['erased', code]) ?? -Infinity
      if (this.read(['room', code]) || now - rested < CODE_REST) return false
      this.keep(code, { version: 1, document })
      return true
    })
  }

  saveRoom(code: string, version: number, document: RoomDocument): Promise<boolean> {
    return this.durable(() => {
      if (this.read<KeptRoom>(['room', code])?.version !== version) return false
      this.keep(code, { version: version + 1, document })
      return true
    })
  }

  eraseRoom(code: string, now: number): Promise<void> {
    return this.durable(() => {
      for (const kind of ['ballot', 'tally'])
        for (const key of this.database.getKeys({
          start: [kind, code],
          end: [kind, code + '\0'],
          snapshot: false,
        }))
          void this.database.remove(key)
      for (const kind of ['room', 'rules']) void this.database.remove([kind, code])
      this.write(['erased', code], now)
    })
  }

  listRooms(): Promise<{ code: string; usedAt: number; createdAt: number }[]> {
    const range = this.database.getRange({ start: ['room'], end: ['room\0'] })
    return Promise.resolve(
      [...range].map(({ key, value }) => {
        const { usedAt, createdAt } = (value as KeptRoom).document
        return { code: key[1]!, usedAt, createdAt }
      }),
    )
  }

  castBallot(code: string, { pollId, voter, choice }: Ballot, now: number): Promise<CastBallot | Refusal> {
    return this.durable(() => {
      const rules = this.read<VotingRules>(['rules', code])
      if (!rules) return refuse('no-such-room')
      const refusal = decideVote(rules, { pollId, choice }, now)
      if (refusal) return refusal

      const key: Key = ['ballot', code, pollId, voter]
      const before = this.read<string>(key) ?? null
      if (before === choice) return { ok: true, before }
      const counts = this.read<Counts>(['tally', code, pollId]) ?? {}
      if (before !== null) counts[before] = (counts[before] ?? 0) - 1
      if (choice !== null) counts[choice] = (counts[choice] ?? 0) + 1
      this.write(['tally', code, pollId], counts)
      if (choice === null) void this.database.remove(key)
      else this.write(key, choice)
      return { ok: true, before }
    })
  }

  ballotOf(code: string, pollId: string, voter: string): Promise<string | null> {
    return Promise.resolve(this.read<string>(['ballot', code, pollId, voter]) ?? null)
  }

  tally(code: string, pollId: string): Promise<Counts> {
    return Promise.resolve(this.read<Counts>(['tally', code, pollId]) ?? {})
  }

  async close(): Promise<void> {
    await this.database.flushed
    await this.database.close()
    this.release()
  }

  private read<T>(key: Key): T | undefined {
    return this.database.get(key) as T | undefined
  }

  /** Only inside `durable`: there the transaction answers for it. */
  private write(key: Key, value: unknown): void {
    void this.database.put(key, value)
  }

  private keep(code: string, room: KeptRoom): void {
    this.write(['room', code], room)
    // A ballot reads this little instead of the whole room.
    this.write(['rules', code], votingRules(room.document.poll))
  }

  /** Runs one transaction, and resolves only when it is on disk, together with others of the same moment. */
  private async durable<T>(act: () => T): Promise<T> {
    const result = await this.database.transaction(act)
    await this.database.flushed
    return result
  }
}
