/** What the page asks the server to do with questions, and the line that says that it is done, or why not. */
import type { Reply } from '../../src/core/protocol/replies'
import type { Connection, TimedSocket } from '../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import { make, setText } from '../shared/dom'
import type { Still } from './still'
import { asksWords as words } from './words'

export class Requests {
  readonly element = make('p', 'said')

  /** @param still what is below the line, which comes and goes */
  constructor(
    private readonly connection: Connection,
    private readonly still: () => Still,
  ) {
    this.element.setAttribute('role', 'status')
  }

  /** Asks at once or not at all: without a connection nothing is kept for later. */
  async ask<T extends object>(act: (socket: TimedSocket) => Promise<Reply<T>>, done = ''): Promise<Reply<T>> {
    const { socket } = this.connection
    const asked = socket.connected
      ? act(socket.timeout(ANSWER_TIMEOUT_MS))
      : Promise.reject<Reply<T>>(new Error('offline'))
    const reply = await answerTo(asked, words.notDone)
    this.say(reply.ok ? done : sentenceOf(reply))
    return reply
  }

  /** Takes this sentence away if it stands there: what it was about is gone. */
  forget(sentence: string): void {
    if (this.element.textContent === sentence) this.say('')
  }

  say(sentence: string): void {
    this.still().during(() => setText(this.element, sentence))
  }
}
