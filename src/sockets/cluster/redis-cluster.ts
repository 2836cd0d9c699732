/** Messages and questions between nodes on one Redis: batched at an interval, numbered, with heartbeats. */
import { randomUUID } from 'node:crypto'
import { waitAtMost } from '../../with-timeout'
import { connectTransport, type RedisTransport, type TransportParts } from './redis-transport'
import type { RoomServer } from '../room/live-room'
import type { NodeEvent, NodeEvents, NodeReplies } from '../../core/protocol/node-events'
import type { Answer, Asking, NodeMessage, Nodes, NodesListener } from '../room/cluster'

/**
 * Milliseconds between two messages of a node: messages of many rooms are sent together; people do not see the
 * difference.
 */
const MESSAGE_INTERVAL_MS = 100
/** News in one message. */
const MAX_ENTRIES = 500
/** Milliseconds between two signs of life. */
const BEAT_INTERVAL_MS = 2000
/** Milliseconds after which a node that has said nothing is gone. */
const SILENCE_TIMEOUT_MS = 10_000
/** Milliseconds in which questions are answered. */
const ANSWER_TIMEOUT_MS = 2000

/** What a node says of one room; `id`: of a question. */
type Entry = [code: string, event: string, message: unknown, id?: string]

/** Joins the other nodes on this Redis, which may go and come back. */
export async function joinNodes(io: RoomServer, parts: TransportParts): Promise<Nodes> {
  return new RedisNodes(await connectTransport(io, parts))
}

class RedisNodes implements Nodes {
  readonly id = randomUUID().slice(0, 13)
  readonly isAlone = false
  private readonly known = new Map<string, { seq: number; at: number }>()
  private readonly left = new Set<string>()
  private readonly questions = new Map<string, (answer: Answer) => void>()
  private readonly beat = setInterval(() => this.watch(), BEAT_INTERVAL_MS / 2).unref()
  private waiting: Entry[] = []
  private timer: NodeJS.Timeout | undefined
  private seq = 0
  private sentAt = -Infinity
  private listener: NodesListener | undefined

  constructor(private readonly transport: RedisTransport) {
    transport.onReady(() => this.missedSome())
    transport.on('told', (from: string, seq: number, entries: Entry[]) => this.receive(from, seq, entries))
    transport.on('answered', (to: string, id: string, answer: Answer) => {
      if (to === this.id) this.questions.get(id)?.(answer)
    })
    transport.on('left', (node: string) => {
      this.left.add(node)
      this.release(node)
    })
  }

  listen(listener: NodesListener): void {
    this.listener = listener
  }

  publish<E extends NodeEvent>(code: string, event: E, ...[message]: NodeMessage<E>): void {
    this.push([code, event, message])
  }

  async ask<E extends keyof NodeReplies>(
    code: string,
    event: E,
    message: NodeEvents[E],
    { timeoutMs = ANSWER_TIMEOUT_MS, isEnough = () => false, whole = () => undefined }: Asking = {},
  ): Promise<Answer<NodeReplies[E] | undefined>[]> {
    const deadline = performance.now() + timeoutMs
    const count = await waitAtMost(
      this.transport.countOthers().catch(() => undefined),
      timeoutMs,
    )
    if (count === 0) whole()
    if (!count || count < 1) return []
    const id = randomUUID()
    const answers: Answer<NodeReplies[E] | undefined>[] = []
    const all = new Promise<void>(resolve =>
      this.questions.set(id, answer => {
        answers.push(answer as Answer<NodeReplies[E] | undefined>)
        if (answers.length === count) whole()
        if (answers.length === count || isEnough(answer.value)) resolve()
      }),
    )
    this.push([code, event, message, id])
    this.flush()
    await waitAtMost(all, Math.max(0, deadline - performance.now()))
    this.questions.delete(id)
    return answers
  }

  countOthers(): Promise<number> {
    return this.transport.countOthers()
  }

  async leave(): Promise<void> {
    this.flush()
    this.transport.emit('left', this.id)
  }

  close(): void {
    clearInterval(this.beat)
    clearTimeout(this.timer)
    this.transport.close()
  }

  private missedSome(): void {
    this.listener?.missed()
  }

  private push(entry: Entry): void {
    this.waiting.push(entry)
    const wait = Math.max(0, this.sentAt + MESSAGE_INTERVAL_MS - performance.now())
    if (this.waiting.length >= MAX_ENTRIES) this.flush()
    else this.timer ??= setTimeout(() => this.flush(), wait)
  }

  private flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    const entries = this.waiting
    this.waiting = []
    if (entries.length > 0) this.send(entries)
  }

  private send(entries: Entry[]): void {
    this.sentAt = performance.now()
    this.transport.emit('told', this.id, ++this.seq, entries)
  }

  /** Messages are numbered: whoever sees a gap, or a node that it had given up, has missed some. */
  private receive(from: string, seq: number, entries: Entry[]): void {
    if (this.left.has(from)) return
    const before = this.known.get(from)
    this.known.set(from, { seq, at: performance.now() })
    if (before ? before.seq + 1 !== seq : seq > 1) this.missedSome()
    for (const [code, event, message, id] of entries) void this.answer(from, code, event, message, id)
  }

  private async answer(from: string, code: string, event: string, message: unknown, id?: string) {
    const value = await this.listener?.received(from, code, event, message)
    if (id === undefined) return
    // After everything that was published before it.
    this.flush()
    this.transport.emit('answered', from, id, { from: this.id, value } satisfies Answer)
  }

  private watch(): void {
    const now = performance.now()
    if (now - this.sentAt >= BEAT_INTERVAL_MS) this.send([])
    for (const [node, { at }] of this.known) if (now - at > SILENCE_TIMEOUT_MS) this.release(node)
  }

  private release(node: string): void {
    if (this.known.delete(node)) this.listener?.gone(node)
  }
}
