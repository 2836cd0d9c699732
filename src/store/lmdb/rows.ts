/** Stores joint rows in LMDB, a record a round. Its methods run inside a transaction of the store, or only read. */
import type { RoundRows, RowsPlace } from '../../core/poll/rows'
import type { Records } from './records'

/** Sorts behind every round and every id. */
const LAST = '\uffff'
/** Bytes that a vote needs besides its own. */
const BYTES_A_VOTE = 8

export class LmdbRows {
  constructor(private readonly records: Records) {}

  /** Throws before anything is written if the disk has no room for them. */
  keep(code: string, { id, round }: RowsPlace, votes: RoundRows['votes']): void {
    if (votes.length === 0) return
    let bytes = 0
    for (const [person, vote] of votes) bytes += person.length + Buffer.byteLength(vote) + BYTES_A_VOTE
    this.records.mustFit(bytes)
    this.records.write(['rows', code, id, round], votes)
  }

  of(code: string, id: string): RoundRows[] {
    return [...this.records.range(['rows', code, id], ['rows', code, id, LAST])].map(({ key, value }) => ({
      round: key[3] as number,
      votes: value as RoundRows['votes'],
    }))
  }

  /** Erases the rows of a result, from a round on. */
  drop(code: string, id: string, from = 1): void {
    this.erase(['rows', code, id, from], ['rows', code, id, LAST])
  }

  dropAll(code: string): void {
    this.erase(['rows', code], ['rows', code, LAST])
  }

  private erase(start: Parameters<Records['range']>[0], end: Parameters<Records['range']>[1]): void {
    for (const { key } of [...this.records.range(start, end)]) this.records.remove(key)
  }
}
