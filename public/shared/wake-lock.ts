/** The screen wake lock: keeps a phone awake while a poll is open, if the browser supports it. */

interface WakeLock {
  request(type: 'screen'): Promise<{ release(): Promise<void>; released: boolean }>
}

let lock: Awaited<ReturnType<WakeLock['request']>> | undefined
let wanted = false
let asking = false

/** Holds or releases the lock. Browsers without one, and plain-http pages, simply sleep. */
export async function keepAwake(on: boolean): Promise<void> {
  wanted = on
  if (asking) return // one lock at a time, or the other could never be released
  asking = true
  const { wakeLock } = navigator as { wakeLock?: WakeLock }
  try {
    if (wanted && (!lock || lock.released) && document.visibilityState === 'visible')
      lock = await wakeLock?.request('screen')
    if (!wanted) await lock?.release()
  } catch {
    // Refused, for instance by a battery saver: sleep is harmless here.
  }
  asking = false
}

// The browser releases the lock at every switch to another app.
document.addEventListener('visibilitychange', () => void keepAwake(wanted))
