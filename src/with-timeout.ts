/**
 * Limits how long something is waited for. Imports nothing; every layer but `core`, which has no timers, may use it.
 */

/**
 * The promise's own outcome, or a rejection after `ms` milliseconds: with an error of this message, or with the one
 * that is made then. What the promise stands for still goes on. The timer keeps no process alive.
 */
export function withTimeout<T>(promise: Promise<T>, ms: number, failure: string | (() => Error)): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(typeof failure === 'string' ? new Error(failure) : failure())
    // After a long pause of this process, timers come before answers that arrived meanwhile: those are read first.
    const timer = setTimeout(() => setImmediate(fail), ms).unref()
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** The same, but resolves to undefined after `ms` milliseconds. */
export async function waitAtMost<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const timeout = new Error('timeout')
  try {
    return await withTimeout(promise, ms, () => timeout)
  } catch (error) {
    if (error === timeout) return undefined
    throw error
  }
}
