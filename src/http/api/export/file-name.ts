/** Names of files that any computer takes. */
import { DEFAULT_ROOM } from '../../../core/room/codes'
import type { RoomDocument } from '../../../core/room/document'
import { HOUSE } from '../driven-room'

/** Characters that Windows, macOS or a shell forbid or misread, and those that nobody sees. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|%]+/gu
const MAX_NAME_LENGTH = 60

/** `Physics 2026-11-26.csv`: the room, perhaps the question, and the day in UTC. */
export function fileName(
  code: string,
  { roomName }: Pick<RoomDocument, 'roomName'>,
  { day, of = '', ending }: { day: number; of?: string; ending: string },
): string {
  const room = cleaned(roomName) || (code === DEFAULT_ROOM ? HOUSE : code)
  const date = new Date(day).toISOString().slice(0, 10)
  return `${[room, cleaned(of), date].filter(part => part !== '').join(' ')}.${ending}`
}

function cleaned(text: string): string {
  const signs = [...text.replace(FORBIDDEN, ' ').replace(/\s+/g, ' ').trim()]
  // A dot at the beginning hides a file, one at the end is dropped by Windows.
  return signs
    .slice(0, MAX_NAME_LENGTH)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '')
}
