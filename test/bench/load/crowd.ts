/** The voters of one server: connects them, reads what they receive, and disconnects them. */
import { setTimeout as sleep } from 'node:timers/promises'
import { dialects, OTHER_IDS, type Dialect, type ServerName } from './dialects'
import { Voter, type Listener } from './voter'

/** Connections being made at a time. */
const AT_A_TIME = 200
/** Milliseconds without a text after which the last newcomer is old news; ours counts heads each 500 ms. */
const SETTLED = 700
/** Milliseconds that joining may take, and settling again. */
const JOIN_TIMEOUT_MS = 60_000

export class Crowd {
  readonly voters: Voter[] = []
  readonly dialect: Dialect
  /** Connections that the server has closed, and why the last one was. */
  lost = 0
  lostBecause = ''
  /** Tallies that reached voters, all together. */
  tallies = 0
  lastTallyAt = 0
  /** What was sent to all voters together, and the bytes of the longest text. */
  readonly heard = { texts: 0, bytes: 0, longest: 0 }
  /** Is told of every reply to a vote. */
  onReply: (id: number, ok: boolean) => void = () => {}
  /** Is told of every line that arrives, by its number. */
  onLine: (number: number) => void = () => {}
  private lastHeardAt = 0

  constructor(
    server: ServerName,
    private readonly port: number,
  ) {
    this.dialect = dialects[server]
  }

  /** Joins voters, many at a time. */
  async join(count: number): Promise<void> {
    let next = 0
    let joined = 0
    const joinOneByOne = async (): Promise<void> => {
      while (next < count) {
        await this.joinOne(next++)
        joined++
      }
    }
    const all = Promise.all(Array.from({ length: AT_A_TIME }, joinOneByOne))
    const tooLate = sleep(JOIN_TIMEOUT_MS, 'too late', { ref: false })
    if ((await Promise.race([all, tooLate])) === 'too late')
      throw new Error(`the server let in ${joined} of ${count} voters in ${JOIN_TIMEOUT_MS / 1000} s`)
  }

  /** Waits until the server has nothing more to say. */
  async untilQuiet(): Promise<void> {
    const deadline = performance.now() + JOIN_TIMEOUT_MS
    while (performance.now() < this.lastHeardAt + SETTLED) {
      if (performance.now() > deadline)
        throw new Error('the server never stopped chatting after the voters joined')
      await sleep(50)
    }
  }

  /** Everybody says goodbye and hangs up. */
  async leave(): Promise<void> {
    for (const voter of this.voters) voter.leave()
    await sleep(SETTLED)
  }

  /** With the head of its frame; a text has as many characters as it has bytes. */
  private count({ length }: string): void {
    this.heard.texts++
    this.heard.bytes += length + (length < 126 ? 2 : 4)
    this.heard.longest = Math.max(this.heard.longest, length)
  }

  private joinOne(number: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const listen: Listener = (what, text) => {
        this.lastHeardAt = performance.now()
        if (what !== 'closed') this.count(text)
        if (what === 'tally') {
          this.tallies++
          this.lastTallyAt = this.lastHeardAt
        } else if (what === 'acknowledged') {
          const { id, ok } = this.dialect.acknowledged(text)
          if (id < OTHER_IDS) this.onReply(id, ok)
        } else if (what === 'line') this.onLine(this.dialect.lineNumber(text))
        else if (what === 'joined') resolve()
        else if (what === 'closed') {
          this.lost++
          this.lostBecause = text
          reject(new Error(`voter ${number} of the bench was not let in: ${text}`))
        }
      }
      this.voters.push(new Voter(this.dialect, this.port, number, listen))
    })
  }
}
