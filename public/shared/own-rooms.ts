/** What this browser remembers of the rooms that it presents, besides their keys. */
import { recallWord, rememberWord } from './storage'

const newRoom = (code: string) => `new-room ${code}`
const nameOf = (code: string) => `room-name ${code}`

/** Its presenter's page says once that the link is to be kept. */
export function announceNewRoom(code: string): void {
  rememberWord(newRoom(code), 'yes')
}

/** Whether this browser has opened the room, and its presenter has not yet kept the link. */
export function isNewRoom(code: string): boolean {
  return recallWord(newRoom(code)) !== null
}

/** The presenter has kept the link. */
export function forgetNewRoom(code: string): void {
  rememberWord(newRoom(code), null)
}

/** The name that the room had at last; '' if it had none. */
export function roomNameOf(code: string): string {
  return recallWord(nameOf(code)) ?? ''
}

/** Remembers a room's name for the list of rooms. */
export function rememberRoomName(code: string, name: string): void {
  rememberWord(nameOf(code), name || null)
}
