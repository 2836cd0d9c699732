/** A presenter's actions on a post, each with one key, and their requests to the server. */
import type { Reply } from '../../../src/core/protocol/replies'
import type { Post } from '../../../src/core/protocol/wall'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import type { ClientSocket } from '../../shared/connection/connection'
import { pill } from '../../shared/dom'
import { removesPerson } from '../../shared/removal/button'
import { removalWords } from '../../shared/removal/words'
import { wallModerationWords as words } from './words'

export interface Action {
  /** A capital letter. */
  key: string
  text: string
  /** Resolves to whether it was done. Then the post leaves the list, unless it `stays`. */
  act: (post: Post) => Promise<boolean>
  stays?: boolean
}

/** The socket with a time limit for answers. */
type AskedSocket = ReturnType<ClientSocket['timeout']>

interface Callbacks {
  socket: ClientSocket
  said: (sentence: string) => void
  /** A post no longer waits; returns how many still do. */
  decided(id: string): number
  /** The post no longer exists. */
  gone(id: string): void
}

export class PostActions {
  constructor(private readonly callbacks: Callbacks) {}

  /** The actions on a waiting post. */
  get forWaiting(): Action[] {
    const then =
      (sentence: string) =>
      ({ id }: Post) =>
        words.left(sentence, this.callbacks.decided(id))
    return [
      this.action('A', words.approve, then(words.approved), (socket, { id }) =>
        socket.emitWithAck('approvePost', { id }),
      ),
      this.action('R', words.reject, then(words.rejected), (socket, { id }) =>
        socket.emitWithAck('rejectPost', { id }),
      ),
      this.pin(true, then(words.pinnedNow)),
      this.block,
    ]
  }

  /** The actions on a post on the wall. */
  forShown(isPinned: boolean): Action[] {
    return [
      this.action(
        'R',
        words.takeOff,
        () => words.takenOff,
        (socket, { id }) => socket.emitWithAck('rejectPost', { id }),
      ),
      { ...this.pin(!isPinned, () => (isPinned ? words.unpinned : words.pinnedNow)), stays: true },
      this.block,
    ]
  }

  /** For a post by one of the audience: a button that removes its author from the room. */
  removal({ author, name, network, role }: Post): HTMLElement[] {
    if (network !== 'room' || role) return []
    const { socket, said } = this.callbacks
    const button = pill(removalWords.remove, () => undefined, removalWords.removePerson(name))
    removesPerson(button, { socket, person: { id: author.slice('room:'.length), name }, said })
    return [button]
  }

  /** Sends a request and shows its result. */
  async ask<T extends object>(
    request: (socket: AskedSocket) => Promise<Reply<T>>,
    done: () => string,
  ): Promise<Reply<T>> {
    const { socket, said } = this.callbacks
    const reply: Reply<T> = socket.connected
      ? await answerTo(request(socket.timeout(ANSWER_TIMEOUT_MS)), words.noAnswer)
      : { ok: false, code: 'server-error', message: words.noLine }
    said(reply.ok ? done() : sentenceOf(reply))
    return reply
  }

  private pin(isPinned: boolean, done: (post: Post) => string): Action {
    return this.action('P', isPinned ? words.pin : words.unpin, done, (socket, { id }) =>
      socket.emitWithAck('pinPost', { id, isPinned }),
    )
  }

  private get block(): Action {
    return this.action(
      'B',
      words.block,
      ({ name }) => words.blocked(name),
      (socket, { author, name }) => socket.emitWithAck('blockAuthor', { author, name, isBlocked: true }),
    )
  }

  private action(
    key: string,
    text: string,
    done: (post: Post) => string,
    request: (socket: AskedSocket, post: Post) => Promise<Reply>,
  ): Action {
    return {
      key,
      text,
      act: async post => {
        const reply = await this.ask(
          socket => request(socket, post),
          () => done(post),
        )
        if (!reply.ok && reply.code === 'no-such-post') this.callbacks.gone(post.id)
        return reply.ok
      },
    }
  }
}
