/**
 * Limits how long something is waited for. Imports nothing; every layer but `core`, which has no timers, may use it.
 */

/** Parts of a time limit. However long this process or its machine stands still, no more than one part is over then. */
const PARTS = 10

/**
 * The promise's own outcome, or a rejection after `ms` milliseconds in which this process ran: with an error of this
 * message, or with the one that is made then. What the promise stands for still goes on. The timer keeps no process
 * alive.
 */
export function withTimeout<T>(promise: Promise<T>, ms: number, failure: string | (() => Error)): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(typeof failure === 'string' ? new Error(failure) : failure())
    let partsLeft = PARTS
    let timer: NodeJS.Timeout
    const wait = () => void (timer = setTimeout(partOver, ms / PARTS).unref())
    const partOver = () => {
      if (--partsLeft > 0) wait()
      // Timers come before answers that arrived meanwhile: those are read first.
      else setImmediate(fail)
    }
    wait()
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
