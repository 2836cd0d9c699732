/** Answers with a file that is made while it is read, and ends with a client that reads no more. */
import type { Response } from 'express'
import type { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Milliseconds for which a client may read nothing before its file is aborted. */
const STALLED_TIMEOUT_MS = 15_000

export interface FileHead {
  name: string
  type: string
}

/** Says that the answer is this file, for this client alone. */
export function beginFile(response: Response, { name, type }: FileHead): void {
  response.status(200).attachment(name).set({ 'Content-Type': type, 'Cache-Control': 'no-store' })
  response.setTimeout(STALLED_TIMEOUT_MS, () => response.destroy())
}

/** Answers with what is read from a source. */
export async function streamed(
  response: Response,
  head: FileHead,
  source: Readable,
  ...through: Transform[]
): Promise<void> {
  beginFile(response, head)
  try {
    await pipeline([source, ...through, response])
  } catch (error) {
    // The client may disconnect before the end.
    if (!response.headersSent && !response.destroyed) throw error
    response.destroy()
  }
}
