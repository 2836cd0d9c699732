/** What presenters decide about the chat of a room: who is muted, and which parts of it are on. */
import isEqual from 'lodash/isEqual'
import type { Reply } from '../../core/protocol/replies'
import type { ChatSettings } from '../../core/protocol/chat'
import type { Decision, RoomDocument } from '../../core/room/document'
import { refuse } from '../../core/protocol/refusals'
import { withChatOn } from '../../core/room/hidden-stretches'
import type { Store } from '../../store/store'
import type { LiveRoom } from '../room/live-room'
import { isOfCrew, publicIdOf } from '../room/identity'

/** People muted in one room; for more, the chat is better switched off. */
const MAX_MUTED = 200
/** Lines looked through for the name of somebody who has left. */
const MAX_LINES_READ = 100

export class Moderation {
  constructor(
    private readonly room: LiveRoom,
    private readonly store: Store,
  ) {}

  async mute({ id, isMuted }: { id: string; isMuted: boolean }): Promise<Reply> {
    // The crew is never muted: the link of a helper is taken back.
    if (isOfCrew(this.room, id)) return refuse('bad-request')
    const name = isMuted ? await this.nameOf(id) : ''
    if (name === undefined) return refuse('person-gone')
    const refusal = await this.room.change(document => {
      const others = document.muted.filter(person => person.id !== id)
      if (isMuted && others.length >= MAX_MUTED) return refuse('too-many-muted')
      return changed(document, { muted: isMuted ? [...others, { id, name }] : others })
    })
    return refusal ?? { ok: true }
  }

  async setTalk(settings: Partial<ChatSettings>): Promise<Reply> {
    // What is said once the chat is on is shown, whatever a panic has hidden before.
    const { last } = settings.chat ? await this.store.extent(this.room.code) : { last: 0 }
    const refusal = await this.room.change(document => {
      const { talk, hiddenLines } = document
      const hidden = settings.chat && !talk.chat ? withChatOn(hiddenLines, last) : hiddenLines
      return changed(document, { talk: { ...talk, ...settings }, hiddenLines: hidden })
    })
    return refusal ?? { ok: true }
  }

  /** Tells people that they were muted, or are heard again. */
  documentChanged(before: RoomDocument): void {
    const { muted } = this.room.document
    if (muted === before.muted) return
    const [was, is] = [idsOf(before.muted), idsOf(muted)]
    for (const socket of this.room.sockets) {
      const id = publicIdOf(socket.data.person)
      if (was.has(id) !== is.has(id)) socket.emit('muted', is.has(id))
    }
  }

  /** The name by which presenters know this person. */
  async nameOf(id: string): Promise<string | undefined> {
    for (const { person, name } of this.room.names) if (publicIdOf(person) === id) return name
    const recent = await this.store.lines(this.room.code, { limit: MAX_LINES_READ })
    return recent.reverse().find(line => line.from === id && !line.role)?.name
  }
}

function changed(document: RoomDocument, changes: Partial<RoomDocument>): Decision {
  const next = { ...document, ...changes }
  return isEqual(next, document) ? refuse('already-so') : { ok: true, document: next }
}

function idsOf(people: readonly { id: string }[]): Set<string> {
  return new Set(people.map(({ id }) => id))
}
