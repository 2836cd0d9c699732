/**
 * Streams the transcript of a lesson's lines to the room's presenter, with backpressure and a limit of concurrent transcripts.
 */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Router, type Request, type Response } from 'express'
import { cleanCode, DEFAULT_ROOM } from '../core/room/codes'
import type { Refusal } from '../core/protocol/replies'
import { refuse } from '../core/protocol/refusals'
import type { Line } from '../core/protocol/chat'
import type { HiddenLines } from '../core/protocol/panic'
import { isHiddenLine } from '../core/room/hidden-stretches'
import { addressOf, networkOf, type Trust } from '../forwarded'
import type { LineSpan, Store } from '../store/store'
import { bearerOf, opensRoom } from './presenter-auth'
import { sendRefusal, sendTooManyMisses } from './refused'

/** Concurrent transcripts: of this server, and of one room. */
const MAX_TRANSCRIPTS = 16
const MAX_ROOM_TRANSCRIPTS = 2
/** Concurrent transcripts of one address, so that somebody with many rooms does not use up all. */
const MAX_ADDRESS_TRANSCRIPTS = 4
/** Lines that are read from the store at a time. */
const LINES_A_READ = 20
/** Milliseconds for which a client may read nothing before its transcript is aborted. */
const STALLED_TIMEOUT_MS = 15_000

export interface TranscriptParts {
  trust: Trust
  /** Milliseconds in which a transcript must have been read. */
  readTimeoutMs: number
  store: Promise<Store>
  /** Counts a wrong code or key. Returns the refusal if this client has sent too many. */
  missed: (request: Request) => Refusal | undefined
}

/** A transcript being streamed: its room and the client's address. */
interface Place {
  code: string
  source: string
}

/**
 * `GET /transcript.txt`, `/transcript.json`, and the same below `/r/CODE`: the present lesson, or with `?lesson=N` an
 * earlier one. They contain no private lines, because these are never stored.
 */
export function transcripts({ store, trust, readTimeoutMs, missed }: TranscriptParts): Router {
  const writing = new Set<Place>()

  function takePlace(code: string, request: Request): Place | undefined {
    const address = addressOf(request, trust)
    const place = { code, source: networkOf(address) ?? address }
    const count = (fits: (other: Place) => boolean) => [...writing].filter(fits).length
    const isFull =
      writing.size >= MAX_TRANSCRIPTS ||
      count(other => other.code === code) >= MAX_ROOM_TRANSCRIPTS ||
      count(other => other.source === place.source) >= MAX_ADDRESS_TRANSCRIPTS
    if (isFull) return undefined
    writing.add(place)
    return place
  }

  async function answer(request: Request, response: Response): Promise<void> {
    const opened = await store
    const { code: typed } = request.params
    const code = typed === undefined ? DEFAULT_ROOM : cleanCode(String(typed))
    response.set('Cache-Control', 'no-store')
    if (code === undefined || !(await opensRoom(opened, code, bearerOf(request)))) {
      const tooMany = missed(request)
      if (tooMany) sendTooManyMisses(response, tooMany)
      else sendRefusal(response.set('WWW-Authenticate', 'Bearer realm="presenter"'), 401, refuse('wrong-key'))
      return
    }
    const place = takePlace(code, request)
    if (!place) {
      sendRefusal(response.set('Retry-After', '5'), 503, refuse('too-many-transcripts'))
      return
    }
    const timer = setTimeout(() => response.destroy(), readTimeoutMs)
    try {
      const meant = await meantLines(opened, code, request.query['lesson'])
      if (!meant) {
        sendRefusal(response, 404, refuse('no-such-lesson'))
        return
      }
      const type = request.path.endsWith('.txt') ? 'txt' : 'json'
      const isText = type === 'txt'
      response.attachment(`${meant.name}.${type}`).type(type)
      response.setTimeout(STALLED_TIMEOUT_MS, () => response.destroy())
      const lines = linesOf(opened, code, meant)
      const text = Readable.from(isText ? asText(lines) : asJson(lines), { objectMode: false })
      await pipeline(text, response)
    } catch (error) {
      // The client may disconnect before the end.
      if (!response.headersSent && !response.destroyed) throw error
      response.destroy()
    } finally {
      clearTimeout(timer)
      writing.delete(place)
    }
  }
  return Router().get(
    ['/transcript.txt', '/transcript.json', '/r/:code/transcript.txt', '/r/:code/transcript.json'],
    answer,
  )
}

/** Lines of a transcript, its name, and which of them nobody is shown. */
interface MeantLines extends LineSpan {
  name: string
  hidden: readonly HiddenLines[]
}

/**
 * The lines that a request means, and the name of its file: those of the present lesson, or of the one with this
 * number. Undefined: there is no such lesson.
 */
async function meantLines(store: Store, code: string, number: unknown): Promise<MeantLines | undefined> {
  const { first, last } = await store.extent(code)
  const { lesson, firstLine, lessons, hiddenLines: hidden } = (await store.loadRoom(code))!.document
  if (number === undefined || number === String(lesson))
    return { from: Math.max(first, firstLine), to: last, name: 'transcript', hidden }
  const archived = lessons.find(each => String(each.lesson) === number)
  if (!archived) return undefined
  const [from, to] = archived.lines
  return { from: Math.max(first, from), to, name: `transcript-${archived.lesson}`, hidden }
}

/** Reads a few lines at a time, in the order of their numbers; the next ones once these are consumed. */
async function* linesOf(
  store: Store,
  code: string,
  { from, to, hidden }: MeantLines,
): AsyncGenerator<Line[]> {
  for (let seq = from; seq <= to; seq += LINES_A_READ) {
    const before = Math.min(seq + LINES_A_READ, to + 1)
    const lines = await store.lines(code, { limit: LINES_A_READ, after: seq - 1, before })
    yield lines.filter(line => !isHiddenLine(hidden, line))
  }
}

async function* asText(some: AsyncIterable<Line[]>): AsyncGenerator<string> {
  for await (const lines of some) if (lines.length > 0) yield lines.map(inWords).join('')
}

async function* asJson(some: AsyncIterable<Line[]>): AsyncGenerator<string> {
  let before = '['
  for await (const lines of some) {
    if (lines.length === 0) continue
    yield before + lines.map(line => JSON.stringify(forPrograms(line))).join(',')
    before = ','
  }
  yield before === '[' ? '[]' : ']'
}

/** One line as text, its time with the zone; further lines of its text are indented. */
function inWords({ at, name, text }: Line): string {
  const time = new Date(at).toISOString().replace('T', ' ').slice(0, 19)
  return `${time} UTC  ${name}: ${text.replaceAll('\n', '\n    ')}\n`
}

/** One line as JSON; times are ISO 8601 in UTC, with a Z. */
function forPrograms({ seq, at, name, role, text }: Line): object {
  return { seq, at: new Date(at).toISOString(), name, role, text }
}
