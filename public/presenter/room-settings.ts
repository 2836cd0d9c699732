/**
 * The settings of the whole room: where it is stored, a new key, signing out, erasing it, and the list of this server's
 * rooms.
 */
import type { RoomEntry } from '../../src/core/protocol/event-replies'
import { confirmFirst } from '../shared/confirm'
import type { Connection } from '../shared/connection/connection'
import { rememberKey } from '../shared/connection/presenter-keys'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import { byId, make, pill, setText } from '../shared/dom'
import { addressOf, roomCode } from '../shared/urls'
import { lang } from '../shared/words'
import type { PresenterView } from './view-model'
import { presenterWords as words } from './words'

const DAY_MS = 24 * 3600 * 1000

interface Callbacks {
  connection(): Connection
  said: (sentence: string) => void
  /** Runs actions that change the room, one at a time. */
  alone(act: () => Promise<boolean>): Promise<boolean>
  /** This room has a new key. */
  keyChanged: (key: string) => void
  /** This page is about to erase its own room. */
  erases(): void
}

export class RoomSettings {
  constructor(private readonly callbacks: Callbacks) {
    confirmFirst(byId<HTMLButtonElement>('new-key'), {
      question: () => words.sure.newKey,
      yes: words.yes.newKey,
      act: () => void callbacks.alone(() => this.makeKey()),
    })
    confirmFirst(byId<HTMLButtonElement>('sign-out'), {
      question: () => words.sure.signOut,
      yes: words.yes.signOut,
      act: signOut,
    })
    const eraseRoom = byId<HTMLButtonElement>('erase-room')
    eraseRoom.hidden = roomCode === ''
    confirmFirst(eraseRoom, {
      question: () => words.sure.eraseRoom,
      yes: words.yes.erase,
      act: () => void this.erase(roomCode),
    })
    byId('other-rooms').hidden = roomCode !== ''
  }

  /** They are shown now. */
  opened(): void {
    if (roomCode === '') void this.listRooms()
  }

  update({ state }: PresenterView): void {
    const { sentence, isLost } = state.kept
    const days = state.erasedAfterDays
    // The earliest date, if everybody left now.
    const notBefore = Date.now() + days * DAY_MS
    setText(byId('kept'), sentence)
    setText(
      byId('erasure'),
      roomCode === '' ? words.defaultRoomForgets(days) : words.roomErasedAfter(days, dateOf(notBefore)),
    )
    byId('kept-warning').hidden = !isLost
    setText(byId('kept-warning'), isLost ? sentence : '')
  }

  private async makeKey(): Promise<boolean> {
    const { said, keyChanged } = this.callbacks
    const reply = await answerTo(this.request().emitWithAck('newKey'), words.noAnswer)
    if (reply.ok) keyChanged(reply.presenterKey)
    said(reply.ok ? words.keyChanged : sentenceOf(reply))
    return reply.ok
  }

  private async erase(code: string): Promise<void> {
    const { said } = this.callbacks
    if (code === roomCode) this.callbacks.erases()
    const reply = await answerTo(this.request().emitWithAck('eraseRoom', { code }), words.noAnswer)
    if (!reply.ok) return said(sentenceOf(reply))
    rememberKey(code, undefined)
    said(words.roomErased(code))
    if (code !== roomCode) await this.listRooms()
  }

  private async listRooms(): Promise<void> {
    const reply = await answerTo(this.request().emitWithAck('listRooms'), words.noAnswer)
    if (!reply.ok) return this.callbacks.said(sentenceOf(reply))
    const list = byId('rooms')
    const hadFocus = list.contains(document.activeElement)
    const items = reply.rooms.map((entry: RoomEntry) => this.itemOf(entry))
    list.textContent = ''
    list.append(...(items.length > 0 ? items : [make('li', '', words.noRooms)]))
    const others = reply.count - reply.rooms.length
    if (others > 0) list.append(make('li', 'hint', words.moreRooms(others)))
    if (hadFocus) byId('more-title').focus()
  }

  private itemOf({ code, createdAt, usedAt }: RoomEntry): HTMLElement {
    const item = make('li')
    const link = make('a', 'name', words.room(code))
    link.href = addressOf(code)
    const button = pill(words.eraseIt, () => undefined, words.ofQuestion(words.eraseIt, words.room(code)))
    item.append(link, make('p', 'hint', words.roomTimes(dateOf(createdAt), dateOf(usedAt))), button)
    confirmFirst(button, {
      question: () => words.sure.erase(code),
      yes: words.yes.erase,
      act: () => void this.erase(code),
    })
    return item
  }

  private request() {
    return this.callbacks.connection().socket.timeout(ANSWER_TIMEOUT_MS)
  }
}

/** Forgets the key in this browser. The page is loaded again, so that nothing of the room stays on it or in memory. */
function signOut(): void {
  rememberKey(roomCode, undefined)
  location.reload()
}

function dateOf(time: number): string {
  return new Date(time).toLocaleDateString(lang, { day: 'numeric', month: 'short', year: 'numeric' })
}
