/** Checks announcements, and decides how long newcomers are sent them. Values in, values out. */
import { ANNOUNCEMENT_LIFETIME_MS, MAX_ANNOUNCEMENT_LENGTH } from '../limits/input-limits'
import { cleanText } from './messages'
import type { Said } from '../protocol/server-events'
import type { Refusal } from '../protocol/replies'
import type { Decision, RoomDocument } from '../room/document'
import { rowsNotice } from '../room/kept-rows'
import { panicNotice } from '../room/panic'
import { refuse } from '../protocol/refusals'
import type { Announcement } from '../protocol/chat'

const HOST = 'host'

/** The cleaned text, or the refusal. */
export function decideAnnouncement(text: string): { ok: true; text: string } | Refusal {
  const clean = cleanText(text)
  if (clean === '') return refuse('empty-announcement')
  return clean.length > MAX_ANNOUNCEMENT_LENGTH ? refuse('announcement-too-long') : { ok: true, text: clean }
}

/** Removes this announcement from the room. */
export function withdrawn(room: RoomDocument, id: string): Decision {
  return room.announcement?.id === id
    ? { ok: true, document: { ...room, announcement: null } }
    : refuse('no-such-announcement')
}

/**
 * What whoever may vote is told: the announcement, that everything people write is closed, and that joint rows are kept,
 * each as long as it is so. Such notices cannot be withdrawn, and do not grow old: whoever comes late reads them before
 * voting.
 */
export function toldVoters(room: RoomDocument, now: number): Announcement | null {
  return together(currentAnnouncement(room, now), panicNotice(room, now), rowsNotice(room, now))
}

/** The same for screens, whose picture says in a place of its own that joint rows are kept. */
export function toldScreens(room: RoomDocument, now: number): Announcement | null {
  return together(currentAnnouncement(room, now), panicNotice(room, now))
}

/** Together they are another announcement, which a page shows even where it showed one of them. */
function together(...told: (Announcement | null)[]): Announcement | null {
  const [first, ...others] = told.filter(each => each !== null)
  if (!first || others.length === 0) return first ?? null
  const all = [first, ...others]
  return { ...first, id: all.map(({ id }) => id).join(' '), text: all.map(({ text }) => text).join('\n') }
}

/** The announcement that a newcomer is sent; null if there is none or it is too old. */
export function currentAnnouncement({ announcement }: RoomDocument, now: number): Announcement | null {
  if (!announcement) return null
  const { since = announcement.at } = announcement
  // Absolute: a time far in the future comes from another clock, and such an announcement counts as old.
  return Math.abs(now - since) < ANNOUNCEMENT_LIFETIME_MS ? announcement : null
}

/** An announcement as it is sent to every screen; each workshop's page reads one of the first four fields. */
export function saidOf({ id, text, at }: Announcement): Said {
  return { ...hostSays(text), id, at }
}

/** A message of the host, with its text in all four fields that the workshops' pages read. */
export function hostSays(text: string): Said {
  return { user: HOST, username: HOST, text, message: text }
}
