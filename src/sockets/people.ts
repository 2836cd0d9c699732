/** Owns people as others see them: names, who is online, who types, who came and went; and the counts for newcomers. */
import { decideSpeaker } from '../core/chat'
import { parseNothing, parseTakeName } from '../core/parse'
import { refuse } from '../core/refusals'
import { headCount, on, turnoutOf, type Feature, type LiveRoom, type RoomSocket } from './feature'
import type { Paces } from './paces'
import { nameOf, peopleNews, publicIdOf, speakerOf, takeName } from './persons'

/** Talkers above which typing is no longer told, and news come more slowly. */
const MANY_TALKERS = 100
/** People named as typing. */
const TYPING_NAMES = 4

/** What is to be told of a room's people. */
interface Told {
  /** Sockets counted as present. */
  sockets: Set<RoomSocket>
  hasNews: boolean
  /** Of the names when they were told last. */
  namesRev: number
  toldAt: number
}

/** Makes the feature of people. */
export function peopleFeature({ people: pace, peopleOfMany }: Paces): Feature {
  const told = new WeakMap<LiveRoom, Told>()

  function changed(room: LiveRoom): void {
    told.get(room)!.hasNews = true
  }

  function tick(room: LiveRoom): void {
    const now = Date.now()
    const state = told.get(room)!
    tellTyping(room, now)
    if (now - state.toldAt < (room.talkers.size > MANY_TALKERS ? peopleOfMany : pace)) return
    const arrivals = room.presence.news(now, person => room.names.of(person))
    if (room.talkers.size === 0) return
    if (arrivals) room.toTalkers(['arrivals', arrivals])
    const { rev } = room.names
    if (!state.hasNews && state.namesRev === rev) return
    Object.assign(state, { hasNews: false, namesRev: rev, toldAt: now })
    room.toTalkers(['people', peopleNews(room)])
  }

  function tellTyping(room: LiveRoom, now: number): void {
    const typists = room.typing.news(now)
    if (!typists) return
    const some = typists.slice(0, TYPING_NAMES).map(({ person, name }) => ({ id: publicIdOf(person), name }))
    room.toTalkers(['typing', some, typists.length])
  }

  function types(room: LiveRoom, socket: RoomSocket): void {
    const name = nameOf(room, socket)
    const isHeard = !decideSpeaker(room.code, room.document, speakerOf(socket))
    if (name === undefined || !isHeard || !room.talkers.has(socket) || room.talkers.size > MANY_TALKERS)
      return
    const now = Date.now()
    if (room.typing.types(socket.data.person, name, now)) tellTyping(room, now)
  }

  return {
    events: {
      takeName: on(parseTakeName, (room, socket, { name }) =>
        socket.data.screen ? refuse('needs-page') : takeName(room, socket, name),
      ),
      releaseName: on(parseNothing, (room, { data }) => {
        room.names.release(data.person)
        return { ok: true }
      }),
      typing: on(parseNothing, (room, socket) => {
        types(room, socket)
        return { ok: true }
      }),
    },

    opened(room) {
      told.set(room, { sockets: new Set(), hasNews: false, namesRev: 0, toldAt: -Infinity })
      const timer = setInterval(() => tick(room), pace).unref()
      return () => clearInterval(timer)
    },

    joined(room, socket) {
      const { screen, person } = socket.data
      // Its line may have ended while its snapshot was prepared.
      if (screen || !room.sockets.has(socket)) return
      told.get(room)!.sockets.add(socket)
      room.names.came(person)
      if (room.presence.came(person, Date.now())) changed(room)
    },

    left(room, socket) {
      const { person } = socket.data
      const now = Date.now()
      if (told.get(room)!.sockets.delete(socket) && room.presence.left(person, now)) changed(room)
      if (room.presence.isOnline(person)) return
      // Also of somebody who was gone before having come.
      room.typing.stopped(person)
      room.names.left(person, now)
    },

    documentChanged(room, { muted }) {
      if (room.document.muted !== muted) changed(room)
    },

    snapshot: room => ({ connected: headCount(room), ...turnoutOf(room) }),
  }
}
