/** The menu of rooms: a field for a code, a button to open a room, and the rooms this browser presents. */
import { cleanCode } from '../../src/core/room/codes'
import type { Refusal } from '../../src/core/protocol/replies'
import { keyedRooms, rememberKey } from '../shared/connection/presenter-keys'
import { addressOf } from '../shared/urls'
import { labelFor, make, pill, setText } from '../shared/dom'
import { sentenceOf } from '../shared/connection/request'
import { words } from '../shared/words'

interface OpenedRoom {
  ok: undefined
  code: string
  presenterKey: string
}

/** Fills an element with the menu. */
export function fillRoomsMenu(place: HTMLElement): void {
  const form = make('form', 'enter-code')
  const field = make('input')
  const label = labelFor(field, 'room-code', words.roomCode)
  field.autocomplete = 'off'
  field.autocapitalize = 'characters'
  field.maxLength = 12
  const enter = make('button', 'pill', words.enter)
  form.append(label, field, enter)

  const said = make('p', 'said')
  said.setAttribute('role', 'status')
  const open = pill(words.openRoom, () => void openRoom(said))

  form.addEventListener('submit', event => {
    event.preventDefault()
    const code = cleanCode(field.value)
    if (code) location.href = addressOf(code)
    else setText(said, words.noSuchCode)
  })
  place.append(form, open, said, ...yourRooms())
}

async function openRoom(said: HTMLElement): Promise<void> {
  try {
    const page = new URL('.', document.baseURI).href
    const address = new URL(`api/rooms?page=${encodeURIComponent(page)}`, page)
    const response = await fetch(address.href, { method: 'POST' })
    const room = (await response.json()) as OpenedRoom | Refusal
    if (room.ok === false) return setText(said, sentenceOf(room))
    rememberKey(room.code, room.presenterKey)
    location.href = addressOf(room.code, 'present')
  } catch {
    setText(said, words.gone)
  }
}

function yourRooms(): HTMLElement[] {
  const codes = keyedRooms()
  if (codes.length === 0) return []
  const list = make('ul', 'your-rooms')
  for (const code of codes) {
    const link = make('a', '', code || words.defaultRoom)
    link.href = addressOf(code, 'present')
    const item = make('li')
    item.append(link)
    list.append(item)
  }
  return [make('h2', '', words.yourRooms), list]
}
