/**
 * A room's lines: recorded, then announced, on this node and on others, each once and whatever the order in which they
 * come. Whether somebody may say one was decided before.
 */
import type { Logger } from 'pino'
import { Sequence } from '../../core/cluster/sequence'
import type { Refusal, Reply } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import type { Line, ChatNews, OpenedChat } from '../../core/protocol/chat'
import { isHiddenLine } from '../../core/room/hidden-stretches'
import { StoreTrouble } from '../../store/errors'
import type { NewLine, Store } from '../../store/store'
import { sendToClassics } from '../room/workshop-clients'
import type { LiveRoom } from '../room/live-room'
import { History } from './history'
import { LineDeletion } from './line-deletion'
import { LineHiding } from './line-hiding'
import { UnreadNotice } from './unread-notice'

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
  readonly deletion: LineDeletion
  readonly hiding: LineHiding
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
    this.deletion = new LineDeletion(room, parts.store, this.history)
    this.hiding = new LineHiding(room, () => this.lastSeq)
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

  /** The lines that are gone or hidden although a page may still show them. */
  async goneLines(): Promise<Pick<OpenedChat, 'firstSeq' | 'deleted' | 'hidden'>> {
    const { first, deleted } = await this.history.extent()
    const hidden = this.hiding.since(first)
    return { firstSeq: first, deleted, ...(hidden.length > 0 && { hidden }) }
  }

  /** Records a line, then sends it to everybody, its author too. A line that was recorded already is not sent again. */
  async say(line: NewLine): Promise<Reply<{ seq: number; at: number }>> {
    const recorded = await this.record(line)
    if ('ok' in recorded) return recorded
    const { seq, at } = recorded
    if (this.isOfRemoved(line)) {
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
    // The other node recorded it before it knew of the removal.
    if (this.isOfRemoved(line)) void this.deletion.erase(line.seq).catch(() => undefined)
    else if (isNew) this.announce(line)
    return isNew
  }

  close(): void {
    clearTimeout(this.gapTimer)
    this.unread.close()
  }

  /** Whether its author was removed, with all that the author says. */
  private isOfRemoved({ from, role }: Pick<Line, 'from' | 'role'>): boolean {
    return role === undefined && this.room.removal.hides(from)
  }

  private async record(line: NewLine): Promise<{ seq: number; at: number } | Refusal> {
    const { store, logger } = this.parts
    const recorded = await store.appendLine(this.room.code, line).catch((error: unknown) => {
      // The condition of the store tells what troubles it as a whole.
      if (!(error instanceof StoreTrouble) && store.condition.trouble === undefined)
        logger.error({ err: error }, 'a line cannot be recorded')
      return undefined
    })
    // Undefined: the store does not know this room, as after a Redis was emptied; it will know it again in a moment.
    return recorded ?? refuse('line-not-kept')
  }

  private announce({ text, ...mark }: Line): void {
    this.history.changed()
    // It was said in the lesson before; this node knows already that there is a new one.
    if (mark.seq < this.room.document.firstLine) return
    // It was on its way when a panic began.
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
