/** What the API needs of a room that is open on this server: the seam behind which its sockets are. */
import type { AskCare } from '../../core/asks/care'
import type { AsksSettings, CaredAsk } from '../../core/protocol/asks'
import type { Turnout } from '../../core/protocol/poll'
import type { RoundRows } from '../../core/poll/rows'
import type { Result } from '../../core/protocol/results'
import type { Present } from '../../core/protocol/presenter'
import type { Reply } from '../../core/protocol/replies'
import type { Tally } from '../../core/question-types/question-type'
import type { RoomDocument } from '../../core/room/document'

export interface DrivenRoom {
  /** As it is kept. */
  readonly document: RoomDocument
  readonly turnout: Turnout
  /** As it is counted just now; of ballots the last ones may be missing. */
  readonly tally: Tally
  /** Of ballots as they are recorded. */
  recordedTally(): Promise<Tally>
  /** Obeys a command by the rules of the presenter's page. Whoever calls it has checked the key. */
  command(present: Present): Promise<Reply<{ step: number }>>
  /** The results of a lesson, or these; the oldest first. */
  results(which: { lesson: number } | { ids: string[] }): Promise<Result[]>
  /** All asks of a lesson, hidden ones too: the oldest first. */
  asks(lesson: number): Promise<CaredAsk[]>
  /** Cares for an ask of the present lesson by the rules of the presenter's page. Whoever calls it has checked the key. */
  careForAsk(care: AskCare): Promise<Reply>
  /** Changes settings of the asks, likewise. */
  setAsks(settings: Partial<AsksSettings>): Promise<Reply>
  /** The joint rows of a result, by its rounds; for presenters alone. */
  rows(id: string): Promise<RoundRows[]>
  /** Tells the watcher soon that it has begun, and returns how to stop; while somebody watches, the room stays in memory. */
  watch(watcher: { changed(): void; ended(): void }): () => void
}

/** Opens the room if nobody is in it; it is released again by itself. Undefined: there is none. */
export type Drive = (code: string) => Promise<DrivenRoom | undefined>

/** The code of a room in an address of the API. */
export const HOUSE = 'house'
