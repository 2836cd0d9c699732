/** Owns what an announcement may be, and for how long newcomers hear of it. Values in, values out. */
import { ANNOUNCEMENT_LIFETIME_MS, MAX_ANNOUNCEMENT_LENGTH } from '../limits/input-limits'
import { cleanText } from './messages'
import type { Refusal, Said } from '../protocol/events'
import type { Decision, RoomDocument } from '../room/document'
import { refuse } from '../protocol/refusals'
import type { Announcement } from '../protocol/chat'

const HOST = 'host'

/** The text as it is announced, or why it is not. */
export function decideAnnouncement(text: string): { ok: true; text: string } | Refusal {
  const clean = cleanText(text)
  if (clean === '') return refuse('empty-announcement')
  return clean.length > MAX_ANNOUNCEMENT_LENGTH ? refuse('announcement-too-long') : { ok: true, text: clean }
}

/** The room without the announcement that is meant. */
export function withdrawn(room: RoomDocument, id: string): Decision {
  return room.announcement?.id === id
    ? { ok: true, document: { ...room, announcement: null } }
    : refuse('no-such-announcement')
}

/** What a newcomer is told: nothing of an announcement that has had its time. */
export function currentAnnouncement({ announcement }: RoomDocument, now: number): Announcement | null {
  if (!announcement) return null
  const { since = announcement.at } = announcement
  // Behind it by more than an hour: another clock than that of then.
  return Math.abs(now - since) < ANNOUNCEMENT_LIFETIME_MS ? announcement : null
}

/** An announcement as it goes to every screen; the workshops' clients read one of its first fields. */
export function saidOf({ id, text, at }: Announcement): Said {
  return { ...hostSays(text), id, at }
}

/** What the host says, under all four names by which the workshops' pages read a message. */
export function hostSays(text: string): Said {
  return { user: HOST, username: HOST, text, message: text }
}
