/** Owns asking the server for something and having an answer in any case. */
import type { Refusal, Reply } from '../../../src/core/protocol/events'
import { refusalSentences } from '../../../src/core/protocol/refusals'

/** Milliseconds to wait for an answer before the line is taken for dead. */
export const ANSWER_TIMEOUT = 5000

/** The server's answer; its silence is a refusal, too: `noAnswer` says so. */
export function answerTo<T extends object>(asked: Promise<Reply<T>>, noAnswer: string): Promise<Reply<T>> {
  return asked.catch(() => ({ ok: false, code: 'server-error', message: noAnswer }))
}

/** Why not, in our words. */
export function sentenceOf({ code, message }: Refusal): string {
  return code === 'server-error' ? message : (refusalSentences[code] ?? message)
}
