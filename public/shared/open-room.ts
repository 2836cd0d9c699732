/** Opens a new room of one's own and leads to its presenter's page. */
import type { Refusal } from '../../src/core/protocol/replies'
import { rememberKey } from './connection/presenter-keys'
import { sentenceOf } from './connection/request'
import { setText } from './dom'
import { announceNewRoom } from './own-rooms'
import { addressOf } from './urls'
import { words } from './words'

interface OpenedRoom {
  ok: undefined
  code: string
  presenterKey: string
}

/** @param said shows why no room could be opened */
export async function openRoom(said: HTMLElement): Promise<void> {
  try {
    const page = new URL('.', document.baseURI).href
    const address = new URL(`api/rooms?page=${encodeURIComponent(page)}`, page)
    const response = await fetch(address.href, { method: 'POST' })
    const room = (await response.json()) as OpenedRoom | Refusal
    if (room.ok === false) return setText(said, sentenceOf(room))
    rememberKey(room.code, room.presenterKey)
    announceNewRoom(room.code)
    location.href = addressOf(room.code, 'present')
  } catch {
    setText(said, words.gone)
  }
}
