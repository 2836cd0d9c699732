/** Rejects store calls after a timeout; the write may still succeed later. */
import { withTimeout } from '../with-timeout'
import type { Store } from './store'

/**
 * The same store, but each call except `close` is rejected after `timeoutMs` milliseconds. `describe` makes the error
 * that callers get of the one that occurred.
 */
export function withCommandTimeout(
  store: Store,
  timeoutMs: number,
  describe: (error: unknown) => unknown,
): Store {
  const failed = (error: unknown): never => {
    const reason = describe(error)
    throw reason instanceof Error ? reason : new Error(String(reason))
  }
  const message = `no answer for ${timeoutMs / 1000} seconds`
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function' || name === 'close') return value
      return (...args: unknown[]) => {
        const done: unknown = Reflect.apply(value, target, args)
        return done instanceof Promise ? withTimeout(done, timeoutMs, message).catch(failed) : done
      }
    },
  })
}
