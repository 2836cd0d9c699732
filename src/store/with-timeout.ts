/** Rejects store calls after a timeout; the write may still succeed later. */
import type { Store } from './store'

/** The same store; everything but its end takes at most so many milliseconds, and fails with what `meaning` makes of the error. */
export function withPatience(store: Store, longest: number, meaning: (error: unknown) => unknown): Store {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function' || name === 'close') return value
      return (...args: unknown[]) => {
        const done: unknown = Reflect.apply(value, target, args)
        return done instanceof Promise ? inTime(done, longest, meaning) : done
      }
    },
  })
}

function inTime<T>(done: Promise<T>, longest: number, meaning: (error: unknown) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      const reason = meaning(error)
      reject(reason instanceof Error ? reason : new Error(String(reason)))
    }
    const timer = setTimeout(() => fail(new Error(`no answer for ${longest / 1000} seconds`)), longest)
    done.then(resolve, fail).finally(() => clearTimeout(timer))
  })
}
