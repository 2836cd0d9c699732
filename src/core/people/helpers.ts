/** The helpers of a room: whom a link opens what keeps a room civil to. Values in, values out. */
import { refuse } from '../protocol/refusals'
import type { Decision, Helper, RoomDocument } from '../room/document'
import { cleanName } from './name-rules'

/** Helpers of one room at a time. */
export const MAX_HELPERS = 20
/** Milliseconds between two notes that the same helper is here: coming and going often costs no more writes. */
export const NOTED_FOR_MS = 60_000

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

/** Notes that a page of a helper is open at this time, or was until now: milliseconds since 1970. */
export function withHelperHere(room: RoomDocument, id: string, at: number): Decision {
  const helper = room.helpers.find(each => each.id === id)
  if (!helper) return refuse('no-such-helper')
  // A clock that was set back must not keep a time of the future.
  if (Math.abs(at - (helper.lastHereAt ?? 0)) < NOTED_FOR_MS) return refuse('already-so')
  const helpers = room.helpers.map(each => (each === helper ? { ...helper, lastHereAt: at } : each))
  return { ok: true, document: { ...room, helpers } }
}
