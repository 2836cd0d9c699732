/** Tables as CSV: UTF-8 with a byte order mark, as spreadsheets expect it, and no cell that is a formula. */
import { stringify } from 'csv-stringify/sync'
import type { Options } from 'csv-stringify'
import type { Cell } from '../../../core/poll/result-table'
import { inSlices } from './slices'

const BYTE_ORDER_MARK = '\ufeff'
const FORMAT: Options = {
  escape_formulas: true,
  record_delimiter: 'windows',
  // Only the whole delimiter would be quoted: spreadsheets take half of it for the end of a line, too.
  quoted_match: /[\r\n]/,
}

/** The lines of a table, some at a time. */
export async function* csvParts(lines: Iterable<Cell[]>): AsyncGenerator<Buffer> {
  yield Buffer.from(BYTE_ORDER_MARK)
  for await (const some of inSlices(lines)) yield Buffer.from(stringify(some, FORMAT))
}
