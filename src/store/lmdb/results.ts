/** Stores results in LMDB. Its methods run inside a transaction of the store, or only read. */
import { recorded, type ResultChange } from '../../core/poll/results'
import type { Tally } from '../../core/question-types/question-type'
import type { Result } from '../../core/protocol/results'
import type { RoundRows } from '../../core/poll/rows'
import { MAX_RESULTS } from '../store'
import { LmdbRows } from './rows'
import type { Records } from './records'

/** Which results a room has. */
interface Index {
  /** Number of the newest result ever recorded. */
  last: number
  /** The oldest first. */
  entries: { seq: number; id: string; lesson: number }[]
}

export class LmdbResults {
  readonly rows: LmdbRows

  constructor(private readonly records: Records) {
    this.rows = new LmdbRows(records)
  }

  /**
   * @param tally of the recorded ballots of the poll that is replaced
   * @param votes these ballots, where they are kept as rows
   */
  change(code: string, change: ResultChange, tally: Tally, votes: RoundRows['votes']): void {
    const { record, drop, correct = [], keepRows, dropRows, dropAll = false } = change
    // First: it throws where the disk has no room.
    if (keepRows) this.rows.keep(code, keepRows, votes)
    if (dropAll) this.rows.dropAll(code)
    if (dropRows) this.rows.drop(code, dropRows.id, dropRows.from)
    if (drop !== undefined || dropAll) this.remove(code, ({ id }) => dropAll || id === drop, dropRows?.id)
    for (const result of correct)
      if (this.read(code, { ids: [result.id] }).length > 0)
        this.records.write(['result', code, result.seq], result)
    if (!record) return
    const index = this.index(code)
    const result = recorded(record, tally, index.last + 1)
    // Nobody has voted in the last round, and nothing stays.
    if (!result) return this.rows.drop(code, record.id)
    const { seq, id, lesson } = result
    this.records.write(['result', code, seq], result)
    this.records.write(['results', code], { last: seq, entries: [...index.entries, { seq, id, lesson }] })
    const oldest = index.entries.length - MAX_RESULTS
    if (oldest >= 0) this.remove(code, entry => entry.seq <= index.entries[oldest]!.seq)
  }

  read(code: string, which: { lesson?: number; ids?: readonly string[] } = {}): Result[] {
    const { lesson, ids } = which
    const meant = this.index(code).entries.filter(
      entry => (lesson ?? entry.lesson) === entry.lesson && (ids?.includes(entry.id) ?? true),
    )
    return meant.flatMap(({ seq }) => this.records.read<Result>(['result', code, seq]) ?? [])
  }

  last(code: string): number {
    return this.index(code).last
  }

  erase(code: string, which: { upTo: number } | { lesson: number }): number {
    return this.remove(code, ({ seq, lesson }) =>
      'upTo' in which ? seq <= which.upTo : lesson === which.lesson,
    )
  }

  /** Erases the results and their numbering. */
  eraseRoom(code: string): void {
    this.remove(code, () => true)
    this.rows.dropAll(code)
    this.records.remove(['results', code])
  }

  private index(code: string): Index {
    return this.records.read<Index>(['results', code]) ?? { last: 0, entries: [] }
  }

  /** @param keepingRows the result whose rows were seen to already */
  private remove(
    code: string,
    isMeant: (entry: Index['entries'][number]) => boolean,
    keepingRows?: string,
  ): number {
    const { last, entries } = this.index(code)
    const remaining = entries.filter(entry => !isMeant(entry))
    if (remaining.length === entries.length) return 0
    for (const entry of entries.filter(isMeant)) {
      this.records.remove(['result', code, entry.seq])
      if (entry.id !== keepingRows) this.rows.drop(code, entry.id)
    }
    this.records.write(['results', code], { last, entries: remaining })
    return entries.length - remaining.length
  }
}
