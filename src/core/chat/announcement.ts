/** What an announcement may be, and for how long newcomers are told of it. Values in, values out. */
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

/** The room without this announcement. */
export function withdrawn(room: RoomDocument, id: string): Decision {
  return room.announcement?.id === id
    ? { ok: true, document: { ...room, announcement: null } }
    : refuse('no-such-announcement')
}

/** The announcement a newcomer is told of; null where there is none, or it is too old. */
export function currentAnnouncement({ announcement }: RoomDocument, now: number): Announcement | null {
  if (!announcement) return null
  const { since = announcement.at } = announcement
  // A difference below zero by more than the lifetime: it was made by another clock.
  return Math.abs(now - since) < ANNOUNCEMENT_LIFETIME_MS ? announcement : null
}

/** An announcement as it is sent to every screen; a workshop's page reads one of its first four fields. */
export function saidOf({ id, text, at }: Announcement): Said {
  return { ...hostSays(text), id, at }
}

/** What the host says, under all four names by which the workshops' pages read a message. */
export function hostSays(text: string): Said {
  return { user: HOST, username: HOST, text, message: text }
}
