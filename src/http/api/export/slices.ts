/** Takes the lines of a table a few at a time, so that votes are taken between. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Cell } from '../../../core/poll/result-table'

/** Cells that are made before the event loop gets a turn. */
const SLICE_CELLS = 5000

/** Slices of lines; the next one is made in another turn of the event loop. */
export async function* inSlices(lines: Iterable<Cell[]>): AsyncGenerator<Cell[][]> {
  let slice: Cell[][] = []
  let cells = 0
  for (const line of lines) {
    slice.push(line)
    cells += line.length
    if (cells < SLICE_CELLS) continue
    yield slice
    slice = []
    cells = 0
    await nextTurn()
  }
  if (slice.length > 0) yield slice
}
