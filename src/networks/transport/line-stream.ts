/** Reads one HTTP response line by line, and ends it after too long a silence. */
import type { Failure } from './backoff'
import { failureOf, headersOf } from './fetch-json'
import type { SourceIntervals } from '../source'

/** The most characters of a line; longer lines are skipped. */
const MAX_LINE_LENGTH = 256 * 1024

export interface StreamAsked {
  token: string
  intervals: SourceIntervals
  /** Ends the stream from the caller's side. */
  ended: AbortSignal
  connected: () => void
  /** Receives a line: an empty line is a heartbeat, undefined a line that was too long. Returns whether to continue. */
  line: (line: string | undefined) => boolean
}

/** Reads the stream to its end. Resolves to the reason of the end; never throws. */
export async function readStream(
  url: string,
  { token, intervals, ended, connected, line }: StreamAsked,
): Promise<Failure> {
  const silent = new AbortController()
  const watch = (time: number) => setTimeout(() => silent.abort(), time).unref()
  let watchdog = watch(intervals.answer)
  const isAlive = () => {
    clearTimeout(watchdog)
    watchdog = watch(intervals.silence)
  }
  let failure: Failure = { reason: 'unreachable' }
  try {
    const response = await fetch(url, {
      headers: headersOf(token),
      signal: AbortSignal.any([ended, silent.signal]),
    })
    if (!response.ok || !response.body) return failureOf(response)
    failure = { reason: 'closed' }
    connected()
    isAlive()
    for await (const each of linesOf(response.body)) {
      isAlive()
      if (!line(each)) break
    }
  } catch {
    if (silent.signal.aborted && failure.reason === 'closed') failure = { reason: 'silent' }
  } finally {
    clearTimeout(watchdog)
    silent.abort()
  }
  return failure
}

/**
 * The lines of a stream as they arrive; an empty line is a heartbeat, undefined a line that was too long.
 * Joins characters that the network split.
 */
async function* linesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string | undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  let isTooLong = false
  for await (const piece of body) {
    rest += decoder.decode(piece, { stream: true })
    const lines = rest.split(/\r?\n/)
    rest = lines.pop()!
    for (const line of lines) {
      yield isTooLong || line.length > MAX_LINE_LENGTH ? undefined : line
      isTooLong = false
    }
    if (rest.length > MAX_LINE_LENGTH) {
      rest = ''
      isTooLong = true
    }
  }
}
