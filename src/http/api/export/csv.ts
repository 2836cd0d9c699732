/** Streams tables as CSV: UTF-8 with a byte order mark, as spreadsheets expect it, and no cell that is a formula. */
import { stringify, type Options } from 'csv-stringify'
import type { Response } from 'express'
import { Readable } from 'node:stream'
import type { Cell } from '../../../core/poll/result-table'
import { streamed } from './streamed'

const FORMAT: Options = {
  bom: true,
  escape_formulas: true,
  record_delimiter: 'windows',
  // Only the whole delimiter would be quoted: spreadsheets take half of it for the end of a line, too.
  quoted_match: /[\r\n]/,
}

/** Answers with the lines of a table; they are made as fast as the client reads them. */
export function sendCsv(response: Response, name: string, lines: Iterable<Cell[]>): Promise<void> {
  return streamed(
    response,
    { name, type: 'text/csv; charset=utf-8' },
    Readable.from(lines),
    stringify(FORMAT),
  )
}
