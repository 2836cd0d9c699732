/**
 * Steers the lecture from the projector's page: by a connection of its own, so that the page draws nothing that only
 * presenters see.
 */
import type { Command, PresenterState } from '../../src/core/protocol/presenter'
import type { Reply } from '../../src/core/protocol/replies'
import { withNews } from '../../src/core/room/presenter-state'
import { connect, type Connection, type ConnectionState } from '../shared/connection/connection'
import { ANSWER_TIMEOUT_MS } from '../shared/connection/request'

interface Parts {
  /** The code of the room. */
  room: string
  /** The room's presenter key; undefined: none is held. */
  key(): string | undefined
  /** What presenters see has changed. */
  changed?(): void
  connection?(state: ConnectionState): void
}

export class Remote {
  private opened: { key: string; connection: Connection } | undefined
  /** What the server told last; undefined without a connection. */
  private known: PresenterState | undefined
  private isBusy = false

  constructor(private readonly parts: Parts) {
    this.open()
  }

  /** Whether the key of this room is held. */
  get isHeld(): boolean {
    return this.parts.key() !== undefined
  }

  get state(): PresenterState | undefined {
    return this.known
  }

  /** Sends a command, unless another one is being sent. Without a key nothing happens. */
  send(command: Command): void {
    this.open()
    // The picture shows whether anything has changed: press again.
    if (!this.isBusy) void this.deliver(command)
  }

  /** Sends a command for the poll and step that the server told last. Undefined: there was no answer. */
  async deliver(command: Command): Promise<Reply | undefined> {
    const { opened } = this
    if (!opened) return undefined
    this.isBusy = true
    const mark = this.known ?? (await this.firstState(opened.connection))
    const reply =
      mark &&
      (await opened.connection.socket
        .timeout(ANSWER_TIMEOUT_MS)
        .emitWithAck('present', { pollId: mark.pollId, step: mark.step, command })
        .catch(() => undefined))
    this.isBusy = false
    return reply
  }

  /** Connects with the key, if it is held and is another one. */
  open(): void {
    const { parts } = this
    const key = parts.key()
    if (key === undefined || key === this.opened?.key) return
    this.opened?.connection.socket.disconnect()
    this.known = undefined
    const ignored = () => undefined
    const connection = connect(
      { room: parts.room, presenterKey: key },
      {
        state: state => {
          if (state.name !== 'connected') this.known = undefined
          parts.connection?.(state)
        },
        snapshot: ignored,
        leaving: ignored,
        returning: ignored,
      },
    )
    connection.socket.on('presenterState', news => {
      this.known = withNews(this.known, news)
      parts.changed?.()
    })
    this.opened = { key, connection }
  }

  /** A press may come before the connection is up. */
  private firstState({ socket }: Connection): Promise<PresenterState | undefined> {
    return new Promise(resolve => {
      socket.once('presenterState', () => resolve(this.known))
      setTimeout(() => resolve(undefined), ANSWER_TIMEOUT_MS)
    })
  }
}
