/** Writes workbooks for Excel in a worker thread, one after the other. */
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Cell } from '../../../core/poll/result-table'
import { sheetName, sheetText } from './sheet-text'

export interface Sheet {
  name: string
  /** The names of the columns first. */
  lines: Iterable<Cell[]>
}

const PROGRAM = path.join(__dirname, 'workbook-program.js')
/** Cells of one workbook: writing them takes about two seconds, and 300 MB at most. */
export const MAX_CELLS = 400_000
/** Workbooks that wait for their turn. */
const MAX_WAITING = 50
/** Cells that are made before the event loop gets a turn. */
const SLICE_CELLS = 5000
const WRITING_TIMEOUT_MS = 60_000
const MAX_HEAP_MB = 768

export class Workbooks {
  private last: Promise<unknown> = Promise.resolve()
  private waiting = 0

  /** @param maxCells beyond which a sheet ends with a sentence */
  constructor(private readonly maxCells = MAX_CELLS) {}

  /** The bytes of a workbook; undefined: too many wait already. `isWanted` is asked once it is its turn. */
  async write(sheets: Iterable<Sheet>, isWanted: () => boolean): Promise<Uint8Array | undefined> {
    if (this.waiting >= MAX_WAITING) return undefined
    this.waiting++
    const turn = this.last.then(() => (isWanted() ? this.written(sheets) : new Uint8Array()))
    this.last = turn.catch(() => undefined)
    return turn.finally(() => this.waiting--)
  }

  private async written(sheets: Iterable<Sheet>): Promise<Uint8Array> {
    const worker = new Worker(PROGRAM, { resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } })
    const timer = setTimeout(() => void worker.terminate(), WRITING_TIMEOUT_MS)
    try {
      const bytes = new Promise<Uint8Array>((resolve, reject) => {
        worker.once('message', resolve).once('error', reject)
        worker.once('exit', () => reject(new Error('the workbook took too long')))
      })
      // It may fail while lines are still sent to it.
      bytes.catch(() => undefined)
      await this.send(sheets, worker)
      worker.postMessage({})
      return await bytes
    } finally {
      clearTimeout(timer)
      void worker.terminate()
    }
  }

  private async send(sheets: Iterable<Sheet>, worker: Worker): Promise<void> {
    let cells = 0
    let place = 0
    for (const { name, lines } of sheets) {
      worker.postMessage({ sheet: sheetName(name, ++place) })
      let slice: Cell[][] = []
      let inSlice = 0
      for (const line of lines) {
        const isFull = cells + line.length > this.maxCells
        slice.push(isFull ? [FULL] : line.map(cell => (typeof cell === 'number' ? cell : sheetText(cell))))
        if (isFull) break
        cells += line.length
        inSlice += line.length
        if (inSlice < SLICE_CELLS) continue
        worker.postMessage({ lines: slice })
        slice = []
        inSlice = 0
        await nextTurn()
      }
      worker.postMessage({ lines: slice })
    }
  }
}

/** Nothing is left out silently. */
const FULL = 'Not all of it fits into this file: save its questions one by one, or as CSV.'
