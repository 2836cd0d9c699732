/**
 * Keeps rooms in LMDB: each document with its version, and in the same transaction what goes with it, such as the
 * ballots of a poll that was replaced. What may be changed was decided before; only the version is compared here.
 */
import type { RoomEntry } from '../../core/protocol/event-replies'
import type { ResultChange } from '../../core/poll/results'
import type { RoomDocument } from '../../core/room/document'
import { votingRules } from '../../core/room/poll-document'
import { entryOf, type Documents, type KeptRoom } from '../documents'
import { CODE_REST_MS } from '../store'
import type { LmdbAsks } from './asks'
import type { LmdbBallots } from './ballots'
import type { LmdbLines } from './lines'
import type { Records } from './records'
import type { LmdbResults } from './results'
import type { LmdbTickets } from './tickets'

/** Sorts behind every code. */
const LAST = '\uffff'

/** What is kept of a room beside its document. */
interface Beside {
  ballots: LmdbBallots
  lines: LmdbLines
  results: LmdbResults
  asks: LmdbAsks
  tickets: LmdbTickets
}

export class LmdbRooms {
  constructor(
    private readonly records: Records,
    private readonly documents: Documents,
    private readonly beside: Beside,
  ) {}

  /** @throws RoomSetAside where its document cannot be used */
  load(code: string): KeptRoom | undefined {
    const kept = this.records.read<KeptRoom>(['room', code])
    return kept && this.documents.read(code, kept.version, kept.document)
  }

  /** @returns whether it was made: no room has the code, and the code has rested since one was erased */
  create(code: string, document: RoomDocument, now: number): Promise<boolean> {
    return this.records.durable(() => {
      const rested = this.records.read<number>(['erased', code]) ?? -Infinity
      if (this.records.read(['room', code]) || now - rested < CODE_REST_MS) return false
      this.keep(code, { version: 1, document })
      return true
    })
  }

  /** @returns whether it was kept: nobody has kept another version meanwhile */
  save(code: string, version: number, document: RoomDocument, results: ResultChange = {}): Promise<boolean> {
    const { ballots, lines, asks, tickets } = this.beside
    // Ballots from before a close are decided before it.
    void ballots.castWaiting()
    return this.records.durable(() => {
      const kept = this.records.read<KeptRoom>(['room', code])
      if (kept?.version !== version) return false
      const before = this.documents.read(code, kept.version, kept.document).document
      const { pollId } = before.poll
      const votes = results.keepRows ? ballots.all(code, pollId) : []
      this.beside.results.change(code, results, ballots.tally(code, pollId), votes)
      const remaining = ballotsOf(document)
      for (const pollId of ballotsOf(before)) if (!remaining.includes(pollId)) ballots.forget(code, pollId)
      if (document.forgotten !== before.forgotten) {
        lines.eraseAll(code)
        asks.eraseAll(code)
        tickets.erase(code)
      }
      this.keep(code, { version: version + 1, document })
      return true
    })
  }

  erase(code: string, now: number): Promise<void> {
    return this.records.durable(() => {
      const kept = this.records.read<KeptRoom>(['room', code])
      if (!kept) return
      const { document } = this.documents.tryRead(code, kept.version, kept.document) ?? {}
      const { ballots, lines, results, asks, tickets } = this.beside
      for (const pollId of document ? ballotsOf(document) : []) ballots.forget(code, pollId)
      results.eraseRoom(code)
      lines.eraseRoom(code)
      asks.eraseRoom(code)
      tickets.erase(code)
      for (const kind of ['room', 'rules']) this.records.remove([kind, code])
      this.records.write(['erased', code], now)
    })
  }

  wasErased(code: string): boolean {
    return !this.records.read(['room', code]) && this.records.read(['erased', code]) !== undefined
  }

  list(): RoomEntry[] {
    const range = this.records.range(['room'], ['room', LAST])
    return [...range].flatMap(({ key, value }) => {
      const code = key[1] as string
      const { version, document } = (value ?? {}) as Partial<KeptRoom>
      const kept = this.documents.tryRead(code, version, document)
      return kept ? [entryOf(code, kept.document)] : []
    })
  }

  private keep(code: string, room: KeptRoom): void {
    this.records.write(['room', code], room)
    // A small record, so that a ballot need not read the whole room.
    this.records.write(['rules', code], votingRules(room.document.poll, room.document.ballotsPerAddress))
  }
}

/** The polls whose ballots are kept. */
function ballotsOf({ poll, undo }: RoomDocument): string[] {
  return undo ? [poll.pollId, undo.poll.pollId] : [poll.pollId]
}
