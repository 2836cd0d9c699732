/** Streams a poll as CSV: UTF-8 with a byte order mark, as spreadsheets expect it, and no cell that is a formula. */
import { stringify, type Options } from 'csv-stringify'
import type { Response } from 'express'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { careFor } from '../../answer-care'
import { resultTable, type ResultTableOf } from '../../core/poll/result-table'
import { keptRound } from '../../core/question-types/rounds'
import type { DrivenRoom } from './driven-room'
import { pollIdOf } from './poll-json'

/** Milliseconds for which a client may read nothing before its table is aborted. */
const STALLED_TIMEOUT_MS = 15_000

const FORMAT: Options = {
  bom: true,
  escape_formulas: true,
  record_delimiter: 'windows',
  // Only the whole delimiter would be quoted: spreadsheets take half of it for the end of a line, too.
  quoted_match: /[\r\n]/,
}

/** What the table of the poll with this id is made of; undefined: there is no such poll. */
export async function tableOf(room: DrivenRoom, id: string): Promise<ResultTableOf | undefined> {
  const { document } = room
  const { poll } = document
  if (pollIdOf(poll) === id && !poll.past) {
    const tally = await room.recordedTally()
    if (room.document.poll.pollId !== poll.pollId) return tableOf(room, id)
    const { question, earlier, care } = room.document.poll
    const rounds = [...earlier, keptRound(question, tally, Infinity)]
    return { question, rounds, care: careFor(document, question, care) }
  }
  const [result] = await room.results({ ids: [id] })
  if (!result) return undefined
  const { question, rounds, care } = result
  return { question, rounds, care: careFor(document, question, care) }
}

/** Answers with the table. */
export async function sendTable(response: Response, id: string, table: ResultTableOf): Promise<void> {
  response
    .status(200)
    .attachment(`poll-${id}.csv`)
    .set({ 'Content-Type': 'text/csv; charset=utf-8', 'Cache-Control': 'no-store' })
  response.setTimeout(STALLED_TIMEOUT_MS, () => response.destroy())
  const csv = stringify(FORMAT)
  try {
    await pipeline(Readable.from(resultTable(table)), csv, response)
  } catch (error) {
    // The client may disconnect before the end.
    if (!response.headersSent && !response.destroyed) throw error
    response.destroy()
  }
}
