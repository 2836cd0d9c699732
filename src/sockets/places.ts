/** Owns who has a place in a room: tabs and classic sockets that come, take over, fall asleep and go. */
import type { Feature, LiveRoom, RoomSocket, Tab } from './feature'

export interface PlacesParts {
  features: readonly Feature[]
  /** Seconds for which a tab whose line went silent stays present, asleep. */
  handHold: number
  /** Nobody may be left, awake or asleep. */
  emptied(room: LiveRoom): void
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
      room.tabs.set(id, { socket, voter: socket.id, person })
      room.people.arrive(person)
      return
    }
    const { socket: older, voter } = tab
    this.stopHold(tab)
    socket.data.person = tab.person
    tab.socket = socket
    tab.voter = socket.id
    for (const feature of this.parts.features) feature.returned?.(room, voter, socket.id)
    if (older) {
      older.emit('displaced')
      older.disconnect()
    }
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
