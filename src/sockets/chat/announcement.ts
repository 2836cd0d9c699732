/** Owns announcements: made by a presenter or a script, on every screen at once, withdrawn by a presenter. */
import { randomUUID } from 'node:crypto'
import { steadyNow } from '../../clock'
import { Budgets } from '../../rate-limiter'
import { currentAnnouncement, decideAnnouncement, saidOf, withdrawn } from '../../core/chat/announcement'
import type { Reply } from '../../core/protocol/events'
import { parseAnnounce, parseWithdrawAnnouncement } from '../../core/protocol/schemas'
import { refuse } from '../../core/protocol/refusals'
import { broadcast } from '../room/broadcast'
import { on, type Feature } from '../room/feature'
import type { LiveRoom } from '../room/live-room'

/** Announcements a room may hear: one in six seconds, some at once. */
export const ANNOUNCEMENT_RATE = { perSecond: 1 / 6, burst: 10 }

/** Keeps an announcement, then puts it on every screen. Whoever calls it has checked who may. */
export type Announce = (room: LiveRoom, text: string) => Promise<Reply<{ id: string; text: string }>>

/** Makes the feature, and the way in for scripts. */
export function announcementFeature(): Feature & { announce: Announce } {
  const budgets = new Budgets(ANNOUNCEMENT_RATE)

  const announce: Announce = async (room, said) => {
    const decided = decideAnnouncement(said)
    if (!decided.ok) return decided
    if (!budgets.take(room.code)) return refuse('too-fast')
    const announcement = { id: randomUUID(), text: decided.text, at: Date.now(), since: steadyNow() }
    room.tell('announced')
    const refusal = await room.change(document => ({ ok: true, document: { ...document, announcement } }))
    return refusal ?? { ok: true, id: announcement.id, text: announcement.text }
  }

  return {
    announce,

    events: {
      announce: on(parseAnnounce, async (room, { data }, { text }) =>
        data.presenter ? announce(room, text) : refuse('not-a-presenter'),
      ),
      withdrawAnnouncement: on(parseWithdrawAnnouncement, async (room, { data }, { id }) => {
        if (!data.presenter) return refuse('not-a-presenter')
        return (await room.change(document => withdrawn(document, id))) ?? { ok: true }
      }),
    },

    heard: { announced: room => budgets.spent(room.code) },

    documentChanged(room, { announcement: before }) {
      const { announcement } = room.document
      if (announcement?.id === before?.id) return
      void broadcast(room.sockets, [
        announcement ? ['message', saidOf(announcement)] : ['announcementWithdrawn', before!.id],
      ])
    },

    snapshot: room => ({ announcement: currentAnnouncement(room.document, steadyNow()) }),
  }
}
