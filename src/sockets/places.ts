/** Owns who has a place in a room: tabs and classic sockets that come, take over, fall asleep and go. */
import type { Feature, LiveRoom, RoomSocket, Tab } from './feature'

export interface PlacesParts {
  features: readonly Feature[]
  /** Seconds for which a tab whose line went silent stays present, asleep. */
  handHold: number
  /** Nobody may be left, awake or asleep. */
  emptied(room: LiveRoom): void
}

/** Milliseconds in which a tab that has just come is not displaced by news that are older than it. */
const NEWS = 1000

/** A tab that was not there before, as other nodes are told of it. */
export interface Came {
  tab: string
  person: string
  /** Milliseconds since 1970. */
  at: number
}

/** Gives places and takes them back. Presenters and screens have none: nobody counts them as present. */
export class Places {
  /** Ends the sleep of a tab, by the connection it had. */
  private readonly sleepers = new Map<string, () => void>()

  constructor(private readonly parts: PlacesParts) {}

  give(room: LiveRoom, socket: RoomSocket): void {
    const { tab, screen, presenter, person } = socket.data
    if (tab) this.giveTab(room, socket, tab)
    else if (!screen && !presenter) room.people.arrive(person)
  }

  takeBack(room: LiveRoom, socket: RoomSocket, saidGoodbye: boolean): void {
    const { tab: id, person, screen, presenter } = socket.data
    const tab = id ? room.tabs.get(id) : undefined
    if (id && tab?.socket === socket) {
      if (saidGoodbye || this.parts.handHold === 0) this.giveUp(room, id, tab)
      else this.fallAsleep(room, id, tab, (socket.conn as unknown as { id: string }).id)
    } else if (!id && !screen && !presenter) this.gone(room, socket.id, person)
  }

  /** The page of this connection said goodbye, but only after the connection had gone silent. */
  goodbye(line: string): void {
    this.sleepers.get(line)?.()
  }

  /** A tab is a newcomer, or takes the place it had: its older socket is closed, its hand stays up. */
  private giveTab(room: LiveRoom, socket: RoomSocket, id: string): void {
    const { person } = socket.data
    const tab = room.tabs.get(id)
    if (!tab) {
      const at = Date.now()
      room.tabs.set(id, { socket, since: at, voter: socket.id, person })
      room.people.arrive(person)
      room.tell('came', { tab: id, person, at } satisfies Came)
      return
    }
    const { socket: older, voter } = tab
    this.stopHold(tab)
    socket.data.person = tab.person
    tab.socket = socket
    tab.voter = socket.id
    for (const feature of this.parts.features) feature.returned?.(room, voter, socket.id)
    if (older) displace(older)
  }

  /** A tab has come to another node: its place here, awake or asleep, is given up, and its hand with it. */
  cameElsewhere(room: LiveRoom, { tab: id, person, at }: Came): void {
    const tab = room.tabs.get(id)
    const isNewer = tab && tab.since > at && Date.now() - tab.since < NEWS
    if (tab && !isNewer) {
      this.stopHold(tab)
      this.giveUp(room, id, tab)
      if (tab.socket) displace(tab.socket)
      this.parts.emptied(room)
    }
    if (!room.people.has(person)) return
    room.spread.add(person)
    room.tell('alsoHere', person)
  }

  private fallAsleep(room: LiveRoom, id: string, tab: Tab, line: string): void {
    const end = () => {
      this.stopHold(tab)
      this.giveUp(room, id, tab)
      this.parts.emptied(room)
    }
    tab.socket = undefined
    tab.line = line
    tab.hold = setTimeout(end, this.parts.handHold * 1000).unref()
    this.sleepers.set(line, end)
  }

  private stopHold(tab: Tab): void {
    clearTimeout(tab.hold)
    if (tab.line) this.sleepers.delete(tab.line)
    tab.line = undefined
  }

  private giveUp(room: LiveRoom, id: string, tab: Tab): void {
    room.tabs.delete(id)
    this.gone(room, tab.voter, tab.person)
  }

  private gone(room: LiveRoom, voter: string, person: string): void {
    for (const feature of this.parts.features) feature.gone?.(room, voter, person)
    room.people.leave(person)
    room.changed('turnout')
  }
}

function displace(socket: RoomSocket): void {
  socket.emit('displaced')
  socket.disconnect()
}
