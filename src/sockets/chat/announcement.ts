/**
 * Announcements of a room: made by a presenter or a script, shown on every screen at once, withdrawn by a presenter.
 */
import { randomUUID } from 'node:crypto'
import { steadyNow } from '../../clock'
import type { Budgets } from '../../rate-limiter'
import { decideAnnouncement, saidOf, toldScreens, toldVoters, withdrawn } from '../../core/chat/announcement'
import type { Reply } from '../../core/protocol/replies'
import type { Snapshot } from '../../core/protocol/snapshot'
import { refuse } from '../../core/protocol/refusals'
import type { RoomDocument } from '../../core/room/document'
import { broadcast } from '../room/broadcast'
import type { LiveRoom, RoomSocket } from '../room/live-room'

/** Announcements of one room: one in six seconds, some at once. */
export const ANNOUNCEMENT_RATE = { perSecond: 1 / 6, burst: 10 }

export class Announcements {
  constructor(
    private readonly room: LiveRoom,
    /** By the code of the room: they outlive the room's time in memory. */
    private readonly budgets: Budgets,
  ) {}

  async withdrawAnnouncement({ id }: { id: string }): Promise<Reply> {
    return (await this.room.change(document => withdrawn(document, id))) ?? { ok: true }
  }

  /** Records an announcement, then puts it on every screen. Whoever calls it has checked that they may. */
  async make(text: string): Promise<Reply<{ id: string; text: string }>> {
    const decided = decideAnnouncement(text)
    if (!decided.ok) return decided
    const { room } = this
    if (!this.budgets.take(room.code)) return refuse('too-fast')
    const announcement = { id: randomUUID(), text: decided.text, at: Date.now(), since: steadyNow() }
    room.publish('announced')
    const refusal = await room.change(document => ({ ok: true, document: { ...document, announcement } }))
    return refusal ?? { ok: true, id: announcement.id, text: announcement.text }
  }

  /** Counts an announcement that was made on another node. */
  announcedElsewhere(): void {
    this.budgets.spent(this.room.code)
  }

  documentChanged(before: RoomDocument): void {
    const { document, sockets } = this.room
    const now = steadyNow()
    for (const isScreen of [true, false]) {
      const told = toldTo(isScreen)
      const [was, announcement] = [told(before, now), told(document, now)]
      if (announcement?.id === was?.id) continue
      const meant = [...sockets].filter(({ data }) => data.screen === isScreen)
      const { id = '' } = was ?? {}
      void broadcast(meant, [
        announcement ? ['message', saidOf(announcement)] : ['announcementWithdrawn', id],
      ])
    }
  }

  snapshot({ data }: RoomSocket): Pick<Snapshot, 'announcement'> {
    return { announcement: toldTo(data.screen)(this.room.document, steadyNow()) }
  }
}

function toldTo(isScreen: boolean): typeof toldVoters {
  return isScreen ? toldScreens : toldVoters
}
