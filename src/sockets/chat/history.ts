/**
 * Reads a room's lines: one by its number, and pages, bounded in lines and bytes. Whoever asks for the same page at the
 * same time shares one read.
 */
import { MAX_PAGE_LINES, MAX_PAGE_BYTES } from '../../core/chat/messages'
import type { Line } from '../../core/protocol/chat'
import { isHiddenLine } from '../../core/room/hidden-stretches'
import type { LineExtent, Store } from '../../store/store'
import type { LiveRoom } from '../room/live-room'

/** Lines that are read from the store at a time. */
const LINES_PER_READ = 20
/** Bytes of a line beside its text: number, key, author, name and time. */
const LINE_OVERHEAD_BYTES = 200
/** How long a page that was read is given to others who ask for the same. */
const SHARED_FOR_MS = 1000
/** Reads that are kept for others. */
const MAX_SHARED = 4

export interface Range {
  before?: number | undefined
  after?: number | undefined
}

export interface Page {
  lines: Line[]
  hasOlder: boolean
}

/**
 * A page is a thousand times as long as its request: each is sent in its own turn of the event loop, so that votes
 * are not held up.
 */
let lastTurn: Promise<unknown> = Promise.resolve()
const turn = () => (lastTurn = lastTurn.then(() => new Promise(resolve => setImmediate(resolve))))

export class History {
  private readonly shared = new Map<string, { at: number; reading: Promise<unknown> }>()

  /** @param room whose present lesson the pages are of */
  constructor(
    private readonly store: Store,
    private readonly room: Pick<LiveRoom, 'code' | 'document'>,
  ) {}

  /** The newest lines of a range, once it is this request's turn. */
  async page(range: Range): Promise<Page> {
    await turn()
    return this.share(`${range.after} ${range.before}`, () => this.read(range))
  }

  /** The first line that is left, and the lines behind it that are gone although a page may still show them. */
  async extent(): Promise<LineExtent> {
    const { code, document } = this.room
    const { deleted, ...extent } = await this.share('extent', () => this.store.extent(code))
    const first = Math.max(extent.first, document.firstLine)
    return { ...extent, first, deleted: deleted.filter(seq => seq >= first) }
  }

  /** A line that is kept, of any lesson, hidden or not. */
  async line(seq: number): Promise<Line | undefined> {
    const [line] = await this.store.lines(this.room.code, { limit: 1, after: seq - 1, before: seq + 1 })
    return line
  }

  /** A line of this lesson that everybody may see. */
  async shownLine(seq: number): Promise<Line | undefined> {
    const { firstLine, hiddenLines } = this.room.document
    if (seq < firstLine) return undefined
    const line = await this.line(seq)
    return line && !isHiddenLine(hiddenLines, line) ? line : undefined
  }

  /** A line was recorded, deleted, hidden or shown again, or a lesson began: what was read before is out of date. */
  changed(): void {
    this.shared.clear()
  }

  private share<T>(what: string, read: () => Promise<T>): Promise<T> {
    const now = performance.now()
    const known = this.shared.get(what)
    if (known && now - known.at < SHARED_FOR_MS) return known.reading as Promise<T>
    if (this.shared.size >= MAX_SHARED) this.shared.clear()
    const reading = read()
    this.shared.set(what, { at: now, reading })
    // A failed read is not shared: the next request reads again.
    reading.catch(() => this.shared.delete(what))
    return reading
  }

  private async read({ before, after = 0 }: Range): Promise<Page> {
    const { code, document } = this.room
    const range = { limit: LINES_PER_READ, after: Math.max(after, document.firstLine - 1) }
    const newestFirst: Line[] = []
    const page = (hasOlder: boolean) => ({ lines: newestFirst.reverse(), hasOlder })
    for (let bytes = 0, below = before; ;) {
      const found = await this.store.lines(code, { ...range, before: below })
      for (const line of found.reverse()) {
        if (isHiddenLine(document.hiddenLines, line)) continue
        bytes += Buffer.byteLength(line.text) + LINE_OVERHEAD_BYTES
        const isFull = newestFirst.length === MAX_PAGE_LINES || bytes > MAX_PAGE_BYTES
        if (isFull && newestFirst.length > 0) return page(true)
        newestFirst.push(line)
      }
      if (found.length < LINES_PER_READ) return page(false)
      below = found.at(-1)!.seq
    }
  }
}
