/**
 * The clock for durations: countdowns, holds, intervals. It never jumps, even when somebody changes the computer's clock.
 * Times that people read, such as a line's, come from Date.now().
 */
import { readFileSync } from 'node:fs'
import { CLOCK_TOLERANCE_MS } from './core/room/ages'
import type { Store } from './store/store'

/** Name of the note by which a restart on the same computer goes on with the same clock. */
const NOTE = 'clock'
/** Another text after each start of the computer; only Linux has it. */
const BOOT_ID = '/proc/sys/kernel/random/boot_id'

/** What `steadyNow` is ahead of the milliseconds since this process began. */
let origin = performance.timeOrigin

/** Milliseconds on a clock that only goes forward. Near those since 1970, but nothing to show to people. */
export function steadyNow(): number {
  return Math.floor(origin + performance.now())
}

/** Reads this clock as the store has it: other servers on the same store, and the process before this one, read the same. */
export async function agreeOnClock(store: Store, isShared: boolean): Promise<void> {
  const asked = performance.now()
  const storeNow = await store.now()
  origin = storeNow - (asked + performance.now()) / 2
  if (!isShared) await goOnWith(store)
}

interface ClockNote {
  boot: string
  /** Milliseconds since the computer started. */
  up: number
  now: number
}

/** A countdown outlives a restart, also where somebody has set the computer's clock meanwhile. */
async function goOnWith(store: Store): Promise<void> {
  const boot = bootId()
  if (!boot) return
  const up = Number(process.hrtime.bigint()) / 1e6
  const before = noteFrom(await store.readNote(NOTE))
  if (before?.boot === boot && up >= before.up) origin = before.now + up - before.up - performance.now()
  else {
    const note = JSON.stringify({ boot, up, now: steadyNow() } satisfies ClockNote)
    // Where nothing can be recorded, only a countdown through a restart and a set clock suffers.
    await store.writeNote(NOTE, note).catch(() => undefined)
  }
}

function noteFrom(text = 'null'): ClockNote | undefined {
  try {
    return (JSON.parse(text) as ClockNote | null) ?? undefined
  } catch {
    return undefined
  }
}

function bootId(): string | undefined {
  try {
    return readFileSync(BOOT_ID, 'utf8').trim()
  } catch {
    return undefined
  }
}

export interface ClockWitnesses {
  /** What this computer's clock says. */
  now: number
  /** What the store's clock says, which may be another computer's. */
  storeNow: number
  /** When the store was used last, as far as it knows. */
  lastSeen: number
  /** When this program was built, 0 where nobody knows. */
  built: number
}

/** A sentence where the computer's clock is evidently wrong. */
export function clockProblem({ now, storeNow, lastSeen, built }: ClockWitnesses): string | undefined {
  const isBefore = (moment: number) => now < moment - CLOCK_TOLERANCE_MS
  const says = `The clock of this computer says ${textOf(now)}`
  const advice = 'for times would be shown wrongly. Nothing is erased because of it.'
  if (Math.abs(now - storeNow) > CLOCK_TOLERANCE_MS)
    return `${says}, that of Redis ${textOf(storeNow)}. Set the one that is wrong, ${advice}`
  if (isBefore(built)) return `${says}, but this program was built on ${textOf(built)}. Set it, ${advice}`
  if (isBefore(lastSeen))
    return `${says}, but what is kept was used on ${textOf(lastSeen)}. Set it, ${advice}`
  return undefined
}

function textOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
