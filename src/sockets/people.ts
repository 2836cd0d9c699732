/** Owns people as others see them: names, who is online, who types, who came and went; and the counts for newcomers. */
import { parseNothing, parseTakeName } from '../core/parse'
import { headCount, on, turnoutOf, type Feature, type LiveRoom, type RoomSocket } from './feature'
import { nameOf, peopleNews, publicIdOf } from './persons'

/** Milliseconds between two looks for what is new about people. */
const PACE = 1000
/** The same where many would be told. */
const SLOW_PACE = 5000
/** Talkers above which typing is no longer told, and news come more slowly. */
const MANY_TALKERS = 100
/** Milliseconds after which somebody who says nothing more of it no longer types. */
const TYPING_FOR = 5000
/** People named as typing. */
const TYPING_NAMES = 4

/** What is to be told of a room's people. */
interface Told {
  /** Sockets counted as present. */
  sockets: Set<RoomSocket>
  hasNews: boolean
  toldAt: number
  /** When each person was last heard to type. */
  typing: Map<string, { name: string; at: number }>
  typingTold: number
}

/** Makes the feature of people. */
export function peopleFeature(): Feature {
  const told = new WeakMap<LiveRoom, Told>()

  function changed(room: LiveRoom): void {
    told.get(room)!.hasNews = true
  }

  function tick(room: LiveRoom): void {
    const now = Date.now()
    const state = told.get(room)!
    tellTyping(room, state, now)
    const pace = room.talkers.size > MANY_TALKERS ? SLOW_PACE : PACE
    if (now - state.toldAt < pace) return
    const arrivals = room.presence.news(now, person => room.names.of(person))
    if (room.talkers.size === 0) return
    if (arrivals) room.toTalkers(['arrivals', arrivals])
    if (!state.hasNews) return
    state.hasNews = false
    state.toldAt = now
    room.toTalkers(['people', peopleNews(room)])
  }

  /** Whoever has stopped is taken out; nobody typing is told once. */
  function tellTyping(room: LiveRoom, { typing, typingTold }: Told, now: number): void {
    for (const [person, { at }] of typing) if (now - at > TYPING_FOR) typing.delete(person)
    if (typing.size !== typingTold) announceTyping(room)
  }

  function announceTyping(room: LiveRoom): void {
    const state = told.get(room)!
    const people = [...state.typing].map(([person, { name }]) => ({ id: publicIdOf(person), name }))
    state.typingTold = people.length
    room.toTalkers(['typing', people.slice(0, TYPING_NAMES), people.length])
  }

  function types(room: LiveRoom, socket: RoomSocket): void {
    const name = nameOf(room, socket)
    const { typing } = told.get(room)!
    if (name === undefined || !room.talkers.has(socket) || room.talkers.size > MANY_TALKERS) return
    const isNew = !typing.has(socket.data.person)
    typing.set(socket.data.person, { name, at: Date.now() })
    if (isNew) announceTyping(room)
  }

  return {
    events: {
      takeName: on(parseTakeName, (room, { data }, { name }) => {
        const taken = room.names.take(data.person, name, Date.now(), data.presenter)
        if (taken.ok) {
          room.presence.renamed(data.person)
          changed(room)
        }
        return taken
      }),
      releaseName: on(parseNothing, (room, { data }) => {
        room.names.release(data.person)
        changed(room)
        return { ok: true }
      }),
      typing: on(parseNothing, (room, socket) => {
        types(room, socket)
        return { ok: true }
      }),
    },

    opened(room) {
      told.set(room, {
        sockets: new Set(),
        hasNews: false,
        toldAt: -Infinity,
        typing: new Map(),
        typingTold: 0,
      })
      const timer = setInterval(() => tick(room), PACE).unref()
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
      if (!told.get(room)!.sockets.delete(socket)) return
      const now = Date.now()
      if (!room.presence.left(person, now)) return
      told.get(room)!.typing.delete(person)
      room.names.left(person, now)
      changed(room)
    },

    documentChanged(room, { muted }) {
      if (room.document.muted !== muted) changed(room)
    },

    snapshot: room => ({ connected: headCount(room), ...turnoutOf(room) }),
  }
}
