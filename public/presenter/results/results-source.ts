/** Fetches the results of lessons, and erases them. Remembers what it fetched. */
import type { EventReplies } from '../../../src/core/protocol/event-replies'
import type { ListedResult, ResultTable } from '../../../src/core/protocol/results'
import type { Reply } from '../../../src/core/protocol/replies'
import type { ClientSocket } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { patiently } from '../patiently'
import { presenterWords as words } from '../words'

/** Stands for the lesson that goes on, whose number a page does not know. */
export const PRESENT = 0

type ListPart = EventReplies['listResults']

export class ResultsSource {
  private readonly fetched = new Map<number, Promise<ListedResult[]>>()

  /** @param failed called with the sentence to show where the server refuses */
  constructor(
    private readonly socket: () => ClientSocket,
    private readonly failed: (sentence: string) => void,
  ) {}

  /** The results of a lesson, the oldest first. After a failure there are none, and the next call asks again. */
  of(lesson: number): Promise<ListedResult[]> {
    const known = this.fetched.get(lesson)
    if (known) return known
    const found = this.all(lesson)
    this.fetched.set(lesson, found)
    return found
  }

  /** The results of this lesson have changed. */
  forget(lesson: number): void {
    this.fetched.delete(lesson)
  }

  /** A part of the table of a round; undefined: the server refused it, and why was said. */
  async tablePart({ id }: ListedResult, round: number, from: number): Promise<ResultTable | undefined> {
    const reply = await this.patiently(() => this.request().emitWithAck('resultTable', { id, round, from }))
    if (reply.ok) return reply
    this.failed(sentenceOf(reply))
    return undefined
  }

  /** Erases a result. Resolves to whether it was done. */
  async erase(lesson: number, { id }: ListedResult): Promise<boolean> {
    return this.isDone(lesson, this.request().emitWithAck('eraseResult', { id }))
  }

  /** Erases a lesson with its results and its chat. Resolves to whether it was done. */
  async eraseLesson(lesson: number): Promise<boolean> {
    return this.isDone(lesson, this.request().emitWithAck('eraseLesson', { lesson }))
  }

  /** Part by part: a message does not hold all of a long lesson. */
  private async all(lesson: number): Promise<ListedResult[]> {
    const found: ListedResult[] = []
    let from: number | null = 0
    let round = 0
    while (from !== null) {
      const reply: Reply<ListPart> = await this.part(lesson, from, round)
      if (!reply.ok) {
        this.fetched.delete(lesson)
        this.failed(sentenceOf(reply))
        return []
      }
      const results = [...reply.results]
      // The rest of the rounds of the last one.
      if (round > 0) found[found.length - 1]?.rounds.push(...(results.shift()?.rounds ?? []))
      found.push(...results)
      from = reply.next
      round = reply.nextRound
    }
    return found
  }

  private part(lesson: number, from: number, round: number): Promise<Reply<ListPart>> {
    const which = lesson === PRESENT ? {} : { lesson }
    return this.patiently(() => this.request().emitWithAck('listResults', { ...which, from, round }))
  }

  /** A long lesson has more parts than the server gives at once. */
  private patiently<T extends object>(ask: () => Promise<Reply<T>>): Promise<Reply<T>> {
    return patiently(() => answerTo(ask(), words.noAnswer))
  }

  private async isDone(lesson: number, asked: Promise<Reply<object>>): Promise<boolean> {
    const reply = await answerTo(asked, words.noAnswer)
    this.forget(lesson)
    if (!reply.ok) this.failed(sentenceOf(reply))
    return reply.ok
  }

  private request() {
    return this.socket().timeout(ANSWER_TIMEOUT_MS)
  }
}
