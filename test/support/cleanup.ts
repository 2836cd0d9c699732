/**
 * Ends what tests start. A root hook plugin of mocha: hooks at the top of a helper would run for the first file of a
 * worker only.
 */

type Cleanup = () => unknown

const afterTest: Cleanup[] = []
const afterFile: Cleanup[] = []

/** Runs behind every test, in the order of registration. */
export function afterEachTest(cleanup: Cleanup): void {
  afterTest.push(cleanup)
}

/** Runs behind the last test of a file where files run side by side, else behind the last test of all. */
export function afterAllTests(cleanup: Cleanup): void {
  afterFile.push(cleanup)
}

async function runAll(cleanups: readonly Cleanup[]): Promise<void> {
  for (const cleanup of cleanups) await cleanup()
}

export const mochaHooks = {
  afterEach: () => runAll(afterTest),
  afterAll: () => runAll(afterFile),
}
