/** Owns how the embedded store keeps lines. Its methods run inside a transaction of the store, or only read. */
import type { RootDatabase } from 'lmdb'
import type { Line } from '../core/talk'
import { MAX_LINES, type AppendedLine, type LineRange, type NewLine } from './store'

export type Key = [kind: string, ...rest: (string | number)[]]
export type Database = RootDatabase<unknown, Key>

/** A deleted line keeps its number and key, so that a retry of it stays deleted. */
type Kept = Line | (Pick<Line, 'seq' | 'key' | 'from' | 'at'> & { text: null })

/** Numbers of lines a room has; what a deleted one leaves counts too. */
interface Extent {
  first: number
  last: number
}

/** Sorts behind every number. */
const LAST = Infinity

export class LmdbLines {
  constructor(private readonly database: Database) {}

  append(code: string, line: NewLine): AppendedLine {
    const keyed: Key = ['line-key', code, line.from, line.key]
    const known = this.database.get(keyed) as number | undefined
    const before = known === undefined ? undefined : this.at(code, known)
    if (before) return { seq: before.seq, at: before.at, isNew: false }
    const { first, last } = this.extent(code)
    const seq = last + 1
    this.put(['line', code, seq], { ...line, seq })
    this.put(keyed, seq)
    const isFull = seq - first >= MAX_LINES
    if (isFull) this.forget(code, first)
    this.put(['lines', code], { first: isFull ? first + 1 : first, last: seq })
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

  lastSeq(code: string): number {
    return this.extent(code).last
  }

  /** Leaves the number and the key of the line, so that a retry of it stays deleted. */
  erase(code: string, seq: number): number {
    const line = this.at(code, seq)
    if (!line || line.text === null) return 0
    const { key, from, at } = line
    this.put(['line', code, seq], { seq, key, from, at, text: null })
    return 1
  }

  eraseOlder(code: string, time: number): number {
    const { first, last } = this.extent(code)
    let seq = first
    while (seq <= last && (this.at(code, seq)?.at ?? -Infinity) < time) this.forget(code, seq++)
    if (seq > first) this.put(['lines', code], { first: seq, last })
    return seq - first
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

  private extent(code: string): Extent {
    return (this.database.get(['lines', code]) as Extent | undefined) ?? { first: 1, last: 0 }
  }

  private at(code: string, seq: number): Kept | undefined {
    return this.database.get(['line', code, seq]) as Kept | undefined
  }

  private forget(code: string, seq: number): void {
    const line = this.at(code, seq)
    if (!line) return
    void this.database.remove(['line-key', code, line.from, line.key])
    void this.database.remove(['line', code, seq])
  }

  private put(key: Key, value: unknown): void {
    void this.database.put(key, value)
  }
}
