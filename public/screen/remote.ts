/**
 * Steers the lecture from the projector's page, where this browser holds the room's presenter key: by a connection of
 * its own, so that the page draws nothing that only presenters see.
 */
import type { Command, PresenterState } from '../../src/core/protocol/presenter'
import { connect, type Connection } from '../shared/connection/connection'
import { keyOf } from '../shared/connection/presenter-keys'
import { ANSWER_TIMEOUT_MS } from '../shared/connection/request'
import { roomCode } from '../shared/urls'

type Mark = Pick<PresenterState, 'pollId' | 'step'>

export class Remote {
  private opened: { key: string; connection: Connection } | undefined
  /** The poll and the step that the server told last. */
  private mark: Mark | undefined
  private isBusy = false

  constructor() {
    this.open()
  }

  /** Whether this browser holds the key of this room. */
  get isHeld(): boolean {
    return keyOf(roomCode) !== undefined
  }

  /** Sends a command, unless another one is being sent. Without a key nothing happens. */
  send(command: Command): void {
    this.open()
    if (!this.isBusy) void this.deliver(command)
  }

  private async deliver(command: Command): Promise<void> {
    const { opened } = this
    if (!opened) return
    this.isBusy = true
    const mark = this.mark ?? (await this.firstMark(opened.connection))
    if (mark)
      await opened.connection.socket
        .timeout(ANSWER_TIMEOUT_MS)
        .emitWithAck('present', { ...mark, command })
        .catch(() => undefined) // the picture shows that nothing has changed: press again
    this.isBusy = false
  }

  /** A press may come before the connection is up. */
  private firstMark({ socket }: Connection): Promise<Mark | undefined> {
    return new Promise(resolve => {
      socket.once('presenterState', resolve)
      setTimeout(() => resolve(undefined), ANSWER_TIMEOUT_MS)
    })
  }

  private open(): void {
    const key = keyOf(roomCode)
    if (key === undefined || key === this.opened?.key) return
    this.opened?.connection.socket.disconnect()
    this.mark = undefined
    const ignored = () => undefined
    const connection = connect(
      { room: roomCode, presenterKey: key },
      {
        state: ({ name }) => {
          if (name !== 'connected') this.mark = undefined
        },
        snapshot: ignored,
        leaving: ignored,
        returning: ignored,
      },
    )
    connection.socket.on('presenterState', ({ pollId, step }) => (this.mark = { pollId, step }))
    this.opened = { key, connection }
  }
}
