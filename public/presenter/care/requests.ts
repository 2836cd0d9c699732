/** Sends what a presenter decides on answers, and says what came of it. */
import type { CareChange } from '../../../src/core/question-types/care'
import type { ClientSocket } from '../../shared/connection/connection'
import { ANSWER_TIMEOUT_MS, answerTo, sentenceOf } from '../../shared/connection/request'
import { patiently } from '../patiently'
import { careWords as words } from './words'

export class CareRequests {
  constructor(
    private readonly socket: () => ClientSocket,
    private readonly said: (sentence: string) => void,
  ) {}

  /** Resolves to whether it was done. A refusal says why. */
  async send(pollId: string, change: CareChange, done?: string): Promise<boolean> {
    const socket = this.socket()
    if (!socket.connected) return this.fail(words.noLine)
    // Of many answers each is approved by a request of its own.
    const reply = await patiently(() =>
      answerTo(
        socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('careForAnswers', { pollId, change }),
        words.noAnswer,
      ),
    )
    if (!reply.ok) return this.fail(sentenceOf(reply))
    if (done !== undefined) this.said(done)
    return true
  }

  private fail(sentence: string): false {
    this.said(sentence)
    return false
  }
}
