/** The menu of rooms: a field for a code, a button to open a room, and the rooms this browser presents. */
import { cleanCode, CODE_LENGTH, codeIn, neverInCodes } from '../../src/core/room/codes'
import { keyedRooms, rememberKey } from '../shared/connection/presenter-keys'
import { labelFor, make, pill, setText } from '../shared/dom'
import { openRoom } from '../shared/open-room'
import { roomNameOf } from '../shared/own-rooms'
import { addressOf } from '../shared/urls'
import { enterRoom } from './enter-room'
import { roomsWords as words } from './rooms-words'

/** Fills an element with the menu. */
export function fillRoomsMenu(place: HTMLElement): void {
  place.append(...codeForm(), ...opening(), ...yourRooms())
}

/** A field for a code; it tells which characters no code has as soon as they are typed. */
function codeForm(): HTMLElement[] {
  const form = make('form', 'enter-code')
  const field = make('input')
  const label = labelFor(field, 'room-code', words.roomCode)
  const hint = make('p', 'code-hint', words.codeHint)
  hint.id = 'room-code-hint'
  field.setAttribute('aria-describedby', hint.id)
  field.autocomplete = 'off'
  field.autocapitalize = 'characters'
  field.spellcheck = false
  field.enterKeyHint = 'go'
  field.translate = false
  const said = status()
  field.addEventListener('input', () => setText(said, neverSaid(field.value)))
  form.addEventListener('submit', event => {
    event.preventDefault()
    void enter(field, said)
  })
  form.append(label, field, make('button', 'pill', words.enter))
  return [form, said, hint]
}

async function enter(field: HTMLInputElement, said: HTMLElement): Promise<void> {
  const typed = codeIn(field.value)
  const code = cleanCode(typed)
  if (!code) {
    setText(said, neverSaid(typed) || wrongLength(typed))
    return field.focus()
  }
  setText(said, words.looking)
  const problem = await enterRoom(code)
  if (!problem) return
  const sentences = { missing: words.noRoom(code), 'too-fast': words.tooManyWrong, silent: words.noAnswer }
  setText(said, sentences[problem])
  field.select()
}

/** What is to be said of the first character that no code has; '' if there is none. */
function neverSaid(typed: string): string {
  const [found] = neverInCodes(codeIn(typed))
  return found ? words.neverInCodes(found.character, found.meant) : ''
}

function wrongLength(typed: string): string {
  const { length } = typed.replace(/[\s-]/g, '')
  return length === 0 || length === CODE_LENGTH ? words.noCode : words.codeLength(length)
}

function opening(): HTMLElement[] {
  const said = status()
  const open = pill(words.openRoom, () => void openRoom(said))
  const hint = make('p', 'open-hint', words.openHint)
  hint.id = 'open-hint'
  open.setAttribute('aria-describedby', hint.id)
  return [open, hint, said]
}

function yourRooms(): HTMLElement[] {
  const codes = keyedRooms()
  if (codes.length === 0) return []
  const said = status()
  const list = make('ul', 'your-rooms')
  for (const code of codes) {
    const name = code ? roomNameOf(code) : words.mainRoom
    const link = make('a', '', name || code)
    if (name && code) link.append(' ', make('small', '', code))
    link.translate = false
    link.dir = 'auto'
    link.href = addressOf(code, 'present')
    const item = make('li')
    item.append(link)
    list.append(item)
    if (code)
      link.addEventListener('click', event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        void present(code, item, said)
      })
  }
  return [make('h2', '', words.yourRooms), list, said]
}

/** Goes to the presenter's page of a room; one that was erased leaves the list. */
async function present(code: string, item: HTMLElement, said: HTMLElement): Promise<void> {
  const problem = await enterRoom(code, 'present')
  if (problem === 'too-fast') setText(said, words.tooManyWrong)
  if (problem === 'silent') setText(said, words.noAnswer)
  if (problem !== 'missing') return
  rememberKey(code, undefined)
  item.remove()
  setText(said, words.roomGone(code))
}

function status(): HTMLElement {
  const said = make('p', 'said')
  said.setAttribute('role', 'status')
  return said
}
