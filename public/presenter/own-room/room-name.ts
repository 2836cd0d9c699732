/** The name of the room: a field to give it, in the room's settings, and the header that shows it. */
import { MAX_ROOM_NAME_LENGTH } from '../../../src/core/limits/input-limits'
import type { ClientSocket } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { byId, labelFor, make, setText } from '../../shared/dom'
import { rememberRoomName } from '../../shared/own-rooms'
import { roomCode } from '../../shared/urls'
import type { PresenterView } from '../view-model'
import { presenterWords } from '../words'
import { ownRoomWords as words } from './words'

interface Callbacks {
  socket: () => ClientSocket
  said: (sentence: string) => void
}

export class RoomName {
  private readonly field = make('input', 'text-field')
  private name = ''

  constructor(private readonly callbacks: Callbacks) {
    const { field } = this
    const form = make('form', 'room-name')
    const row = make('div', 'row')
    const hint = make('p', 'hint', words.nameHint)
    const label = labelFor(field, 'room-name', words.roomName)
    field.maxLength = MAX_ROOM_NAME_LENGTH
    field.dir = 'auto'
    field.autocomplete = 'off'
    field.setAttribute('aria-describedby', (hint.id = 'room-name-hint'))
    row.append(field, make('button', 'pill', words.setName))
    form.append(label, row, hint)
    form.addEventListener('submit', event => {
      event.preventDefault()
      void this.set()
    })
    // Before what is said of where things are kept.
    byId('kept').previousElementSibling!.before(form)
  }

  update({ state: { roomName } }: PresenterView): void {
    if (document.activeElement !== this.field || this.name !== roomName) this.field.value = roomName
    this.name = roomName
    if (!roomCode) return
    rememberRoomName(roomCode, roomName)
    const room = presenterWords.room(roomCode)
    setText(byId('room'), roomName ? words.titled(roomName, room) : room)
  }

  private async set(): Promise<void> {
    const { socket, said } = this.callbacks
    const asked = socket().timeout(ANSWER_TIMEOUT_MS).emitWithAck('nameRoom', { name: this.field.value })
    const reply = await answerTo(asked, presenterWords.noAnswer)
    if (reply.ok) this.field.value = reply.name
    said(reply.ok ? words.named(reply.name) : sentenceOf(reply))
  }
}
