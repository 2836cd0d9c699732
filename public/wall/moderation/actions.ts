/** Owns what a presenter may do about a post, each by one key, and how the server is asked for it. */
import type { Reply } from '../../../src/core/protocol/events'
import type { Post } from '../../../src/core/protocol/wall'
import { answerTo, ANSWER_TIMEOUT, sentenceOf } from '../../shared/connection/request'
import type { ClientSocket } from '../../shared/connection/connection'
import { wallDeskWords as words } from './words'

export interface Deed {
  /** A capital letter. */
  key: string
  text: string
  /** Resolves to whether it was done; then the post is done with here, unless it `stays`. */
  act(post: Post): Promise<boolean>
  stays?: boolean
}

/** A line that waits for answers. */
type Request = ReturnType<ClientSocket['timeout']>

interface DeedParts {
  socket: ClientSocket
  said(sentence: string): void
  /** A post does not wait any more; tells how many still do. */
  decided(id: string): number
  /** There is no such post any more. */
  gone(id: string): void
}

export class Deeds {
  constructor(private readonly parts: DeedParts) {}

  /** For a post that waits. */
  get forWaiting(): Deed[] {
    const then =
      (sentence: string) =>
      ({ id }: Post) =>
        words.left(sentence, this.parts.decided(id))
    return [
      this.deed('A', words.approve, then(words.approved), (line, { id }) =>
        line.emitWithAck('approvePost', { id }),
      ),
      this.deed('R', words.reject, then(words.rejected), (line, { id }) =>
        line.emitWithAck('rejectPost', { id }),
      ),
      this.pin(true, then(words.pinnedNow)),
      this.block,
    ]
  }

  /** For a post on the wall. */
  forShown(isPinned: boolean): Deed[] {
    return [
      this.deed(
        'R',
        words.takeOff,
        () => words.takenOff,
        (line, { id }) => line.emitWithAck('rejectPost', { id }),
      ),
      { ...this.pin(!isPinned, () => (isPinned ? words.unpinned : words.pinnedNow)), stays: true },
      this.block,
    ]
  }

  /** Asks the server, and says how it went. */
  async ask<T extends object>(
    request: (line: Request) => Promise<Reply<T>>,
    done: () => string,
  ): Promise<Reply<T>> {
    const { socket, said } = this.parts
    const reply: Reply<T> = socket.connected
      ? await answerTo(request(socket.timeout(ANSWER_TIMEOUT)), words.noAnswer)
      : { ok: false, code: 'server-error', message: words.noLine }
    said(reply.ok ? done() : sentenceOf(reply))
    return reply
  }

  private pin(isPinned: boolean, done: (post: Post) => string): Deed {
    return this.deed('P', isPinned ? words.pin : words.unpin, done, (line, { id }) =>
      line.emitWithAck('pinPost', { id, isPinned }),
    )
  }

  private get block(): Deed {
    return this.deed(
      'B',
      words.block,
      ({ name }) => words.blocked(name),
      (line, { author, name }) => line.emitWithAck('blockAuthor', { author, name, isBlocked: true }),
    )
  }

  private deed(
    key: string,
    text: string,
    done: (post: Post) => string,
    request: (line: Request, post: Post) => Promise<Reply>,
  ): Deed {
    return {
      key,
      text,
      act: async post => {
        const reply = await this.ask(
          line => request(line, post),
          () => done(post),
        )
        if (!reply.ok && reply.code === 'no-such-post') this.parts.gone(post.id)
        return reply.ok
      },
    }
  }
}
