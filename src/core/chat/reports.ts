/**
 * What people of a room have reported, and who did, as keyed hashes: each person counts once for each thing. Bounded;
 * nothing is hidden by it. Knows no clock.
 */
import sortBy from 'lodash/sortBy'
import { withinBytes } from '../limits/bounded'
import type { ReportedItem, ReportKey } from '../protocol/reports'

/** Things with reports in one room; of more, the one with the fewest reports gives way, of several the oldest. */
export const MAX_REPORTED = 100
/** People counted for one thing. */
export const MAX_REPORTERS = 200
/** Things, and UTF-8 bytes of them, that one message to presenters carries: those with the most reports. */
const MAX_TOLD = 50
const MAX_TOLD_BYTES = 16 * 1024

/** What is known of a thing besides who reported it. */
export type ReportedThing = ReportKey & Omit<ReportedItem, 'people' | 'kind' | 'id'>

/** All of it, for a node that has just opened the room. */
export type ReportsState = { thing: ReportedThing; reporters: string[] }[]

export class Reports {
  /** The oldest first. */
  private readonly entries = new Map<string, { thing: ReportedThing; reporters: Set<string> }>()

  get size(): number {
    return this.entries.size
  }

  /** Counts a person for a thing. Returns whether that changed something; 'full': no more people are counted. */
  add(thing: ReportedThing, reporter: string): boolean | 'full' {
    const name = nameOf(thing)
    const { reporters } = this.entries.get(name) ?? this.begin(name, thing)
    if (reporters.has(reporter)) return false
    if (reporters.size >= MAX_REPORTERS) return 'full'
    reporters.add(reporter)
    return true
  }

  /** Takes a person's report back. Returns whether there was one. */
  remove(key: ReportKey, reporter: string): boolean {
    const reporters = this.entries.get(nameOf(key))?.reporters
    if (!reporters?.delete(reporter)) return false
    if (reporters.size === 0) this.drop(key)
    return true
  }

  /** Forgets a thing with all reports of it. Returns whether there were any. */
  drop(key: ReportKey): boolean {
    return this.entries.delete(nameOf(key))
  }

  /** Forgets the things of a kind that are not to be kept. Returns whether there were any. */
  keep(kind: ReportKey['kind'], isKept: (id: ReportKey['id']) => boolean): boolean {
    const gone = [...this.entries.values()].filter(({ thing }) => thing.kind === kind && !isKept(thing.id))
    for (const { thing } of gone) this.drop(thing)
    return gone.length > 0
  }

  /** Forgets everything. Returns whether there was something. */
  clear(): boolean {
    const had = this.size > 0
    this.entries.clear()
    return had
  }

  /** What this person has reported of a kind. */
  idsOf(kind: ReportKey['kind'], reporter: string): ReportKey['id'][] {
    return [...this.entries.values()].flatMap(({ thing, reporters }) =>
      thing.kind === kind && reporters.has(reporter) ? [thing.id] : [],
    )
  }

  /** What presenters are told: the most reported first, of as many the oldest. */
  get told(): ReportedItem[] {
    const items = [...this.entries.values()].map(({ thing, reporters }) => ({
      ...thing,
      people: reporters.size,
    }))
    return withinBytes(sortBy(items, ({ people }) => -people).slice(0, MAX_TOLD), MAX_TOLD_BYTES)
  }

  get state(): ReportsState {
    return [...this.entries.values()].map(({ thing, reporters }) => ({ thing, reporters: [...reporters] }))
  }

  private begin(name: string, thing: ReportedThing) {
    const entry = { thing, reporters: new Set<string>() }
    if (this.size >= MAX_REPORTED) {
      const [least] = sortBy([...this.entries.values()], ({ reporters }) => reporters.size)
      this.drop(least!.thing)
    }
    this.entries.set(name, entry)
    return entry
  }
}

function nameOf({ kind, id }: ReportKey): string {
  return `${kind} ${id}`
}
