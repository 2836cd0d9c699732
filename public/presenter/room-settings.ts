/** Owns the end of things: a new key, erasing this room, and the rooms of the house. */
import type { RoomEntry } from '../../src/core/protocol/events'
import { byId, make, pill, setText } from '../shared/dom'
import { confirmFirst } from '../shared/confirm'
import type { Connection } from '../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT, sentenceOf } from '../shared/connection/request'
import { rememberKey } from '../shared/connection/presenter-keys'
import type { Desk } from './presenter-state'
import { addressOf, roomCode } from '../shared/urls'
import { lang } from '../shared/words'
import { presenterWords as words } from './words'

const DAY_MS = 24 * 3600 * 1000

interface Parts {
  connection: () => Connection
  said(sentence: string): void
  /** Does what changes the room, one thing at a time. */
  alone(act: () => Promise<boolean>): Promise<boolean>
  /** This room has another key from now on. */
  keyChanged(key: string): void
}

/** Wires the section; returns how to draw it for a desk. */
export function initHousekeeping({ connection, said, alone, keyChanged }: Parts): (desk: Desk) => void {
  const request = () => connection().socket.timeout(ANSWER_TIMEOUT)

  confirmFirst(byId<HTMLButtonElement>('new-key'), {
    question: () => words.sure.newKey,
    yes: words.yes.newKey,
    act: () => void alone(makeKey),
  })

  async function makeKey(): Promise<boolean> {
    const reply = await answerTo(request().emitWithAck('newKey'), words.noAnswer)
    if (reply.ok) keyChanged(reply.presenterKey)
    said(reply.ok ? words.keyChanged : sentenceOf(reply))
    return reply.ok
  }

  const eraseRoom = byId<HTMLButtonElement>('erase-room')
  eraseRoom.hidden = roomCode === ''
  confirmFirst(eraseRoom, {
    question: () => words.sure.eraseRoom,
    yes: words.yes.erase,
    act: () => void erase(roomCode),
  })

  const section = byId<HTMLDetailsElement>('housekeeping')
  byId('house-rooms').hidden = roomCode !== ''
  section.addEventListener('toggle', () => {
    if (section.open && roomCode === '') void listRooms()
  })

  async function erase(code: string): Promise<void> {
    const reply = await answerTo(request().emitWithAck('eraseRoom', { code }), words.noAnswer)
    if (!reply.ok) return said(sentenceOf(reply))
    rememberKey(code, undefined)
    said(words.roomErased(code))
    if (code !== roomCode) await listRooms()
  }

  async function listRooms(): Promise<void> {
    const reply = await answerTo(request().emitWithAck('listRooms'), words.noAnswer)
    if (!reply.ok) return said(sentenceOf(reply))
    const list = byId('rooms')
    const hadFocus = list.contains(document.activeElement)
    list.textContent = ''
    list.append(...(reply.rooms.length > 0 ? reply.rooms.map(itemOf) : [make('li', '', words.noRooms)]))
    const others = reply.count - reply.rooms.length
    if (others > 0) list.append(make('li', 'hint', words.moreRooms(others)))
    if (hadFocus) section.querySelector('summary')!.focus()
  }

  function itemOf({ code, createdAt, usedAt }: RoomEntry): HTMLElement {
    const item = make('li')
    const link = make('a', 'name', words.room(code))
    link.href = addressOf(code)
    const button = pill(words.eraseIt, () => undefined, words.ofQuestion(words.eraseIt, words.room(code)))
    item.append(link, make('p', 'hint', words.roomTimes(dateOf(createdAt), dateOf(usedAt))), button)
    confirmFirst(button, {
      question: () => words.sure.erase(code),
      yes: words.yes.erase,
      act: () => void erase(code),
    })
    return item
  }

  return ({ lectern }) => {
    const { sentence, isLost } = lectern.kept
    const days = lectern.erasedAfterDays
    // Were everybody to leave now.
    const notBefore = Date.now() + days * DAY_MS
    setText(byId('kept'), sentence)
    setText(
      byId('erasure'),
      roomCode === '' ? words.houseForgets(days) : words.roomErasedAfter(days, dateOf(notBefore)),
    )
    byId('kept-warning').hidden = !isLost
    setText(byId('kept-warning'), isLost ? sentence : '')
  }
}

function dateOf(time: number): string {
  return new Date(time).toLocaleDateString(lang, { day: 'numeric', month: 'short', year: 'numeric' })
}
