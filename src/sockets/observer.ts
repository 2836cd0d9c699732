/**
 * What the parts of the server tell whoever measures it. Without METRICS_TOKEN there is no observer, and nothing is
 * measured.
 */
import type { RefusalCode } from '../core/protocol/replies'

export interface Observer {
  /** A vote was taken, or taken back, and acknowledged so many milliseconds after its event had arrived. */
  voteAcknowledged(kind: 'hands' | 'ballot', ms: number): void
  /** An event or a connection was refused. */
  refused(code: RefusalCode): void
  /**
   * Changes of a room went out: milliseconds until its last socket was written to, and those of them that kept the
   * process busy.
   */
  announced(ms: number, busyMs: number): void
}
