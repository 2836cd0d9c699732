/** Owns the lines of the room as this page knows them: the history, what comes, and what this page says. */
import type { Refusal, Reply } from '../../src/core/protocol/events'
import type { Line, OpenedChat, PrivateLine } from '../../src/core/protocol/chat'
import { answerTo, ANSWER_TIMEOUT } from '../shared/connection/request'
import type { DrawnLine } from './message'
import { ChatLog, type LogParts } from './message-list'
import { chatWords as words } from './words'
import { TOLD } from './composer'
import type { Connection } from '../shared/connection/connection'
import { Outbox, type Outgoing } from './send-queue'
import { recallWord, rememberWord } from '../shared/storage'

/** Lines before the newest that are asked for again: on their way, two may change places. */
const OVERLAP = 10

export interface ConversationParts {
  connection: Connection
  log: LogParts
  /** What this page's lines are said as. */
  author(): Pick<DrawnLine, 'name' | 'role'>
  /** A line of somebody else came while this page listened. */
  heard(line: DrawnLine): void
  saw(seq: number): void
  refused(line: Outgoing, refusal: Refusal, sentence: string): void
}

export class Conversation {
  readonly log: ChatLog
  /** One's own public id. */
  me = ''
  private readonly outbox: Outbox
  /** Counts the times the chat was opened: an answer to an earlier one is out of date. */
  private round = 0
  /** The newest line that came with all before it; undefined before the first time. One's own may be newer than what is still to come. */
  private heardUpTo: number | undefined
  /** Whether nothing is missing between what is drawn and what comes. */
  private isWhole = false

  constructor(private readonly parts: ConversationParts) {
    const { connection, log, refused } = parts
    const { socket } = connection
    this.log = new ChatLog(log)
    this.outbox = new Outbox(connection, { draw: line => this.drawOwn(line), refused })
    log.older.addEventListener('click', () => void this.loadOlder())

    socket.on('chat message', (text, mark) => mark && this.hearLive({ ...mark, text }))
    socket.on('lineDeleted', seq => this.log.remove(line => line.seq === seq))
    socket.on('linesForgotten', () => this.forget())
    socket.on('privateLine', (line, answer) => {
      this.hearPrivate(line)
      answer()
    })
    socket.on('disconnect', () => {
      this.round++
      this.isWhole = false
      this.outbox.open(false)
    })
  }

  say(text: string, to?: DrawnLine['to']): void {
    this.log.remove(line => line.state?.isRefused === true)
    this.outbox.say(text, to)
    this.log.follower.toEnd()
  }

  /** Opens the chat on the present line. What was missed is added; where that is too much, the lines begin anew. */
  async enter(name?: string): Promise<Reply<OpenedChat> | undefined> {
    const round = ++this.round
    this.isWhole = false
    const newest = this.heardUpTo
    const after = newest ? Math.max(0, newest - OVERLAP) : undefined
    // The newest line that is known comes again: where it does not, something is missing before it, or all is forgotten.
    let opened = await this.open({ name, after })
    const isGap = opened.ok && Boolean(newest) && !opened.lines.some(({ seq }) => seq === newest)
    if (isGap && round === this.round) opened = await this.open({ name })
    if (round !== this.round) return undefined
    if (!opened.ok) return opened
    this.me = opened.me
    if (isGap) this.dropBelow(Math.max(newest!, lastOf(opened.lines)), opened.lines)
    const drawn = this.draw(opened.lines)
    if (newest !== undefined) this.tell(drawn.filter(({ seq }) => seq > newest - OVERLAP))
    this.heardUpTo = Math.max(newest ?? 0, lastOf(opened.lines))
    this.isWhole = true
    if (isGap || !newest) this.log.hasOlder = opened.hasOlder
    const { deleted } = opened
    this.log.remove(line => line.seq !== undefined && deleted.includes(line.seq))
    this.outbox.open(true)
    return opened
  }

  /** The page does not listen any more; what is on its way goes out all the same. */
  leave(): void {
    this.round++
    if (this.parts.connection.socket.connected) this.parts.connection.socket.emit('closeChat')
  }

  /** There is a line, though nobody listens. */
  flush(): void {
    this.outbox.open(true)
  }

  private open(how: { after?: number | undefined; name?: string | undefined }): Promise<Reply<OpenedChat>> {
    const { socket, revive } = this.parts.connection
    const round = this.round
    const asked = socket.timeout(ANSWER_TIMEOUT).emitWithAck('openChat', how)
    asked.catch(() => {
      if (round === this.round && socket.connected) revive()
    })
    return answerTo(asked, words.noAnswer)
  }

  private hearLive(line: Line): void {
    this.tell(this.draw([line]))
    if (this.isWhole) this.heardUpTo = Math.max(this.heardUpTo ?? 0, line.seq)
  }

  /** Returns the lines that were not drawn before. */
  private draw(lines: Line[]): Line[] {
    for (const { from, key } of lines) if (from === this.me) this.outbox.arrived(key)
    const drawn = this.log.put(lines)
    if (lines.length > 0) this.parts.saw(lastOf(lines))
    return drawn
  }

  /** Says what is new of others. */
  private tell(lines: Line[]): void {
    const others = lines.filter(({ from }) => from !== this.me)
    this.log.follower.arrived(others.length)
    for (const line of others) this.parts.heard(line)
  }

  private hearPrivate({ to, toName, ...line }: PrivateLine): void {
    const isOwn = line.from === this.me
    if (!isOwn && !recallWord(TOLD, 'tab')) {
      this.log.note(words.whoCanRead(line.name))
      rememberWord(TOLD, 'yes', 'tab')
    }
    const drawn = { ...line, to: { id: to, name: toName } }
    if (this.log.put([drawn]).length === 0 || isOwn) return
    this.log.follower.arrived(1)
    this.parts.heard(drawn)
  }

  private drawOwn(line: Omit<DrawnLine, 'from' | 'name' | 'role'>): void {
    this.log.put([{ ...line, ...this.parts.author(), from: this.me }])
    if (line.seq !== undefined) this.parts.saw(line.seq)
  }

  private async loadOlder(): Promise<void> {
    const { older } = this.parts.log
    const before = this.log.firstSeq
    if (before === undefined || older.getAttribute('aria-busy') === 'true') return
    const round = this.round
    older.setAttribute('aria-busy', 'true')
    const request = this.parts.connection.socket.timeout(ANSWER_TIMEOUT)
    const reply = await answerTo(request.emitWithAck('olderLines', { before }), words.noAnswer)
    older.setAttribute('aria-busy', 'false')
    if (!reply.ok || round !== this.round) return
    this.log.put(reply.lines)
    if (!reply.hasOlder && older === document.activeElement) this.parts.log.box.focus()
    this.log.hasOlder = reply.hasOlder
  }

  private forget(): void {
    this.log.remove(line => line.seq !== undefined)
    this.log.hasOlder = false
  }

  private dropBelow(end: number, kept: Line[]): void {
    const seqs = new Set(kept.map(line => line.seq))
    this.log.remove(({ seq }) => seq !== undefined && seq <= end && !seqs.has(seq))
  }
}

function lastOf(lines: { seq: number }[]): number {
  return lines[lines.length - 1]?.seq ?? 0
}
