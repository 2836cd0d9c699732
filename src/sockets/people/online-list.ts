/** Owns people as others see them: who is online, who types, who came and went; and the counts for newcomers. */
import { steadyNow } from '../../clock'
import { decideSpeaker } from '../../core/chat/messages'
import type { PeopleSnapshot } from '../../core/protocol/events'
import type { Typist } from '../../core/people/typing'
import type { Feature, Handlers } from '../room/feature'
import { headCount, turnoutOf } from '../room/counts'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import type { Paces } from '../room/intervals'
import { nameOf, peopleNews, publicIdOf, speakerOf, stopTyping } from '../room/identity'

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

interface PeopleFeature extends Feature {
  events: Pick<Handlers, 'typing'>
  snapshot(room: LiveRoom): PeopleSnapshot
}

/** Makes the feature of people. */
export function peopleFeature({ people: pace, peopleOfMany }: Paces): PeopleFeature {
  const told = new WeakMap<LiveRoom, Told>()

  function changed(room: LiveRoom): void {
    told.get(room)!.hasNews = true
  }

  function tick(room: LiveRoom): void {
    const now = steadyNow()
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
    noteTyping(room, { person: socket.data.person, name })
    room.tell('typing', { person: socket.data.person, name } satisfies Typist)
  }

  function noteTyping(room: LiveRoom, { person, name }: Typist): void {
    const now = steadyNow()
    if (room.typing.types(person, name, now)) tellTyping(room, now)
  }

  return {
    events: {
      typing(socket) {
        types(socket.data.room, socket)
        return { ok: true }
      },
    },

    heard: {
      typing: (room, typist: Typist) => noteTyping(room, typist),
      typingStopped: (room, person: string) => void room.typing.stopped(person),
    },

    nodeGone(room, node) {
      const now = steadyNow()
      for (const person of room.presence.drop(node, now)) room.names.left(person, now)
      changed(room)
    },

    opened(room) {
      told.set(room, {
        sockets: new Set(),
        hasNews: false,
        namesRev: 0,
        toldAt: -Infinity,
      })
      room.peopleChanged = () => changed(room)
      const timer = setInterval(() => tick(room), pace).unref()
      return () => clearInterval(timer)
    },

    joined(room, socket) {
      const { screen, person } = socket.data
      // Its line may have ended while its snapshot was prepared.
      if (screen || !room.sockets.has(socket)) return
      told.get(room)!.sockets.add(socket)
      if (!room.presence.came(person, steadyNow())) return
      changed(room)
      if (room.names.of(person) !== undefined) room.tellNamed(person)
    },

    left(room, socket) {
      const { person } = socket.data
      if (told.get(room)!.sockets.delete(socket) && room.presence.left(person, steadyNow())) {
        changed(room)
        if (room.names.of(person) !== undefined) room.tellNamed(person)
      }
      // Also of somebody who was gone before having come.
      if (!room.presence.isHere(person)) stopTyping(room, person)
    },

    documentChanged(room, { muted }) {
      if (room.document.muted !== muted) changed(room)
    },

    snapshot: room => ({ connected: headCount(room), ...turnoutOf(room) }),
  }
}
