/** The results of a room as they are known here: those of the present lesson in memory, all others in the store. */
import { careFor } from '../../answer-care'
import type { Result, ResultSummary } from '../../core/protocol/results'
import { summaryOf } from '../../core/poll/results'
import type { Store } from '../../store/store'
import type { LiveRoom } from '../room/live-room'

export class Results {
  /** Those of the present lesson as they were read last, the oldest first. */
  private known: readonly Result[] = []
  /** Folding thousands of answers takes a while: a summary is made again only where something of it has changed. */
  private readonly summed = new Map<string, { basis: string; summary: ResultSummary }>()
  /** The lesson and the revision in which they were read. */
  private readAs: { lesson: number; resultsRev: number } | undefined
  private reading: Promise<void> | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly store: Pick<Store, 'results'>,
    /** Presenters are to be sent them. */
    private readonly changed: () => void,
  ) {}

  /** The results of the present lesson as they are known, the oldest first. */
  get ofLesson(): readonly Result[] {
    return this.known
  }

  get summaries(): ResultSummary[] {
    return this.known.map(result => this.summary(result))
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
    return [...(await this.store.results(this.room.code, { ids: missing })), ...known]
  }

  /** Calls back once the results are those of the present document, at once where they are, or cannot be read. */
  update(): void {
    if (this.isFresh || this.room.presenters.size === 0) return this.changed()
    this.fresh().then(this.changed, this.changed)
  }

  private summary(result: Result): ResultSummary {
    const { id, seq, question, care: kept } = result
    const { document } = this.room
    const basis = JSON.stringify([seq, question, kept, document.blockedWords])
    let known = this.summed.get(id)
    if (known?.basis !== basis) {
      known = { basis, summary: summaryOf(result, careFor(document, question, kept)) }
      this.summed.set(id, known)
    }
    return known.summary
  }

  private get isFresh(): boolean {
    const { lesson, resultsRev } = this.room.document
    return this.readAs?.lesson === lesson && this.readAs.resultsRev === resultsRev
  }

  private async read(): Promise<void> {
    const { code, document } = this.room
    const { lesson, resultsRev } = document
    try {
      this.known = await this.store.results(code, { lesson })
      this.readAs = { lesson, resultsRev }
    } finally {
      this.reading = undefined
    }
  }
}
