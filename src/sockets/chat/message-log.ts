/** A room's lines: recorded, then announced, on this node and on others; and deleted. */
import type { Logger } from 'pino'
import type { Extent } from '../../core/access/permissions'
import { Sequence } from '../../core/cluster/sequence'
import type { Refusal, Reply } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import type { Line, ChatNews, OpenedChat } from '../../core/protocol/chat'
import type { RoomDocument } from '../../core/room/document'
import type { HiddenLines } from '../../core/protocol/panic'
import { isHiddenLine } from '../../core/room/hidden-stretches'
import { StoreTrouble } from '../../store/errors'
import type { NewLine, Store } from '../../store/store'
import { sendToClassics } from '../room/workshop-clients'
import { broadcast, type Packet } from '../room/broadcast'
import type { LiveRoom } from '../room/live-room'
import { History } from './history'
import { UnreadNotice } from './unread-notice'

/** Lines that are read at a time. */
const LINES_PER_READ = 100
/** How long a missing line is waited for when a later one is there. */
const GAP_TIMEOUT_MS = 1000

export interface MessageLogParts {
  store: Store
  logger: Logger
  /** Between two notices of unread lines. */
  unreadIntervalMs: number
}

export class MessageLog {
  readonly history: History
  private readonly unread: UnreadNotice
  private lastSeq = 0
  private isLoaded = false
  /** Numbers of the lines that were announced. */
  private readonly announced = new Sequence()
  private gapTimer: NodeJS.Timeout | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: MessageLogParts,
  ) {
    this.history = new History(parts.store, room)
    this.unread = new UnreadNotice(room, parts.unreadIntervalMs)
  }

  /** Reads once what is recorded; to be awaited before `news` is read. */
  async loadOnce(): Promise<void> {
    if (!this.isLoaded) await this.load()
  }

  /** Reads what is recorded; lines that it has are not announced any more. */
  async load(): Promise<void> {
    const { last } = await this.parts.store.extent(this.room.code)
    this.lastSeq = Math.max(this.lastSeq, last)
    this.announced.skipTo(last)
    this.isLoaded = true
  }

  get news(): ChatNews {
    const { talk, firstLine } = this.room.document
    return {
      chat: talk.chat,
      private: talk.private,
      slow: talk.slow,
      lastSeq: this.lastSeq,
      firstSeq: firstLine,
    }
  }

  /** Which lines that somebody may still show are gone. */
  async goneLines(): Promise<Pick<OpenedChat, 'firstSeq' | 'deleted' | 'hidden'>> {
    const { first, deleted } = await this.history.extent()
    const hidden = this.hiddenSince(first)
    return { firstSeq: first, deleted, ...(hidden.length > 0 && { hidden }) }
  }

  /** Tells talkers which lines are hidden from now on; those that are shown again they ask for. */
  hiddenChanged({ hiddenLines: before }: RoomDocument): void {
    const { hiddenLines } = this.room.document
    if (before === hiddenLines) return
    this.history.changed()
    const isNew = ({ from }: HiddenLines) => !before.some(each => each.from === from)
    for (const { from } of hiddenLines.filter(isNew)) {
      const packet: Packet = ['linesHidden', [from, this.lastSeq]]
      // People leave the talkers with the same document: what waits for them is not sent any more.
      const people = [...this.room.talkers].filter(({ data }) => !data.presenter)
      void broadcast(people, [packet])
      this.room.toTalkers(packet)
    }
    const isOver = ({ from }: HiddenLines) => !hiddenLines.some(each => each.from === from)
    if (before.some(each => isOver(each))) this.room.toTalkers(['linesRestored'])
  }

  private hiddenSince(first: number): [from: number, to: number][] {
    const { hiddenLines } = this.room.document
    const stretches = hiddenLines.map(({ from, to }): [number, number] => [from, to ?? this.lastSeq])
    return stretches.filter(([, to]) => to >= first)
  }

  /** Records a line, then sends it to everybody, its author too. A line that was recorded already is not sent again. */
  async say(line: NewLine): Promise<Reply<{ seq: number; at: number }>> {
    const recorded = await this.record(line)
    if ('ok' in recorded) return recorded
    const { seq, at } = recorded
    if (this.isHiddenFrom(line)) {
      await this.parts.store.eraseLines(this.room.code, { seq })
      return refuse('removed')
    }
    // A line that is recorded already is announced only if the node that recorded it was gone before it could.
    if (this.announced.note(seq)) {
      this.room.publish('line', { ...line, at, seq })
      this.announce({ ...line, at, seq })
    }
    return { ok: true, seq, at }
  }

  /** Another node has recorded a line. Returns whether it is new here. */
  receive(line: Line): boolean {
    const isNew = this.announced.note(line.seq)
    // Another node took it before it knew.
    if (this.isHiddenFrom(line)) void this.erase(line.seq).catch(() => undefined)
    else if (isNew) this.announce(line)
    return isNew
  }

  /** Deletes a line of this author; to the extent `all` anybody's. */
  async delete(seq: number, author: string, extent: Extent): Promise<Refusal | undefined> {
    const { store } = this.parts
    if (seq < this.room.document.firstLine) return refuse('no-such-line')
    const [line] = await store.lines(this.room.code, { limit: 1, after: seq - 1, before: seq + 1 })
    if (!line) return refuse('no-such-line')
    if (line.from !== author && extent === 'own') return refuse('not-your-line')
    return (await this.erase(seq)) ? undefined : refuse('no-such-line')
  }

  /** Deletes what one person said in this lesson, under these public ids. Resolves to how many lines that were. */
  async deleteOf(authors: ReadonlySet<string>): Promise<number> {
    const after = this.room.document.firstLine - 1
    let count = 0
    for (let before: number | undefined; ;) {
      const lines = await this.parts.store.lines(this.room.code, { limit: LINES_PER_READ, after, before })
      for (const { seq, from, role } of lines)
        if (authors.has(from) && role === undefined && (await this.erase(seq))) count++
      if (lines.length < LINES_PER_READ) return count
      before = lines[0]!.seq
    }
  }

  /** Deletes a line everywhere. Resolves to whether it was there. */
  private async erase(seq: number): Promise<boolean> {
    if ((await this.parts.store.eraseLines(this.room.code, { seq })) === 0) return false
    this.receiveDeleted(seq)
    this.room.publish('lineDeleted', seq)
    return true
  }

  /** Whether its author was removed, with all that the author says. */
  private isHiddenFrom({ from, role }: Pick<Line, 'from' | 'role'>): boolean {
    return role === undefined && this.room.removal.hides(from)
  }

  /** A line of this lesson that everybody may see. */
  async shownLine(seq: number): Promise<Line | undefined> {
    const { firstLine, hiddenLines } = this.room.document
    if (seq < firstLine) return undefined
    const [line] = await this.parts.store.lines(this.room.code, { limit: 1, after: seq - 1, before: seq + 1 })
    return line && !isHiddenLine(hiddenLines, line) ? line : undefined
  }

  /** A line was deleted, here or on another node. */
  receiveDeleted(seq: number): void {
    this.room.reports.gone({ kind: 'line', id: seq })
    this.history.changed()
    this.room.toTalkers(['lineDeleted', seq])
  }

  close(): void {
    clearTimeout(this.gapTimer)
    this.unread.close()
  }

  private async record(line: NewLine): Promise<{ seq: number; at: number } | Refusal> {
    const { store, logger } = this.parts
    const recorded = await store.appendLine(this.room.code, line).catch((error: unknown) => {
      // What troubles the store as a whole is said by its condition.
      if (!(error instanceof StoreTrouble) && store.condition.trouble === undefined)
        logger.error({ err: error }, 'a line cannot be recorded')
      return undefined
    })
    // Undefined: the store does not know this room, as after a Redis was emptied; it will in a moment.
    return recorded ?? refuse('line-not-kept')
  }

  private announce({ text, ...mark }: Line): void {
    this.history.changed()
    // It was said before a new lesson that is known here already.
    if (mark.seq < this.room.document.firstLine) return
    // It was said on its way into a panic.
    if (!isHiddenLine(this.room.document.hiddenLines, mark)) {
      this.room.toTalkers(['chat message', text, mark])
      sendToClassics(this.room, { name: mark.name, text })
    }
    this.lastSeq = Math.max(this.lastSeq, mark.seq)
    this.unread.note(this.lastSeq)
    if (!this.announced.hasGap) return
    this.gapTimer ??= setTimeout(() => void this.fillGap().catch(() => undefined), GAP_TIMEOUT_MS).unref()
  }

  /** A node may have recorded a line and ended before it announced it: such lines are read from the store. */
  private async fillGap(): Promise<void> {
    this.gapTimer = undefined
    if (!this.announced.hasGap) return
    const { lastSeq } = this
    const { lines } = await this.history.page({ after: this.announced.seen, before: lastSeq })
    for (const line of lines) this.receive(line)
    this.announced.skipTo(lastSeq)
  }
}
