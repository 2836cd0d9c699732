/** Why the server refused a connection, for programs. */
import type { RefusalCode } from '../../../src/core/protocol/replies'

/** The code of the refusal in a `connect_error`, if the server sent one. */
export function refusalCodeOf(error: Error): RefusalCode | undefined {
  return (error as Error & { data?: { code?: RefusalCode } }).data?.code
}
