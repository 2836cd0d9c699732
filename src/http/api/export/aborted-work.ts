/** Work that nobody waits for any more. */
export class AbortedWork extends Error {
  constructor() {
    super('nobody waits for this work any more')
  }
}

/** Ends work whose signal was given. */
export function endIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new AbortedWork()
}
