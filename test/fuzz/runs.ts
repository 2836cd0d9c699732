/**
 * How many cases a fuzz test tries, and from which seed: few in `npm test`, many in `npm run fuzz`. A failure prints
 * its seed.
 */
import fc, { type IAsyncPropertyWithHooks } from 'fast-check'
import type { TestApp } from '../support/app'

/** Cases of each fuzz test in `npm test`. */
const DEFAULT_RUNS = 150
/** Level of pino from which on a line is an error. */
const ERROR = 50

const runs = Number(process.env['FUZZ_RUNS'] ?? DEFAULT_RUNS)
const seed = process.env['FUZZ_SEED'] === undefined ? undefined : Number(process.env['FUZZ_SEED'])

/** Tries the property on random cases; on a failure, the smallest one is told with its seed. */
export function fuzz<T>(property: IAsyncPropertyWithHooks<T>): Promise<void> {
  return fc.assert(property, { numRuns: runs, ...(seed !== undefined && { seed }) })
}

/** Fails when the app has written an error into its log, and forgets what was written. */
export function expectNoErrors(app: TestApp): void {
  const errors = app.log.filter(({ level }) => (level as number) >= ERROR)
  app.log.length = 0
  if (errors.length > 0) throw new Error(`In the log: ${JSON.stringify(errors)}`)
}
