/** Owns how nodes on one Redis tell and ask each other: together at a pace, numbered, with signs of life. */
import { randomUUID } from 'node:crypto'
import type { RedisAddress } from '../../store/redis/client'
import { carrierOver, type Carrier } from './redis-transport'
import type { RoomServer } from '../room/live-room'
import type { Answer, Asking, Nodes, NodesListener } from '../room/cluster'

/** Milliseconds between two messages of a node: what many rooms have to tell goes together; people do not see the difference. */
const PACE = 100
/** News in one message. */
const MANY = 500
/** Milliseconds between two signs of life. */
const BEAT = 2000
/** Milliseconds after which a node that has said nothing is gone. */
const SILENCE = 10_000
/** Milliseconds in which questions are answered. */
const LONGEST_ANSWER = 2000

/** What a node says of one room; `id`: of a question. */
type Entry = [code: string, event: string, message: unknown, id?: string]

/** Joins the other nodes on this Redis, which may go and come back. */
export async function joinNodes(io: RoomServer, address: RedisAddress): Promise<Nodes> {
  return new RedisNodes(await carrierOver(io, address))
}

class RedisNodes implements Nodes {
  readonly id = randomUUID().slice(0, 13)
  readonly isAlone = false
  private readonly known = new Map<string, { seq: number; at: number }>()
  private readonly left = new Set<string>()
  private readonly questions = new Map<string, (answer: Answer) => void>()
  private readonly beat = setInterval(() => this.watch(), BEAT / 2).unref()
  private waiting: Entry[] = []
  private timer: NodeJS.Timeout | undefined
  private seq = 0
  private saidAt = -Infinity
  private listener: NodesListener | undefined

  constructor(private readonly carrier: Carrier) {
    carrier.onReady(() => this.missedSome())
    carrier.on('told', (from: string, seq: number, entries: Entry[]) => this.hear(from, seq, entries))
    carrier.on('answered', (to: string, id: string, answer: Answer) => {
      if (to === this.id) this.questions.get(id)?.(answer)
    })
    carrier.on('left', (node: string) => {
      this.left.add(node)
      this.forget(node)
    })
  }

  listen(listener: NodesListener): void {
    this.listener = listener
  }

  tell(...entry: Entry): void {
    this.waiting.push(entry)
    if (this.waiting.length >= MANY) this.flush()
    else this.timer ??= setTimeout(() => this.flush(), Math.max(0, this.saidAt + PACE - performance.now()))
  }

  async ask(
    code: string,
    event: string,
    message?: unknown,
    { longest = LONGEST_ANSWER, isEnough = () => false }: Asking = {},
  ): Promise<Answer[]> {
    const tooLate = new Promise<undefined>(resolve => setTimeout(resolve, longest, undefined).unref())
    const count = await Promise.race([this.carrier.countOthers().catch(() => 0), tooLate])
    if (!count || count < 1) return []
    const id = randomUUID()
    const answers: Answer[] = []
    const all = new Promise<void>(resolve =>
      this.questions.set(id, answer => {
        answers.push(answer)
        if (answers.length === count || isEnough(answer.value)) resolve()
      }),
    )
    this.tell(code, event, message, id)
    this.flush()
    await Promise.race([all, tooLate])
    this.questions.delete(id)
    return answers
  }

  async leave(): Promise<void> {
    this.flush()
    this.carrier.emit('left', this.id)
  }

  close(): void {
    clearInterval(this.beat)
    clearTimeout(this.timer)
    this.carrier.close()
  }

  private missedSome(): void {
    this.listener?.missed()
  }

  private flush(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    const entries = this.waiting
    this.waiting = []
    if (entries.length > 0) this.say(entries)
  }

  private say(entries: Entry[]): void {
    this.saidAt = performance.now()
    this.carrier.emit('told', this.id, ++this.seq, entries)
  }

  /** Messages are numbered: whoever sees a gap, or a node that it had given up, has missed some. */
  private hear(from: string, seq: number, entries: Entry[]): void {
    if (this.left.has(from)) return
    const before = this.known.get(from)
    this.known.set(from, { seq, at: performance.now() })
    if (before ? before.seq + 1 !== seq : seq > 1) this.missedSome()
    for (const [code, event, message, id] of entries) void this.answer(from, code, event, message, id)
  }

  private async answer(from: string, code: string, event: string, message: unknown, id?: string) {
    const value = await this.listener?.heard(from, code, event, message)
    if (id === undefined) return
    // Behind all that was told before it.
    this.flush()
    this.carrier.emit('answered', from, id, { from: this.id, value } satisfies Answer)
  }

  private watch(): void {
    const now = performance.now()
    if (now - this.saidAt >= BEAT) this.say([])
    for (const [node, { at }] of this.known) if (now - at > SILENCE) this.forget(node)
  }

  private forget(node: string): void {
    if (this.known.delete(node)) this.listener?.gone(node)
  }
}
