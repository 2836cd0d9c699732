/**
 * Ends what tests start. A root hook plugin of mocha: hooks at the top of a helper would run for the first file of a
 * worker only.
 */
import { removeFolders } from './folders'

type Cleanup = () => unknown

const afterTest: Cleanup[] = []
const afterFile: Cleanup[] = []

/** Runs behind every test, in the order of registration; also when the process ends within one, as far as it is synchronous. */
export function afterEachTest(cleanup: Cleanup): void {
  afterTest.push(cleanup)
}

/**
 * Runs behind the last test of a file where files run side by side, else behind the last test of all; also when the
 * process ends before, as far as it is synchronous.
 */
export function afterAllTests(cleanup: Cleanup): void {
  afterFile.push(cleanup)
}

/** Runs all of them, also after one that fails; throws what the first one threw. */
async function runAll(cleanups: readonly Cleanup[]): Promise<void> {
  const errors: unknown[] = []
  for (const cleanup of cleanups)
    try {
      await cleanup()
    } catch (error) {
      errors.push(error)
    }
  if (errors.length > 0) throw errors[0]
}

export const mochaHooks = {
  afterEach: () => runAll(afterTest),
  async afterAll() {
    try {
      await runAll(afterFile)
    } finally {
      removeFolders()
    }
  },
}

// Before the folders go: what still runs would write to them.
process.prependListener('exit', () => {
  for (const cleanup of [...afterTest, ...afterFile])
    try {
      void Promise.resolve(cleanup()).catch(() => {})
    } catch {
      // The others must run too.
    }
})
