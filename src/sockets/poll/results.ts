/** The results of a room: those of the present lesson in memory, all others in the store. For presenters only. */
import type { Result, ResultSummary } from '../../core/protocol/poll'
import { summaryOf } from '../../core/poll/results'
import { withoutResults } from '../../core/room/erased-results'
import type { Reply } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import { randomUUID } from 'node:crypto'
import type { Budgets } from '../../rate-limiter'
import type { Store } from '../../store/store'
import type { LiveRoom, RoomSocket } from '../room/live-room'

export interface ResultsParts {
  store: Store
  /** By the code of the room, shared with its commands. */
  budgets: Budgets
}

export class Results {
  /** Those of the present lesson as they were read last, the oldest first. */
  private known: readonly Result[] = []
  private summed: ResultSummary[] = []
  /** The lesson and the revision in which they were read. */
  private readAs: { lesson: number; resultsRev: number } | undefined
  private reading: Promise<void> | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: ResultsParts,
    /** Presenters are to be sent them. */
    private readonly changed: () => void,
  ) {}

  /** The results of the present lesson as they are known, the oldest first. */
  get ofLesson(): readonly Result[] {
    return this.known
  }

  get summaries(): ResultSummary[] {
    return this.summed
  }

  /** The results of the present lesson as they are recorded. */
  async fresh(): Promise<readonly Result[]> {
    while (!this.isFresh) await (this.reading ??= this.read())
    return this.known
  }

  /** Those of the present lesson, and before them those of other lessons with these ids. */
  async with(ids: readonly (string | undefined)[]): Promise<readonly Result[]> {
    const known = await this.fresh()
    const missing = ids.filter(id => id !== undefined && !known.some(result => result.id === id)) as string[]
    if (missing.length === 0) return known
    return [...(await this.parts.store.results(this.room.code, { ids: missing })), ...known]
  }

  /** Answers a presenter: the results of a lesson. */
  async list(
    socket: RoomSocket,
    { lesson }: { lesson?: number | undefined },
  ): Promise<Reply<{ results: Result[] }>> {
    const refusal = this.mayNot(socket)
    if (refusal) return refusal
    const { code, document } = this.room
    const results = await this.parts.store.results(code, { lesson: lesson ?? document.lesson })
    return { ok: true, results }
  }

  /** Erases a result of any lesson. */
  async erase(socket: RoomSocket, { id }: { id: string }): Promise<Reply> {
    const refusal = this.mayNot(socket)
    if (refusal) return refusal
    const { room, parts } = this
    const [result] = await parts.store.results(room.code, { ids: [id] })
    if (!result) return refuse('no-such-result')
    const failure = await room.change(document => ({
      ok: true,
      document: withoutResults(document, new Set([id]), { now: Date.now(), newId: randomUUID }),
      results: { drop: id },
    }))
    return failure ?? { ok: true }
  }

  /** Calls back once the results are those of the present document, at once where they are, or cannot be read. */
  update(): void {
    if (this.isFresh || this.room.presenters.size === 0) return this.changed()
    this.fresh().then(this.changed, this.changed)
  }

  private get isFresh(): boolean {
    const { lesson, resultsRev } = this.room.document
    return this.readAs?.lesson === lesson && this.readAs.resultsRev === resultsRev
  }

  private async read(): Promise<void> {
    const { code, document } = this.room
    const { lesson, resultsRev } = document
    try {
      this.known = await this.parts.store.results(code, { lesson })
      this.summed = this.known.map(summaryOf)
      this.readAs = { lesson, resultsRev }
    } finally {
      this.reading = undefined
    }
  }

  private mayNot(socket: RoomSocket) {
    if (!socket.data.presenter) return refuse('not-a-presenter')
    return this.parts.budgets.take(this.room.code) ? undefined : refuse('too-fast')
  }
}
