/** Lines that their authors or the crew delete: erased from the store, then taken off all pages with an open chat. */
import type { Extent } from '../../core/access/permissions'
import { refuse } from '../../core/protocol/refusals'
import type { Refusal } from '../../core/protocol/replies'
import type { Store } from '../../store/store'
import type { LiveRoom } from '../room/live-room'
import type { History } from './history'

/** Lines that are read at a time. */
const LINES_PER_READ = 100

export class LineDeletion {
  constructor(
    private readonly room: LiveRoom,
    private readonly store: Store,
    private readonly history: History,
  ) {}

  /** Deletes a line of this author; to the extent `all` anybody's. */
  async delete(seq: number, author: string, extent: Extent): Promise<Refusal | undefined> {
    if (seq < this.room.document.firstLine) return refuse('no-such-line')
    const line = await this.history.line(seq)
    if (!line) return refuse('no-such-line')
    if (line.from !== author && extent === 'own') return refuse('not-your-line')
    return (await this.erase(seq)) ? undefined : refuse('no-such-line')
  }

  /** Deletes what one person said in this lesson, under these public ids. Resolves to how many lines that were. */
  async deleteOf(authors: ReadonlySet<string>): Promise<number> {
    const after = this.room.document.firstLine - 1
    let count = 0
    for (let before: number | undefined; ;) {
      const lines = await this.store.lines(this.room.code, { limit: LINES_PER_READ, after, before })
      for (const { seq, from, role } of lines)
        if (authors.has(from) && role === undefined && (await this.erase(seq))) count++
      if (lines.length < LINES_PER_READ) return count
      before = lines[0]!.seq
    }
  }

  /** Deletes a line everywhere. Resolves to whether it was there. */
  async erase(seq: number): Promise<boolean> {
    if ((await this.store.eraseLines(this.room.code, { seq })) === 0) return false
    this.receive(seq)
    this.room.publish('lineDeleted', seq)
    return true
  }

  /** A line was deleted, here or on another node. */
  receive(seq: number): void {
    this.room.reports.gone({ kind: 'line', id: seq })
    this.history.changed()
    this.room.toTalkers(['lineDeleted', seq])
  }
}
