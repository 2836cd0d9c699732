/**
 * Stops LMDB's library from writing each failed commit to the terminal; the rejected promise tells us, and we log it
 * once.
 */

let isQuiet = false

/** From the first call on; everything else is written as before. */
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
