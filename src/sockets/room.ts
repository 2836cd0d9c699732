/**
 * Owns the rooms that are alive, and who is in them: joining, taking over a tab's place, falling asleep, leaving.
 * What hangs on a room beyond that is its features'.
 */
import { randomUUID } from 'node:crypto'
import type { Refusal, Snapshot } from '../core/events'
import { People } from '../core/people'
import { showOfHands } from '../core/poll'
import { refuse } from '../core/refusals'
import { Votes } from '../core/votes'
import type { Feature, LiveRoom, RoomSocket, Tab } from './feature'

/** The house room has no code and is always there. */
const HOUSE = ''

export interface Rooms {
  /** The room with this code, or why there is none. */
  find(code: string): LiveRoom | Refusal
  join(socket: RoomSocket): void
  leave(socket: RoomSocket, reason: string): void
  /** The page of this connection said goodbye, but only after the connection had gone silent. */
  goodbye(line: string): void
  snapshot(room: LiveRoom, socket: RoomSocket): Snapshot
  /** Lets go of everything: no timer of a room runs on. */
  close(): void
}

/**
 * Keeps the live rooms.
 * @param handHold seconds for which a tab whose line went silent stays present, asleep
 */
export function createRooms(features: readonly Feature[], handHold: number): Rooms {
  const rooms = new Map<string, LiveRoom>()
  const letGo: (() => void)[] = []
  /** Ends the sleep of a tab, by the connection it had. */
  const sleepers = new Map<string, () => void>()
  open(HOUSE)

  function open(code: string): void {
    const poll = showOfHands(randomUUID())
    const room: LiveRoom = {
      code,
      poll,
      votes: new Votes(poll.choices.map(choice => choice.letter)),
      people: new People(),
      sockets: new Set(),
      screens: 0,
      tabs: new Map(),
      changed() {},
    }
    rooms.set(code, room)
    for (const feature of features) if (feature.opened) letGo.push(feature.opened(room))
  }

  /** A tab is a newcomer, or takes the place it had: its older socket is closed, its hand stays up. */
  function takePlace(room: LiveRoom, socket: RoomSocket, id: string): void {
    const { person } = socket.data
    const tab = room.tabs.get(id)
    if (!tab) {
      room.tabs.set(id, { socket, voter: socket.id, person })
      room.people.arrive(person)
      return
    }
    const { socket: older, voter } = tab
    stopHold(tab)
    socket.data.person = tab.person
    tab.socket = socket
    tab.voter = socket.id
    for (const feature of features) feature.returned?.(room, voter, socket.id)
    if (older) {
      older.emit('displaced')
      older.disconnect()
    }
  }

  function fallAsleep(room: LiveRoom, id: string, tab: Tab, line: string): void {
    const end = () => {
      stopHold(tab)
      room.tabs.delete(id)
      gone(room, tab.voter, tab.person)
    }
    tab.socket = undefined
    tab.line = line
    tab.hold = setTimeout(end, handHold * 1000).unref()
    sleepers.set(line, end)
  }

  function stopHold(tab: Tab): void {
    clearTimeout(tab.hold)
    if (tab.line) sleepers.delete(tab.line)
    tab.line = undefined
  }

  function gone(room: LiveRoom, voter: string, person: string): void {
    for (const feature of features) feature.gone?.(room, voter, person)
    room.people.leave(person)
    room.changed('turnout')
  }

  function snapshot(room: LiveRoom, socket: RoomSocket): Snapshot {
    const parts = features.map(feature => feature.snapshot?.(room, socket))
    return Object.assign({}, ...parts) as Snapshot
  }

  return {
    find: code => rooms.get(code) ?? refuse('no-such-room'),
    snapshot,

    join(socket) {
      const { room, tab, person, screen } = socket.data
      room.sockets.add(socket)
      if (screen) room.screens++
      else {
        if (tab) takePlace(room, socket, tab)
        else room.people.arrive(person)
        room.changed('usersConnected', 'turnout')
      }
      socket.emit('snapshot', snapshot(room, socket))
      for (const feature of features) feature.joined?.(room, socket)
    },

    leave(socket, reason) {
      const { room, tab: id, person, screen } = socket.data
      if (!room.sockets.delete(socket)) return
      if (screen) {
        room.screens--
        return
      }
      room.changed('usersConnected')
      if (!id) return gone(room, socket.id, person)
      const tab = room.tabs.get(id)
      if (tab?.socket !== socket) return // another socket has taken its place
      const saidGoodbye = reason === 'client namespace disconnect'
      if (!saidGoodbye && handHold > 0)
        return fallAsleep(room, id, tab, (socket.conn as unknown as { id: string }).id)
      room.tabs.delete(id)
      gone(room, tab.voter, tab.person)
    },

    goodbye: line => sleepers.get(line)?.(),

    close() {
      for (const release of letGo) release()
      for (const room of rooms.values()) for (const tab of room.tabs.values()) clearTimeout(tab.hold)
    },
  }
}
