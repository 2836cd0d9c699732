/** A tally whose counters are few and safe as keys, as it travels on the wire. */

/** The number of votes for each counter, zeros included. */
export type Counts = Record<string, number>
