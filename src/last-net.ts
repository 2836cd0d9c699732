/** Handles what nobody caught: it is logged and the process goes on, because no request may end it. */
import type { Logger } from 'pino'

/** Milliseconds within which the same failure is logged in full once, and then counted. */
const LOG_INTERVAL_MS = 60_000
/** Failures that are told apart; of more, each is logged. */
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
 * Catches exceptions and rejections that nobody has caught. What they interrupted is one event of one socket, one
 * request or one timer: votes and documents change in one step or not at all, so going on is safe, and ending would
 * take every hand with it.
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

/** A terminal that was closed, or a pipe nobody reads, takes no more words; that is no reason to end. */
export function outliveOutputs(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}
