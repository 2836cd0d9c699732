/** The presenter keys that this browser stores. */
import { keyRing } from './key-ring'

export const { rooms: keyedRooms, keyOf, remember: rememberKey } = keyRing('presenter-keys')
