/** Owns what presenters do about the talk: muting people, switching parts of it on and off. */
import isEqual from 'lodash/isEqual'
import type { Decision, RoomDocument } from '../../core/room/document'
import { parseMute, parseSetTalk } from '../../core/protocol/schemas'
import { refuse } from '../../core/protocol/refusals'
import type { Store } from '../../store/store'
import { on, type Feature } from '../room/feature'
import type { LiveRoom } from '../room/live-room'
import { publicIdOf } from '../room/identity'

/** People muted in one room; beyond, the chat is better switched off. */
const MANY_MUTED = 200
/** Lines looked through for the name of somebody who has left. */
const RECENT = 100

/** Makes the feature of moderation. */
export function moderationFeature(store: Store): Feature {
  /** The name by which presenters know this person. */
  async function nameById(room: LiveRoom, id: string): Promise<string | undefined> {
    for (const { person, name } of room.names) if (publicIdOf(person) === id) return name
    const recent = await store.lines(room.code, { limit: RECENT })
    return recent.reverse().find(line => line.from === id && !line.role)?.name
  }

  const changed = (document: RoomDocument, changes: Partial<RoomDocument>): Decision =>
    isEqual({ ...document, ...changes }, document)
      ? refuse('already-so')
      : { ok: true, document: { ...document, ...changes } }

  return {
    events: {
      mute: on(parseMute, async (room, socket, { id, isMuted }) => {
        if (!socket.data.presenter) return refuse('not-a-presenter')
        if (id === publicIdOf(socket.data.person)) return refuse('bad-request')
        const name = isMuted ? await nameById(room, id) : ''
        if (name === undefined) return refuse('person-gone')
        const refusal = await room.change(document => {
          const others = document.muted.filter(person => person.id !== id)
          if (isMuted && others.length >= MANY_MUTED) return refuse('too-many-muted')
          return changed(document, { muted: isMuted ? [...others, { id, name }] : others })
        })
        return refusal ?? { ok: true }
      }),

      setTalk: on(parseSetTalk, async (room, socket, settings) => {
        if (!socket.data.presenter) return refuse('not-a-presenter')
        const refusal = await room.change(document =>
          changed(document, { talk: { ...document.talk, ...settings } }),
        )
        return refusal ?? { ok: true }
      }),
    },

    documentChanged(room, before) {
      const { muted } = room.document
      if (muted === before.muted) return
      const ids = (people: { id: string }[]) => new Set(people.map(({ id }) => id))
      const [was, is] = [ids(before.muted), ids(muted)]
      for (const socket of room.sockets) {
        const id = publicIdOf(socket.data.person)
        if (was.has(id) !== is.has(id)) socket.emit('muted', is.has(id))
      }
    },
  }
}
