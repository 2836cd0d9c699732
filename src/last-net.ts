/** Handles uncaught errors: logs them and continues, because no request may end the process. */
import type { Logger } from 'pino'

/** Milliseconds within which the same failure is logged in full once, and then counted. */
const LOG_INTERVAL_MS = 60_000
/** Different failures that are remembered; above this, every one is logged in full. */
const MAX_KINDS = 100

const SENTENCE =
  'Something failed in a way that nobody foresaw; the log says what. The server goes on, and what is recorded is safe. ' +
  'Please report it, and restart the server when nobody needs it.'

export interface NetParts {
  logger: Logger
  /** Prints a sentence for the operator of the server; called once. */
  print: (sentence: string) => void
}

/**
 * Catches uncaught exceptions and rejections. Each has interrupted one event of one socket, one
 * request or one timer. Votes and documents change atomically, so it is safe to continue, while ending would
 * lose every hand.
 */
export function spreadNet({ logger, print }: NetParts): void {
  const counts = new Map<string, { since: number; more: number }>()
  let hasPrinted = false

  function caught(error: unknown, origin: string): void {
    const kind = `${origin} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    const now = performance.now()
    const count = counts.get(kind)
    if (count && now - count.since < LOG_INTERVAL_MS) {
      count.more++
      return
    }
    if (counts.size >= MAX_KINDS) counts.clear()
    counts.set(kind, { since: now, more: 0 })
    const times = count && count.more > 0 ? { times: count.more } : {}
    logger.fatal({ err: error, origin, ...times }, 'nobody caught this; the server goes on')
    if (!hasPrinted) print(SENTENCE)
    hasPrinted = true
  }

  process.on('uncaughtException', caught)
  process.on('unhandledRejection', error => caught(error, 'unhandledRejection'))
}

/** Ignores write errors of a closed terminal or pipe, which must not end the process. */
export function outliveOutputs(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}
