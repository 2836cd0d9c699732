/**
 * How long rooms and lines have been unused. It is the sum of time that was observed to pass, not a difference of dates:
 * neither a clock that jumps nor a room of "1970" makes anything old. Values in, values out.
 */

export const DAY_MS = 24 * 3600 * 1000
/** Marks on the lines of one room: the younger half of ROOM_DAYS is no finer than that. */
const MAX_MARKS = 30
/** The part of the room's days that one gap between two looks counts at most, when only the clock vouches for it. */
const MAX_GAP_SHARE = 1 / 4

/** Milliseconds by which a clock may be set back without a word. */
export const CLOCK_TOLERANCE_MS = 3600 * 1000

interface RoomAge {
  /** Another value than at the last look: the room was used. */
  usedAt: number
  /** The age of the store when it was first seen unused. */
  since: number
  /** Age of the store, and the number of the room's newest line then, the oldest first. */
  lines: [age: number, seq: number][]
}

/** What is remembered between two looks, also of an earlier process. */
export interface Ages {
  /** Wall clock of the last look. */
  seenAt: number
  /** Milliseconds that this store has been seen to live. */
  age: number
  /** Milliseconds for which only the clock vouches, not counted yet. */
  gap: number
  /** Milliseconds for which that gap has stood. Once it is a day the clock is believed, unless it has gone back. */
  gapStood: number
  rooms: Record<string, RoomAge>
}

/** A room as it is found at a look. */
export interface SeenRoom {
  code: string
  usedAt: number
  /** Somebody is in it. */
  isAlive: boolean
  /** Number of its newest line, 0 where there are none. */
  lastSeq: number
}

/** What was remembered, or the beginning where that is nothing or nonsense: then everything is kept for longer. */
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
 * The ages as time went on.
 * @param now the wall clock
 * @param lived milliseconds since this process looked last, on a clock that never jumps; 0: it has not looked before
 */
export function grown(ages: Ages, { now, lived }: { now: number; lived: number }, days: number): Ages {
  const elapsed = now - ages.seenAt
  // The clock was ahead then, or is behind now: its word counts for nothing.
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

/** The ages with the rooms that are there now: used ones are young again, those that are gone are forgotten. */
export function withRooms(ages: Ages, seen: readonly SeenRoom[], days: number): Ages {
  const rooms: Ages['rooms'] = {}
  for (const { code, usedAt, isAlive, lastSeq } of seen) {
    const before = ages.rooms[code]
    const isUsed = isAlive || before?.usedAt !== usedAt
    const lines = marked(before?.lines ?? [], ages.age, lastSeq, (days * DAY_MS) / MAX_MARKS)
    // The age itself may have been taken back.
    const since = isUsed ? ages.age : Math.min(before.since, ages.age)
    rooms[code] = { usedAt, since, lines }
  }
  return { ...ages, rooms }
}

function marked(
  lines: RoomAge['lines'],
  age: number,
  lastSeq: number,
  apart: number,
): [age: number, seq: number][] {
  const [newestAge, newestSeq] = lines[lines.length - 1] ?? [-Infinity, 0]
  return lastSeq > newestSeq && age - newestAge >= apart ? [...lines, [age, lastSeq]] : lines
}

/** Whether nobody has used the room for so many days. */
export function isIdle({ age, rooms }: Ages, code: string, days: number): boolean {
  const room = rooms[code]
  return room !== undefined && age - room.since > days * DAY_MS
}

/** The number up to which the lines of a room are older than so many days; 0: none is. */
export function oldLines({ age, rooms }: Ages, code: string, days: number): number {
  const old = (rooms[code]?.lines ?? []).filter(([then]) => age - then > days * DAY_MS)
  return old[old.length - 1]?.[1] ?? 0
}

/** The ages without the marks of lines that have been erased. */
export function withoutOldMarks(ages: Ages, code: string, upTo: number): Ages {
  const room = ages.rooms[code]!
  const lines = room.lines.filter(([, seq]) => seq > upTo)
  return { ...ages, rooms: { ...ages.rooms, [code]: { ...room, lines } } }
}
