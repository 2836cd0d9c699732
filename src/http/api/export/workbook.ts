/** Writes a workbook for Excel in a worker thread, which ends with it, whatever happens. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Cell } from '../../../core/poll/result-table'
import { AbortedWork, endIfAborted } from './aborted-work'
import { sheetName, sheetText } from './sheet-text'
import { inSlices } from './slices'

export interface Sheet {
  name: string
  /** The names of the columns first. */
  lines: Iterable<Cell[]>
}

const PROGRAM = path.join(__dirname, 'workbook-program.js')
/** Cells of one workbook: writing them takes about two seconds, and 300 MB at most. */
export const MAX_CELLS = 400_000
const WRITING_TIMEOUT_MS = 60_000
const MAX_HEAP_MB = 768
/** Nothing is left out silently. */
const FULL = 'Not all of it fits into this file: save its questions one by one, or as CSV.'

/**
 * The bytes of a workbook.
 * @param signal that nobody waits for it any more
 * @param maxCells beyond which a sheet ends with a sentence
 */
export async function workbookOf(
  sheets: Iterable<Sheet>,
  signal: AbortSignal,
  maxCells = MAX_CELLS,
): Promise<Buffer> {
  endIfAborted(signal)
  const worker = new Worker(PROGRAM, { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } })
  const end = new AbortController()
  const stop = () => end.abort()
  const timer = setTimeout(stop, WRITING_TIMEOUT_MS)
  signal.addEventListener('abort', stop)
  worker.once('exit', stop)
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      end.signal.addEventListener('abort', () =>
        reject(signal.aborted ? new AbortedWork() : new Error('the workbook took too long')),
      )
      worker
        .once('message', (bytes: Uint8Array) =>
          resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
        )
        .once('error', reject)
      sendTo(worker, sheets, { signal: end.signal, maxCells }).catch(reject)
    })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    void worker.terminate()
  }
}

async function sendTo(
  worker: Worker,
  sheets: Iterable<Sheet>,
  { signal, maxCells }: { signal: AbortSignal; maxCells: number },
): Promise<void> {
  const left = { cells: maxCells }
  let place = 0
  for (const { name, lines } of sheets) {
    worker.postMessage({ sheet: sheetName(name, ++place) })
    for await (const slice of inSlices(fitting(lines, left))) {
      endIfAborted(signal)
      worker.postMessage({ lines: slice })
    }
  }
  worker.postMessage({})
}

/** The lines for which there are cells left, and a sentence where that is not all. */
function* fitting(lines: Iterable<Cell[]>, left: { cells: number }): Generator<Cell[]> {
  for (const line of lines) {
    if (line.length > left.cells) {
      yield [FULL]
      return
    }
    left.cells -= line.length
    yield line.map(cell => (typeof cell === 'number' ? cell : sheetText(cell)))
  }
}
