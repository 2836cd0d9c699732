/** Owns who has a place in a room: tabs and classic sockets that come, take over, fall asleep and go. */
import type { Feature } from './feature'
import { isHere, type LiveRoom, type RoomSocket, type Tab } from './live-room'

export interface PlacesParts {
  features: readonly Feature[]
  /** Seconds for which a tab whose line went silent stays present, asleep. */
  handHold: number
  /** Nobody may be left, awake or asleep. */
  emptied(room: LiveRoom): void
}

/** Milliseconds in which a tab that has just come is not displaced by news that are older than it. */
const NEWS = 1000

/** Somebody came to a node, as the others are told of it. */
export interface Came {
  person: string
  /** Presenters have none. */
  tab?: string
  /** Milliseconds since 1970. */
  at: number
  /** It was told before, and may have gone by unheard: of two places of a tab, the newer one counts. */
  isAgain?: boolean
}

/** Gives places and takes them back. Presenters and screens have none: nobody counts them as present. */
export class Places {
  /** Ends the sleep of a tab, by the connection it had. */
  private readonly sleepers = new Map<string, () => void>()

  constructor(private readonly parts: PlacesParts) {}

  give(room: LiveRoom, socket: RoomSocket): void {
    const { tab, screen, presenter, person } = socket.data
    const at = Date.now()
    if (tab) this.giveTab(room, socket, tab, at)
    else if (!screen && !presenter) room.people.arrive(person)
    if (tab || presenter) room.tell('came', { person: socket.data.person, tab, at } satisfies Came)
  }

  /** Tells the other nodes once more who is here: they, or this one, may have missed it. */
  tellAgain(room: LiveRoom): void {
    for (const [tab, { person, since }] of room.tabs)
      room.tell('came', { person, tab, at: since, isAgain: true } satisfies Came)
    for (const { data } of room.presenters)
      room.tell('came', { person: data.person, at: Date.now(), isAgain: true } satisfies Came)
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
  private giveTab(room: LiveRoom, socket: RoomSocket, id: string, now: number): void {
    const { person } = socket.data
    const tab = room.tabs.get(id)
    if (!tab) {
      room.tabs.set(id, { socket, since: now, voter: socket.id, person })
      room.people.arrive(person)
      return
    }
    const { socket: older, voter } = tab
    this.stopHold(tab)
    socket.data.person = tab.person
    Object.assign(tab, { socket, since: now, voter: socket.id })
    for (const feature of this.parts.features) feature.returned?.(room, voter, socket.id)
    if (older) displace(older)
  }

  /** A tab has come to another node: its place here, awake or asleep, is given up, and its hand goes after it. */
  cameElsewhere(room: LiveRoom, { tab: id, person, at, isAgain }: Came): void {
    const tab = id ? room.tabs.get(id) : undefined
    if (id && tab) {
      const isNewer = tab.since > at && (isAgain || Date.now() - tab.since < NEWS)
      if (!isNewer) this.loseTo(room, id, tab)
      else if (isAgain) room.tell('came', { person, tab: id, at: tab.since, isAgain } satisfies Came)
    }
    if (!isHere(room, person)) return
    room.spread.met(person)
    room.changed('turnout')
  }

  private loseTo(room: LiveRoom, id: string, tab: Tab): void {
    this.stopHold(tab)
    for (const feature of this.parts.features) feature.movedAway?.(room, id, tab)
    this.giveUp(room, id, tab)
    if (tab.socket) displace(tab.socket)
    this.parts.emptied(room)
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
