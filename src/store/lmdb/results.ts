/** Stores results in LMDB. Its methods run inside a transaction of the store, or only read. */
import { recorded, type ResultChange } from '../../core/poll/results'
import type { Tally } from '../../core/question-types/question-type'
import type { Result } from '../../core/protocol/results'
import { MAX_RESULTS } from '../store'
import type { Records } from './records'

/** Which results a room has. */
interface Index {
  /** Number of the newest result ever recorded. */
  last: number
  /** The oldest first. */
  entries: { seq: number; id: string; lesson: number }[]
}

export class LmdbResults {
  constructor(private readonly records: Records) {}

  /** @param tally of the recorded ballots of the poll that is replaced */
  change(code: string, { record, drop, correct, dropAll = false }: ResultChange, tally: Tally): void {
    if (drop !== undefined || dropAll) this.remove(code, ({ id }) => dropAll || id === drop)
    if (correct && this.read(code, { ids: [correct.id] }).length > 0)
      this.records.write(['result', code, correct.seq], correct)
    if (!record) return
    const index = this.index(code)
    const result = recorded(record, tally, index.last + 1)
    if (!result) return
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
    this.records.remove(['results', code])
  }

  private index(code: string): Index {
    return this.records.read<Index>(['results', code]) ?? { last: 0, entries: [] }
  }

  private remove(code: string, isMeant: (entry: Index['entries'][number]) => boolean): number {
    const { last, entries } = this.index(code)
    const remaining = entries.filter(entry => !isMeant(entry))
    if (remaining.length === entries.length) return 0
    for (const entry of entries) if (isMeant(entry)) this.records.remove(['result', code, entry.seq])
    this.records.write(['results', code], { last, entries: remaining })
    return entries.length - remaining.length
  }
}
