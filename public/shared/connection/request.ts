/** Answers of the server to what a page asks: there is one in any case. */
import type { Refusal, Reply } from '../../../src/core/protocol/replies'
import { refusalSentences } from '../../../src/core/protocol/refusals'

/** So long a page waits for an answer before it takes the connection for dead. */
export const ANSWER_TIMEOUT_MS = 5000

/** The server's answer. Where none comes, a refusal with the sentence `noAnswer`. */
export function answerTo<T extends object>(asked: Promise<Reply<T>>, noAnswer: string): Promise<Reply<T>> {
  return asked.catch(() => ({ ok: false, code: 'server-error', message: noAnswer }))
}

/** Why the server refused, in the words of this page. */
export function sentenceOf({ code, message }: Refusal): string {
  return code === 'server-error' ? message : (refusalSentences[code] ?? message)
}
