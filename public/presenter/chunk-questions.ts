/** Splits a long list of questions into messages below the size limit. */
import { MAX_MESSAGE_BYTES } from '../../src/core/limits/input-limits'
import type { Question } from '../../src/core/protocol/poll'

/** Bytes of questions in one message, which leaves space for the rest of the message. */
const MAX_CHUNK_BYTES = 0.75 * MAX_MESSAGE_BYTES

/** The questions in order, in parts that fit into a message; each part has at least one. */
export function chunks(questions: Question[]): Question[][] {
  const parts: Question[][] = []
  let left = 0
  for (const question of questions) {
    const size = new TextEncoder().encode(JSON.stringify(question)).length
    if (size > left) {
      parts.push([])
      left = MAX_CHUNK_BYTES
    }
    parts[parts.length - 1]!.push(question)
    left -= size
  }
  return parts
}
