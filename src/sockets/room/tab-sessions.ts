/** Tabs and workshop clients that come to a room, take over, fall asleep and go. */
import { steadyNow } from '../../clock'
import { isCrew, isVoter } from '../../core/access/permissions'
import type { Came } from '../../core/protocol/node-events'
import { isHere } from './counts'
import type { LiveRoom, RoomSocket, Tab } from './live-room'
import { Sleepers } from './sleepers'
import { isAnswering } from './same-browser'

export interface TabSessionsParts {
  /** Seconds for which a tab whose connection went silent stays present, asleep. */
  handHold: number
  /** Nobody may be left, awake or asleep. */
  emptied(room: LiveRoom): void
}

/** Milliseconds of a stay that leaves hardly anything behind. */
const BRIEF_MS = 10_000
/** Milliseconds in which a tab that has just come is not displaced by news that are older than it. */
const NEWS_TIMEOUT_MS = 1000

/** Begins sessions and ends them. Presenters, helpers and screens have none: nobody counts them as present. */
export class TabSessions {
  private readonly sleepers = new Sleepers()

  constructor(private readonly parts: TabSessionsParts) {}

  /** A socket came. */
  begin(room: LiveRoom, socket: RoomSocket): void {
    const { tab, role, person } = socket.data
    const at = steadyNow()
    if (tab) this.giveTab(room, socket, tab, at)
    else if (isVoter(role)) room.people.arrive(person)
    const isNew = tab ? room.tabs.get(tab)?.isNew : undefined
    if (tab || isCrew(role)) room.publish('came', { person: socket.data.person, tab, at, isNew })
    if (tab && isNew) this.takeOver(room, person, tab)
  }

  /** Tells the other nodes once more who is here: they, or this one, may have missed it. */
  publishAgain(room: LiveRoom): void {
    for (const [tab, { person, since, isNew }] of room.tabs)
      room.publish('came', { person, tab, at: since, isNew, isAgain: true })
    for (const { data } of [...room.presenters, ...room.helpers])
      room.publish('came', { person: data.person, at: steadyNow(), isAgain: true })
  }

  /** A socket's connection ended; its tab may come back, unless its page said goodbye or its person was removed. */
  socketLeft(room: LiveRoom, socket: RoomSocket, isGone: boolean): void {
    const { tab: id, person, role } = socket.data
    const tab = id ? room.tabs.get(id) : undefined
    if (id && tab?.socket === socket) {
      if (isGone || this.parts.handHold === 0) this.giveUp(room, id, tab)
      else this.fallAsleep(room, id, tab, socket)
    } else if (!id && isVoter(role)) this.voterGone(room, socket.id, person)
  }

  /** The page of this connection said goodbye, but only after the connection had gone silent. */
  goodbye(connectionId: string): void {
    this.sleepers.end(connectionId)
  }

  /** The room is gone, and with it all who sleep in it: nothing remembers them, or the room by them. */
  roomGone(room: LiveRoom): void {
    for (const tab of room.tabs.values()) this.stopHold(tab)
  }

  /** A tab is new, or resumes its session: its older socket is closed, its hand stays up. */
  private giveTab(room: LiveRoom, socket: RoomSocket, id: string, now: number): void {
    const { person, privateId, isBack } = socket.data
    const tab = room.tabs.get(id)
    if (!tab) {
      const newcomer: Tab = { socket, since: now, voter: socket.id, person, privateId, isNew: !isBack }
      room.tabs.set(id, newcomer)
      room.tabsByBrowser.add(id, person)
      room.people.arrive(person)
      return
    }
    const { socket: older, voter } = tab
    this.stopHold(tab)
    socket.data.person = tab.person
    socket.data.privateId = tab.privateId
    Object.assign(tab, { socket, since: now, voter: socket.id, isNew: false })
    room.returned(voter, socket.id)
    if (older) displace(older)
  }

  /** A tab has come to another node: its session here ends, awake or asleep, and its hand follows it. */
  cameElsewhere(room: LiveRoom, { tab: id, person, at, isAgain, isNew }: Came): void {
    const tab = id ? room.tabs.get(id) : undefined
    if (id && tab) {
      const isNewer = tab.since > at && (isAgain || steadyNow() - tab.since < NEWS_TIMEOUT_MS)
      if (!isNewer) this.loseTo(room, id, tab)
      else if (isAgain) room.publish('came', { person, tab: id, at: tab.since, isAgain })
    }
    if (id && isNew) this.takeOver(room, person, id, isAgain ? at : undefined)
    if (!isHere(room, person)) return
    room.others?.people.met(person)
    room.updates.changed('turnout')
  }

  /**
   * A browser has opened the page in a new tab, here or on another node: a hand counts once, so the new tab takes over
   * those of its silent tabs. One that seems awake is asked; its page may be frozen, or its connection dead.
   * `before`: only of tabs that were silent by then.
   */
  private takeOver(room: LiveRoom, person: string, heir: string, before?: number): void {
    for (const id of room.tabsByBrowser.others(person, heir)) {
      const tab = room.tabs.get(id)!
      const { socket } = tab
      if (!socket && (before === undefined || tab.silentSince! < before)) this.inherit(room, id, tab, heir)
      if (!socket || before !== undefined) continue
      void isAnswering(socket).then(isAlive => {
        const isSame = room.tabs.get(id) === tab && (tab.socket === socket || !tab.socket)
        if (!isAlive && isSame) this.inherit(room, id, tab, heir)
      })
    }
  }

  private inherit(room: LiveRoom, id: string, tab: Tab, heir: string): void {
    this.stopHold(tab)
    room.inherited(id, tab, heir)
    this.giveUp(room, id, tab)
    if (tab.socket) displace(tab.socket)
    this.parts.emptied(room)
  }

  private loseTo(room: LiveRoom, id: string, tab: Tab): void {
    this.stopHold(tab)
    room.movedAway(id, tab)
    this.giveUp(room, id, tab)
    if (tab.socket) displace(tab.socket)
    this.parts.emptied(room)
  }

  private fallAsleep(room: LiveRoom, id: string, tab: Tab, { conn, data }: RoomSocket): void {
    const connectionId = (conn as unknown as { id: string }).id
    const { address, since } = data
    const isHolding = room.people.hasVoted(tab.person) || room.votes.of(tab.voter) !== undefined
    const isBrief = Boolean(tab.isNew) && !isHolding && performance.now() - since < BRIEF_MS
    const end = () => {
      this.stopHold(tab)
      this.giveUp(room, id, tab)
      this.parts.emptied(room)
    }
    tab.socket = undefined
    tab.silentSince = steadyNow()
    tab.connectionId = connectionId
    tab.end = end
    tab.hold = setTimeout(end, this.parts.handHold * 1000).unref()
    this.sleepers.add(connectionId, { address, isBrief, end })
  }

  private stopHold(tab: Tab): void {
    clearTimeout(tab.hold)
    if (tab.connectionId) this.sleepers.delete(tab.connectionId)
    tab.connectionId = undefined
    delete tab.end
  }

  private giveUp(room: LiveRoom, id: string, tab: Tab): void {
    room.tabs.delete(id)
    room.tabsByBrowser.remove(id, tab.person)
    this.voterGone(room, tab.voter, tab.person)
  }

  private voterGone(room: LiveRoom, voter: string, person: string): void {
    room.voterGone(voter, person)
    room.people.leave(person)
    room.updates.changed('turnout')
  }
}

function displace(socket: RoomSocket): void {
  socket.emit('displaced')
  socket.disconnect()
}
