/**
 * Sends this page's lines one after the other, each with its own key, until it is acknowledged.
 * Without a connection they wait. The server treats lines with the same key as one.
 */
import type { Refusal, Reply } from '../../src/core/protocol/replies'
import { ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import type { DrawnLine } from './message'
import { chatWords as words } from './words'
import type { Connection } from '../shared/connection/connection'
import { randomId } from '../shared/connection/identity'

/** A private line is acknowledged once the other page has drawn it. */
const PRIVATE_ANSWER_TIMEOUT_MS = 8000

export interface Outgoing {
  key: string
  text: string
  to?: DrawnLine['to']
}

interface Callbacks {
  /** Draws the line in its new state. */
  draw(line: Pick<DrawnLine, 'key' | 'text' | 'to' | 'at' | 'seq' | 'state'>): void
  /** The line was refused and is not sent again: its text goes back to its author. */
  refused(line: Outgoing, refusal: Refusal, sentence: string): void
}

export class SendQueue {
  private readonly queue: Outgoing[] = []
  private isOpen = false
  private isSending = false

  constructor(
    private readonly connection: Connection,
    private readonly callbacks: Callbacks,
  ) {}

  say(text: string, to?: DrawnLine['to']): void {
    const line = { key: randomId(), text, to }
    this.queue.push(line)
    this.mark(line)
    void this.sendNext()
  }

  /** Sets whether the chat is open at the server, so that lines can be sent. */
  open(isOpen: boolean): void {
    this.isOpen = isOpen
    for (const line of this.queue) this.mark(line)
    void this.sendNext()
  }

  /** An own line arrived with the history: its acknowledgement was lost. */
  arrived(key: string): void {
    const index = this.queue.findIndex(line => line.key === key)
    if (index >= 0) this.queue.splice(index, 1)
  }

  private async sendNext(): Promise<void> {
    const [line] = this.queue
    if (!line || !this.isOpen || this.isSending) return
    this.isSending = true
    const reply = await this.send(line).catch(() => undefined)
    this.isSending = false
    if (!reply) {
      // Not acknowledged: it stays in the queue, and the next connection sends it again under the same key.
      if (this.isOpen && this.connection.socket.connected) this.connection.revive()
      return this.sendNext()
    }
    this.arrived(line.key)
    if (reply.ok) this.callbacks.draw({ ...line, at: reply.at, seq: reply.seq })
    else {
      const sentence = sentenceOf(reply)
      this.callbacks.draw({ ...line, state: { sentence, isRefused: true } })
      this.callbacks.refused(line, reply, sentence)
    }
    void this.sendNext()
  }

  private send({ key, text, to }: Outgoing): Promise<Reply<{ at: number; seq?: number }>> {
    const { socket } = this.connection
    return to
      ? socket.timeout(PRIVATE_ANSWER_TIMEOUT_MS).emitWithAck('sayPrivately', { to: to.id, text, key })
      : socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('chat message', text, { key })
  }

  private mark(line: Outgoing): void {
    const sentence = this.isOpen ? words.sending : words.waiting
    this.callbacks.draw({ ...line, state: { sentence, isRefused: false } })
  }
}
