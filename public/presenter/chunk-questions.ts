/** Owns how a long list is cut into messages: the server closes a line that brings more than 16 KiB at once. */
import type { Question } from '../../src/core/protocol/events'

/** Bytes of questions in one message. */
const MAX_CHUNK = 12_000

/** The questions in their order, in parts that fit a message; a part holds one at least. */
export function chunks(questions: Question[]): Question[][] {
  const parts: Question[][] = []
  let left = 0
  for (const question of questions) {
    const size = new TextEncoder().encode(JSON.stringify(question)).length
    if (size > left) {
      parts.push([])
      left = MAX_CHUNK
    }
    parts[parts.length - 1]!.push(question)
    left -= size
  }
  return parts
}
