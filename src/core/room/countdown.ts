/** The countdown of the poll that is up: how it begins and is extended. On the clock of whoever decides. */
import type { PollDocument } from './poll-document'

/** The longest countdown, in milliseconds. */
const MAX_TIMER_MS = 24 * 3600 * 1000

export type Countdown = Pick<PollDocument, 'deadline' | 'durationSeconds'>
export const NO_COUNTDOWN: Countdown = { deadline: null, durationSeconds: null }

export function countdown(now: number, durationSeconds: number): Countdown {
  return { deadline: now + durationSeconds * 1000, durationSeconds }
}

/** One that has just run out starts again from now. */
export function extended(
  { deadline, durationSeconds }: Countdown & { deadline: number },
  now: number,
  seconds: number,
): Countdown {
  const later = Math.min(Math.max(deadline, now) + seconds * 1000, now + MAX_TIMER_MS)
  const whole = (durationSeconds ?? 0) + Math.ceil((later - deadline) / 1000)
  return { deadline: later, durationSeconds: whole }
}
