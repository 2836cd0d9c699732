/** The helpers of a room: whom a link opens what keeps a room civil to. Values in, values out. */
import { refuse } from '../protocol/refusals'
import type { Decision, Helper, RoomDocument } from '../room/document'
import { cleanName } from './name-rules'

/** Helpers of one room at a time. */
export const MAX_HELPERS = 20

/** Lets somebody help, under the name that is given as it was typed. */
export function withHelper(room: RoomDocument, helper: Helper): Decision {
  const cleaned = cleanName(helper.name)
  if (!cleaned.ok) return cleaned
  if (room.helpers.length >= MAX_HELPERS) return refuse('too-many-helpers')
  const { name } = cleaned
  if (room.helpers.some(other => other.name.toLowerCase() === name.toLowerCase())) return refuse('name-taken')
  return { ok: true, document: { ...room, helpers: [...room.helpers, { ...helper, name }] } }
}

/** Takes the link of a helper back. */
export function withoutHelper(room: RoomDocument, id: string): Decision {
  const helpers = room.helpers.filter(helper => helper.id !== id)
  return helpers.length === room.helpers.length
    ? refuse('no-such-helper')
    : { ok: true, document: { ...room, helpers } }
}
