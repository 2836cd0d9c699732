/** Does work that takes long in slices, so that the page stays quick meanwhile. */

/** Milliseconds of one slice. */
const SLICE_MS = 8

/**
 * Begins at once; what takes no longer than a slice is done when this returns.
 * @param done called with the result
 * @returns stops the work, if it is not done
 */
export function inSlices<T>(work: Generator<unknown, T>, done: (result: T) => void): () => void {
  let timer: number | undefined
  const slice = (): void => {
    const until = performance.now() + SLICE_MS
    do {
      const step = work.next()
      if (step.done) return done(step.value)
    } while (performance.now() < until)
    timer = window.setTimeout(slice)
  }
  slice()
  return () => clearTimeout(timer)
}
