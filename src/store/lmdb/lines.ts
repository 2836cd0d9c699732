/** Stores chat lines in LMDB. Its methods run inside a transaction of the store, or only read. */
import type { Line } from '../../core/protocol/chat'
import type { Key, Records } from './records'
import {
  MAX_DELETED,
  MAX_LINES,
  type AppendedLine,
  type LineExtent,
  type LineRange,
  type LineSpan,
  type NewLine,
} from '../store'

/** A deleted line keeps its number and key, so that a retry of it stays deleted. */
type Kept = Line | (Pick<Line, 'seq' | 'key' | 'from' | 'at'> & { text: null })

/** Sorts behind every number. */
const LAST = Infinity

export class LmdbLines {
  constructor(private readonly records: Records) {}

  append(code: string, line: NewLine): AppendedLine {
    const keyed: Key = ['line-key', code, line.from, line.key]
    const known = this.records.read<number>(keyed)
    const before = known === undefined ? undefined : this.at(code, known)
    if (before) return { seq: before.seq, at: before.at, isNew: false }
    const extent = this.extent(code)
    const seq = extent.last + 1
    this.records.write(['line', code, seq], { ...line, seq })
    this.records.write(keyed, seq)
    const first = Math.max(extent.first, seq - MAX_LINES + 1)
    this.forgetBelow(code, first, { ...extent, last: seq })
    return { seq, at: line.at, isNew: true }
  }

  /** The newest lines of a range, in the order of their numbers. */
  read(code: string, { limit, before = LAST, after = 0 }: LineRange): Line[] {
    const range = this.records.range(['line', code, before], ['line', code, after], true)
    const lines: Line[] = []
    for (const { value } of range) {
      const line = value as Kept | null
      if (typeof line?.text !== 'string') continue // deleted, or damaged
      if (line.seq >= before || line.seq <= after) continue
      if (lines.push(line) === limit) break
    }
    return lines.reverse()
  }

  extent(code: string): LineExtent {
    return this.records.read<LineExtent>(['lines', code]) ?? { first: 1, last: 0, deleted: [] }
  }

  /** Leaves the line's number and key, so that a retry of it stays deleted. */
  erase(code: string, seq: number): number {
    const line = this.at(code, seq)
    if (!line || line.text === null) return 0
    const { key, from, at } = line
    this.records.write(['line', code, seq], { seq, key, from, at, text: null })
    const extent = this.extent(code)
    this.records.write(['lines', code], { ...extent, deleted: [...extent.deleted, seq].slice(-MAX_DELETED) })
    return 1
  }

  /** Returns the number of erased lines, without those already deleted. */
  eraseUpTo(code: string, seq: number): number {
    const extent = this.extent(code)
    const first = Math.min(seq, extent.last) + 1
    return first > extent.first ? this.forgetBelow(code, first, extent) : 0
  }

  count(code: string, { from, to }: LineSpan): number {
    let count = 0
    for (const { value } of this.records.range(['line', code, from], ['line', code, to + 1]))
      if (typeof (value as Kept | null)?.text === 'string') count++
    return count
  }

  /** Erases the lines of a span. Returns their number, without those already deleted. */
  eraseSpan(code: string, { from, to }: LineSpan): number {
    const extent = this.extent(code)
    if (from <= extent.first) return this.eraseUpTo(code, to)
    const last = Math.min(to, extent.last)
    if (from > last) return 0
    let count = 0
    for (let seq = from; seq <= last; seq++) count += this.forget(code, seq)
    const deleted = extent.deleted.filter(seq => seq < from || seq > last)
    this.records.write(['lines', code], { ...extent, deleted })
    return count
  }

  /** Erases all lines. Numbers continue, because a page drops numbers it has seen. */
  eraseAll(code: string): void {
    this.eraseUpTo(code, Infinity)
  }

  /** Erases the lines and their numbering. */
  eraseRoom(code: string): void {
    this.eraseAll(code)
    this.records.remove(['lines', code])
  }

  private at(code: string, seq: number): Kept | undefined {
    return this.records.read<Kept>(['line', code, seq])
  }

  /** Erases the lines below a number. Returns their number, without those already deleted. */
  private forgetBelow(code: string, first: number, { last, deleted, ...extent }: LineExtent): number {
    let count = 0
    for (let seq = extent.first; seq < first; seq++) count += this.forget(code, seq)
    this.records.write(['lines', code], { first, last, deleted: deleted.filter(seq => seq >= first) })
    return count
  }

  /** Erases a line and its key. Returns 1, or 0 if it was deleted already. */
  private forget(code: string, seq: number): number {
    const line = this.at(code, seq)
    if (!line) return 0
    this.records.remove(['line-key', code, line.from, line.key])
    this.records.remove(['line', code, seq])
    return line.text === null ? 0 : 1
  }
}
