/** The key of a room's presenters: makes a new one, and closes the sockets that have an older one. */
import { DEFAULT_ROOM } from '../../core/room/codes'
import type { Refusal, Reply } from '../../core/protocol/replies'
import type { RoomDocument } from '../../core/room/document'
import { hashOf, newPresenterKey } from '../../credentials'
import type { LiveRoom, RoomSocket } from '../room/live-room'

export interface PresenterKeyParts {
  /**
   * Writes the default room's key down; what it gives puts it where the next start finds it. Refuses where it is
   * given from outside.
   */
  stageDefaultRoomKey(key: string): Refusal | (() => void)
}

export class PresenterKey {
  /** Who is just making a new key, and so will have it. */
  private maker: RoomSocket | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: PresenterKeyParts,
  ) {}

  /** Makes a new key; the links of helpers go with the old one, and other sockets with it are closed. */
  async renew(socket: RoomSocket): Promise<Reply<{ presenterKey: string }>> {
    const presenterKey = newPresenterKey()
    const keyHash = hashOf(presenterKey)
    // Written down before it is in force, and put in its place after: a full disk leaves both as they were.
    const staged = this.room.code === DEFAULT_ROOM ? this.parts.stageDefaultRoomKey(presenterKey) : () => {}
    if (typeof staged !== 'function') return staged
    const changed = this.room.change(document => {
      this.maker = socket
      return { ok: true, document: { ...document, keyHash, helpers: [], step: document.step + 1 } }
    })
    const refusal = await changed.finally(() => (this.maker = undefined))
    if (refusal) return refusal
    staged()
    return { ok: true, presenterKey }
  }

  /** Closes the sockets with an older key, on every node. */
  documentChanged({ keyHash }: RoomDocument): void {
    if (this.room.document.keyHash === keyHash) return
    for (const presenter of [...this.room.presenters]) if (presenter !== this.maker) presenter.conn.close()
  }
}
