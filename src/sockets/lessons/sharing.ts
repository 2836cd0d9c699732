/**
 * What a room lets people have of its results: set by presenters; whether there is a page of them, and whether
 * joint rows are kept, is told to every page.
 */
import isEqual from 'lodash/isEqual'
import { steadyNow } from '../../clock'
import type { Sharing } from '../../core/protocol/presenter'
import type { Reply } from '../../core/protocol/replies'
import type { Snapshot } from '../../core/protocol/snapshot'
import { refuse } from '../../core/protocol/refusals'
import { withSharing } from '../../core/room/kept-rows'
import type { RoomDocument } from '../../core/room/document'
import { broadcast } from '../room/broadcast'
import type { LiveRoom } from '../room/live-room'

export class SharingSettings {
  constructor(private readonly room: LiveRoom) {}

  async setSharing(settings: Partial<Sharing>): Promise<Reply> {
    const refusal = await this.room.change(document => {
      const changed = withSharing(document, settings, { now: steadyNow(), wallNow: Date.now() })
      const isSame = isEqual(changed.sharing, document.sharing)
      return isSame ? refuse('already-so') : { ok: true, document: changed }
    })
    return refusal ?? { ok: true }
  }

  documentChanged({ sharing: before }: RoomDocument): void {
    const { document, sockets } = this.room
    const { page, rows } = document.sharing
    if (page !== before.page) void broadcast(sockets, [['resultsPage', page]])
    if (rows !== before.rows) void broadcast(sockets, [['rowsKept', rows]])
  }

  snapshot(): Pick<Snapshot, 'resultsPage' | 'rowsKept'> {
    const { page, rows } = this.room.document.sharing
    return { resultsPage: page, rowsKept: rows }
  }
}
