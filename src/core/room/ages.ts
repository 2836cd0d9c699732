/**
 * Measures how long rooms have been unused, and how old their lines and results are. It adds up observed time and
 * never subtracts dates: a clock that jumps, or a date of 1970, makes nothing old. Values in, values out.
 */

export const DAY_MS = 24 * 3600 * 1000
/** Marks on the lines, and on the results, of one room, which limits how precisely their ages are known. */
const MAX_MARKS = 30
/** The largest part of ROOM_DAYS that one gap between two checks counts for, when only the wall clock shows it. */
const MAX_GAP_SHARE = 1 / 4

/** Milliseconds by which a clock may be set back without being distrusted. */
export const CLOCK_TOLERANCE_MS = 3600 * 1000

interface RoomAge {
  /** If this differs from the last check, the room was used. */
  usedAt: number
  /** The age of the store when the room was first seen unused. */
  since: number
  lines: Mark[]
  /** Absent in what an earlier version has stored, as the next. */
  results?: Mark[]
  asks?: Mark[]
}

/** An age of the store, with the number of the room's newest line or result at that time; lists have the oldest first. */
type Mark = [age: number, seq: number]

/** What a room keeps under numbers that grow. */
export type Numbered = 'lines' | 'results' | 'asks'

/** What is stored between two checks; a new process continues with it. */
export interface Ages {
  /** Wall clock at the last check. */
  seenAt: number
  /** Milliseconds for which this store was observed. */
  age: number
  /** Milliseconds that only the wall clock shows, not counted yet. */
  gap: number
  /** Milliseconds since that gap was noticed. After a day it is counted, unless the clock was set back. */
  gapStood: number
  rooms: Record<string, RoomAge>
}

/** A room as it is found at a check. */
export interface SeenRoom {
  code: string
  usedAt: number
  /** Somebody is in it. */
  isAlive: boolean
  /** The numbers of its newest line, result and ask; 0: there was none. */
  last: Record<Numbered, number>
}

/** Parses what was stored. If it is missing or invalid, ages start at 0, so rooms are only stored for longer. */
export function agesFrom(text: string | undefined, now: number): Ages {
  const kept = parsed(text)
  const figures = [kept.seenAt, kept.age, kept.gap, kept.gapStood]
  if (figures.every(Number.isFinite) && typeof kept.rooms === 'object') return kept as Ages
  return { seenAt: now, age: 0, gap: 0, gapStood: 0, rooms: {} }
}

function parsed(text = 'null'): Partial<Ages> {
  try {
    return (JSON.parse(text) as Ages | null) ?? {}
  } catch {
    return {}
  }
}

/**
 * The ages after the time since the last check.
 * @param now the wall clock
 * @param lived milliseconds since the last check of this process, on a monotonic clock; 0: this is its first check
 */
export function grown(ages: Ages, { now, lived }: { now: number; lived: number }, days: number): Ages {
  const elapsed = now - ages.seenAt
  // The clock was ahead then, or is behind now: do not trust it.
  if (elapsed < -CLOCK_TOLERANCE_MS)
    return { ...ages, seenAt: now, age: ages.age + lived, gap: 0, gapStood: 0 }
  const sure = Math.min(Math.max(elapsed, 0), lived)
  const gap = Math.min(Math.max(elapsed - sure, 0), days * DAY_MS * MAX_GAP_SHARE)
  const gapStood = ages.gap > 0 ? ages.gapStood + Math.max(elapsed, 0) : 0
  const isBelieved = gapStood >= DAY_MS
  return {
    ...ages,
    seenAt: now,
    age: ages.age + sure + (isBelieved ? ages.gap : 0),
    gap: isBelieved ? gap : Math.min(ages.gap + gap, days * DAY_MS * MAX_GAP_SHARE),
    gapStood: isBelieved || gap >= DAY_MS ? 0 : gapStood,
  }
}

/** The ages with the rooms that exist now: resets the ages of used rooms and drops rooms that no longer exist. */
export function withRooms(ages: Ages, seen: readonly SeenRoom[], days: number): Ages {
  const rooms: Ages['rooms'] = {}
  for (const { code, usedAt, isAlive, last } of seen) {
    const before = ages.rooms[code]
    const isUsed = isAlive || before?.usedAt !== usedAt
    const marks = (what: Numbered) =>
      marked(before?.[what] ?? [], ages.age, last[what], (days * DAY_MS) / MAX_MARKS)
    // The age itself may have been reduced.
    const since = isUsed ? ages.age : Math.min(before.since, ages.age)
    rooms[code] = { usedAt, since, lines: marks('lines'), results: marks('results'), asks: marks('asks') }
  }
  return { ...ages, rooms }
}

function marked(marks: Mark[], age: number, lastSeq: number, apart: number): Mark[] {
  const [newestAge, newestSeq] = marks[marks.length - 1] ?? [-Infinity, 0]
  return lastSeq > newestSeq && age - newestAge >= apart ? [...marks, [age, lastSeq]] : marks
}

/** Whether nobody has used the room for this many days. */
export function isIdle({ age, rooms }: Ages, code: string, days: number): boolean {
  const room = rooms[code]
  return room !== undefined && age - room.since > days * DAY_MS
}

/** The number of a room's newest line or result that is older than this many days; 0: none is. */
export function oldUpTo({ age, rooms }: Ages, code: string, what: Numbered, days: number): number {
  const old = (rooms[code]?.[what] ?? []).filter(([then]) => age - then > days * DAY_MS)
  return old[old.length - 1]?.[1] ?? 0
}

/** The ages without the marks of lines or results that have been erased. */
export function withoutOldMarks(ages: Ages, code: string, what: Numbered, upTo: number): Ages {
  const room = ages.rooms[code]!
  const marks = (room[what] ?? []).filter(([, seq]) => seq > upTo)
  return { ...ages, rooms: { ...ages.rooms, [code]: { ...room, [what]: marks } } }
}
