/**
 * Public ids as version 0.1 made them: the beginning of what is the private id now. Lines, muted and removed people that
 * are kept from then have them. Whoever comes is known by the earlier one, too, and muted by the present one from then on.
 */
import uniqBy from 'lodash/uniqBy'
import type { Decision, RoomDocument } from '../../core/room/document'
import { refuse } from '../../core/protocol/refusals'
import { earlierPublicId, publicIdOf } from '../room/identity'
import type { LiveRoom, RoomSocket } from '../room/live-room'

export class EarlierIds {
  constructor(private readonly room: LiveRoom) {}

  /** Somebody comes, who may be muted. */
  async prepare(socket: RoomSocket): Promise<void> {
    await this.renew([socket])
  }

  /** Somebody may have been muted by a line that is older than the ids. */
  documentChanged({ muted }: RoomDocument): void {
    if (this.room.document.muted !== muted) void this.renew(this.room.sockets).catch(() => undefined)
  }

  /** Puts the present ids of these people in the place of their earlier ones. */
  private async renew(sockets: Iterable<RoomSocket>): Promise<void> {
    const muted = new Set(this.room.document.muted.map(({ id }) => id))
    if (muted.size === 0) return
    const renewed = new Map<string, string>()
    for (const { data } of sockets) {
      const earlier = earlierPublicId(data.privateId)
      if (muted.has(earlier)) renewed.set(earlier, publicIdOf(data.person))
    }
    if (renewed.size > 0) await this.room.change(document => withIds(document, renewed))
  }
}

function withIds(document: RoomDocument, renewed: ReadonlyMap<string, string>): Decision {
  if (!document.muted.some(({ id }) => renewed.has(id))) return refuse('already-so')
  const muted = document.muted.map(person => ({ ...person, id: renewed.get(person.id) ?? person.id }))
  return { ok: true, document: { ...document, muted: uniqBy(muted, ({ id }) => id) } }
}
