/** Reports on the wire: what people of the audience found rude, as presenters and helpers are told of it. */

/** What can be reported, by its number or id. */
export type ReportKey = { kind: 'line' | 'ask'; id: number } | { kind: 'post'; id: string }

/** Something that was reported, as presenters and helpers alone are sent it. Who reported it is told to nobody. */
export type ReportedItem = ReportKey & {
  /** People who reported it, each once. */
  people: number
  name: string
  /** Its beginning. */
  text: string
  /**
   * Public id of its author, by which somebody is muted; absent for what presenters and helpers wrote, and for asks, whose
   * askers nobody is told.
   */
  from?: string
  /** Whether a presenter or helper asked it: nobody can be removed for that. */
  ofCrew?: boolean
}
