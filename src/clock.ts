/**
 * The monotonic clock for durations: countdowns, holds, intervals. A change of the computer's clock does not affect it.
 * Times that people read, such as a line's, use Date.now().
 */
import { readFileSync } from 'node:fs'
import { CLOCK_TOLERANCE_MS } from './core/room/ages'
import type { Store } from './store/store'

/** Name of the stored note with which a restart on the same computer continues the clock. */
const NOTE = 'clock'
/** Different after each start of the computer; only Linux has it. */
const BOOT_ID = '/proc/sys/kernel/random/boot_id'

/** The difference between `steadyNow` and the milliseconds since this process began. */
let origin = performance.timeOrigin

/**
 * Milliseconds on a clock that never goes back. Close to the milliseconds since 1970, but not to be shown to people.
 */
export function steadyNow(): number {
  return Math.floor(origin + performance.now())
}

/** Sets this clock from the store, so that it agrees with other servers on the same store and with the last process. */
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

/**
 * Continues the clock of the last process: a countdown survives a restart even if the computer's clock was set
 * meanwhile.
 */
async function goOnWith(store: Store): Promise<void> {
  const boot = bootId()
  if (!boot) return
  const up = Number(process.hrtime.bigint()) / 1e6
  const before = noteFrom(await store.readNote(NOTE))
  if (before?.boot === boot && up >= before.up) origin = before.now + up - before.up - performance.now()
  else {
    const note = JSON.stringify({ boot, up, now: steadyNow() } satisfies ClockNote)
    // Without the note, only a countdown is wrong after a restart with a changed computer clock.
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
  /** This computer's clock. */
  now: number
  /** The store's clock, which may be another computer's. */
  storeNow: number
  /** The last known use of the store. */
  lastSeen: number
  /** When this program was built; 0: unknown. */
  built: number
}

/** A sentence if the computer's clock is evidently wrong. */
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
