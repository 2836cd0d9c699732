/** Holds the lines of the room on this page: the history, received lines and sent lines. */
import type { Refusal, Reply } from '../../src/core/protocol/replies'
import type { Line, OpenedChat, PrivateLine } from '../../src/core/protocol/chat'
import { isHiddenLine } from '../../src/core/room/hidden-stretches'
import { answerTo, ANSWER_TIMEOUT_MS } from '../shared/connection/request'
import type { DrawnLine } from './message'
import { MessageList, type MessageListElements } from './message-list'
import { chatWords as words } from './words'
import { PRIVACY_SHOWN_KEY } from './composer'
import type { Connection } from '../shared/connection/connection'
import { SendQueue, type Outgoing } from './send-queue'
import { recallWord, rememberWord } from '../shared/storage'

/** Lines before the newest that are requested again, because lines may arrive out of order. */
const OVERLAP_LINES = 10

interface Callbacks {
  connection: Connection
  log: MessageListElements
  /** Name and role of this page's lines. */
  author(): Pick<DrawnLine, 'name' | 'role'>
  /** A line of somebody else arrived while the chat was open. */
  received(line: DrawnLine): void
  saw(seq: number): void
  refused: (line: Outgoing, refusal: Refusal, sentence: string) => void
}

export class Conversation {
  readonly log: MessageList
  /** One's own public id. */
  me = ''
  private readonly queue: SendQueue
  /** Counts how often the chat was opened: answers to earlier requests are ignored. */
  private round = 0
  /**
   * The newest line received with all lines before it; undefined at first. Own lines may be newer than lines not
   * received yet.
   */
  private receivedUpTo: number | undefined
  /** The first line of the lesson, as it was when the chat was opened last. */
  private firstSeq = 0
  /** Whether no lines are missing between the drawn ones and those that arrive. */
  private isWhole = false

  constructor(private readonly callbacks: Callbacks) {
    const { connection, log, refused } = callbacks
    const { socket } = connection
    this.log = new MessageList(log)
    this.queue = new SendQueue(connection, { draw: line => this.drawOwn(line), refused })
    log.older.addEventListener('click', () => void this.loadOlder())

    socket.on('chat message', (text, mark) => mark && this.receiveLive({ ...mark, text }))
    socket.on('lineDeleted', seq => this.log.remove(line => line.seq === seq))
    socket.on('linesHidden', ([from, to]) => this.hide([[from, to]]))
    socket.on('linesForgotten', firstSeq => this.forget(firstSeq))
    socket.on('privateLine', (line, answer) => {
      this.receivePrivate(line)
      answer()
    })
    socket.on('disconnect', () => {
      this.round++
      this.isWhole = false
      this.queue.open(false)
    })
  }

  say(text: string, to?: DrawnLine['to']): void {
    this.log.remove(line => line.state?.isRefused === true)
    this.queue.say(text, to)
    this.log.scrolling.toEnd()
  }

  /**
   * Opens the chat on the current connection. Adds missed lines; if there are too many, draws only the newest lines.
   */
  async enter(name?: string): Promise<Reply<OpenedChat> | undefined> {
    const round = ++this.round
    this.isWhole = false
    const newest = this.receivedUpTo
    const after = newest ? Math.max(0, newest - OVERLAP_LINES) : undefined
    // The server sends the newest known line again. If it does not, lines are missing before it, or all were erased.
    let opened = await this.open({ name, after })
    const isRestored = opened.ok && opened.firstSeq < this.firstSeq
    const isGap =
      opened.ok && Boolean(newest) && (isRestored || !opened.lines.some(({ seq }) => seq === newest))
    if (isGap && round === this.round) opened = await this.open({ name })
    if (round !== this.round) return undefined
    if (!opened.ok) return opened
    this.me = opened.me
    this.firstSeq = opened.firstSeq
    if (isGap) this.dropBelow(Math.max(newest!, lastOf(opened.lines)), opened.lines)
    const drawn = this.draw(opened.lines)
    if (newest !== undefined && !isRestored)
      this.announce(drawn.filter(({ seq }) => seq > newest - OVERLAP_LINES))
    this.receivedUpTo = Math.max(newest ?? 0, lastOf(opened.lines))
    this.isWhole = true
    if (isGap || !newest) this.log.hasOlder = opened.hasOlder
    const { deleted, hidden = [] } = opened
    this.hide(hidden)
    this.log.remove(line => line.seq !== undefined && deleted.includes(line.seq))
    this.queue.open(true)
    return opened
  }

  /** Lines may be missing between the drawn ones and those that come: the next time all of the newest are asked for. */
  startOver(): void {
    this.receivedUpTo = undefined
  }

  /** Closes the chat; lines in the queue are still sent. */
  leave(): void {
    this.round++
    if (this.callbacks.connection.socket.connected) this.callbacks.connection.socket.emit('closeChat')
  }

  /** Sends the queue on a new connection while the chat is closed. */
  flush(): void {
    this.queue.open(true)
  }

  private open(how: { after?: number | undefined; name?: string | undefined }): Promise<Reply<OpenedChat>> {
    const { socket, revive } = this.callbacks.connection
    const round = this.round
    const asked = socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('openChat', how)
    asked.catch(() => {
      if (round === this.round && socket.connected) revive()
    })
    return answerTo(asked, words.noAnswer)
  }

  private receiveLive(line: Line): void {
    this.announce(this.draw([line]))
    if (this.isWhole) this.receivedUpTo = Math.max(this.receivedUpTo ?? 0, line.seq)
  }

  /** Draws lines. Returns those that were not drawn before. */
  private draw(lines: Line[]): Line[] {
    for (const { from, key } of lines) if (from === this.me) this.queue.arrived(key)
    const drawn = this.log.put(lines)
    if (lines.length > 0) this.callbacks.saw(lastOf(lines))
    return drawn
  }

  /** Reports new lines of others. */
  private announce(lines: Line[]): void {
    const others = lines.filter(({ from }) => from !== this.me)
    this.log.scrolling.arrived(others.length)
    for (const line of others) this.callbacks.received(line)
  }

  private receivePrivate({ to, toName, ...line }: PrivateLine): void {
    const isOwn = line.from === this.me
    if (!isOwn && !recallWord(PRIVACY_SHOWN_KEY, 'tab')) {
      this.log.note(words.whoCanRead(line.name))
      rememberWord(PRIVACY_SHOWN_KEY, 'yes', 'tab')
    }
    const drawn = { ...line, to: { id: to, name: toName } }
    if (this.log.put([drawn]).length === 0 || isOwn) return
    this.log.scrolling.arrived(1)
    this.callbacks.received(drawn)
  }

  private drawOwn(line: Omit<DrawnLine, 'from' | 'name' | 'role'>): void {
    this.log.put([{ ...line, ...this.callbacks.author(), from: this.me }])
    if (line.seq !== undefined) this.callbacks.saw(line.seq)
  }

  private async loadOlder(): Promise<void> {
    const { older } = this.callbacks.log
    const before = this.log.firstSeq
    if (before === undefined || older.getAttribute('aria-busy') === 'true') return
    const round = this.round
    older.setAttribute('aria-busy', 'true')
    const request = this.callbacks.connection.socket.timeout(ANSWER_TIMEOUT_MS)
    const reply = await answerTo(request.emitWithAck('olderLines', { before }), words.noAnswer)
    older.setAttribute('aria-busy', 'false')
    if (!reply.ok || round !== this.round) return
    this.log.put(reply.lines)
    if (!reply.hasOlder && older === document.activeElement) this.callbacks.log.box.focus()
    this.log.hasOlder = reply.hasOlder
  }

  /** Takes lines of people within these stretches off the page; what presenters said stays. */
  private hide(stretches: [from: number, to: number][]): void {
    const hidden = stretches.map(([from, to]) => ({ from, to }))
    const isHidden = ({ seq, role }: DrawnLine) =>
      seq !== undefined && isHiddenLine(hidden, { seq, ...(role && { role }) })
    if (stretches.length > 0) this.log.remove(isHidden)
  }

  private forget(firstSeq: number): void {
    this.firstSeq = firstSeq
    this.log.remove(({ seq }) => seq !== undefined && seq < firstSeq)
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
