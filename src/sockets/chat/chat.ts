/** The chat of one room: who has it open and what they are sent, and which lines are deleted. */
import isEqual from 'lodash/isEqual'
import type { Logger } from 'pino'
import { isCrew, type Extent } from '../../core/access/permissions'
import { Budgets } from '../../rate-limiter'
import type { Refusal, Reply } from '../../core/protocol/replies'
import type { Snapshot } from '../../core/protocol/snapshot'
import { refuse } from '../../core/protocol/refusals'
import type { Line, OpenedChat } from '../../core/protocol/chat'
import type { RoomDocument } from '../../core/room/document'
import type { Store } from '../../store/store'
import { broadcast } from '../room/broadcast'
import type { Reportable } from '../room/feature-needs'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { nameOf, peopleForNewcomer, publicIdOf, takeName } from '../room/identity'
import type { Page } from './history'
import { MessageLog } from './message-log'
import { NewLines } from './new-lines'

/** Lines of one person. */
const PERSON_LINE_RATE = { perSecond: 1, burst: 8 }

export interface ChatParts {
  store: Store
  logger: Logger
  /** Between two notices of unread lines. */
  unreadIntervalMs: number
  /** For how long somebody who has come counts as new. */
  newcomerMs: number
}

/** What the chats of all rooms share. */
export interface SharedChatParts extends ChatParts {
  lineBudgets: Budgets
}

/** To be made once for all rooms. */
export function sharedChatParts(parts: ChatParts): SharedChatParts {
  return { ...parts, lineBudgets: new Budgets(PERSON_LINE_RATE) }
}

export class Chat {
  readonly newLines: NewLines
  readonly log: MessageLog

  constructor(
    private readonly room: LiveRoom,
    parts: SharedChatParts,
  ) {
    this.log = new MessageLog(room, parts)
    this.newLines = new NewLines(room, parts)
  }

  /** `after`: the page has the lines up to this number. `name`: one that its browser had. */
  async openChat(
    socket: RoomSocket,
    { after, name }: { after?: number | undefined; name?: string | undefined },
  ): Promise<Reply<OpenedChat>> {
    const { room, log } = this
    const { person, privateId, role } = socket.data
    if (!room.document.talk.chat && !isCrew(role)) return refuse('chat-off')
    // The name is given back where it is free; else it is asked for when somebody writes.
    if (name && role !== 'helper' && !room.names.of(person)) await takeName(room, socket, name)
    // From here on it is sent lines: none is lost between the history and what follows.
    room.talkers.add(socket)
    const { lines, hasOlder } = await log.history.page({ after })
    const gone = await log.goneLines()
    const me = publicIdOf(person)
    const reported = room.reports.ownOf(privateId, 'line') as number[]
    return {
      ok: true,
      me,
      name: nameOf(room, socket) ?? null,
      isMuted: room.document.muted.some(({ id }) => id === me),
      // A new lesson may have begun while they were read.
      lines: lines.filter(({ seq }) => seq >= gone.firstSeq),
      hasOlder,
      ...gone,
      people: peopleForNewcomer(room),
      ...(reported.length > 0 && { reported }),
    }
  }

  closeChat(socket: RoomSocket): Reply {
    this.room.talkers.delete(socket)
    return { ok: true }
  }

  async olderLines(socket: RoomSocket, { before }: { before: number }): Promise<Reply<Page>> {
    if (!this.room.talkers.has(socket)) return refuse('chat-off')
    return { ok: true, ...(await this.log.history.page({ before })) }
  }

  async deleteLine({ data }: RoomSocket, { seq }: { seq: number }, extent: Extent): Promise<Reply> {
    const refusal = await this.log.deletion.delete(seq, publicIdOf(data.person), extent)
    return refusal ?? { ok: true }
  }

  /** A line that somebody reports. What the host says is nobody's. */
  async reportable({ data }: RoomSocket, seq: number): Promise<Reportable | Refusal> {
    if (!this.room.document.talk.chat) return refuse('chat-off')
    const line = await this.log.history.shownLine(seq)
    if (!line || line.role === 'host') return refuse('no-such-line')
    const { from, name, text, role } = line
    return { isOwn: from === publicIdOf(data.person), name, text, ...(!role && { from }) }
  }

  /** Another node has recorded a line. */
  receiveLine(line: Line, node: string): void {
    const isNew = this.log.receive(line)
    if (isNew && line.role !== 'host') this.newLines.saidElsewhere(line, node)
  }

  /** Pages open the chat again with the snapshot that follows, and so get what they missed. */
  catchUp(): Promise<void> {
    return this.log.load()
  }

  documentChanged(before: RoomDocument): void {
    const { talk, firstLine } = before
    const { document, sockets, talkers } = this.room
    const isOtherLesson = document.firstLine !== firstLine
    if (isOtherLesson || document.hiddenLines !== before.hiddenLines) this.log.history.changed()
    this.log.hiding.documentChanged(before)
    if (isOtherLesson) {
      // Smaller: the new lesson was taken back.
      const isEarlier = document.firstLine < firstLine
      this.room.toTalkers(isEarlier ? ['linesRestored'] : ['linesForgotten', document.firstLine])
    }
    if (isEqual(document.talk, talk) && !isOtherLesson) return
    void broadcast(sockets, [['talk', this.log.news]])
    if (document.talk.chat) return
    for (const socket of talkers) if (!isCrew(socket.data.role)) talkers.delete(socket)
  }

  prepare(): Promise<void> {
    return this.log.loadOnce()
  }

  snapshot(): Pick<Snapshot, 'talk'> {
    return { talk: this.log.news }
  }

  close(): void {
    this.log.close()
  }
}
