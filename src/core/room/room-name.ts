/** Cleans the names of rooms, and decides which are accepted. Values in, values out. */
import { MAX_ROOM_NAME_LENGTH } from '../limits/input-limits'
import type { Refusal } from '../protocol/replies'
import { refuse } from '../protocol/refusals'
import { BIDI_CONTROLS, INVISIBLE, withoutFloods, withoutStray } from '../text/invisible'
import type { Decision, RoomDocument } from './document'

/** Control characters, unpaired surrogates and private-use characters. Spaces of all kinds are kept. */
const NO_TEXT = /(?!\s)[\p{Cc}\p{Cs}\p{Co}]/gu

/** The name on one line, as it is kept and shown; empty: the room has none. Or the refusal. */
export function cleanRoomName(text: string): { ok: true; name: string } | Refusal {
  // Before it is normalized: sorting thousands of marks would hold up the event loop.
  const seen = withoutFloods(text.replace(BIDI_CONTROLS, '').replace(NO_TEXT, ''))
  const name = withoutFloods(withoutStray(seen).normalize('NFC')).replace(/\s+/g, ' ').trim()
  if (name.length > MAX_ROOM_NAME_LENGTH) return refuse('room-name-too-long')
  return { ok: true, name: name.replace(INVISIBLE, '').trim() === '' ? '' : name }
}

/** Gives the room this name. */
export function decideRoomName(room: RoomDocument, text: string): Decision {
  const cleaned = cleanRoomName(text)
  if (!cleaned.ok) return cleaned
  if (cleaned.name === room.roomName) return refuse('already-so')
  return { ok: true, document: { ...room, roomName: cleaned.name } }
}
