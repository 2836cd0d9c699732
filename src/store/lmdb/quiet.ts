/**
 * Stops LMDB's library from writing each failed commit to the terminal: the promise rejects too, and we log that
 * once.
 */

let isQuiet = false

/** Takes effect from the first call on; all other output is unchanged. */
export function quietFailedCommits(): void {
  if (isQuiet) return
  isQuiet = true
  const write = console.error.bind(console)
  console.error = (...args: unknown[]) => {
    const [error] = args
    const isCommit = args.length === 1 && error instanceof Error && /[\\/]lmdb[\\/]/.test(error.stack ?? '')
    if (!isCommit) write(...args)
  }
}
