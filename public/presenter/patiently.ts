/** Asks the server again where it was asked too fast: for what a presenter's page has to send many times in a row. */
import type { Reply } from '../../src/core/protocol/replies'

/** A refusal for being too fast holds for less than this. */
const RETRY_MS = 500
const MAX_TRIES = 10

/** @param ask called for each try @returns the last reply: another refusal is given back at once */
export async function patiently<T extends object>(ask: () => Promise<Reply<T>>): Promise<Reply<T>> {
  for (let tries = 1; ; tries++) {
    const reply = await ask()
    if (reply.ok || reply.code !== 'too-fast' || tries === MAX_TRIES) return reply
    await new Promise(resolve => setTimeout(resolve, RETRY_MS))
  }
}
