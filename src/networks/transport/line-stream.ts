/** One HTTP response that is read line by line: ended when it is silent too long, with the reason of its end. */
import type { Failure } from './backoff'
import { failureOf, headersOf } from './fetch-json'
import type { SourceIntervals } from '../source'

/** Characters of a line that is looked at. */
const MAX_LINE_LENGTH = 256 * 1024

export interface StreamAsked {
  token: string
  intervals: SourceIntervals
  /** Ends it from here. */
  ended: AbortSignal
  connected: () => void
  /** A line: empty ones are signs of life, undefined was too long to look at. Returns whether to read on. */
  line: (line: string | undefined) => boolean
}

/** Reads the stream to its end. Resolves to why it ended; never throws. */
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
 * The lines of a stream, as they come; an empty one is a sign of life, undefined one that was too long to look at.
 * Characters are put together again where the network cut them.
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
