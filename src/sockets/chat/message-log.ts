/** Owns a room's lines as they are kept, announced, counted for those who do not read, and deleted. */
import type { Logger } from 'pino'
import { Gaps } from '../../core/cluster/sequence'
import type { Refusal, Reply } from '../../core/protocol/events'
import { refuse } from '../../core/protocol/refusals'
import type { Line, TalkNews } from '../../core/protocol/chat'
import { StoreTrouble } from '../../store/errors'
import { type NewLine, type Store } from '../../store/store'
import { broadcast } from '../room/broadcast'
import { tellClassics } from '../room/workshop-clients'
import { History } from './history'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import type { Paces } from '../room/intervals'

/** Milliseconds for which a line is waited for when a later one is there. */
const GAP = 1000

export interface ConversationParts {
  store: Store
  logger: Logger
  paces: Paces
}

export class Conversation {
  readonly history: History
  private lastSeq = 0
  private isLoaded = false
  /** Numbers of the lines that were announced. */
  private readonly told = new Gaps()
  private gapTimer: NodeJS.Timeout | undefined
  private unreadAt = -Infinity
  private unreadTimer: NodeJS.Timeout | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: ConversationParts,
  ) {
    this.history = new History(parts.store, room.code)
  }

  /** Reads what is kept; to be awaited before `news`. */
  async loadOnce(): Promise<void> {
    if (!this.isLoaded) await this.load()
  }

  async load(): Promise<void> {
    const { last } = await this.parts.store.extent(this.room.code)
    this.lastSeq = Math.max(this.lastSeq, last)
    this.told.settle(last)
    this.isLoaded = true
  }

  get news(): TalkNews {
    const { chat, private: isPrivate } = this.room.document.talk
    return { chat, private: isPrivate, lastSeq: this.lastSeq }
  }

  /** What of the lines that somebody may still show is gone. */
  async gone(): Promise<{ firstSeq: number; deleted: number[] }> {
    const { first, deleted } = await this.history.extent()
    return { firstSeq: first, deleted }
  }

  /** Keeps a line, then tells everybody but the socket that said it. A line that is kept already is not told again. */
  async say(line: NewLine, by?: RoomSocket): Promise<Reply<{ seq: number; at: number }>> {
    const { store, logger } = this.parts
    const kept = await store.appendLine(this.room.code, line).catch((error: unknown) => {
      // What troubles the store as a whole is said by its condition.
      if (!(error instanceof StoreTrouble) && store.condition.trouble === undefined)
        logger.error({ err: error }, 'a line cannot be recorded')
      return refuse('line-not-kept')
    })
    // The room is here: a Redis that was emptied has it again in a moment.
    if (!kept) return refuse('line-not-kept')
    if ('ok' in kept) return kept
    const { seq, at } = kept
    // A line that is kept already is not told again; unless the node that kept it was gone before it told of it.
    if (this.told.note(seq)) {
      this.room.tell('line', { ...line, at, seq } satisfies Line)
      this.announce({ ...line, at, seq }, by)
    }
    return { ok: true, seq, at }
  }

  /** Another node has kept a line. Returns whether it is news here. */
  hear(line: Line): boolean {
    const isNew = this.told.note(line.seq)
    if (isNew) this.announce(line)
    return isNew
  }

  /** Deletes a line of this author, or anybody's for a presenter. */
  async delete(seq: number, author: string, isPresenter: boolean): Promise<Refusal | undefined> {
    const { store } = this.parts
    const [line] = await store.lines(this.room.code, { limit: 1, after: seq - 1, before: seq + 1 })
    if (!line) return refuse('no-such-line')
    if (line.from !== author && !isPresenter) return refuse('not-your-line')
    if ((await store.eraseLines(this.room.code, { seq })) === 0) return refuse('no-such-line')
    this.hearDeleted(seq)
    this.room.tell('lineDeleted', seq)
    return undefined
  }

  /** A line was deleted, here or on another node. */
  hearDeleted(seq: number): void {
    this.history.changed()
    this.room.toTalkers(['lineDeleted', seq])
  }

  stop(): void {
    clearTimeout(this.gapTimer)
    clearTimeout(this.unreadTimer)
  }

  private announce({ text, ...mark }: Line, by?: RoomSocket): void {
    this.history.changed()
    this.room.toTalkers(['chat message', text, mark], by)
    tellClassics(this.room, { name: mark.name, text })
    this.countUnread(mark.seq)
    if (!this.told.hasGap) return
    this.gapTimer ??= setTimeout(() => void this.fillGap().catch(() => undefined), GAP).unref()
  }

  /** A node may be gone before it has told of a line that it has kept. */
  private async fillGap(): Promise<void> {
    this.gapTimer = undefined
    if (!this.told.hasGap) return
    const { lastSeq } = this
    const { lines } = await this.history.page({ after: this.told.seen, before: lastSeq })
    for (const line of lines) this.hear(line)
    this.told.settle(lastSeq)
  }

  private countUnread(seq: number): void {
    this.lastSeq = Math.max(this.lastSeq, seq)
    if (this.unreadTimer) return
    const tell = () => {
      this.unreadTimer = undefined
      this.unreadAt = performance.now()
      const { sockets, talkers } = this.room
      const others = [...sockets].filter(
        socket => !talkers.has(socket) && !socket.data.screen && !socket.data.classic,
      )
      void broadcast(others, [['unread', this.lastSeq]])
    }
    const wait = Math.max(0, this.unreadAt + this.parts.paces.unread - performance.now())
    this.unreadTimer = setTimeout(tell, wait).unref()
  }
}
