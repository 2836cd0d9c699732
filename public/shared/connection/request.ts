/** Waits for the server's answers; gives a refusal if there is none. */
import type { Refusal, Reply } from '../../../src/core/protocol/replies'

/** How long a page waits for an answer before it treats the connection as dead. */
export const ANSWER_TIMEOUT_MS = 5000

/** The server's answer; without one, a refusal with the sentence `noAnswer`. */
export function answerTo<T extends object>(asked: Promise<Reply<T>>, noAnswer: string): Promise<Reply<T>> {
  return asked.catch(() => ({ ok: false, code: 'server-error', message: noAnswer }))
}

/** Why the server refused: it has the sentences, so that pages need not load them. */
export function sentenceOf({ message }: Refusal): string {
  return message
}
