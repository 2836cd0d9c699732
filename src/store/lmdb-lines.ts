/** Owns how the embedded store keeps lines. Its methods run inside a transaction of the store, or only read. */
import type { RootDatabase } from 'lmdb'
import type { Line } from '../core/talk'
import {
  MAX_DELETED,
  MAX_LINES,
  type AppendedLine,
  type LineExtent,
  type LineRange,
  type NewLine,
} from './store'

export type Key = [kind: string, ...rest: (string | number)[]]
export type Database = RootDatabase<unknown, Key>

/** A deleted line keeps its number and key, so that a retry of it stays deleted. */
type Kept = Line | (Pick<Line, 'seq' | 'key' | 'from' | 'at'> & { text: null })

/** Sorts behind every number. */
const LAST = Infinity

export class LmdbLines {
  constructor(private readonly database: Database) {}

  append(code: string, line: NewLine): AppendedLine {
    const keyed: Key = ['line-key', code, line.from, line.key]
    const known = this.database.get(keyed) as number | undefined
    const before = known === undefined ? undefined : this.at(code, known)
    if (before) return { seq: before.seq, at: before.at, isNew: false }
    const extent = this.extent(code)
    const seq = extent.last + 1
    this.put(['line', code, seq], { ...line, seq })
    this.put(keyed, seq)
    const first = Math.max(extent.first, seq - MAX_LINES + 1)
    this.forgetBelow(code, first, { ...extent, last: seq })
    return { seq, at: line.at, isNew: true }
  }

  /** The newest of a range, in the order of their numbers. */
  read(code: string, { limit, before = LAST, after = 0 }: LineRange): Line[] {
    const range = this.database.getRange({
      start: ['line', code, before],
      end: ['line', code, after],
      reverse: true,
    })
    const lines: Line[] = []
    for (const { value } of range) {
      const line = value as Kept
      if (line.seq >= before || line.seq <= after || line.text === null) continue
      if (lines.push(line) === limit) break
    }
    return lines.reverse()
  }

  extent(code: string): LineExtent {
    return (
      (this.database.get(['lines', code]) as LineExtent | undefined) ?? { first: 1, last: 0, deleted: [] }
    )
  }

  /** Leaves the number and the key of the line, so that a retry of it stays deleted. */
  erase(code: string, seq: number): number {
    const line = this.at(code, seq)
    if (!line || line.text === null) return 0
    const { key, from, at } = line
    this.put(['line', code, seq], { seq, key, from, at, text: null })
    const extent = this.extent(code)
    this.put(['lines', code], { ...extent, deleted: [...extent.deleted, seq].slice(-MAX_DELETED) })
    return 1
  }

  /** Returns how many lines there were, deleted ones left out. */
  eraseOlder(code: string, time: number): number {
    const extent = this.extent(code)
    let first = extent.first
    while (first <= extent.last && this.at(code, first)!.at < time) first++
    return first > extent.first ? this.forgetBelow(code, first, extent) : 0
  }

  /** Numbers go on where they were: a page drops what it has seen. */
  eraseAll(code: string): void {
    this.eraseOlder(code, Infinity)
  }

  /** Also what the room's numbers were. */
  eraseRoom(code: string): void {
    this.eraseAll(code)
    void this.database.remove(['lines', code])
  }

  private at(code: string, seq: number): Kept | undefined {
    return this.database.get(['line', code, seq]) as Kept | undefined
  }

  /** Lets go of the lines below a number. Returns how many there were, deleted ones left out. */
  private forgetBelow(code: string, first: number, { last, deleted, ...extent }: LineExtent): number {
    let count = 0
    for (let seq = extent.first; seq < first; seq++) {
      const { from, key, text } = this.at(code, seq)!
      if (text !== null) count++
      void this.database.remove(['line-key', code, from, key])
      void this.database.remove(['line', code, seq])
    }
    this.put(['lines', code], { first, last, deleted: deleted.filter(seq => seq >= first) })
    return count
  }

  private put(key: Key, value: unknown): void {
    void this.database.put(key, value)
  }
}
