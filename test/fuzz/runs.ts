/**
 * How many cases each fuzz test tries, and from which seed: 5,000 in all in `npm test`, 100,000 in `npm run fuzz`. The seed
 * is always printed.
 */
import fc, { type IAsyncPropertyWithHooks } from 'fast-check'
import { randomInt } from 'node:crypto'
import type { TestApp } from '../support/app'
import { KEY } from '../support/presenter'

/** The cases of each kind, of each hundred: more of those that are fast. */
export const SHARES = {
  requests: 40,
  bytes: 24,
  events: 10,
  floods: 4,
  frames: 10,
  handshakes: 8,
  'long-polling': 4,
}
/** Cases of all kinds in `npm test`. */
const DEFAULT_RUNS = 5000
/** Level of pino from which on a line is an error. */
const ERROR = 50
/** A key that opens `/metrics`. */
export const METRICS_TOKEN = 'a-token-of-the-fuzz-tests'
/** No budget in the way of what is to be tried. */
export const ENV = {
  SOCKET_EVENTS: '1000000',
  ADDRESS_EVENTS: '1000000',
  ADDRESS_CONNECTIONS: '1000000',
  ADDRESS_BROWSERS: '1000000',
  ADDRESS_MISSES: '1000000',
  // Else a presenter would make a new one, and lose what this test holds.
  PRESENTER_KEY: KEY,
  METRICS_TOKEN,
}

const runs = Number(process.env['FUZZ_RUNS'] ?? DEFAULT_RUNS)
const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31))

/** Tries the property on random cases; on a failure, the smallest one is told with its seed. */
export async function fuzz<T>(
  kind: keyof typeof SHARES,
  property: IAsyncPropertyWithHooks<T>,
): Promise<void> {
  const numRuns = Math.ceil((runs * SHARES[kind]) / 100)
  console.log(`      ${numRuns} ${kind} from seed ${seed} (FUZZ_SEED)`)
  await fc.assert(property, { numRuns, seed })
}

/** Fails when the app has written an error into its log, and forgets what was written. */
export function expectNoErrors(app: TestApp): void {
  const errors = app.log.filter(({ level }) => (level as number) >= ERROR)
  app.log.length = 0
  if (errors.length > 0) throw new Error(`In the log: ${JSON.stringify(errors)}`)
}
