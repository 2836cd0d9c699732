/**
 * The tally of one poll in LMDB: a record for each counter, so that a vote writes as much however many answers there
 * are. Inside a transaction of the store: read and change, then `save`.
 */
import { countersOf, type Tally } from '../../core/question-types/question-type'
import type { Counts } from '../../core/protocol/poll'
import type { Key, Records } from './records'

/** The votes of a counter, and its place among those that have appeared. */
type Kept = [votes: number, place: number]

export class LmdbTally {
  /** Counters that were read or changed. */
  private readonly touched = new Map<string, Kept>()
  private lastPlace: number | undefined
  private readonly key: Key
  /** Sorts behind all counters of this poll: no text does, for characters beyond U+FFFF sort last. */
  private readonly end: Key
  /** Of the number of counters that have appeared. */
  private readonly placeKey: Key

  constructor(
    private readonly records: Records,
    code: string,
    pollId: string,
  ) {
    this.key = ['tally', code, pollId]
    this.end = ['tally', code, `${pollId} `]
    this.placeKey = ['tally-place', code, pollId]
  }

  read(): Tally {
    const counters: [counter: string, kept: Kept][] = []
    for (const { key, value } of this.records.range([...this.key, ''], this.end))
      counters.push([key[3] as string, value as Kept])
    counters.sort(([, [, one]], [, [, other]]) => one - other)
    // As data version 1 kept it: all letters in one record. What has changed since is beside it.
    const tally = new Map(Object.entries(this.records.read<Counts>(this.key) ?? {}))
    for (const [counter, [votes]] of counters) tally.set(counter, (tally.get(counter) ?? 0) + votes)
    for (const [counter, votes] of tally) if (votes === 0) tally.delete(counter)
    return tally
  }

  /** Counts a vote in place of an earlier one; null: no vote. */
  shift(before: string | null, after: string | null): void {
    if (before !== null) for (const counter of countersOf(before)) this.count(counter, -1)
    if (after !== null) for (const counter of countersOf(after)) this.count(counter, 1)
  }

  save(): void {
    for (const [counter, kept] of this.touched) {
      const key: Key = [...this.key, counter]
      // One that an older record has, too, may be below zero here.
      if (kept[0] === 0) this.records.remove(key)
      else this.records.write(key, kept)
    }
    if (this.lastPlace !== undefined) this.records.write(this.placeKey, this.lastPlace)
  }

  forget(): void {
    const counters = this.records.range(this.key, this.end)
    for (const { key } of [...counters]) this.records.remove(key)
    this.records.remove(this.key)
    this.records.remove(this.placeKey)
  }

  private count(counter: string, by: 1 | -1): void {
    const kept = this.touched.get(counter) ?? this.records.read<Kept>([...this.key, counter]) ?? [0, 0]
    const isNew = kept[0] === 0
    this.touched.set(counter, [kept[0] + by, isNew ? this.nextPlace() : kept[1]])
  }

  private nextPlace(): number {
    this.lastPlace ??= this.records.read<number>(this.placeKey) ?? 0
    return ++this.lastPlace
  }
}
