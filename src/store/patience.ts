/** Owns that nobody waits for a store that hangs: what takes too long is rejected, though it may still come to be recorded. */
import { StoreError, type Store } from './store'

/** The same store; everything but its end takes at most so many milliseconds. */
export function withPatience(store: Store, longest: number): Store {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function' || name === 'close') return value
      return (...args: unknown[]) => {
        const done: unknown = Reflect.apply(value, target, args)
        return done instanceof Promise ? inTime(done, longest) : done
      }
    },
  })
}

function inTime<T>(done: Promise<T>, longest: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const tooLate = () => reject(new StoreError(`The store has not answered for ${longest / 1000} seconds.`))
    const timer = setTimeout(tooLate, longest)
    done.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
