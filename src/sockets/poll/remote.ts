/**
 * A room as programs drive it that have no socket in it, such as the HTTP API: the same commands as a presenter's page,
 * decided in the same place. Whoever calls it has checked that they may.
 */
import { seenAsks } from '../../core/asks/held-asks'
import type { AskCare } from '../../core/asks/care'
import { allAsks } from '../../core/asks/views'
import type { AsksSettings, CaredAsk } from '../../core/protocol/asks'
import type { Turnout } from '../../core/protocol/poll'
import type { RoundRows } from '../../core/poll/rows'
import type { Result } from '../../core/protocol/results'
import type { Present } from '../../core/protocol/presenter'
import type { Reply } from '../../core/protocol/replies'
import type { RoomDocument } from '../../core/room/document'
import type { Tally } from '../../core/question-types/question-type'
import type { Store } from '../../store/store'
import { recordedTally, tallyNow, turnoutOf } from '../room/counts'
import type { LiveRoom } from '../room/live-room'
import type { Watcher } from '../room/feature-needs'
import type { Presenting } from './presenter'
import type { Watchers } from './watchers'

/** What it needs of the feature that looks after asks. */
export interface AskCarer {
  careForAsk(care: AskCare): Promise<Reply>
  setAsks(settings: Partial<AsksSettings>): Promise<Reply>
}

export class Remote {
  constructor(
    private readonly room: LiveRoom,
    private readonly presenting: Presenting,
    private readonly store: Store,
    private readonly watchers: Watchers,
    private readonly asking: AskCarer,
  ) {}

  get document(): RoomDocument {
    return this.room.document
  }

  get turnout(): Turnout {
    return turnoutOf(this.room)
  }

  /** As it is counted here; of ballots the last ones may be missing. A live view: read it, do not store it. */
  get tally(): Tally {
    return tallyNow(this.room)
  }

  /** Of ballots as they are recorded. */
  recordedTally(): Promise<Tally> {
    return recordedTally(this.room, this.store)
  }

  /** Obeys a command, unless it comes too late. */
  command(present: Present): Promise<Reply<{ step: number }>> {
    return this.presenting.command(present)
  }

  /** The results of a lesson, or these; the oldest first. */
  results(which: { lesson: number } | { ids: string[] }): Promise<Result[]> {
    return this.store.results(this.room.code, which)
  }

  /** All asks of a lesson, hidden ones too: the oldest first. */
  async asks(lesson: number): Promise<CaredAsk[]> {
    const kept = await this.store.asks(this.room.code)
    return allAsks({ kept: seenAsks(kept, this.room.document.hiddenAsks), lesson })
  }

  /** Cares for an ask of the present lesson. */
  careForAsk(care: AskCare): Promise<Reply> {
    return this.asking.careForAsk(care)
  }

  setAsks(settings: Partial<AsksSettings>): Promise<Reply> {
    return this.asking.setAsks(settings)
  }

  /** The joint rows of a result, by its rounds. */
  rows(id: string): Promise<RoundRows[]> {
    return this.store.rows(this.room.code, id)
  }

  /** Returns how to stop watching; while somebody watches, the room stays in memory. */
  watch(watcher: Watcher): () => void {
    return this.watchers.add(watcher)
  }
}
