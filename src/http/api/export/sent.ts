/** Sends a file piece by piece, as fast as its client reads, and gives up a client that reads too slowly. */
import type { Response } from 'express'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface FileHead {
  name: string
  type: string
  /** Further headers. */
  headers?: Record<string, string>
}

/** How slowly a client may read. */
export interface Pace {
  /** Milliseconds for which it may read nothing. */
  stalledMs: number
  /** Milliseconds that it has for a small file. */
  graceMs: number
  /** Of a large file it has besides the time that it needs at this pace. */
  bytesPerSecond: number
}

const PACE: Pace = { stalledMs: 15_000, graceMs: 30_000, bytesPerSecond: 16 * 1024 }
/** Bytes that are written at a time. */
const PIECE_BYTES = 64 * 1024

/**
 * Answers with this file, for this client alone. Resolves once the client has it or is gone.
 * @param length bytes of all parts, if they are known
 */
export async function sendFile(
  response: Response,
  { name, type, headers = {} }: FileHead,
  parts: Iterable<Buffer> | AsyncIterable<Buffer>,
  { length, pace = PACE }: { length?: number; pace?: Pace } = {},
): Promise<void> {
  response.status(200).attachment(name)
  response.set({ 'Content-Type': type, 'Cache-Control': 'no-store', ...headers })
  if (length !== undefined) response.set('Content-Length', String(length))
  response.setTimeout(pace.stalledMs, () => response.destroy())
  const pieces = Readable.from(piecesOf(parts, deadline(response, pace)), { objectMode: false })
  try {
    await pipeline(pieces, response)
  } catch (error) {
    // The client may disconnect before the end.
    if (!response.headersSent && !response.destroyed) throw error
    response.destroy()
  }
}

/** The next piece is asked for once those before it are on their way. */
async function* piecesOf(
  parts: Iterable<Buffer> | AsyncIterable<Buffer>,
  taken: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const part of parts)
    for (let from = 0; from < part.length; from += PIECE_BYTES) {
      const piece = part.subarray(from, from + PIECE_BYTES)
      yield piece
      taken(piece.length)
    }
}

/** Ends the answer when its time is over; what is called with the bytes that were taken puts that off. */
function deadline(response: Response, { graceMs, bytesPerSecond }: Pace): (bytes: number) => void {
  let end = performance.now() + graceMs
  let timer: NodeJS.Timeout | undefined
  const putOff = (bytes: number) => {
    end += (bytes / bytesPerSecond) * 1000
    clearTimeout(timer)
    timer = setTimeout(() => response.destroy(), Math.max(0, end - performance.now())).unref()
  }
  response.once('close', () => clearTimeout(timer))
  putOff(0)
  return putOff
}
